"""
What the documentation shows is what happens: every command, output and piece of Python on its pages is run.
"""

from __future__ import annotations

import re
import sys

from pathlib import Path

import pytest

import perfscore

from perfscore import strategies


sys.path.insert(0, str(Path(__file__).parent.parent / "docs"))

import refresh


PAGES = list(refresh.pages())
BLOCKS = re.compile(r"^```(\{?[\w-]*\}?)\n(.*?)^```$", re.MULTILINE | re.DOTALL)

#: Blocks that are run, and those in which there is nothing to run.
RUN = {"console", "sh", "pycon", "python", "diff"}
SHOWN = {"yaml", "text", "toml", "html", "{eval-rst}"}

#: Commands that the tests of the pages do not run: .ci/run follows the start page in a fresh clone, and runs the others.
INSTALLING = ("python3 -m venv", ". .venv/bin/activate", "pip install", ".venv/bin/")


def ids(page):
    return str(page.relative_to(refresh.ROOT))


@pytest.mark.parametrize("page", PAGES, ids=ids)
def test_every_block_runs_and_every_shown_output_is_the_real_one(page):
    """
    Run ``python docs/refresh.py`` after a change of words, and read what changed.
    """
    assert refresh.refreshed(page) == page.read_text(encoding="utf-8")


@pytest.mark.parametrize("page", PAGES, ids=ids)
def test_no_block_is_left_out(page):
    """
    A block of an unknown kind, or a command of an unknown program, would be shown and never run.
    """
    for kind, text in BLOCKS.findall(page.read_text(encoding="utf-8")):
        assert kind in RUN | SHOWN, f"{kind}: {text[:60]}"
        lines = [line for line in text.splitlines() if line.strip()] if kind == "sh" else []
        lines += [line[2:] for line in text.splitlines() if kind == "console" and line.startswith("$ ")]
        for line in lines:
            assert line.startswith(INSTALLING) or line.split()[0] in ("perfscore", "python", "pytest"), line


def test_a_false_output_would_be_seen(tmp_path):
    """
    The tests above would pass if nothing were run.
    """
    page = tmp_path / "page.md"
    page.write_text(
        "```console\n$ perfscore --version\nperfscore 0\n```\n```pycon\n>>> 1 + 1\n3\n```\n", encoding="utf-8"
    )

    assert refresh.refreshed(page) == (
        f"```console\n$ perfscore --version\nperfscore {perfscore.__version__}\n```\n```pycon\n>>> 1 + 1\n2\n```\n"
    )


@pytest.mark.parametrize(
    "block", ["sh\nperfscore check none.json", "python\n1 / 0", "diff\n--- a/x\n+++ b/x\n@@ -1 +1 @@\n-a\n+b"]
)
def test_a_block_that_fails_is_no_page(tmp_path, block):
    page = tmp_path / "page.md"
    page.write_text(f"```{block}\n```\n", encoding="utf-8")

    with pytest.raises((AssertionError, ZeroDivisionError)):
        refresh.refreshed(page)


def test_the_library_page_names_all_that_is_public():
    page = (refresh.ROOT / "docs" / "library.md").read_text(encoding="utf-8")
    named = re.findall(r"^\.\. auto\w+:: (\S+)$", page, re.MULTILINE)

    assert sorted(named) == sorted(
        f"{module.__name__}.{name}" for module in (perfscore, strategies) for name in module.__all__
    )


def test_the_chinese_page_has_the_figures_of_the_english_one():
    """
    Those of how often the wrong cell is named are measured, and copied by hand.
    """
    english, chinese = (
        [
            re.findall(r"(?<=\| )[\d.]+(?: %)?(?= \|)", line)
            for line in (refresh.ROOT / "docs" / folder / "locating.md").read_text(encoding="utf-8").splitlines()
        ]
        for folder in (".", "zh")
    )
    copied = [figures for figures in chinese if figures]

    assert len(copied) == 6
    for figures in copied:
        assert figures in [row[: len(figures)] for row in english]


def test_every_page_is_there_in_chinese():
    english, chinese = (
        {path.name for path in folder.glob("*.md")} for folder in (refresh.ROOT / "docs", refresh.ROOT / "docs" / "zh")
    )

    assert english == chinese


def test_the_readmes_show_outputs():
    """
    The checks above would pass on a README without any.
    """
    for name in ("README.md", "README.zh-CN.md"):
        assert "$ perfscore explain" in (refresh.ROOT / name).read_text(encoding="utf-8")


def test_ci_runs_the_test_command_of_the_readme():
    """
    With at least the extras that the README installs, and all tests: those that are measured, the laws beside them, and those that run alone.
    """
    readme = (refresh.ROOT / "README.md").read_text(encoding="utf-8")
    ci = (refresh.ROOT / ".ci" / "run").read_text(encoding="utf-8")
    named = re.search(r'pip install -q -e "\.\[([\w,]+)\]" && \.venv/bin/python -m pytest$', readme, re.MULTILINE)
    installed = re.search(r'pip" install .*-e "\.\[([\w,]+)\]"$', ci, re.MULTILINE)

    assert set(named[1].split(",")) <= set(installed[1].split(","))
    measured = re.search(r'^"\$venv/bin/coverage" run -m pytest -m "not ([\w ]+)"$', ci, re.MULTILINE)
    laws = re.search(
        r'^  "\$venv/bin/python" -m pytest -q -m "property and not ([\w ]+)" --ignore "\$(\w+)" ', ci, re.MULTILINE
    )
    apart = re.search(r'^    "\$venv/bin/coverage" run -m pytest -q -m "not (\w+)" .*"\$(\w+)"$', ci, re.MULTILINE)
    alone = re.search(r'^"\$venv/bin/python" -m pytest -q -m "([\w ]+)"$', ci, re.MULTILINE)
    assert set(laws[1].split(" and not ")) == set(alone[1].split(" or "))
    assert apart[1] in alone[1].split(" or ")
    assert apart[2] == laws[2]
    assert set(measured[1].split(" and not ")) == {"property", *alone[1].split(" or ")}


def test_the_rooms_are_those_that_there_are():
    table = (refresh.ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8").partition("## Adding")[0]
    named = {
        name.rstrip("/")
        for row in table.splitlines()
        for name in re.findall(r"`([\w/]+)`", row.split("|", 2)[1:2][0] if "|" in row else "")
    }
    there = {
        path.stem for path in (refresh.ROOT / "src" / "perfscore").iterdir() if not path.name.startswith(("__", "py."))
    }

    assert named == there
