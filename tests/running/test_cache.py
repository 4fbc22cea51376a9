"""
Earlier runs: what has not changed is not checked again, and a run that was killed goes on where it stopped.
"""

from __future__ import annotations

import json
import os
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import time

from pathlib import Path

import pytest

from perfscore.cli import main
from perfscore.render.writer import Style
from perfscore.running.cache import Cache, cache_folder, with_cache
from perfscore.running.task import Outcome
from perfscore.running.worker import Worker


EXAMPLES = Path(__file__).parents[2] / "examples"
GOOD = EXAMPLES / "international-cooperation-2022.json"
SLIP = EXAMPLES / "one-slip.json"


@pytest.fixture
def folder(tmp_path):
    forms = tmp_path / "forms"
    forms.mkdir()
    for name, form in (("a", SLIP), ("b", GOOD), ("c", SLIP)):
        shutil.copy(form, forms / f"{name}.json")
    return forms


@pytest.fixture
def worked(monkeypatch):
    """
    The files that were really read and checked.
    """
    files: list[str] = []
    work = Worker.__call__

    def noting(self, document):
        files.append(os.path.basename(document))
        return work(self, document)

    monkeypatch.setattr(Worker, "__call__", noting)
    return files


@pytest.fixture
def run(capsys):
    def command(*arguments):
        code = main(["check", "--lang", "en", *map(str, arguments)])
        return code, *capsys.readouterr()

    return command


class TestASecondRun:
    @pytest.mark.parametrize("name", ["text", "json", "csv", "html", "sarif", "junit", "markdown"])
    def test_it_says_the_same_and_does_nothing(self, run, folder, worked, name):
        first = run(folder, "--no-config", "--format", name)
        assert worked == ["a.json", "b.json", "c.json"]

        assert run(folder, "--no-config", "--format", name) == first
        assert worked == ["a.json", "b.json", "c.json"]

    @pytest.mark.parametrize("name", ["html", "jsonl", "xlsx"])
    def test_in_a_folder(self, run, folder, worked, tmp_path, name):
        outputs = []
        for number in range(2):
            run(folder, "--no-config", "--format", name, "--output", f"{tmp_path / str(number)}/")
            written = sorted((tmp_path / str(number)).rglob("*"))
            outputs.append([(path.name, path.read_bytes()) for path in written if path.is_file()])

        assert outputs[0] == outputs[1] != []
        assert len(worked) == 3

    @pytest.mark.parametrize(
        "options",
        [
            ["--select", "F103"],
            ["--ignore", "F103"],
            ["--rulebook", "hubei"],
            ["--lang", "zh"],
            ["--format", "csv"],
        ],
    )
    def test_other_settings_are_another_run(self, run, folder, worked, options):
        run(folder, "--no-config", "--format", "json")
        run(folder, "--no-config", "--format", "json", *options)

        assert len(worked) == 6

    def test_a_configuration_is_part_of_it(self, run, folder, worked, monkeypatch):
        monkeypatch.chdir(folder)
        run(folder, "--format", "jsonl")
        (folder / "perfscore.toml").write_text('ignore = ["F"]', encoding="utf-8")
        _, out, _ = run(folder, "--format", "jsonl")

        assert len(worked) == 6
        assert not any(
            found["code"].startswith("F") for line in out.splitlines() for found in json.loads(line)["findings"]
        )

    def test_what_changed_is_checked(self, run, folder, worked):
        run(folder, "--no-config", "--format", "json")
        shutil.copy(SLIP, folder / "b.json")
        shutil.copy(SLIP, folder / "d.json")
        _, out, _ = run(folder, "--no-config", "--format", "json")

        assert worked[3:] == ["b.json", "d.json"]
        assert [report["verdict"] for report in json.loads(out)["reports"]] == ["inconsistent"] * 4

    def test_complaints_are_not_kept(self, run, folder, worked):
        (folder / "bad.json").write_text("{", encoding="utf-8")
        first, second = (run(folder, "--no-config", "--format", "json") for _ in range(2))

        assert first == second
        assert worked == ["a.json", "b.json", "bad.json", "c.json", "bad.json"]

    def test_without(self, run, folder, worked):
        for _ in range(2):
            run(folder, "--no-config", "--no-cache")

        assert len(worked) == 6
        assert not os.path.exists(cache_folder())

    def test_a_place_that_cannot_be_used_costs_nothing(self, run, folder, monkeypatch, tmp_path):
        (tmp_path / "file").touch()
        monkeypatch.setenv("PERFSCORE_CACHE_DIR", str(tmp_path / "file"))

        assert run(folder, "--no-config", "--format", "json")[0] == 1

    def test_it_takes_a_tenth(self, tmp_path):
        """
        In CPU seconds of the command, its start left out.
        """
        forms = tmp_path / "many"
        forms.mkdir()
        for number in range(10):
            shutil.copy(EXAMPLES / "international-cooperation-2022-spoiled.txt", forms / f"{number}.txt")
        start, first, second = (self._seconds(path) for path in (SLIP, forms, forms))

        assert second - start <= (first - start) / 10

    @staticmethod
    def _seconds(path):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        arguments = [sys.executable, "-m", "perfscore", "check", "--no-config", str(path), "--format", "jsonl"]
        subprocess.run(arguments, stdout=subprocess.DEVNULL, check=False, timeout=300)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


class TestAKilledRun:
    def test_it_goes_on_where_it_stopped(self, tmp_path, run, worked):
        """
        The report of the run after it is that of a run that nobody killed.
        """
        forms = tmp_path / "forms"
        forms.mkdir()
        for number in range(40):
            shutil.copy(SLIP, forms / f"{number:02}.json")
        arguments = [sys.executable, "-m", "perfscore", "check", "--no-config", str(forms), "--format", "jsonl"]
        with subprocess.Popen([*arguments, "--lang", "en"], stdout=subprocess.PIPE) as process:
            process.stdout.readline()
            process.send_signal(signal.SIGKILL)
        with Cache(cache_folder()) as cache:
            kept = cache.size()[0]

        resumed = run(forms, "--no-config", "--format", "jsonl")

        assert 0 < kept == 40 - len(worked)
        assert resumed == run(forms, "--no-config", "--format", "jsonl", "--no-cache")


class TestTheStore:
    def test_the_older_half_is_forgotten(self, tmp_path, monkeypatch):
        monkeypatch.setattr("perfscore.running.cache._MOST_BYTES", 100)
        now = iter(range(1000, 2000))
        monkeypatch.setattr(time, "time", lambda: next(now))
        with Cache(str(tmp_path)) as cache:
            for number in range(10):
                cache.put(bytes([number]), Outcome(str(number)))
        with Cache(str(tmp_path)) as cache:
            assert [number for number in range(10) if bytes([number]) in cache] == [5, 6, 7, 8, 9]

    @pytest.mark.skipif(not hasattr(os, "getuid"), reason="needs users")
    def test_nobody_else_may_read_or_own_it(self, tmp_path, monkeypatch):
        Cache(str(tmp_path / "own")).close()
        assert (tmp_path / "own").stat().st_mode & 0o077 == 0

        monkeypatch.setattr(os, "getuid", lambda: -1)
        with pytest.raises(PermissionError):
            Cache(str(tmp_path / "own"))

    def test_one_that_another_run_empties_or_locks_costs_nothing(self, tmp_path):
        """
        What was there when the run began is made again; what cannot be kept is given all the same.
        """
        files = [str(tmp_path / name) for name in ("a", "b")]
        for file in files:
            Path(file).write_text("x", encoding="utf-8")

        def make(missing):
            asked.append(list(missing))
            return map(Outcome, missing)

        for spoil in ("empty", "lock"):
            asked: list[list[str]] = []
            folder = tmp_path / spoil
            with Cache(str(folder)) as cache:
                assert len(list(with_cache(files, "", lambda _: "", cache, make))) == 2
            other = sqlite3.connect(folder / "outcomes-1.sqlite", isolation_level=None)
            with Cache(str(folder)) as cache:
                cache._database.execute("PRAGMA busy_timeout = 0")
                run = with_cache([*files, str(SLIP)], "", lambda _: "", cache, make)
                first = next(run)
                other.execute("DELETE FROM outcomes" if spoil == "empty" else "BEGIN EXCLUSIVE")
                rest = list(run)
            other.close()

            assert [outcome.file for outcome in (first, *rest)] == [*files, str(SLIP)]

    def test_stdin_is_made_anew(self, tmp_path):
        with Cache(str(tmp_path)) as cache:
            outcomes = with_cache(["-"], "", lambda _: "", cache, lambda files: map(Outcome, files))

            assert [outcome.file for outcome in outcomes] == ["-"]

    def test_the_command(self, run, folder, capsys):
        run(folder, "--no-config", "--format", "json")
        main(["cache"])
        assert ": results on 3 files, " in capsys.readouterr().out
        assert main(["cache", "--clear"]) == 0
        assert ": results on 0 files, 0 kB" in capsys.readouterr().out


def test_a_style_is_part_of_the_key():
    """
    What a piece looks like may depend on every attribute of its style.
    """
    assert repr(Style("zh", width=80)) != repr(Style("zh", width=120))
