"""
A sample of the corpus that `benchmarks/corpus.py` runs in full.
"""

from __future__ import annotations

import subprocess
import sys

from pathlib import Path

import pytest


ROOT = Path(__file__).parents[2]

pytestmark = pytest.mark.property


def test_a_sample_has_no_false_error_and_no_miss():
    """
    A thousand honest forms and a thousand with one error, under all shipped rulebooks and every way of rounding.
    """
    command = [sys.executable, str(ROOT / "benchmarks" / "corpus.py"), "--forms", "1000", "--seed", "2"]
    run = subprocess.run(command, capture_output=True, text=True, check=False, timeout=300)

    assert run.returncode == 0, run.stdout + run.stderr
    assert "| honest forms | 1,000 |" in run.stdout
    assert "| false errors | 0 |" in run.stdout
    assert "| missed | 0 |" in run.stdout
