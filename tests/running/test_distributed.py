"""
A cluster: the same outputs as without, whatever happens to its workers.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time

from pathlib import Path

import pytest

import perfscore

from perfscore.cli import main
from perfscore.render import Style, writer
from perfscore.running.outcomes import outcomes
from perfscore.running.task import Task


dask = pytest.importorskip("dask.distributed")

EXAMPLES = Path(__file__).parents[2] / "examples"
SLIP = EXAMPLES / "one-slip.json"

pytestmark = pytest.mark.filterwarnings("ignore")


def simple():
    def check(form, _file, _index):
        return perfscore.check(form), 0

    return check


def slow():
    """
    A check that leaves time to kill who does it, and dies itself over one file.
    """

    def check(form, file, _index):
        if os.path.basename(file) == "fatal.json":
            os._exit(9)
        time.sleep(0.05)
        return perfscore.check(form), 0

    return check


@pytest.fixture(scope="module")
def client():
    with (
        dask.LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None) as cluster,
        dask.Client(cluster) as made,
    ):
        yield made


@pytest.fixture
def files(tmp_path):
    for number in range(60):
        shutil.copy(SLIP, tmp_path / f"{number:02}.json")
    return sorted(map(str, tmp_path.iterdir()))


class TestACluster:
    def test_it_says_what_one_process_says(self, client, files, tmp_path):
        (tmp_path / "bad.json").write_text("{", encoding="utf-8")
        files = sorted(map(str, tmp_path.iterdir()))
        task = Task(Style("en"), simple, writer("jsonl"))

        there = list(outcomes(files, task, 1, client.scheduler.address))

        assert there == list(outcomes(files, task))

    def test_workers_that_are_killed_cost_nothing(self, client, files):
        task = Task(Style("en"), slow, writer("jsonl"))
        found = []
        for outcome in outcomes(files, task, 1, client.scheduler.address):
            found.append(outcome)
            if len(found) in (1, 33):
                os.kill(next(iter(client.run(os.getpid).values())), signal.SIGKILL)
                # there is less room for work under way than there was, until the worker is replaced
                while sum(client.nthreads().values()) == 2:
                    time.sleep(0.001)

        assert [outcome.file for outcome in found] == files
        assert all(outcome.checked and not outcome.complaints for outcome in found)

    def test_the_library(self, client, files, tmp_path):
        (tmp_path / "bad.json").write_text("{", encoding="utf-8")

        made = list(
            perfscore.distributed.check([*files[:3], tmp_path / "bad.json"], client, lang="en", select=["F103"])
        )

        assert made[:3] == [
            report for file in files[:3] for report in perfscore.check_file(file, lang="en", select=["F103"])
        ]
        assert made[3]["file"] == str(tmp_path / "bad.json")
        assert "bad.json" in made[3]["error"]


class TestTheCommand:
    def test_local(self, files, tmp_path):
        """
        The same bytes with and without a cluster.
        """
        outputs = []
        for number, options in enumerate((["--scheduler", "local", "--jobs", "2"], [])):
            output = tmp_path / f"{number}.out"
            arguments = ["check", "--no-config", "--no-cache", *files[:9], "--format", "jsonl", "--output", str(output)]
            assert main([*arguments, *options]) == 1
            outputs.append(output.read_bytes())

        assert outputs[0] == outputs[1]

    def test_nobody_answers(self, capsys):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr("perfscore.running.distributed._TIMEOUT", "1s")
            assert main(["check", str(SLIP), "--scheduler", "tcp://127.0.0.1:9", "--lang", "en"]) == 2

        assert "tcp://127.0.0.1:9: cannot be connected to" in capsys.readouterr().err

    def test_without_the_library(self, capsys, monkeypatch):
        monkeypatch.setitem(sys.modules, "dask.distributed", None)

        assert main(["check", str(SLIP), "--scheduler", "local", "--lang", "en"]) == 2
        assert "perfscore[dask]" in capsys.readouterr().err
