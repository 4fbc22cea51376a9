"""
What was once found by fuzzing stays mended, and the fuzzer itself finds what it is to find.

`fuzz.py` looks for more, as long as wanted; where atheris is not installed, its own tests say that they are skipped.
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
HANG_SECONDS = 2
#: What the small corpus may weigh in the repository.
MOST_BYTES = 300_000
#: A process begins with the peak of memory of the one that starts it, and that of many tests is above the fuzzer's limit.
APART = (sys.executable, "-c", "import subprocess, sys; sys.exit(subprocess.call(sys.argv[1:]))")

pytestmark = pytest.mark.property

needs_atheris = pytest.mark.skipif(
    importlib.util.find_spec("atheris") is None, reason="atheris is not installed: NOTHING WAS FUZZED"
)


def test_every_target_has_seeds():
    """
    A fuzzer that starts from nothing finds nothing in a zip container.
    """
    assert {folder.name for folder in (HERE / "corpus").iterdir()} == set(TARGETS)


def test_the_corpus_is_small():
    """
    What a long run collects belongs somewhere else.
    """
    assert sum(file.stat().st_size for file in (HERE / "corpus").rglob("*") if file.is_file()) < MOST_BYTES


@pytest.mark.parametrize("target", TARGETS)
def test_the_seeds_do_no_harm(target):
    """
    Every input of the corpus, those that once did harm among them, in less computing than a hang.
    """
    for file in sorted((HERE / "corpus" / target).iterdir()):
        started = time.process_time()
        TARGETS[target](file.read_bytes())

        assert time.process_time() - started < HANG_SECONDS, file.name


@needs_atheris
@pytest.mark.parametrize(
    ("harm", "said"),
    [
        ("1 / 0", "ZeroDivisionError"),
        ("until = time.process_time() + 2.5; any(time.process_time() > until for _ in iter(int, 1))", "HangError: "),
        ("held.append(bytearray(600 * 2**20)); time.sleep(3)", "out-of-memory"),
    ],
    ids=["crash", "hang", "memory"],
)
def test_harm_is_found(harm, said, tmp_path):
    """
    A target that crashes, computes for too long or takes too much memory ends the run and leaves its input behind.
    """
    script = f"""
        import sys, time
        sys.path.insert(0, {str(HERE)!r})
        import guided
        held = []
        def harmful(data):
            if data[:1] == b"x":
                {harm}
        guided.TARGETS["harmful"] = harmful
        guided.main()
    """
    (tmp_path / "harmful.py").write_text("\n".join(line[8:] for line in script.splitlines()), "utf-8")
    (tmp_path / "corpus").mkdir()
    (tmp_path / "corpus" / "seed").write_bytes(b"x")
    command = [*APART, sys.executable, "harmful.py", "harmful", "30", "corpus"]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, check=False, timeout=120)
    left = [file.read_bytes()[:1] for file in tmp_path.iterdir() if file.name.startswith(("crash-", "oom-"))]

    assert run.returncode != 0
    assert said.encode() in run.stdout + run.stderr
    assert left == [b"x"]


@needs_atheris
def test_a_run_reaches_more_than_its_seeds(tmp_path):
    """
    Instrumented for coverage, a few seconds of `fuzz.py` add inputs that reach new code.
    """
    command = [sys.executable, str(HERE / "fuzz.py"), "number", "--seconds", "3", "--corpus", str(tmp_path)]
    run = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120)
    kept = len(list((HERE / "corpus" / "number").iterdir()))

    assert run.returncode == 0, run.stderr
    assert len(list((tmp_path / "number").iterdir())) > kept
