"""
PDF files that want time, memory or the process that reads them: one line each, within limits, and no harm to others.
"""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys

from functools import partial

import pytest

from containers import pdf as written
from test_pdf import FORM, computed, read, table, texts

from perfscore.read.errors import ReadError


pytest.importorskip("pypdfium2")

#: Of computing, in this process and in the one that opens the file; that one gets five.
SECONDS = 7


def assembled(*objects, trailer=""):
    """
    A PDF of these objects, numbered from 1, the first being its catalogue.
    """
    parts, offsets, at = [b"%PDF-1.7\n"], [], 9
    for number, item in enumerate(objects, 1):
        offsets.append(at)
        parts.append(b"%d 0 obj\n" % number + (item if isinstance(item, bytes) else item.encode()) + b"\nendobj\n")
        at += len(parts[-1])
    size = len(objects) + 1
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n" % size)
    parts += [b"%010d 00000 n \n" % offset for offset in offsets]
    parts.append(b"trailer << /Size %d /Root 1 0 R %s >>\nstartxref\n%d\n%%%%EOF\n" % (size, trailer.encode(), at))
    return b"".join(parts)


def stream(content, extra=""):
    return f"<< /Length {len(content)} {extra} >>\nstream\n{content}\nendstream"


def drawing(content, *others, resources=""):
    """
    One page with this content; *others* are numbered from 5.
    """
    page = (
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 400] /Contents 4 0 R"
        f" /Resources << /XObject << {resources} >> >> >>"
    )
    pages = "<< /Type /Pages /Count 1 /Kids [3 0 R] >>"
    return assembled("<< /Type /Catalog /Pages 2 0 R >>", pages, page, stream(content), *others)


def nested_forms(levels, times):
    """
    Forms that each draw the next one so many times; the last one draws the first where it can.
    """
    forms = [
        stream(f"/F{(n + 1) % levels} Do " * times, f"/Type /XObject /Subtype /Form /BBox [0 0 600 400]"
               f" /Resources << /XObject << /F{(n + 1) % levels} {5 + (n + 1) % levels} 0 R >> >>")
        for n in range(levels)
    ]  # fmt: skip
    return drawing("/F0 Do", *forms, resources="/F0 5 0 R")


def many_pages(count):
    kids = " ".join(f"{4 + n} 0 R" for n in range(count))
    page = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 400] >>"
    return assembled(
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {count} /Kids [{kids}] >>",
        "<< >>",
        *[page] * count,
    )


PAGE_TREE = "<< /Type /Catalog /Pages 2 0 R >>"

#: What a file does, the file, and what the line about it says.
HOSTILE = {
    "twenty thousand pages": (lambda: many_pages(20_000), "more than 500 pages"),
    "a page tree that contains itself": (
        lambda: assembled(PAGE_TREE, "<< /Type /Pages /Count 1 /Kids [2 0 R] >>"),
        "this PDF",
    ),
    "a page tree that claims two thousand million pages": (
        lambda: assembled(PAGE_TREE, "<< /Type /Pages /Count 2000000000 /Kids [] >>"),
        "this PDF",
    ),
    "two hundred thousand nested arrays": (
        lambda: drawing("[" * 200_000 + "]" * 200_000 + " TJ"),
        "no text",
    ),
    "a catalogue of nested dictionaries": (
        lambda: assembled("<< /Pages " * 50_000 + ">>" * 50_000),
        "this PDF",
    ),
    "forms that draw themselves": (lambda: nested_forms(3, 2), "this PDF"),
    "forms ten by ten by ten": (lambda: nested_forms(12, 10), "this PDF"),
    "megabytes of lines": (
        lambda: written("0 0 m 9 9 l S\n" * 2_000_000, compress=True),
        "this PDF",
    ),
    "a page without end": (lambda: written("q " * 3_000_000, compress=True), "this PDF"),
    "a file of zeros": (lambda: b"%PDF-1.7\n" + bytes(5_000_000), "damaged"),
    "a trailer that points to itself": (
        lambda: b"%PDF-1.7\nxref\n0 1\n0000000000 65535 f \ntrailer << /Size 1 /Prev 9 >>\nstartxref\n9\n%%EOF\n",
        "damaged",
    ),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_one_line_within_the_limits(case):
    """
    Five seconds of computing, 500 MB: what takes more ends, whatever it is.
    """
    make, said = HOSTILE[case]
    data = make()
    started = computed()
    with pytest.raises(ReadError) as caught:
        read(data, seconds=5, memory=500 * 1024 * 1024)

    assert computed() - started < SECONDS
    assert said in caught.value.say("en")
    assert "\n" not in caught.value.say("en")


@pytest.mark.parametrize(
    "box", ["0 0 1000000000 1000000000", "-32000 -32000 32000 32000", "0 0 600 400 9", "600 400 0 0", "0 0 1e38 1e38"]
)
def test_a_page_of_any_size(box):
    """
    The paper may be as large as it likes, or upside down: what counts is where things stand on it.
    """
    assert texts(read(written(table(FORM), box=box))[0]) == FORM


@pytest.mark.parametrize("matrix", ["1e38 0 0 1e38 0 0", "0 0 0 0 0 0", "1 0 0 1 1e30 -1e30", "1e-30 0 0 1e-30 0 0"])
def test_a_matrix_that_leads_nowhere(matrix):
    """
    What is drawn out of all bounds neither fails nor hides the rest.
    """
    (grid,) = read(written(f"{table(FORM)}\nq {matrix} cm 0 0 m 10 0 l S 5 5 20 20 re S Q"))

    assert texts(grid) == FORM


def test_a_broken_list_of_objects_is_made_anew():
    """
    Half of all files from converters count their bytes wrongly.
    """
    data = written(table(FORM)).replace(b"0000000", b"0000123")

    assert texts(read(data)[0]) == FORM


def rc4(key, data):
    state, j, out = list(range(256)), 0, bytearray()
    for i in range(256):
        j = (j + state[i] + key[i % len(key)]) % 256
        state[i], state[j] = state[j], state[i]
    i = j = 0
    for byte in data:
        i = (i + 1) % 256
        j = (j + state[i]) % 256
        state[i], state[j] = state[j], state[i]
        out.append(byte ^ state[(state[i] + state[j]) % 256])
    return bytes(out)


def locked(content, password):
    """
    A file encrypted so that *password* opens it, by the standard's oldest method; copying is forbidden.
    """
    padding = bytes.fromhex("28bf4e5e4e758a4164004e56fffa01082e2e00b6d0683e802f0ca9fe6453697a")
    owner, identity, rights = b"\x11" * 32, b"\x33" * 16, -64
    padded = (password + padding)[:32]
    key = hashlib.md5(padded + owner + rights.to_bytes(4, "little", signed=True) + identity).digest()[:5]  # noqa: S324 - the standard's
    user = rc4(key, padding)
    page = (
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 400] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>"
    )
    secret = rc4(hashlib.md5(key + (4).to_bytes(3, "little") + bytes(2)).digest()[:10], content)  # noqa: S324
    return assembled(
        PAGE_TREE,
        "<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        page,
        b"<< /Length %d >>\nstream\n" % len(secret) + secret + b"\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        trailer=f"/Encrypt << /Filter /Standard /V 1 /R 2 /P {rights} /O <{owner.hex()}> /U <{user.hex()}> >>"
        f" /ID [<{identity.hex()}> <{identity.hex()}>]",
    )


def test_a_password_that_only_forbids_copying():
    """
    Anybody may open such a file, and it is read; one that asks for a password is refused with what would help.
    """
    content = b"BT /F1 12 Tf 50 300 Td (Road) Tj ET"

    assert read(locked(content, b""))[0].before == "Road"
    with pytest.raises(ReadError, match="password"):
        read(locked(content, b"secret"))


@pytest.mark.parametrize("jobs", ["1", "2"])
def test_the_other_files_are_checked(tmp_path, jobs):
    """
    The process that reads dies of memory, runs out of time or finds nothing: one line for each such file, exit 2.
    """
    form = {"indicators": [{"name": "调研", "target": "≥3次", "actual": "3次", "weight": "100", "score": "100"}]}
    (tmp_path / "a.pdf").write_bytes(nested_forms(12, 10))
    (tmp_path / "b.json").write_text(json.dumps(form), encoding="utf-8")
    (tmp_path / "c.pdf").write_bytes(many_pages(600))
    (tmp_path / "d.pdf").write_bytes(written(table(FORM)))
    (tmp_path / "e.pdf").write_bytes(b"%PDF-1.7\n" + bytes(1_000))
    command = [
        sys.executable,
        "-m",
        "perfscore",
        "check",
        str(tmp_path),
        "--format",
        "jsonl",
        "--lang",
        "en",
        "--no-config",
    ]
    resource = pytest.importorskip("resource", reason="no limits for a process here")
    # sooner than the minute it would have
    few_seconds = partial(resource.setrlimit, resource.RLIMIT_CPU, (4, 4))
    run = subprocess.run(
        [*command, "--jobs", jobs], capture_output=True, text=True, check=False, timeout=200, preexec_fn=few_seconds
    )

    assert run.returncode == 2
    assert [json.loads(line)["file"].rpartition("/")[2] for line in run.stdout.splitlines()] == ["b.json", "d.pdf"]
    complaints = run.stderr.strip().splitlines()
    assert [name for line in complaints for name in ("a.pdf", "c.pdf", "e.pdf") if name in line] == [
        "a.pdf",
        "c.pdf",
        "e.pdf",
    ]
    assert len(complaints) == 3
    assert "Traceback" not in run.stderr
