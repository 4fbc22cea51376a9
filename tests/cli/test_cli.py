"""
The command: arguments, exit codes, and what goes where.
"""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import subprocess
import sys

from pathlib import Path

import pytest

import perfscore

from perfscore import RULES, __version__
from perfscore.cli import main
from perfscore.comparing import COMPARING_RULES


EXAMPLES = Path(__file__).parents[2] / "examples"
GOOD = EXAMPLES / "international-cooperation-2022.json"
WARNED = EXAMPLES / "overseas-liaison-2021.json"
SPOILED = EXAMPLES / "international-cooperation-2022-spoiled.json"


@pytest.fixture
def run(capsys):
    """
    Runs the command in this process; gives exit code, stdout and stderr.
    """

    def command(*arguments):
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as stopped:
            code = stopped.code
        out, err = capsys.readouterr()
        return code, out, err

    return command


def process(*arguments, given=None, **environment):
    """
    Runs ``python -m perfscore`` as a process of its own.
    """
    return subprocess.run(
        [sys.executable, "-m", "perfscore", *map(str, arguments)],
        input=given,
        capture_output=True,
        timeout=60,
        check=False,
        env={**os.environ, **environment},
    )


class TestExitCodes:
    @pytest.mark.parametrize(
        ("path", "options", "code"),
        [
            (GOOD, [], 0),
            (WARNED, [], 0),
            (SPOILED, [], 1),
            (WARNED, ["--fail-on", "warning"], 1),
            (WARNED, ["--fail-on", "notice"], 1),
            (GOOD, ["--fail-on", "warning"], 0),
            (GOOD, ["--fail-on", "notice"], 1),
            (SPOILED, ["--ignore", "F,W,S,T"], 0),
            (SPOILED, ["--select", "F103"], 1),
            (SPOILED, ["--select", "D0"], 0),
            (EXAMPLES / "nowhere.json", [], 2),
            (GOOD, ["--rulebook", "atlantis"], 2),
            (GOOD, ["--rulebook", "./nowhere.toml"], 2),
            (GOOD, ["--select", "Z9"], 2),
            (GOOD, ["--ignore", "F103,Z9"], 2),
            (GOOD, ["--fail-on", "never"], 2),
            (GOOD, ["--format", "yaml"], 2),
            (GOOD, ["--lang", "fr"], 2),
            (GOOD, ["--colour"], 2),
        ],
    )
    def test_check(self, run, path, options, code):
        """
        0 nothing at or above the limit, 1 something, 2 a file that cannot be read or misuse.
        """
        assert run("check", path, *options)[0] == code

    @pytest.mark.parametrize("arguments", [["check"], ["chek"], ["explain", GOOD], ["read"]])
    def test_misuse(self, run, arguments):
        """
        A command that is incomplete says in one line what is missing, and where its use is told.
        """
        code, out, err = run(*arguments)

        assert (code, out, err.count("\n")) == (2, "", 1)
        assert re.fullmatch(
            r"perfscore( \w+)?: .*(required|invalid choice).* \(see perfscore( \w+)? --help\)", err.strip()
        )

    def test_help_and_version(self, run):
        """
        Neither is misuse.
        """
        assert run("--help")[0] == 0
        assert run("--version")[:2] == (0, f"perfscore {__version__}\n")


class TestCheck:
    def test_the_spoiled_example_has_exactly_four_errors(self, run):
        """
        The four cells that were spoiled by hand, and no other.
        """
        report = json.loads(run("check", SPOILED, "--format", "json")[1])["reports"][0]
        errors = [
            (f["code"], f["cell"], f["stated"], f["expected"]) for f in report["findings"] if f["severity"] == "error"
        ]

        assert sorted(errors) == [
            ("F103", "funds[0].score", "5.63", "5.36"),
            ("S303", "indicators[6].score", "3", "0.47"),
            ("T401", "total.score", "96.63", "93.63"),
            ("W201", "total.weight", "100", "101"),
        ]

    def test_select_and_ignore(self, run):
        """
        By code or by the beginning of codes, in either case of letters.
        """

        def codes(*options):
            report = json.loads(run("check", SPOILED, "--format", "json", *options)[1])["reports"][0]
            return {finding["code"] for finding in report["findings"]}

        assert codes("--select", "F103,t4") == {"F103", "T401"}
        assert codes("--select", "F,W,S,T", "--ignore", "S3,W2,F108") == {"F103", "T401"}

    def test_several_files_one_of_them_bad(self, run, tmp_path):
        """
        The others are still reported, the bad one is complained of on stderr, and the exit code tells.
        """
        bad = tmp_path / "bad.json"
        bad.write_text("{", encoding="utf-8")
        code, out, err = run("check", GOOD, bad, WARNED, "--format", "json")

        assert code == 2
        assert [Path(report["file"]).name for report in json.loads(out)["reports"]] == [GOOD.name, WARNED.name]
        assert err.startswith(f"perfscore: {bad}:1: ")
        assert len(err.splitlines()) == 1

    def test_a_defect_of_ours_costs_one_file_only(self, run, monkeypatch):
        """
        Where the check itself fails on a form, the others are still reported.
        """

        def failing(form, **options):
            if form.year == "2021":
                raise ZeroDivisionError
            return perfscore.check(form, **options)

        monkeypatch.setattr("perfscore.cli.check.check", failing)
        code, out, err = run("check", WARNED, GOOD, "--format", "json")

        assert code == 2
        assert [Path(report["file"]).name for report in json.loads(out)["reports"]] == [GOOD.name]
        assert WARNED.name in err

    def test_a_folder_is_walked(self, run, tmp_path, monkeypatch):
        """
        Forms in folders below are found, in an order of their names; other files are passed over.
        """
        monkeypatch.setattr("perfscore.running.listing.is_installed", lambda: False)
        (tmp_path / "b" / "c").mkdir(parents=True)
        shutil.copy(GOOD, tmp_path / "b" / "c" / "one.json")
        shutil.copy(WARNED, tmp_path / "a.json")
        (tmp_path / "picture.png").write_bytes(b"\x89PNG")
        code, out, err = run("check", tmp_path, "--format", "json", "--lang", "en")

        assert code == 0
        assert err == (
            f"perfscore: {tmp_path}: passed over pictures: 1 (they need text recognition first); such as picture.png\n"
        )
        assert [report["file"] for report in json.loads(out)["reports"]] == [
            str(tmp_path / "a.json"),
            str(tmp_path / "b" / "c" / "one.json"),
        ]

    def test_a_folder_without_forms(self, run, tmp_path):
        """
        Nothing was checked, which must not look like nothing found.
        """
        code, _, err = run("check", tmp_path)

        assert code == 2
        assert "holds no file that could be a form" in err

    def test_stdin(self, run, monkeypatch):
        """
        - reads the form from stdin.
        """
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(SPOILED.read_bytes())))
        code, out, _ = run("check", "-", "--format", "json")

        assert code == 1
        assert json.loads(out)["reports"][0]["file"] == "-"

    def test_language(self, run, monkeypatch):
        """
        As asked for, else as the locale says.
        """
        assert "数字矛盾" in run("check", SPOILED, "--lang", "zh")[1]
        assert "inconsistent" in run("check", SPOILED, "--lang", "en")[1]
        monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
        assert "数字矛盾" in run("check", SPOILED)[1]
        assert "文件不存在" in run("check", "nowhere.json")[2]

    def test_a_rulebook_of_ones_own(self, run, tmp_path):
        """
        A rulebook that accepts 101 points finds the weights right.
        """
        entry = 'value = "101"\nsource = "our own"\nmark = "read"\n'
        own = tmp_path / "own.toml"
        own.write_text(f'extends = "national"\n[total.weight]\n{entry}', encoding="utf-8")
        data = json.loads(SPOILED.read_text(encoding="utf-8"))
        data["total"]["weight"] = None
        form = tmp_path / "form.json"
        form.write_text(json.dumps(data), encoding="utf-8")

        assert '"W201"' in run("check", form, "--format", "json")[1]
        assert '"W201"' not in run("check", form, "--format", "json", "--rulebook", own)[1]


class TestRead:
    def test_text(self, run):
        """
        What was read, cell by cell.
        """
        code, out, _ = run("read", EXAMPLES / "international-cooperation-2022.txt")

        assert code == 0
        assert "53.56%" in out
        assert "90.83" in out

    def test_json_is_readable_input(self, run, tmp_path):
        """
        What `read` prints, `check` takes.
        """
        again = tmp_path / "again.json"
        again.write_text(run("read", SPOILED, GOOD, "--format", "json")[1], encoding="utf-8")
        code, out, _ = run("check", again, "--format", "json")

        assert code == 1
        assert [(r["form"], r["verdict"]) for r in json.loads(out)["reports"]] == [
            (0, "inconsistent"),
            (1, "consistent"),
        ]


class TestExplain:
    def test_a_cell(self, run):
        """
        The arithmetic of one cell.
        """
        code, out, _ = run("explain", GOOD, "funds[0].score")

        assert code == 0
        assert "10 × 53.56% = 5.36" in out

    def test_json(self, run):
        """
        The same for programs.
        """
        data = json.loads(run("explain", GOOD, "indicators[6].score", "--format", "json")[1])

        assert data["derivation"] == "3 × 4.66% / 30% = 0.466 → 0.47"

    @pytest.mark.parametrize("cell", ["indicators[99].score", "score", "funds[0]", ""])
    def test_an_unknown_cell(self, run, cell):
        """
        The answer shows how cells are named.
        """
        code, out, err = run("explain", GOOD, cell)

        assert (code, out) == (2, "")
        assert "funds[0].score" in err
        assert len(err.splitlines()) == 1

    def test_which_form_of_a_file(self, run):
        """
        A file with one form has no second.
        """
        assert run("explain", GOOD, "total.score", "--form", "1")[0] == 2
        assert run("explain", GOOD, "total.score", "--form", "-1")[0] == 2
        assert run("explain", GOOD, "total.score", "--form", "0")[0] == 0

    def test_a_file_that_cannot_be_read(self, run):
        """
        Nothing to explain.
        """
        assert run("explain", EXAMPLES / "nowhere.json", "total.score")[0] == 2


class TestRules:
    def test_the_catalogue(self, run):
        """
        Every code, in text and in JSON.
        """
        code, out, _ = run("rules")
        listed = json.loads(run("rules", "--format", "json")[1])["rules"]

        assert code == 0
        assert all(rule.code in out for rule in RULES)
        assert [rule["code"] for rule in listed] == [rule.code for rule in (*RULES, *COMPARING_RULES)]

    @pytest.mark.parametrize("rule", [*RULES, *COMPARING_RULES], ids=lambda rule: rule.code)
    def test_a_page(self, run, rule):
        """
        Every rule has one, in both languages and for programs; the code may be typed small.
        """
        code, out, _ = run("rules", rule.code.lower(), "--lang", "zh")

        assert code == 0
        assert out.startswith(f"{rule.code} {rule.name}")
        assert json.loads(run("rules", rule.code, "--format", "json")[1])["name"] == rule.name

    def test_an_unknown_code(self, run):
        """
        The answer says where the codes are listed.
        """
        code, out, err = run("rules", "F999")

        assert (code, out) == (2, "")
        assert "F999" in err
        assert "perfscore rules" in err


EVIL = "\x1b[31mred\x1b]0;title\x07\x9b2J\x7f"


class TestControlCharacters:
    @pytest.fixture
    def evil(self, tmp_path):
        """
        A form whose every cell tries to speak to the terminal.
        """
        data = json.loads(GOOD.read_text(encoding="utf-8"))
        data |= dict.fromkeys(("title", "year", "project", "department", "unit", "currency_unit"), EVIL)
        data["indicators"] = [dict.fromkeys(row, EVIL) for row in data["indicators"]]
        data["total"] |= dict.fromkeys(data["total"], EVIL)
        path = tmp_path / "evil.json"
        path.write_text(json.dumps(data), encoding="utf-8")
        return path

    @pytest.mark.parametrize("form", ["text", "json"])
    def test_none_reaches_the_output(self, run, evil, form):
        """
        No escape sequence passes from a cell to stdout, by any command.
        """
        shown = run("check", evil, "--format", form)[1] + run("read", evil, "--format", form)[1]
        shown += run("explain", evil, "total.score", "--format", form)[1]

        assert "red" in shown
        assert not set(shown) & set("\x1b\x07\x9b\x7f")

    def test_none_reaches_stderr(self, run, tmp_path):
        """
        Nor from a key of a bad file, nor from its name.
        """
        bad = tmp_path / f"bad{EVIL.replace('/', '')}.json"
        bad.write_text(json.dumps({"indicators": [], EVIL: "x"}), encoding="utf-8")
        code, _, err = run("check", bad)

        assert code == 2
        assert "red" in err
        assert not set(err) & set("\x1b\x07\x9b\x7f")


class TestProcess:
    def test_python_m_perfscore(self):
        """
        The package is a command.
        """
        done = process("check", SPOILED, "--lang", "en")

        assert done.returncode == 1
        assert "inconsistent" in done.stdout.decode()
        assert done.stderr == b""

    def test_stdin(self):
        """
        A form through a pipe.
        """
        done = process("check", "-", "--format", "json", given=GOOD.read_bytes())

        assert done.returncode == 0
        assert json.loads(done.stdout)["reports"][0]["verdict"] == "consistent"

    def test_output_is_utf_8_for_programs(self):
        """
        JSON is UTF-8 whatever the locale; text is never a crash.
        """
        coded = process(
            "check", GOOD, "--format", "json", "--lang", "zh", LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii"
        )
        plain = process("check", GOOD, "--lang", "zh", LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii")

        assert json.loads(coded.stdout.decode("utf-8"))["reports"][0]["project"] == "推动北京与欧美国际科技合作"
        assert plain.returncode == 0
        assert plain.stderr == b""

    @pytest.mark.parametrize(
        ("arguments", "absent"),
        [
            (("check", GOOD, "--format", "json"), {"rich", "pypdfium2", "xlrd", "hypothesis"}),
            (("check", GOOD), {"pypdfium2", "xlrd", "hypothesis"}),
            (("rules", "--format", "json"), {"rich", "cattrs"}),
        ],
    )
    def test_nothing_is_imported_that_is_not_needed(self, arguments, absent):
        """
        JSON never waits for the terminal library, nor the catalogue for the one that structures data.
        """
        program = (
            "import sys\nfrom perfscore.cli import main\n"
            f"main({[str(argument) for argument in arguments]!r})\n"
            "print(*sorted({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)\n"
        )
        done = subprocess.run([sys.executable, "-c", program], capture_output=True, timeout=60, check=True, text=True)

        assert not absent & set(done.stderr.split())
        assert "perfscore" in done.stderr.split()

    def test_a_reader_that_has_seen_enough(self, tmp_path):
        """
        A closed pipe is no crash; there is more to say than a pipe holds.
        """
        for number in range(30):
            shutil.copy(SPOILED, tmp_path / f"{number}.json")
        command = [sys.executable, "-m", "perfscore", "check", str(tmp_path), "--format", "json"]
        # unbuffered, Python would take a write that is cut short for a whole one
        buffered = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=buffered) as running:
            running.stdout.read(10)
            running.stdout.close()
            complaint = running.stderr.read()
            running.wait(timeout=60)

        assert (complaint, running.returncode) == (b"", 1)

    @pytest.mark.skipif(not os.path.exists("/dev/full"), reason="needs a disk that is full")
    @pytest.mark.parametrize(
        "arguments",
        [
            ["check", SPOILED],
            ["check", SPOILED, "--format", "json"],
            ["read", GOOD],
            ["explain", GOOD, "total.score"],
            ["rules"],
        ],
        ids=lambda arguments: arguments[0],
    )
    def test_a_full_disk(self, arguments):
        """
        A report that is cut must not look like one with findings.
        """
        with open("/dev/full", "wb") as full:
            done = subprocess.run(
                [sys.executable, "-m", "perfscore", *map(str, arguments)],
                stdout=full,
                stderr=subprocess.PIPE,
                timeout=60,
                check=False,
            )

        assert done.returncode == 2
        assert done.stderr == b"perfscore: stdout: cannot be written: No space left on device\n"

    @pytest.mark.skipif(os.name == "nt", reason="needs a shell that closes streams")
    @pytest.mark.parametrize(
        ("closed", "path", "code", "complaint"),
        [
            (">&-", SPOILED, 1, b""),
            ("2>&-", "nowhere.json", 2, b""),
            ("<&-", "-", 2, b"perfscore: -: there is no standard input\n"),
        ],
    )
    def test_streams_that_are_closed(self, closed, path, code, complaint):
        done = subprocess.run(
            ["/bin/sh", "-c", f'"$0" -m perfscore check "$1" {closed}', sys.executable, str(path)],
            capture_output=True,
            timeout=60,
            check=False,
        )

        assert (done.returncode, done.stderr) == (code, complaint)
