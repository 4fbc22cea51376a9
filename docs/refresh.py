"""
The outputs shown in the documentation, run again.

A block that begins with ``console`` holds commands after ``$`` and, below each, what it printed.
``python docs/refresh.py`` runs them all and writes the outputs anew; the tests fail where a shown output is not the real one.
"""

from __future__ import annotations

import os
import re
import shlex
import subprocess
import sys

from collections.abc import Iterator
from pathlib import Path
from typing import Final


ROOT: Final = Path(__file__).parent.parent

_BLOCK: Final = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_COMMANDS: Final = {"perfscore": ["-m", "perfscore"], "python": []}


def pages() -> Iterator[Path]:
    """
    The pages that show outputs.
    """
    yield from sorted((*ROOT.glob("README*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("examples/*.md")))


def run(command: str, lang: str) -> str:
    """
    What *command* prints when it is run at the top of the project.
    """
    name, *arguments = shlex.split(command)
    environment = {**os.environ, "LC_ALL": "zh_CN.UTF-8" if lang == "zh" else "C.UTF-8", "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, *_COMMANDS[name], *arguments],
        cwd=ROOT,
        env={**environment, "COLUMNS": "100"},
        capture_output=True,
        text=True,
        check=False,
    )
    lines = (line.rstrip() for line in (done.stdout + done.stderr).strip("\n").splitlines())
    return "\n".join(lines) + "\n"


def refreshed(page: Path) -> str:
    """
    The text of *page* with every output run again. Commands other than perfscore and python stay as they are.
    """
    lang = "zh" if "zh-CN" in page.name else "en"

    def block(match: re.Match[str]) -> str:
        commands = [line[2:] for line in match[1].splitlines() if line.startswith("$ ")]
        if not all(command.split()[0] in _COMMANDS for command in commands):
            return match[0]
        shown = "\n".join(f"$ {command}\n{run(command, lang)}" for command in commands)
        return f"```console\n{shown}```"

    return _BLOCK.sub(block, page.read_text(encoding="utf-8"))


def main() -> None:
    """
    Write every page anew.
    """
    for page in pages():
        page.write_text(refreshed(page), encoding="utf-8")


if __name__ == "__main__":
    main()
