"""
Completion, rich, hooks: how perfscore shows up in other tools.
"""

from __future__ import annotations

import io
import re
import shutil
import subprocess
import sys

from pathlib import Path

import pytest

import perfscore

from perfscore import cli
from perfscore.cli.arguments import parser
from perfscore.render import WRITERS


ROOT = Path(__file__).parent.parent
SPOILED = ROOT / "examples" / "international-cooperation-2022-spoiled.json"


class TestCompletion:
    @pytest.fixture(autouse=True)
    def _library(self):
        pytest.importorskip("shtab")

    @pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
    def test_every_command_and_option_is_known(self, shell, capsys):
        assert cli.main(["completion", shell]) == 0
        script = capsys.readouterr().out

        for word in ("check", "explain", "rulebook", "write-baseline", "sarif", "notice"):
            assert word in script

    @pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
    def test_the_shell_understands_it(self, shell, capsys, tmp_path):
        if not shutil.which(shell):
            pytest.skip(f"no {shell}")
        cli.main(["completion", shell])
        script = tmp_path / "script"
        script.write_text(capsys.readouterr().out, encoding="utf-8")

        done = subprocess.run([shell, "-n", str(script)], capture_output=True, check=False, timeout=30)

        assert (done.returncode, done.stderr) == (0, b"")

    @pytest.mark.skipif(not shutil.which("bash"), reason="no bash")
    def test_bash_completes(self, capsys, tmp_path):
        """
        What a person gets who types ``perfscore check --format sa`` and the tabulator.
        """
        cli.main(["completion", "bash"])
        script = tmp_path / "script"
        script.write_text(capsys.readouterr().out, encoding="utf-8")
        ask = (
            f"source {script}; COMP_WORDS=(perfscore check --format sa); COMP_CWORD=3; COMP_LINE='perfscore check --format sa';"
            " COMP_POINT=${#COMP_LINE}; _shtab_perfscore; echo ${COMPREPLY[@]}"
        )

        done = subprocess.run([shutil.which("bash"), "-c", ask], capture_output=True, check=True, timeout=30, text=True)

        assert done.stdout.split() == ["sarif"]

    def test_without_the_library(self, monkeypatch, capsys):
        monkeypatch.setitem(sys.modules, "shtab", None)

        assert cli.main(["completion", "bash"]) == 2
        assert 'pip install "perfscore[completion]"' in capsys.readouterr().err


class TestRich:
    def printed(self, thing):
        console = pytest.importorskip("rich.console").Console(file=io.StringIO(), width=120)
        console.print(thing)
        return console.file.getvalue()

    def test_a_report_is_what_the_command_prints(self, capsys):
        (form,) = perfscore.read(SPOILED)

        cli.main(["check", "--no-config", str(SPOILED)])
        _, _, rest = capsys.readouterr().out.partition("\n")

        assert self.printed(perfscore.check(form)).partition("\n")[2].rstrip() == rest.rstrip()

    def test_a_form(self):
        (form,) = perfscore.read(SPOILED)

        assert "119.838800" in self.printed(form)
        assert self.printed(form).startswith("推动北京与欧美国际科技合作（2022）")

    def test_it_is_not_imported_before(self):
        code = "import perfscore, sys; print([name for name in sys.modules if name.split('.')[0] == 'rich'])"

        done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, text=True, timeout=60)

        assert done.stdout == "[]\n"


class TestNotebook:
    """
    The cell that the page shows, run as a notebook runs it.
    """

    @pytest.mark.parametrize(("folder", "word"), [(".", "should be"), ("zh", "应为")])
    def test_the_last_expression_is_drawn(self, folder, word, monkeypatch):
        shells = pytest.importorskip("IPython.core.interactiveshell")
        page = (ROOT / "docs" / folder / "programs.md").read_text(encoding="utf-8")
        cell = re.search(r"^## [^\n]*(?:Notebooks|笔记本)\n.*?^```python\n(.*?)^```$", page, re.MULTILINE | re.DOTALL)[
            1
        ]
        monkeypatch.chdir(ROOT)
        monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8" if folder == "zh" else "C.UTF-8")
        shell = shells.InteractiveShell(user_ns={}, user_module=None)
        shell.history_manager.enabled = False

        shown, _ = shell.display_formatter.format(shell.run_cell(cell, store_history=False).result)

        assert "5.36" in shown["text/html"]
        assert word in shown["text/html"]
        assert "<script" not in shown["text/html"]


class TestSources:
    """
    `perfscore.read` takes a path as text or object, bytes, text, and an open file.
    """

    def test_all_give_the_same(self):
        expected = perfscore.read(SPOILED)

        assert perfscore.read(str(SPOILED)) == expected
        assert perfscore.read(SPOILED.read_bytes()) == expected
        with SPOILED.open("rb") as file:
            assert perfscore.read(file) == expected

        with SPOILED.open(encoding="utf-8") as file:
            assert perfscore.read(file) == expected

    def test_text_that_cannot_be_a_path_is_a_document(self):
        """
        And its complaints do not quote all of it as if it were a name.
        """
        text = SPOILED.read_text(encoding="utf-8")

        assert perfscore.read(text) == perfscore.read(SPOILED)
        with pytest.raises(perfscore.ReadError) as refused:
            perfscore.read(text[:200])
        assert len(refused.value.say("en")) < 200


class TestFiles:
    def test_the_hook_starts_a_command_that_exists(self):
        """
        Options too: a hook cannot be tried before it is published.
        """
        entry = re.search(r"entry: perfscore (.+)", (ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))[1]

        assert parser().parse_args([*entry.split(), "a.docx"]).run == "perfscore.cli.check:run"

    @pytest.mark.parametrize("file", ["docs/integration.md", "docs/zh/integration.md", "examples/github-actions.yml"])
    def test_commands_shown_are_understood(self, file):
        text = (ROOT / file).read_text(encoding="utf-8")
        commands = re.findall(r"(?:^|`)[ a-z:]*perfscore (check [^`|>\n]+|completion \w+)", text, re.MULTILINE)

        assert len(commands) >= 3
        for command in commands:
            parser().parse_args(command.split())

    @pytest.mark.parametrize("folder", [".", "zh"])
    def test_the_table_of_formats_is_complete(self, folder):
        """
        And names each format once.
        """
        text = (ROOT / "docs" / folder / "integration.md").read_text(encoding="utf-8")
        table = text[: text.index("\n## ")]
        named = re.findall(r"`(\w+)`", " ".join(line.split("|")[1] for line in table.splitlines() if "|" in line))

        assert sorted(named) == sorted({writer.name for writer in WRITERS})
