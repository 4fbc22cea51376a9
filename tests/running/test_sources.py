"""
Documents that are no files of their own: lines of JSON, Parquet, lists of paths, addresses; and tables as output.
"""

from __future__ import annotations

import io
import json
import shutil
import sqlite3
import sys
import zipfile

from itertools import islice
from pathlib import Path

import pytest

import perfscore

from perfscore.cli import main
from perfscore.running.sources import addresses, content, parts


EXAMPLES = Path(__file__).parents[2] / "examples"
GOOD = EXAMPLES / "international-cooperation-2022.json"
SLIP = EXAMPLES / "one-slip.json"
FORMS = [json.loads(path.read_text("utf-8")) for path in (SLIP, GOOD)]


@pytest.fixture
def run(capsys):
    def command(*arguments):
        code = main(["check", "--no-config", "--lang", "en", *map(str, arguments)])
        return code, *capsys.readouterr()

    return command


def reports(out):
    return [(report["form"], report["verdict"]) for report in map(json.loads, out.splitlines())]


def lines(path, forms):
    path.write_text("".join(json.dumps(form, ensure_ascii=False) + "\n" for form in forms), encoding="utf-8")
    return path


class TestLines:
    @pytest.mark.parametrize("jobs", ["1", "2"])
    def test_a_form_a_line(self, run, tmp_path, jobs):
        path = lines(tmp_path / "forms.jsonl", FORMS * 50)

        code, out, _ = run(path, "--format", "jsonl", "--jobs", jobs)

        assert code == 1
        assert reports(out) == list(enumerate(["inconsistent", "consistent"] * 50))

    def test_a_line_that_is_none(self, run, tmp_path):
        """
        The others are checked; the complaint names the line.
        """
        path = tmp_path / "forms.jsonl"
        good = json.dumps(FORMS[1])
        path.write_text(f"{good}\n\n{{\n[]\n{good}\n", encoding="utf-8")

        code, out, err = run(path, "--format", "jsonl")

        assert code == 2
        assert [place for place, _ in reports(out)] == [0, 3]
        assert f"{path}:2" in err
        assert f"{path}:3" in err

    def test_nothing_is_read_before_it_is_needed(self, tmp_path):
        """
        A file of any length: the parts come as they are asked for.
        """
        path = lines(tmp_path / "forms.jsonl", FORMS * 500)

        first, second = islice(parts([str(path)], "en"), 2)

        assert (first.first, second.first) == (0, len(first.forms))
        assert len(first.forms) < 100

    def test_what_a_run_wrote_is_no_input(self, run, tmp_path):
        lines(tmp_path / "forms.jsonl", FORMS)
        run(tmp_path / "forms.jsonl", "--output", tmp_path / "reports.jsonl")

        _, out, _ = run(tmp_path, "--format", "jsonl")

        assert len(reports(out)) == 2

    def test_absent(self, run, tmp_path):
        assert run(tmp_path / "no.jsonl")[0] == 2


class TestParquet:
    def test_rows_are_forms(self, run, tmp_path):
        """
        As pyarrow writes dictionaries, with nulls in place of what a form does not have.
        """
        arrow, parquet = pytest.importorskip("pyarrow"), pytest.importorskip("pyarrow.parquet")
        parquet.write_table(arrow.Table.from_pylist(FORMS * 40), tmp_path / "forms.parquet")

        code, out, err = run(tmp_path / "forms.parquet", "--format", "jsonl", "--jobs", "2")

        assert (code, err) == (1, "")
        assert reports(out) == list(enumerate(["inconsistent", "consistent"] * 40))

    def test_one_that_is_none(self, run, tmp_path):
        pytest.importorskip("pyarrow")
        (tmp_path / "a.parquet").write_bytes(b"PAR1 no")

        code, _, err = run(tmp_path / "a.parquet", GOOD)

        assert code == 2
        assert "is no Parquet file" in err

    def test_without_the_library(self, run, tmp_path, monkeypatch):
        monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
        (tmp_path / "a.parquet").touch()

        assert "perfscore[parquet]" in run(tmp_path / "a.parquet")[2]


class TestPathsFromElsewhere:
    def test_a_list(self, run, tmp_path):
        (tmp_path / "list").write_text(f"{SLIP}\n{GOOD}\n", encoding="utf-8")

        assert len(reports(run("--files-from", tmp_path / "list", "--format", "jsonl")[1])) == 2

    def test_stdin(self, run, monkeypatch):
        monkeypatch.setattr(sys, "stdin", io.StringIO(f"{SLIP}\n"))

        assert len(reports(run("--files-from", "-", GOOD, "--format", "jsonl")[1])) == 2

    def test_none(self, run):
        assert run() == (2, "", "perfscore: a path is required (see perfscore check --help)\n")

    def test_no_list(self, run, tmp_path):
        assert "cannot be opened" in run("--files-from", tmp_path / "no")[2]


class TestAddresses:
    @pytest.fixture
    def archive(self, tmp_path):
        pytest.importorskip("fsspec")
        path = tmp_path / "forms.zip"
        with zipfile.ZipFile(path, "w") as made:
            made.write(SLIP, "2022/a.json")
            made.write(GOOD, "2022/b.json")
            made.writestr("readme", "no form")
        return path

    @pytest.mark.parametrize("inner", ["2022/*.json", "2022", ""])
    def test_in_an_archive(self, run, archive, inner):
        code, out, _ = run(f"zip://{inner}::{archive}", "--format", "jsonl")

        assert code == 1
        assert [Path(json.loads(line)["file"].partition("::")[0]).name for line in out.splitlines()] == [
            "a.json",
            "b.json",
        ]

    def test_in_memory(self, run):
        fsspec = pytest.importorskip("fsspec")
        with fsspec.open("memory://forms/a.json", "wb") as out:
            out.write(SLIP.read_bytes())

        code, out, _ = run("memory://forms/*.json", "--format", "jsonl")

        assert code == 1
        assert json.loads(out)["file"] == "memory://forms/a.json"

    @pytest.mark.parametrize("address", ["memory://no/such.json", "nosuch://a/b.json", "zip://a.json::no.zip"])
    def test_what_cannot_be_reached_stops_nobody(self, run, address):
        pytest.importorskip("fsspec")
        code, out, err = run(address, GOOD, "--format", "jsonl")

        assert code == 2
        assert len(out.splitlines()) == 1
        assert err.startswith(f"perfscore: {address}: ")

    def test_without_the_library(self, monkeypatch):
        monkeypatch.setitem(sys.modules, "fsspec.core", None)
        monkeypatch.setitem(sys.modules, "fsspec", None)

        _, (refused,) = addresses("s3://a/b.json", [".json"], "en")
        assert "perfscore[remote]" in refused.complaints[0]
        with pytest.raises(OSError, match="perfscore"):
            content("s3://a/b.json", "en")


class TestTables:
    @pytest.fixture
    def folder(self, tmp_path):
        forms = tmp_path / "forms"
        forms.mkdir()
        shutil.copy(SLIP, forms / "a.json")
        shutil.copy(GOOD, forms / "b.json")
        return forms

    @staticmethod
    def contracts(folder):
        return [report for path in sorted(folder.iterdir()) for report in perfscore.check_file(path, lang="en")]

    def test_sqlite(self, run, folder, tmp_path):
        assert run(folder, "--output", tmp_path / "out.sqlite")[0] == 1

        with sqlite3.connect(tmp_path / "out.sqlite") as database:
            forms = database.execute("SELECT file, verdict, broken FROM forms ORDER BY file").fetchall()
            found = database.execute(
                "SELECT f.verdict, n.code FROM findings n JOIN forms f USING (file, form)"
            ).fetchall()
            (relations,) = database.execute("SELECT count(*) FROM relations WHERE verdict = 'broken'").fetchone()
        made = self.contracts(folder)
        assert forms == [(r["file"], r["verdict"], r["coverage"]["broken"]) for r in made]
        assert found == [(r["verdict"], f["code"]) for r in made for f in r["findings"]]
        assert relations == sum(r["coverage"]["broken"] for r in made) > 0

    def test_parquet(self, run, folder, tmp_path):
        parquet = pytest.importorskip("pyarrow.parquet")
        code, _, err = run(folder, "--format", "parquet", "--output", f"{tmp_path / 'out'}/")

        assert code == 1
        assert f"written to {tmp_path / 'out'}/: 2 forms" in err
        tables = {
            name: parquet.read_table(tmp_path / "out" / f"{name}.parquet")
            for name in ("forms", "findings", "relations")
        }
        made = self.contracts(folder)
        assert tables["forms"]["stated_total"].to_pylist() == [r["stated"]["total.score"] for r in made]
        assert tables["findings"]["message"].to_pylist() == [f["message"] for r in made for f in r["findings"]]
        assert tables["relations"].num_rows == sum(len(r["relations"]) for r in made)

    def test_three_tables_are_no_file(self, run, folder, tmp_path):
        code, _, err = run(folder, "--output", tmp_path / "a.parquet")

        assert code == 2
        assert "name a folder" in err
        assert not (tmp_path / "a.parquet").exists()

    def test_half_a_character(self, run, tmp_path):
        (tmp_path / "a.json").write_text(json.dumps({**FORMS[0], "project": "\ud800"}), encoding="utf-8")

        assert run(tmp_path / "a.json", "--output", tmp_path / "out.db")[0] == 1
