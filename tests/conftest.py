"""
What all tests share: no deadline for laws on a busy machine, and English messages wherever the tests run.
"""

from __future__ import annotations

import pytest

from hypothesis import settings


settings.register_profile("perfscore", deadline=None)
settings.load_profile("perfscore")


@pytest.fixture(autouse=True)
def _english(monkeypatch):
    """
    The language of messages follows the locale, which must not decide whether a test passes.
    """
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
