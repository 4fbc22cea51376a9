"""
Modules planted in the folder where the command is started: none of them runs.
"""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from containers import pdf
from test_pdf import FORM, table


pytest.importorskip("pypdfium2")

PLANTED = ("nt", "pathlib", "pypdfium2", "pypdfium2_raw", "multiprocessing", "attr", "json", "perfscore_rules", "xlrd")

FILES = ["a.pdf", "b.pdf"]

#: Python imports these from the working folder on the way to any ``python -m``, before ours; ``python -P -m`` does not.
BY_PYTHON = ("nt",)
EARLY = ("attr", "json", "pathlib")

MARK = 'open(__import__("os").path.join({folder!r}, "ran"), "a").write(__name__ + "\\n")\nraise ImportError(__name__)\n'


@pytest.fixture
def folder(tmp_path):
    """
    A folder of documents in which modules are planted under the names of those that the command imports.
    """
    (tmp_path / "documents").mkdir()
    for name in PLANTED:
        (tmp_path / "documents" / f"{name}.py").write_text(MARK.format(folder=str(tmp_path)), encoding="utf-8")
    for name in FILES:
        (tmp_path / "documents" / name).write_bytes(pdf(table(FORM)))
    (tmp_path / "command.py").write_text(
        "from perfscore.cli import command\nif __name__ == '__main__':\n    command()\n"
    )
    return tmp_path


def ran(folder):
    return sorted(set((folder / "ran").read_text().split())) if (folder / "ran").exists() else []


def run(folder, *start, jobs="1"):
    return subprocess.run(
        [sys.executable, *start, "check", *FILES, "--format", "jsonl", "--no-config", "--jobs", jobs],
        cwd=folder / "documents",
        capture_output=True,
        check=False,
        text=True,
    )


@pytest.mark.parametrize("jobs", ["1", "2"])
@pytest.mark.parametrize("start", [["command.py"], ["-P", "-m", "perfscore"]], ids=["command", "module"])
def test_nothing_planted_runs(folder, start, jobs):
    """
    Neither in the command, nor in its workers, nor in the process that reads PDF files.
    """
    done = run(folder, *(str(folder / part) if part.endswith(".py") else part for part in start), jobs=jobs)

    assert ran(folder) == []
    assert [json.loads(line)["file"] for line in done.stdout.splitlines()] == FILES


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_a_plain_module_start_runs_no_more_than_python_does(folder, jobs):
    """
    ``python -m perfscore`` cannot undo what Python imported from the working folder before it; the rest it can.
    """
    for name in EARLY:
        (folder / "documents" / f"{name}.py").unlink()
    done = run(folder, "-m", "perfscore", jobs=jobs)

    assert set(ran(folder)) <= set(BY_PYTHON)
    assert [json.loads(line)["file"] for line in done.stdout.splitlines()] == FILES
