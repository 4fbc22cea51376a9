"""
Bad input: one clear line on stderr, exit status 2, no traceback, within 5 seconds and 500 MB.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time

import pytest

from perfscore import Form, Indicator, check


pytestmark = pytest.mark.unmeasured

resource = pytest.importorskip("resource", reason="the memory of a child is measured on POSIX only")

SECONDS, MEGABYTES = 5, 500
FORM = {"indicators": [{"name": "调研", "target": "≥3次", "actual": "3次", "weight": "100", "score": "100"}]}
TEXT = json.dumps(FORM)


#: Runs a command and prints its exit code, the seconds it computed and its peak memory. A process of its own and small: a child that is
#: forked from this one, with all its tests, would start with the memory of this one as its peak.
MEASURE = """
import os, subprocess, sys
out, err, *command = sys.argv[1:]
with open(out, "wb") as stdout, open(err, "wb") as stderr:
    child = subprocess.Popen(command, stdout=stdout, stderr=stderr)
    _, status, usage = os.wait4(child.pid, 0)
child.returncode = os.waitstatus_to_exitcode(status)
seconds, unit = usage.ru_utime + usage.ru_stime, 1024 * 1024 if sys.platform == "darwin" else 1024
print(child.returncode, seconds, usage.ru_maxrss / unit)
"""


def run(tmp_path, *arguments):
    """
    Exit code, stdout, stderr, seconds and megabytes of the command.
    """
    out, err = tmp_path / "out", tmp_path / "err"
    command = [sys.executable, "-m", "perfscore", *map(str, arguments)]
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, out, err, *command],
        stdout=subprocess.PIPE,
        timeout=60,
        check=True,
        env={**os.environ, "LC_ALL": "C.UTF-8"},
    )
    code, seconds, megabytes = map(float, done.stdout.split())
    return code, out.read_text(encoding="utf-8"), err.read_text(encoding="utf-8"), seconds, megabytes


BAD = {
    "empty": (b"", "the file is empty"),
    "white space": (b" \n\t \n", "the file is empty"),
    "binary": (bytes(range(256)) * 40, "not a document"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(200), "picture"),
    "wrong encoding": ("项目支出绩效自评表".encode() + b"\xff\x80\x81 \xfe" * 40, "unknown encoding"),
    "truncated JSON": (TEXT[:-7].encode(), "is not complete JSON"),
    "JSON of another kind": (b'{"name": "x", "version": "1.0"}', "$.indicators: is missing"),
    "a JSON list": (b'{"indicators": [[], 3, null]}', "$.indicators[0]: must be an object"),
    "no form": ("这是一篇文章，没有表格，也没有分值。\n".encode() * 30, "no self-evaluation form"),
    "50 MB of digits": (b"7" * 50_000_000, "characters"),
    "50 MB of digits in JSON": (b'{"indicators": [{"score": "' + b"7" * 50_000_000 + b'"}]}', "characters"),
    "a JSON number of a million digits": (
        b'{"indicators": [{"score": ' + b"7" * 1_000_000 + b"}]}",
        "$.indicators[0].score",
    ),
    "lists a hundred thousand deep": (b'{"indicators": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "nested too deep"),
    "objects a hundred thousand deep": (b'{"a": ' * 100_000 + b"1" + b"}" * 100_000, "nested too deep"),
    "the same key twice": (b'{"indicators": [], "indicators": []}', "stands twice"),
    "a zip cut short": (b"PK\x03\x04" + bytes(100), "damaged"),
}


@pytest.mark.parametrize("name", BAD)
def test_bad_input(tmp_path, name):
    """
    The file is named, the trouble is said, and nothing else happens.
    """
    data, said = BAD[name]
    path = tmp_path / "form.json"
    path.write_bytes(data)
    code, out, err, seconds, megabytes = run(tmp_path, "check", path, "--format", "json")

    assert code == 2
    assert json.loads(out)["reports"] == []
    assert all(line.startswith(f"perfscore: {path}") for line in err.splitlines())
    assert said in err
    assert "Traceback" not in err
    assert len(err) < 3000
    assert seconds < SECONDS
    assert megabytes < MEGABYTES


def test_a_missing_file(tmp_path):
    """
    One line, and the name in it.
    """
    code, _, err, seconds, _ = run(tmp_path, "check", tmp_path / "nowhere.json")

    assert (code, err) == (2, f"perfscore: {tmp_path / 'nowhere.json'}: no such file\n")
    assert seconds < SECONDS


@pytest.mark.parametrize("name", ["score", "weight", "target", "actual", "name", "reason"])
@pytest.mark.parametrize("form", ["text", "json"])
def test_a_cell_of_a_million_digits(tmp_path, name, form):
    """
    The form is read, the cell is no figure, and neither time nor memory runs away.
    """
    path = tmp_path / "form.json"
    path.write_text(json.dumps({"indicators": [{**FORM["indicators"][0], name: "7" * 1_000_000}]}), encoding="utf-8")
    code, _, err, seconds, megabytes = run(tmp_path, "check", path, "--format", form)

    assert code in (0, 1)
    assert err == ""
    assert seconds < SECONDS
    assert megabytes < MEGABYTES


def test_ten_thousand_rows(tmp_path):
    """
    No form has so many; it is checked all the same.
    """
    path = tmp_path / "form.json"
    path.write_text(json.dumps({"indicators": FORM["indicators"] * 10_000}), encoding="utf-8")
    code, out, err, seconds, megabytes = run(tmp_path, "check", path, "--format", "json")

    assert (code, err) == (1, "")
    assert '"W201"' in out
    assert seconds < SECONDS
    assert megabytes < MEGABYTES


@pytest.mark.parametrize("data", ["\ud800", "\x00", "\uffff", "\U0010ffff", "a" * 100_000, "\n" * 10_000])
def test_strange_text_in_a_cell(tmp_path, data):
    """
    Lone surrogates, null bytes, noncharacters and endless words are printed somehow, and never a crash.
    """
    path = tmp_path / "form.json"
    path.write_text(json.dumps({**FORM, "project": data, "year": data, "total": {"score": data}}), encoding="utf-8")

    for command in (
        ("check", path),
        ("check", path, "--format", "json"),
        ("read", path),
        ("read", path, "--format", "json"),
    ):
        code, _, err, seconds, _ = run(tmp_path, *command)
        assert (code, err) == (0, "")
        assert seconds < SECONDS


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_the_encodings_of_forms(tmp_path, encoding):
    """
    UTF-8 with and without a mark, and GB18030, are read by the command.
    """
    path = tmp_path / "form.json"
    path.write_bytes(json.dumps(FORM, ensure_ascii=False).encode(encoding))
    code, out, err, _, _ = run(tmp_path, "read", path, "--format", "json")

    assert (code, err) == (0, "")
    assert "调研" in out


def test_a_form_that_breaks_everything_at_once_is_still_checked_quickly():
    """
    A hundred broken rows do not make the search for the culprit run away.
    """
    rows = tuple(Indicator(weight="1", score="7.77", target="≥9次", actual="3次") for _ in range(100))
    start = time.perf_counter()
    report = check(Form(rows))

    assert report.verdict == "inconsistent"
    assert time.perf_counter() - start < SECONDS
