"""
What all tests share: no deadline for laws on a busy machine, and English messages wherever the tests run.
"""

from __future__ import annotations

import os

import pytest

from hypothesis import settings


# The same examples every time, so that a test that passed passes; the second profile looks for new ones.
settings.register_profile("perfscore", deadline=None, derandomize=True)
settings.register_profile("searching", deadline=None)
settings.load_profile(os.environ.get("PERFSCORE_PROFILE", "perfscore"))


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    """
    The language of messages follows the locale, which must not decide whether a test passes.
    """
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
