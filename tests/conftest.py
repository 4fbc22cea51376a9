"""
What all tests share: no deadline for laws on a busy machine, and English messages wherever the tests run.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys

from hashlib import sha256
from pathlib import Path

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


@pytest.fixture(autouse=True)
def _own_cache(monkeypatch, tmp_path_factory, request):
    """
    No test finds what another one, or the person who runs them, has checked before.
    """
    name = sha256(request.node.nodeid.encode()).hexdigest()[:16]
    monkeypatch.setenv("PERFSCORE_CACHE_DIR", str(tmp_path_factory.getbasetemp() / "cache" / name))


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """
    The documentation as it is published, built once; without Sphinx, its tests say that they were skipped.

    ``PERFSCORE_SITE=required`` turns the skip into a failure, for machines that are meant to have it.
    """
    if missing := [name for name in ("sphinx", "furo", "myst_parser") if importlib.util.find_spec(name) is None]:
        reason = f"{', '.join(missing)} missing (pip: perfscore[site])"
        if os.environ.get("PERFSCORE_SITE") == "required":
            pytest.fail(f"PERFSCORE_SITE=required, but {reason}")
        pytest.skip(f"NO SITE TESTS: {reason}")
    folder = tmp_path_factory.mktemp("site")
    command = [sys.executable, str(Path(__file__).parent.parent / "docs" / "build_site.py"), str(folder)]
    built = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert built.returncode == 0, built.stderr
    return folder
