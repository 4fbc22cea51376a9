"""
A short fuzzing run of every target; `fuzz.py` runs one for as long as wanted.

The seeds are tried in any case; the guided run is skipped, and says so, where atheris is not installed.
"""

from __future__ import annotations

import importlib.util
import subprocess
import sys
import time

from pathlib import Path

import pytest

from targets import TARGETS


HERE = Path(__file__).parent
SECONDS = 2
HANG_SECONDS = 2

pytestmark = pytest.mark.property


def test_every_target_has_seeds():
    """
    A fuzzer that starts from nothing finds nothing in a zip container.
    """
    assert {folder.name for folder in (HERE / "corpus").iterdir()} == set(TARGETS)


@pytest.mark.parametrize("target", TARGETS)
def test_the_seeds_do_no_harm(target):
    """
    Every input of the corpus, those that once did harm among them, in less time than a hang.
    """
    for file in sorted((HERE / "corpus" / target).iterdir()):
        started = time.perf_counter()
        TARGETS[target](file.read_bytes())

        assert time.perf_counter() - started < HANG_SECONDS, file.name


@pytest.mark.skipif(importlib.util.find_spec("atheris") is None, reason="atheris is not installed: NOTHING WAS FUZZED")
@pytest.mark.parametrize("target", TARGETS)
def test_a_short_run_finds_no_harm(target, tmp_path):
    """
    No crash, no more than 500 MB, no hang; a busy machine gets more time than the two seconds of `fuzz.py` itself.
    """
    command = [sys.executable, str(HERE / "fuzz.py"), target, "--seconds", str(SECONDS), "--hang", "20"]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120)

    assert run.returncode == 0, run.stderr[-3000:]
    assert "Done" in run.stderr
