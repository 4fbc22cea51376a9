"""
The two languages, and which of them a process speaks.
"""

from __future__ import annotations

import locale
import sys

import pytest

from perfscore.bilingual import Text, preferred_language


class TestText:
    def test_a_value_that_is_a_text_is_said_in_the_same_language(self):
        """
        The name of a cell inside a sentence.
        """
        sentence = Text("{cell}未填写", "{cell} is blank")
        cell = Text("总分", "the total")

        assert sentence.say("zh", cell=cell) == "总分未填写"
        assert sentence.say("en", cell=cell) == "the total is blank"

    def test_without_values_braces_are_words(self):
        """
        Only a sentence with values to fill in has names.
        """
        assert Text("{原文}", "{sic}").say("en") == "{sic}"


class TestPreferredLanguage:
    @pytest.mark.parametrize(
        ("settings", "language"),
        [
            ({"LC_ALL": "zh_CN.UTF-8"}, "zh"),
            ({"LC_ALL": "en_US.UTF-8", "LANG": "zh_CN.UTF-8"}, "en"),
            ({"LC_ALL": "", "LC_MESSAGES": "ZH_TW", "LANG": "en_US"}, "zh"),
            ({"LC_ALL": "", "LANG": "zh_CN.GBK"}, "zh"),
            ({"LC_ALL": ""}, "en"),
        ],
    )
    def test_of_the_environment(self, monkeypatch, settings, language):
        """
        The first of the three that is set decides, as in every other command.
        """
        monkeypatch.setattr(sys, "platform", "linux")
        for name, value in settings.items():
            monkeypatch.setenv(name, value)

        assert preferred_language() == language

    @pytest.mark.parametrize(
        ("name", "language"),
        [
            ("Chinese (Simplified)_China", "zh"),
            ("zh_CN", "zh"),
            ("German_Germany", "en"),
            (None, "en"),
        ],
    )
    def test_of_windows(self, monkeypatch, name, language):
        """
        Windows sets none of the three, and has names of its own.
        """
        monkeypatch.delenv("LC_ALL")
        monkeypatch.setattr(sys, "platform", "win32")
        monkeypatch.setattr(locale, "getlocale", lambda: (name, None))

        assert preferred_language() == language
