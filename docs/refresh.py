"""
Everything the documentation shows is run here: commands, outputs, Python, and the files that its examples begin with.

``python docs/refresh.py`` runs every page and writes the outputs anew; the tests fail where a shown output is not
the real one, and where a block does not run. Each page starts in a folder of its own that holds ``examples``,
``forms`` with some forms in it, and a workbook ``budget-2024.xlsx``. Its blocks are taken in their order:

- ``console``: commands after ``$``, each with what it printed;
- ``sh``: commands that print nothing worth showing; those of perfscore, Python and pytest are run, and must succeed
  (a check may find something);
- ``pycon``: a session of Python, each statement with what it printed;
- ``python``: is run, and then its tests;
- any block whose first line names a file (``# city.toml``) writes that file; one that is part of a file in
  ``examples`` is left to the tests of that file;
- ``diff``: changes a copy of the project, which the commands below it use.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import tomllib

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final
from unittest.mock import patch

from hypothesis import HealthCheck, settings
from openpyxl import Workbook

import perfscore


ROOT: Final = Path(__file__).parent.parent

_BLOCK: Final = re.compile(r"^```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)
_FILE: Final = re.compile(r"(?:#|<!--) (?P<name>[\w./-]+\.\w+)(?: -->)?\n")
_COMMANDS: Final[Mapping[str, list[str]]] = MappingProxyType(
    {"perfscore": ["-m", "perfscore"], "python": [], "pytest": ["-m", "pytest", "-q", "-p", "no:cacheprovider"]}
)
#: What a copy of the project needs to be changed and tested.
_PROJECT: Final = ("src", "tests", "pyproject.toml")


def pages() -> Iterator[Path]:
    """
    The pages that people write; those of rules and rulebooks hold no commands.
    """
    folders = (ROOT, ROOT / "docs", ROOT / "docs" / "zh", ROOT / "examples")
    yield from (page for folder in folders for page in sorted(folder.glob("*.md")) if page.name != "CHANGELOG.md")


def refreshed(page: Path) -> str:
    """
    The text of *page* with every output run again.

    :raises AssertionError: for a block that does not run.
    """
    chinese = "zh-CN" in page.name or page.parent.name == "zh"
    with tempfile.TemporaryDirectory() as folder:
        desk = _Desk(Path(folder), "zh_CN.UTF-8" if chinese else "C.UTF-8")
        return _BLOCK.sub(desk.block, page.read_text(encoding="utf-8"))


class _Desk:
    """
    Where the blocks of one page are run.
    """

    def __init__(self, folder: Path, locale: str) -> None:
        self.folder = folder
        self.names: dict[str, Any] = {"__name__": "__page__"}
        said = {"LC_ALL": locale, "PYTHONUTF8": "1", "COLUMNS": "100"}
        self.environment = {**os.environ, **said, "PYTHONPATH": str(folder)}
        shutil.copytree(ROOT / "examples", folder / "examples", ignore=shutil.ignore_patterns("__pycache__"))
        (folder / "forms").mkdir()
        for name in ("international-cooperation-2022", "one-slip", "overseas-liaison-2021"):
            shutil.copy(ROOT / "examples" / f"{name}.json", folder / "forms")
        _workbook(folder / "forms" / "one-slip.json", folder / "budget-2024.xlsx")
        self.kinds: Mapping[str, Callable[[str], str]] = MappingProxyType(
            {"console": self.console, "sh": self.sh, "pycon": self.pycon, "python": self.python, "diff": self.diff}
        )

    def block(self, match: re.Match[str]) -> str:
        """
        The block as it should be shown.
        """
        kind, text = match["kind"], match["text"]
        if named := _FILE.match(text):
            self.write(named["name"], text)
        elif kind in self.kinds:
            text = self.kinds[kind](text)
        return f"```{kind}\n{text}```"

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        if name == "pyproject.toml":
            self.install(tomllib.loads(text)["project"])

    def install(self, project: dict[str, Any]) -> None:
        """
        What ``pip install -e .`` leaves of a distribution for others to find.
        """
        info = self.folder / f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
        info.mkdir()
        (info / "METADATA").write_text(f"Name: {project['name']}\nVersion: {project['version']}\n", encoding="utf-8")
        lines = [
            f"[{group}]\n" + "".join(f"{name} = {target}\n" for name, target in entries.items())
            for group, entries in project.get("entry-points", {}).items()
        ]
        (info / "entry_points.txt").write_text("".join(lines), encoding="utf-8")

    def run(self, command: str) -> tuple[str, int]:
        """
        What *command* prints, and its exit status.
        """
        name, *arguments = shlex.split(command)
        done = subprocess.run(
            [sys.executable, *_COMMANDS[name], *arguments],
            cwd=self.folder,
            env=self.environment,
            capture_output=True,
            text=True,
            check=False,
        )
        lines = (line.rstrip() for line in (done.stdout + done.stderr).strip("\n").splitlines())
        return "\n".join(lines) + "\n", done.returncode

    def console(self, text: str) -> str:
        commands = [line[2:] for line in text.splitlines() if line.startswith("$ ")]
        shown = (f"$ {command}\n{self.run(command)[0]}" for command in commands)
        return "\n".join(shown)

    def sh(self, text: str) -> str:
        for line in text.splitlines():
            name = line.partition(" ")[0]
            if name in _COMMANDS:
                printed, status = self.run(line)
                assert status <= (name == "perfscore"), f"{line} ends with {status}\n{printed}"
        return text

    def pycon(self, text: str) -> str:
        shown = []
        for example in doctest.DocTestParser().get_examples(text):
            try:
                printed = self.execute(compile(example.source, "<page>", "single"))
            except Exception as error:
                if "Error" not in example.want:
                    raise
                printed = f"{type(error).__name__}: {error}\n"
            first, *rest = example.source.splitlines()
            shown += [f">>> {first}\n", *(f"... {line}\n" for line in rest), printed]
        return "".join(shown)

    def python(self, text: str) -> str:
        if any(text in path.read_text(encoding="utf-8") for path in (ROOT / "examples").glob("*.py")):
            return text
        known = set(self.names)
        with _patience():
            self.execute(compile(text, "<page>", "exec"))
            for name in [name for name in self.names if name.startswith("test_") and name not in known]:
                self.names[name]()
        return text

    def execute(self, code: Any) -> str:
        out = io.StringIO()
        there = contextlib.chdir(self.folder)
        with there, contextlib.redirect_stdout(out), self.importing(), patch.dict(os.environ, self.environment):
            exec(code, self.names)  # noqa: S102 - the project's own pages
        return "".join(f"{line.rstrip()}\n" for line in out.getvalue().splitlines())

    @contextlib.contextmanager
    def importing(self) -> Iterator[None]:
        """
        Modules written by the page can be imported, and are forgotten afterwards.
        """
        known = set(sys.modules)
        sys.path.insert(0, str(self.folder))
        try:
            yield
        finally:
            sys.path.remove(str(self.folder))
            for name in set(sys.modules) - known:
                if str(getattr(sys.modules[name], "__file__", None)).startswith(str(self.folder)):
                    del sys.modules[name]

    def diff(self, text: str) -> str:
        if "+++ b/src" in text and not (self.folder / "tests" / "conftest.py").exists():
            for name in _PROJECT:
                source = ROOT / name
                if source.is_dir():
                    shutil.copytree(
                        source, self.folder / name, ignore=shutil.ignore_patterns("__pycache__"), dirs_exist_ok=True
                    )
                else:
                    shutil.copy(source, self.folder)
            self.environment["PYTHONPATH"] = f"{self.folder / 'src'}{os.pathsep}{self.folder}"
        done = subprocess.run(
            ["git", "apply", "-"],
            cwd=self.folder,
            env={**self.environment, "GIT_CEILING_DIRECTORIES": str(self.folder.parent)},
            input=text,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return text


@contextlib.contextmanager
def _patience() -> Iterator[None]:
    """
    Tests of a page are shown to work, not to be fast, and do so with the same examples every time.
    """
    before = settings.get_current_profile_name()
    settings.register_profile(
        "page", deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck)
    )
    settings.load_profile("page")
    try:
        yield
    finally:
        settings.load_profile(before)


def _workbook(example: Path, path: Path) -> None:
    """
    The example as a sheet of the national form, as an office would have filled it in.
    """
    (form,) = perfscore.read(example)
    book = Workbook()
    book.active.append(["项目支出绩效自评表"])
    book.active.append(["项目名称", form.project])
    book.active.append(["项目资金（万元）", None, "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"])
    for fund in form.funds:
        book.active.append(
            [None, fund.name, fund.initial, fund.budget, fund.executed, fund.weight, fund.rate, fund.score]
        )
    book.active.append(["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因"])
    for row in form.indicators:
        levels = [row.level1, row.level2, row.name]
        book.active.append([*levels, row.target, row.actual, row.weight, row.score, row.reason])
    book.active.append(["总分", None, None, None, None, form.total.weight, form.total.score])
    book.save(path)


def commands(page: Path) -> Iterator[str]:
    """
    What somebody types who follows *page*. A check that finds something, or a file without a form, is no failure of it.
    """
    for match in _BLOCK.finditer(page.read_text(encoding="utf-8")):
        if match["kind"] in ("sh", "console"):
            lines = match["text"].splitlines()
            typed = lines if match["kind"] == "sh" else [line[2:] for line in lines if line.startswith("$ ")]
            yield from (f"{line} || [ $? -le 2 ]" if line.startswith("perfscore check") else line for line in typed)


def main() -> None:
    """
    Write every page anew, or with ``--commands PAGE`` print what the page tells to type.
    """
    if sys.argv[1:2] == ["--commands"]:
        sys.stdout.writelines(f"{command}\n" for command in commands(Path(sys.argv[2])))
        return
    for page in pages():
        page.write_text(refreshed(page), encoding="utf-8")


if __name__ == "__main__":
    main()
