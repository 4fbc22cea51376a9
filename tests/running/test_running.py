"""
Many documents: order, bad ones, several processes, Ctrl-C, and where reports go.
"""

from __future__ import annotations

import json
import multiprocessing
import os
import re
import shutil
import signal
import subprocess
import sys
import time

from functools import partial
from pathlib import Path

import openpyxl
import pytest

import perfscore

from perfscore.cli import main
from perfscore.render import Style, printer, write_reports, writer
from perfscore.render.writer import UnusableError
from perfscore.running import listing as listing_module
from perfscore.running.baseline import as_file
from perfscore.running.delivery import DeliveryError, Destination
from perfscore.running.interruption import Interruptible
from perfscore.running.listing import Listing, list_documents
from perfscore.running.outcomes import outcomes
from perfscore.running.processes import in_processes
from perfscore.running.run import CheckRequest, check_documents
from perfscore.running.task import Checked, Outcome, Task
from perfscore.running.worker import Worker


EXAMPLES = Path(__file__).parents[2] / "examples"
GOOD = EXAMPLES / "international-cooperation-2022.json"
SPOILED = EXAMPLES / "international-cooperation-2022-spoiled.json"
SPOILED_TEXT = EXAMPLES / "international-cooperation-2022-spoiled.txt"


@pytest.fixture
def run(capfd):
    """
    Runs the command in this process, without any configuration; gives exit code, stdout and stderr.
    """

    def command(*arguments):
        try:
            code = main(["check", "--no-config", *map(str, arguments)])
        except SystemExit as stopped:
            code = stopped.code
        out, err = capfd.readouterr()
        return code, out, err

    return command


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """
    Forms, a file that is none, one that is broken, and a picture, which is passed over.
    """
    monkeypatch.setattr("perfscore.running.listing.is_installed", lambda: False)
    inside = tmp_path / "forms"
    (inside / "2021").mkdir(parents=True)
    shutil.copy(SPOILED, inside / "b.json")
    shutil.copy(GOOD, inside / "2021" / "a.json")
    shutil.copy(SPOILED_TEXT, inside / "c.txt")
    (inside / "broken.json").write_text('{"indicators": [', encoding="utf-8")
    (inside / "none.txt").write_text("会议通知\n", encoding="utf-8")
    (inside / "picture.png").write_bytes(b"\x89PNG")
    return inside


def task(prepare, name="jsonl"):
    return Task(Style("en"), prepare, writer(name))


def simple():
    """
    A check by all rules, for workers of other processes too.
    """

    def check(form, _file, _index):
        return perfscore.check(form), 0

    return check


def fatal():
    """
    A check that ends the process over one file, is unusable for a second, and raises over a third.
    """

    def check(form, file, _index):
        name = os.path.basename(file)
        if name == "fatal.json":
            os._exit(9)
        if name == "unusable.json":
            raise UnusableError("perfscore.toml: wrong")  # noqa: EM101, TRY003 - a message to look for
        if name == "wrong.json":
            raise ZeroDivisionError("division by zero")  # noqa: EM101, TRY003 - as above
        return perfscore.check(form), 0

    return check


class TestOneFileNeverStopsTheRun:
    @pytest.mark.parametrize("jobs", [1, 2])
    def test_every_kind_of_trouble(self, tmp_path, jobs):
        """
        The others are reported, in their order; a worker that dies is replaced.
        """
        names = ["a", "fatal", "b", "unusable", "wrong", "c"]
        if jobs == 1:
            names.remove("fatal")
        for name in names:
            shutil.copy(GOOD, tmp_path / f"{name}.json")
        files = [str(tmp_path / f"{name}.json") for name in names]

        found = list(outcomes(files, task(fatal), jobs))

        assert [os.path.splitext(os.path.basename(outcome.file))[0] for outcome in found] == names
        said = {os.path.basename(outcome.file): outcome.complaints for outcome in found if outcome.complaints}
        assert said.pop("unusable.json") == ("perfscore.toml: wrong",)
        assert "perfscore failed on this file (ZeroDivisionError: division by zero)" in said.pop("wrong.json")[0]
        if jobs == 2:
            assert said.pop("fatal.json") == (
                f"{tmp_path / 'fatal.json'}: the process that read it died (out of memory?)",
            )
        assert not said
        assert all(outcome.checked for outcome in found if not outcome.complaints)

    def test_a_folder(self, run, folder):
        code, out, err = run(folder, "--format", "jsonl", "--quiet")

        assert code == 2
        assert [json.loads(line)["file"] for line in out.splitlines()] == [
            str(folder / name) for name in ("2021/a.json", "b.json", "c.txt")
        ]
        assert [line.split(": ")[1] for line in err.splitlines()] == [
            f"{folder / 'broken.json'}:1",
            str(folder / "none.txt"),
        ]

    def test_a_file_named_twice_is_checked_once(self, run, folder):
        _, out, _ = run(folder, folder / "b.json", folder, "--format", "jsonl")

        assert len(out.splitlines()) == 3

    def test_a_rule_that_fails_is_trouble_but_not_the_end(self):
        def matches(_):
            raise LookupError("no such cell")  # noqa: EM101, TRY003 - as above

        broken = perfscore.Rule(
            "Z901", "odd", perfscore.Severity.ERROR, perfscore.Text("", ""), perfscore.Text("", ""), matches
        )

        def check(form, _file, _index):
            return perfscore.check(form, rules=[broken]), 0

        outcome = Worker(task(lambda: check, "text"))(str(GOOD))

        assert outcome.complaints == (f"{GOOD}: rule Z901 failed: LookupError: no such cell",)
        assert len(outcome.checked) == 1

    @pytest.mark.parametrize("name", ["text", "html", "json", "csv", "sarif", "junit", "sqlite", "xlsx", "summary"])
    def test_a_writer_that_fails_on_one_form(self, run, tmp_path, monkeypatch, name):
        """
        The file is complained of with what was found in it; the others are reported in full.
        """
        for stem in ("a", "b", "c"):
            shutil.copy(SPOILED, tmp_path / f"{stem}.json")
        functions = writer(name).functions
        half = "annotate" if writer(name).copy else "piece"
        work, calls = getattr(functions, half), []

        def failing(*arguments):
            calls.append(arguments)
            if len(calls) == 2:
                raise ArithmeticError("of ours")  # noqa: EM101, TRY003 - a message to look for
            return work(*arguments)

        monkeypatch.setattr(functions, half, failing)
        output = f"{tmp_path / 'out'}/" if half == "annotate" else str(tmp_path / "out.any")
        code, _, err = run(*sorted(tmp_path.glob("*.json")), "--format", name, "--output", output, "--no-cache")

        assert code == 2
        assert f"{tmp_path / 'b.json'}: perfscore failed on this file (ArithmeticError: of ours)" in err
        assert len(calls) == 3
        assert half == "annotate" or f"{tmp_path / 'b.json'}: F103 " in err
        assert os.path.exists(output)


class TestSeveralProcesses:
    @pytest.mark.parametrize("name", ["text", "jsonl", "sarif", "html"])
    def test_they_say_what_one_says(self, run, folder, name):
        alone = run(folder, "--format", name)
        together = run(folder, "--format", name, "--jobs", "2")

        assert together == alone

    def test_reports_come_in_order_though_the_first_takes_longest(self, tmp_path):
        form = json.loads(GOOD.read_text(encoding="utf-8"))
        form["indicators"] *= 40
        (tmp_path / "00.json").write_text(json.dumps(form), encoding="utf-8")
        for number in range(1, 12):
            shutil.copy(GOOD, tmp_path / f"{number:02}.json")
        files = sorted(map(str, tmp_path.iterdir()))

        assert [outcome.file for outcome in in_processes(files, task(simple), 2)] == files

    def test_places_and_remarks_travel(self):
        """
        Where forms are only read in another process they are still the whole form.
        """
        files = [str(SPOILED_TEXT), str(GOOD)]

        here = [form for outcome in outcomes(files, Task(Style("en"))) for form in outcome.forms]
        there = [form for outcome in outcomes(files, Task(Style("en")), 2) for form in outcome.forms]

        assert there == here
        assert [form.places for form in there] == [form.places for form in here]

    def test_none_is_left_behind(self):
        """
        Nobody waits for the workers of a run that was given up; they end by themselves.
        """
        files = [str(GOOD), str(SPOILED)]
        stream = in_processes(files, task(simple), 2)
        next(stream)
        stream.close()

        # The executor's own thread may reap a child in the same moment and note it a little later.
        for _ in range(600):
            if not multiprocessing.active_children():
                break
            time.sleep(0.1)
        assert multiprocessing.active_children() == []

    def test_stdin_is_read_by_this_process(self):
        found = outcomes(["-", str(GOOD)], task(simple), 2)

        assert isinstance(found, map)

    @pytest.mark.parametrize("jobs", ["-1", "two", ""])
    def test_misuse(self, run, jobs):
        code, _, err = run(GOOD, "--jobs", jobs)

        assert code == 2
        assert "--jobs" in err


class TestInterrupted:
    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a file that keeps its reader waiting")
    @pytest.mark.parametrize(("jobs", "name"), [("1", "json"), ("2", "jsonl")])
    def test_what_is_done_is_written(self, tmp_path, jobs, name):
        """
        The second document never comes; Ctrl-C ends the wait, the report is whole and the status 130.
        """
        slow = tmp_path / "slow.json"
        os.mkfifo(slow)
        arguments = ["check", "--no-config", "--format", name, "--jobs", jobs, str(SPOILED), str(slow), str(GOOD)]
        process = subprocess.Popen(
            [sys.executable, "-m", "perfscore", *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            start_new_session=True,
        )
        with process:
            descriptor = _opened_by_reader(slow)
            # one process has done the first document when it opens the second; of several, the report shows it
            first = process.stdout.readline() if jobs != "1" else b""
            os.killpg(process.pid, signal.SIGINT)
            out, err = process.communicate(timeout=30)
            os.close(descriptor)

        assert process.returncode == 130
        reports = [json.loads(first)] if first else json.loads(out)["reports"]
        assert reports[0]["file"] == str(SPOILED)
        assert b"interrupted: " in err
        assert b"Traceback" not in err

    def test_the_page_says_so(self, tmp_path):
        """
        Whoever opens the list later sees that it is not all.
        """
        paths = [shutil.copy(SPOILED, tmp_path / f"{name}.json") for name in "abc"]

        def prepare():
            def check(form, file, _index):
                if file.endswith("b.json"):
                    signal.raise_signal(signal.SIGINT)
                return perfscore.check(form), 0

            return check

        request = CheckRequest(
            [str(path) for path in paths],
            writer("html"),
            "zh",
            perfscore.Severity.ERROR,
            prepare,
            lambda _text: None,
            output=f"{tmp_path / 'out'}/",
        )

        assert check_documents(request) == 130
        assert "已中断：核对了 1 个文件，共 3 个" in (tmp_path / "out" / "index.html").read_text(encoding="utf-8")

    def test_while_writing_it_waits(self):
        """
        The first Ctrl-C ends the run once what is being written is written.
        """
        run = Interruptible([Outcome("a"), Outcome("b"), Outcome("c")])
        seen = []
        for outcome in run:
            signal.raise_signal(signal.SIGINT)
            seen.append(outcome.file)

        assert seen == ["a"]
        assert run.interrupted

    def test_the_second_one_is_final(self):
        run = Interruptible([Outcome("a"), Outcome("b")])
        iterator = iter(run)
        next(iterator)
        signal.raise_signal(signal.SIGINT)

        with pytest.raises(KeyboardInterrupt):
            signal.raise_signal(signal.SIGINT)
        iterator.close()

    def test_ctrl_c_means_what_it_did_before(self):
        before = signal.getsignal(signal.SIGINT)

        assert len(list(Interruptible([Outcome("a")]))) == 1
        assert signal.getsignal(signal.SIGINT) is before

    def test_while_working_what_came_before_is_kept(self):
        def work():
            yield Outcome("a")
            raise KeyboardInterrupt

        run = Interruptible(work())

        assert [outcome.file for outcome in run] == ["a"]
        assert run.interrupted


def _opened_by_reader(pipe):
    """
    A descriptor on *pipe*, as soon as somebody reads from it.
    """
    for _ in range(600):
        try:
            return os.open(pipe, os.O_WRONLY | os.O_NONBLOCK)
        except OSError:
            time.sleep(0.05)
    raise TimeoutError


class TestAnInterruptedReport:
    @pytest.mark.parametrize("name", ["html", "json", "markdown", "junit"])
    def test_it_says_so(self, run, folder, monkeypatch, name):
        """
        Who opens it later does not see the terminal.
        """
        checked = Worker.__call__

        def interrupted(self, document):
            if str(document).endswith("c.txt"):
                raise KeyboardInterrupt
            return checked(self, document)

        monkeypatch.setattr(Worker, "__call__", interrupted)
        code, out, err = run(folder / "b.json", folder / "2021", folder / "c.txt", "--format", name, "--no-cache")

        assert code == 130
        assert "interrupted: 2 of 3 files were checked" in err
        assert "interrupted: 2 of 3 files were checked" in out


class TestWhereReportsGo:
    def test_a_file(self, run, folder, tmp_path):
        target = tmp_path / "new" / "report.json"

        code, out, _ = run(folder / "b.json", "--format", "json", "--output", target)

        assert (code, out) == (1, "")
        assert json.loads(target.read_text(encoding="utf-8"))["reports"][0]["verdict"] == "inconsistent"

    def test_a_folder_has_one_for_each_document(self, run, folder, tmp_path):
        code, out, _ = run(folder, "--format", "sarif", "--output", f"{tmp_path / 'out'}/")

        assert (code, out) == (2, "")
        assert sorted(str(path.relative_to(tmp_path / "out")) for path in (tmp_path / "out").rglob("*.sarif")) == [
            "2021/a.json.sarif",
            "b.json.sarif",
            "c.txt.sarif",
        ]

    def test_csv_for_spreadsheet_programs(self, run, folder, tmp_path):
        run(folder / "b.json", "--format", "csv", "--output", tmp_path / "a.csv")

        assert (tmp_path / "a.csv").read_bytes().startswith(b"\xef\xbb\xbffile,form,")

    def test_copies_of_spreadsheets(self, run, folder, tmp_path):
        target = tmp_path / "out"
        target.mkdir()

        run(folder, "--format", "xlsx", "--output", target)

        assert (target / "b.json.xlsx").read_bytes().startswith(b"PK")
        assert (target / "2021" / "a.json.xlsx").exists()

    def test_pages_in_a_folder(self, run, folder, tmp_path):
        run(folder, "--format", "html", "--output", f"{tmp_path / 'site'}/")

        assert (tmp_path / "site" / "index.html").exists()

    @pytest.mark.parametrize("link", [None, os.symlink, os.link])
    def test_never_over_an_input(self, run, folder, tmp_path, link):
        """
        Whatever name it goes by.
        """
        target = folder / "b.json"
        before = target.read_bytes()
        if link is not None:
            link(target, tmp_path / "other.json")
            target = tmp_path / "other.json"

        code, out, err = run(folder, "--format", "json", "--output", target)

        assert (code, out) == (2, "")
        assert "is not overwritten" in err
        assert (folder / "b.json").read_bytes() == before

    def test_nor_in_a_folder(self, run, tmp_path):
        """
        The report on ``a.json`` would be ``a.checked.json``, which is a document itself.
        """
        shutil.copy(GOOD, tmp_path / "a.json")
        shutil.copy(GOOD, tmp_path / "a.checked.json")

        code, _, err = run(tmp_path, "--format", "json", "--output", tmp_path)

        assert code == 2
        assert "a.checked.json is one of the documents" in err
        assert (tmp_path / "a.checked.json").read_bytes() == GOOD.read_bytes()

    def test_nor_by_a_writer_that_names_its_files(self, run, folder):
        code, _, err = run(folder, "--format", "html", "--output", folder)

        assert code == 2
        assert "is not overwritten" in err

    def test_a_copy_of_a_spreadsheet_has_another_name(self, tmp_path):
        files = list_documents(["a.xlsx", "a.docx", "b/a.docx"], "en").files
        destination = Destination(f"{tmp_path}/", files)

        assert [os.path.relpath(destination.file(file, ".xlsx"), tmp_path) for file in files] == [
            "a.checked.xlsx",
            "a.docx.xlsx",
            "a.docx-2.xlsx",
        ]

    def test_documents_for_several_inputs_need_a_folder(self, run, folder, tmp_path):
        code, _, err = run(folder, "--format", "xlsx", "--output", tmp_path / "one.xlsx")

        assert code == 2
        assert "name a folder with --output" in err
        assert not (tmp_path / "one.xlsx").exists()

    def test_a_terminal_is_no_place_for_a_spreadsheet(self, monkeypatch):
        monkeypatch.setattr(sys.stdout, "isatty", lambda: True)

        with pytest.raises(DeliveryError, match="cannot be written to a terminal"):
            Destination(None, {"a.json": "a.json"}).refuse_terminal("xlsx")

    def test_what_cannot_be_written(self, run, folder):
        code, _, err = run(folder / "b.json", "--output", folder / "c.txt" / "x")

        assert code == 2
        assert "cannot be written" in err

    def test_complaints_cannot_speak_to_the_terminal(self, run):
        code, _, err = run("no\x1b[2Jsuch\u202efile")

        assert code == 2
        assert "\x1b" not in err
        assert "\u202e" not in err


class TestCounting:
    def test_by_file_and_by_rule(self, run, folder):
        _, out, _ = run(folder, "--statistics", "--quiet", "--select", "F103,T401")
        tables = re.split(r"inconsistent +partly +errors", out)[1]

        assert [line.split()[-6:] for line in tables.splitlines() if line.strip().startswith("total")] == [
            ["3", "2", "0", "4", "0", "0"]
        ]
        rules = [line.split() for line in tables.splitlines() if line.strip().startswith(("F103", "T401"))]
        assert [(words[0], *words[-2:]) for words in rules] == [("F103", "2", "2"), ("T401", "2", "2")]

    def test_partly_checked_forms_are_counted(self, run, tmp_path):
        data = json.loads(GOOD.read_text(encoding="utf-8"))
        data["complete"] = False
        (tmp_path / "a.json").write_text(json.dumps(data), encoding="utf-8")
        (tmp_path / "b.json").write_text(GOOD.read_text(encoding="utf-8"), encoding="utf-8")
        _, out, _ = run(tmp_path, "--statistics", "--quiet", "--ignore", "D")
        (total,) = (line.split() for line in out.splitlines() if line.strip().startswith("total  "))

        assert total[1:4] == ["2", "0", "1"]

    def test_beside_a_report_for_programs(self, run, folder):
        """
        The tables go where they cannot spoil the report.
        """
        _, out, err = run(folder / "b.json", "--statistics", "--format", "json")

        assert json.loads(out)
        assert "F103" in err


class TestProgress:
    def test_none_without_a_terminal(self, run, folder):
        _, _, err = run(folder / "b.json", folder / "c.txt", "--format", "json")

        assert err == ""

    @pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
    @pytest.mark.parametrize(("options", "shown"), [([], True), (["--quiet"], False)])
    def test_a_bar_on_a_terminal(self, options, shown):
        """
        Files, forms and findings; gone in the end.
        """
        import pty  # noqa: PLC0415 - not on every system

        ours, theirs = pty.openpty()
        arguments = ["check", "--no-config", "--format", "jsonl", "--select", "F103", *options, str(GOOD), str(SPOILED)]
        with subprocess.Popen(
            [sys.executable, "-m", "perfscore", *arguments],
            stdout=subprocess.PIPE,
            stderr=theirs,
            env={**os.environ, "TERM": "xterm", "LC_ALL": "C.UTF-8", "COLUMNS": "100"},
        ) as process:
            out, _ = process.communicate(timeout=30)
        os.close(theirs)
        said = b""
        try:
            while piece := os.read(ours, 65536):
                said += piece
        except OSError:
            # the other end is closed
            pass
        os.close(ours)

        assert len(out.splitlines()) == 2
        assert (b"forms, " in said) == shown
        assert (b"1/2" in said) == shown


class TestWhatIsListed:
    @pytest.mark.parametrize("recognised", [False, True])
    def test_pictures_and_formats_of_office(self, tmp_path, monkeypatch, recognised):
        """
        Pictures are documents where their text can be recognised; elsewhere they are passed over, and told of.
        """
        monkeypatch.setattr(listing_module, "is_installed", lambda: recognised)
        office = ["a.et", "b.wps", "c.xlsb"]
        pictures = ["d.JPG", "e.jpeg", "f.png", "g.tif", "h.tiff"]
        for name in (*office, *pictures, "i.gif", "d.JPG.xlsx"):
            (tmp_path / name).write_bytes(b"\x00")
        listing = list_documents([str(tmp_path)], "en")
        (passed_over,) = listing.passed_over

        assert list(listing.files.values()) == sorted([*office, *(pictures if recognised else [])])
        assert f"pictures: {1 if recognised else 6} " in passed_over
        assert "files that perfscore wrote: 1" in passed_over

    def test_names_are_seen_from_the_folder(self, folder, monkeypatch):
        monkeypatch.setattr(listing_module, "is_installed", lambda: False)
        listing = list_documents([str(folder), "-", str(GOOD)], "en")

        assert list(listing.files.values()) == [
            *(os.path.join("2021", "a.json"), "b.json", "broken.json", "c.txt", "none.txt"),
            "stdin",
            GOOD.name,
        ]
        assert listing.refused == []
        assert listing.passed_over == [
            f"{folder}: passed over pictures: 1 (they need text recognition first); such as picture.png"
        ]

    def test_empty_folders(self, tmp_path):
        for name in ("README.md", "~$自评表.docx", "._a.pdf"):
            (tmp_path / name).write_bytes(b"\x05\x00no form")
        said = f"{tmp_path}: the folder holds no file that could be a form"

        assert list_documents([str(tmp_path)], "en") == Listing({}, [Outcome(str(tmp_path), complaints=(said,))])

    def test_a_folder_that_cannot_be_opened(self, folder, run, monkeypatch):
        """
        What is in the others is checked, and every format tells of it.
        """
        closed, scan = str(folder / "2021"), os.scandir

        def refusing(path):
            if str(path) == closed:
                raise PermissionError(13, "Permission denied", path)
            return scan(path)

        monkeypatch.setattr(os, "scandir", refusing)
        code, out, err = run(folder, "--format", "json")
        data = json.loads(out)

        assert code == 2
        assert f"perfscore: {closed}: cannot be opened: Permission denied\n" in err
        assert {"file": closed, "message": f"{closed}: cannot be opened: Permission denied"} in data["complaints"]
        assert str(folder / "b.json") in [report["file"] for report in data["reports"]]

    @pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs a file that keeps its reader waiting")
    def test_a_pipe_in_a_folder_keeps_nobody_waiting(self, tmp_path):
        """
        One that is named may be the output of another program; a link that leads nowhere is complained of.
        """
        os.mkfifo(tmp_path / "a.json")
        (tmp_path / "b.json").symlink_to("nowhere")

        assert list(list_documents([str(tmp_path)], "en").files.values()) == ["b.json"]
        assert list(list_documents([str(tmp_path / "a.json")], "en").files.values()) == ["a.json"]

    @pytest.mark.parametrize("name", ["{1}.json", "<a>.json", " {", "two\nlines.json"])
    def test_whatever_a_file_is_called(self, tmp_path, run, name):
        """
        On the command line there are no texts, only names of files.
        """
        shutil.copy(GOOD, tmp_path / name)

        assert json.loads(run(tmp_path / name, "--format", "json")[1])["reports"][0]["verdict"] == "consistent"
        assert run("{no such file}") == (2, "", "perfscore: {no such file}: no such file\n")

    def test_what_runs_wrote_is_passed_over(self, tmp_path):
        """
        Pages, reports and baselines kept beside the forms; forms that `perfscore read` wrote are forms.
        """
        (form,) = perfscore.read(GOOD)
        with (tmp_path / "read.json").open("w", encoding="utf-8") as out:
            printer("json").write_forms([("a.json", 0, form)], out, "en")
        with (tmp_path / "check.json").open("w", encoding="utf-8") as out:
            write_reports(writer("json"), [("a.json", 0, perfscore.check(form))], out, "en")
        for name, lang in (("html", "zh"), ("html", "en"), ("csv", "en")):
            made = writer(name)
            with (tmp_path / f"{lang}.{name}").open("w", encoding=made.encoding) as out:
                write_reports(made, [("a.json", 0, perfscore.check(form))], out, lang)
        (tmp_path / "baseline.json").write_text(as_file([]), encoding="utf-8")
        (tmp_path / "other.json").write_text('{"schema": "another/report/1"}', encoding="utf-8")

        assert list(list_documents([str(tmp_path)], "en").files.values()) == ["other.json", "read.json"]
        assert list(list_documents([str(tmp_path / "check.json")], "en").files.values()) == ["check.json"]

    @pytest.mark.parametrize("lang", ["zh", "en"])
    def test_tables_that_runs_wrote_are_passed_over_whatever_they_are_called(self, tmp_path, lang):
        """
        Summaries, comparisons, marked copies; once an office program has saved a copy it is a form again, as a filled one is.
        """
        book = openpyxl.Workbook()
        for cells in (
            ["项目支出绩效自评表"],
            ["一级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
            ["产出指标", "培训", "≥4次", "2次", "100", None],
        ):
            book.active.append(cells)
        book.save(tmp_path / "form.xlsx")
        common = ["--no-config", "--lang", lang]
        for command, name, options in (
            ("check", "a.xlsx", ["--format", "summary"]),
            ("check", "a.csv", ["--format", "summary"]),
            ("check", "b.csv", []),
            ("check", "b.xlsx", []),
            ("compare", "c.xlsx", [str(GOOD)]),
            ("compare", "c.csv", [str(GOOD)]),
            ("fill", "filled.xlsx", []),
        ):
            main([command, str(tmp_path / "form.xlsx"), *options, "--output", str(tmp_path / name), *common])
        openpyxl.load_workbook(tmp_path / "b.xlsx").save(tmp_path / "saved.xlsx")

        assert sorted(list_documents([str(tmp_path)], "en").files.values()) == [
            "filled.xlsx",
            "form.xlsx",
            "saved.xlsx",
        ]
        assert len(list(tmp_path.iterdir())) == 9


def test_what_a_run_keeps_of_a_form_is_small():
    """
    Ten thousand forms are counted without keeping their reports.
    """
    outcome = Worker(task(partial(simple)))(str(SPOILED))
    (checked,) = outcome.checked

    assert isinstance(checked, Checked)
    assert {finding.code for finding in checked.findings} >= {"F103", "T401"}
    assert outcome.forms == ()


class TestTheIndexKnowsWhatWasNotRead:
    """
    Who opens the index does not see the terminal: three hundred files, of which two are missing in the table, look complete.
    """

    @pytest.fixture
    def folder(self, tmp_path):
        forms = tmp_path / "forms"
        forms.mkdir()
        shutil.copy(GOOD, forms / "good.json")
        (forms / "bad<b>.json").write_text('{"indicators": 3}', encoding="utf-8")
        return forms

    @pytest.mark.parametrize("output", ["page.html", "pages/"])
    def test_a_page_and_a_folder(self, folder, tmp_path, output):
        assert main(["check", "--no-config", str(folder), "--format", "html", "--output", f"{tmp_path}/{output}"]) == 2

        written = tmp_path / output
        text = (written / "index.html" if written.is_dir() else written).read_text(encoding="utf-8")
        assert "Files that could not be read or checked" in text
        assert "bad&lt;b&gt;.json: $.indicators" in text
        assert "bad<b>" not in text

    def test_nothing_is_said_where_all_was_read(self, folder, tmp_path):
        (folder / "bad<b>.json").unlink()
        main(["check", "--no-config", str(folder), "--format", "html", "--output", f"{tmp_path}/pages/"])

        assert "could not be read" not in (tmp_path / "pages" / "index.html").read_text(encoding="utf-8")
