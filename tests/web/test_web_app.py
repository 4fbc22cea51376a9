"""
The page on one's own machine: what it does, and whom it does not answer.
"""

from __future__ import annotations

import errno
import io
import json
import os
import re
import subprocess
import sys
import time
import urllib.request
import warnings
import zipfile

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event, Timer

import openpyxl
import pytest

from attrs import evolve

import perfscore


pytest.importorskip("starlette")
pytest.importorskip("httpx")
pytest.importorskip("python_multipart")

with warnings.catch_warnings():
    # which of its two HTTP libraries a test uses is no matter of ours
    warnings.simplefilter("ignore")
    from starlette.testclient import TestClient

from perfscore.lexicon import load_lexicon
from perfscore.running.comparison import apply_configuration
from perfscore.running.configuration import Acceptance, Configuration
from perfscore.web.app import Door, application
from perfscore.web.batch import Decisions, Limits


EXAMPLES = Path(__file__).parents[2] / "examples"
GOOD = EXAMPLES / "international-cooperation-2022.json"
SLIP = EXAMPLES / "one-slip.json"
PORT = 8765

#: A workbook whose first score and total are blank: half of the target is worth 30 of 60 points.
BLANK = [
    ["项目支出绩效自评表"],
    ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
    ["产出指标", "数量指标", "举办培训", "≥4次", "2次", "60", None],
    ["效益指标", "社会效益指标", "受训人数", "≥90人", "95人", "40", "40"],
    ["总分", None, None, None, None, "100", None],
]


def simple():
    def check(form, _file, _index):
        return perfscore.check(form), 0

    return check


DECISIONS = Decisions(simple, lambda _file: perfscore.load_rulebook("national"), lambda result, _file: result)


def client_of(limits=None, decisions=DECISIONS):
    door = Door(PORT)
    app = application(door, decisions, "en", limits)
    return door, TestClient(app, base_url=f"http://127.0.0.1:{PORT}", follow_redirects=True)


@pytest.fixture
def client():
    """
    A browser that opened the address the program printed.
    """
    door, made = client_of()
    with made:
        assert made.get(door.address).status_code == 200
        yield made


def sent(*paths, names=None):
    names = names or [path.name for path in paths]
    return [("files", (name, path.read_bytes())) for name, path in zip(names, paths, strict=True)]


def finished(client, batch):
    for _ in range(600):
        state = client.get(f"/batches/{batch}").json()
        if state["finished"]:
            return state
        time.sleep(0.05)
    raise TimeoutError


class TestWhatItDoes:
    def test_documents_are_checked(self, client):
        answer = client.post("/check", files=sent(SLIP, GOOD)).json()
        state = finished(client, answer["batch"])

        assert (answer["files"], state["done"], state["complaints"]) == (2, 2, [])
        assert [(form["file"], form["verdict"]) for form in state["forms"]] == [
            (SLIP.name, "inconsistent"),
            (GOOD.name, "consistent"),
        ]
        assert state["forms"][0]["errors"] == 2

    def test_pages_and_downloads(self, client):
        """
        Each of them opens, and speaks of documents by the names they were handed in with.
        """
        batch = client.post("/check", files=sent(SLIP, names=["自评表.json"])).json()["batch"]
        finished(client, batch)

        index = client.get(f"/batches/{batch}/pages/index.html").text
        (page,) = set(re.findall(r'href="([^"#]+\.html)"', index))
        assert "自评表.json" in client.get(f"/batches/{batch}/pages/{page}").text
        summary = client.get(f"/batches/{batch}/summary")
        assert "attachment" in summary.headers["content-disposition"]
        rows = list(openpyxl.load_workbook(io.BytesIO(summary.content)).worksheets[0].iter_rows(values_only=True))
        assert any("自评表.json" in str(cell) for row in rows for cell in row)
        names = zipfile.ZipFile(io.BytesIO(client.get(f"/batches/{batch}/everything").content)).namelist()
        assert {"pages/index.html", "copies/自评表.json.xlsx", "summary/summary.xlsx"} <= set(names)
        assert not any("perfscore-" in text for text in (index, *names))

    def test_one_that_cannot_be_read_stops_nobody(self, client):
        files = [("files", ("bad.json", b"{")), *sent(GOOD)]
        state = finished(client, client.post("/check", files=files).json()["batch"])

        assert len(state["forms"]) == 1
        assert state["complaints"][0].startswith("bad.json:1: ")

    def test_two_are_compared(self, client):
        batch = client.post("/compare", files=sent(GOOD, SLIP)).json()["batch"]

        assert "<!DOCTYPE html>" in client.get(f"/batches/{batch}/pages/comparison.html").text
        assert client.get(f"/batches/{batch}").json()["compared"] == [GOOD.name, SLIP.name]
        assert client.post("/compare", files=sent(GOOD)).status_code == 422

    def test_the_configuration_holds_for_comparisons(self):
        accepted = Configuration(accepted=(Acceptance("C805", "追加预算已批复"),))
        door, client = client_of(
            decisions=evolve(DECISIONS, apply_configuration=lambda result, _: apply_configuration(result, accepted, ()))
        )
        more = perfscore.read(GOOD)[0].with_cells({"funds[0].budget": "219.838800"})
        later = json.dumps(perfscore.form_to(more)).encode()
        with client:
            client.get(door.address)
            batch = client.post("/compare", files=[*sent(GOOD), ("files", ("later.json", later))]).json()["batch"]

            assert "追加预算已批复" in client.get(f"/batches/{batch}/pages/comparison.html").text

    def test_what_was_handed_in_is_listed_until_it_is_removed(self, client):
        first, second = (client.post("/check", files=sent(path)).json()["batch"] for path in (SLIP, GOOD))
        assert client.get("/batches").json() == [first, second]
        finished(client, first)
        client.delete(f"/batches/{first}")

        assert client.get("/batches").json() == [second]

    def test_the_marked_workbook_comes_alone_and_several_in_a_zip(self, client):
        one = client.post("/check", files=sent(SLIP)).json()["batch"]
        two = client.post("/check", files=sent(SLIP, GOOD)).json()["batch"]
        for batch in (one, two):
            finished(client, batch)
        alone, several = (client.get(f"/batches/{batch}/copies") for batch in (one, two))

        assert "one-slip.json.xlsx" in alone.headers["content-disposition"]
        assert len(openpyxl.load_workbook(io.BytesIO(alone.content)).worksheets) == 2
        assert "copies.zip" in several.headers["content-disposition"]
        assert len(zipfile.ZipFile(io.BytesIO(several.content)).namelist()) == 2

    def test_results_that_are_asked_for_at_once_are_whole(self, client):
        """
        The zip holds the copies, which somebody else is waiting for.
        """
        batch = client.post("/check", files=sent(SLIP, GOOD)).json()["batch"]
        finished(client, batch)
        with ThreadPoolExecutor(4) as pool:
            names = ("copies", "everything", "copies", "everything")
            answers = list(pool.map(lambda name: client.get(f"/batches/{batch}/{name}").content, names))
        held = [set(zipfile.ZipFile(io.BytesIO(answer)).namelist()) for answer in answers]

        assert held[0] == held[2] == {"copies/one-slip.json.xlsx", f"copies/{GOOD.name}.xlsx"}
        assert held[1] == held[3] > held[0]

    def test_blanks_are_filled(self, client):
        book = openpyxl.Workbook()
        for cells in BLANK:
            book.active.append(cells)
        data = io.BytesIO()
        book.save(data)
        batch = client.post("/check", files=[("files", ("表.xlsx", data.getvalue()))]).json()["batch"]
        finished(client, batch)
        sheet = openpyxl.load_workbook(io.BytesIO(client.get(f"/batches/{batch}/filled").content)).active

        assert (float(sheet["G3"].value), float(sheet["G5"].value)) == (30, 70)
        assert sheet["C3"].value == "举办培训"

    def test_why_nothing_was_filled(self, client):
        batch = client.post("/check", files=sent(SLIP)).json()["batch"]
        finished(client, batch)
        answer = client.get(f"/batches/{batch}/filled")

        assert (answer.status_code, answer.text.count("\n")) == (422, 0)
        assert "only the blanks of .xlsx" in answer.text

    def test_a_project_s_own_words_and_rulebook_hold(self):
        """
        For what is read, compared and filled alike.
        """
        words = load_lexicon({"heads": {"indicators": {"score": ["评议"]}}})
        own = evolve(DECISIONS, rulebook_for=lambda _file: evolve(perfscore.load_rulebook("national"), lexicon=words))
        door = Door(PORT)
        book = openpyxl.Workbook()
        for cells in [BLANK[0], [*BLANK[1][:-1], "评议"], *BLANK[2:]]:
            book.active.append(cells)
        data = io.BytesIO()
        book.save(data)
        files = [("files", (name, data.getvalue())) for name in ("a.xlsx", "b.xlsx")]
        with TestClient(application(door, own, "en"), base_url=f"http://127.0.0.1:{PORT}") as made:
            made.get(door.address)
            batch = made.post("/check", files=files[:1]).json()["batch"]
            finished(made, batch)
            filled = openpyxl.load_workbook(io.BytesIO(made.get(f"/batches/{batch}/filled").content)).active
            compared = made.post("/compare", files=files).json()["batch"]

            assert float(filled["G3"].value) == 30
            assert made.get(f"/batches/{compared}/pages/comparison.html").status_code == 200

    def test_they_are_gone_when_removed(self, client):
        batch = client.post("/check", files=sent(SLIP)).json()["batch"]
        finished(client, batch)

        assert client.delete(f"/batches/{batch}").status_code == 204
        assert client.get(f"/batches/{batch}").status_code == 404

    def test_nothing_is_left_when_it_ends(self, tmp_path, monkeypatch):
        monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
        door, made = client_of()
        with made:
            made.get(door.address)
            finished(made, made.post("/check", files=sent(SLIP)).json()["batch"])
            assert [path.stat().st_mode & 0o077 for path in tmp_path.glob("perfscore-*")] == [0]

        assert not list(tmp_path.glob("perfscore-*"))

    @pytest.mark.parametrize(("lang", "words"), [("zh", "把文件或文件夹拖到这里"), ("en", "Drop documents")])
    def test_both_languages(self, client, lang, words):
        page = client.get(f"/?lang={lang}").text

        assert words in page
        assert f'data-lang="{lang}"' in page
        for asset in ("page.js", "page.css"):
            assert f"/assets/{asset}" in page
            assert client.get(f"/assets/{asset}").status_code == 200


class TestWhomItDoesNotAnswer:
    @pytest.mark.parametrize("path", ["/", "/assets/page.js", "/batches/x", "/?token=guessed", "/?token=é"])
    def test_nobody_without_the_token(self, path):
        _, made = client_of()

        assert made.get(path).status_code == 403

    @pytest.mark.parametrize(
        "headers",
        [
            {"host": f"evil.example:{PORT}"},
            {"host": "127.0.0.1:1"},
            {"origin": "https://evil.example"},
            {"origin": "null"},
            {"origin": f"http://127.0.0.1.evil.example:{PORT}"},
            {"sec-fetch-site": "cross-site"},
            {"sec-fetch-site": "same-site"},
        ],
    )
    def test_no_other_site(self, client, headers):
        """
        Whatever name it gives this machine, and though the browser sends the cookie.
        """
        assert client.post("/check", files=sent(GOOD), headers=headers).status_code == 403

    def test_our_own_page(self, client):
        headers = {"origin": f"http://127.0.0.1:{PORT}", "sec-fetch-site": "same-origin"}

        assert client.post("/check", files=sent(GOOD), headers=headers).status_code == 200

    @pytest.mark.parametrize("name", ["perfscore", f"perfscore-{PORT}", f"perfscore-{PORT + 1}"])
    def test_what_an_earlier_program_left_in_the_browser_is_no_obstacle(self, name):
        """
        Browsers keep cookies for the machine, whichever port they came from.
        """
        door, made = client_of()
        made.cookies.set(name, "of-yesterday", domain="127.0.0.1")

        assert made.get(door.address).status_code == 200
        assert made.get("/batches").status_code == 200

    def test_the_token_leaves_the_address(self):
        door, made = client_of()
        answer = made.get(door.address)

        assert str(answer.url) == f"http://127.0.0.1:{PORT}/"
        cookie = answer.history[0].headers["set-cookie"].lower()
        assert "httponly" in cookie
        assert "samesite=strict" in cookie

    def test_every_answer_forbids_more_than_it_needs(self, client):
        page = client.get("/")

        assert "default-src 'none'" in page.headers["content-security-policy"]
        assert "unsafe" not in page.headers["content-security-policy"]
        for answer in (page, client.get("/assets/page.js"), client.get("/batches/none")):
            assert answer.headers["x-content-type-options"] == "nosniff"
            assert answer.headers["cache-control"] == "no-store"


class TestNothingHandedInCanRun:
    @pytest.mark.parametrize(
        "name",
        [
            "../../evil.html",
            "..\\..\\evil.html",
            "/etc/passwd",
            "index.html",
            "a\x00b.json",
            "\u202elmth.json",
            "..",
            "",
            "con" * 120,
        ],
    )
    def test_names_are_only_names(self, client, name):
        """
        A document is never sent back, and is written nowhere but into its batch.
        """
        payload = b"<script>alert(1)</script>"
        answer = client.post("/check", files=[("files", (name or " ", payload))])
        batch = answer.json()["batch"]
        state = finished(client, batch)

        assert len(state["complaints"]) == 1
        for path in ("index.html", "evil.html", "../document-0", "document-0", "%2e%2e%2fdocument-0"):
            assert b"<script>alert(1)" not in client.get(f"/batches/{batch}/pages/{path}").content

    def test_marks_that_turn_text_around_are_left_out(self, client):
        marks = "\u061c\u200f\u202e\u2067"
        named = f"甲{marks}乙"
        form = json.dumps({"project": named, "indicators": [{"name": named, "weight": "10", "score": "12"}]}).encode()
        files = [("files", (f"a{marks}.json", form)), ("files", (f"b{marks}.txt", f"{marks}没有表".encode()))]
        batch = client.post("/check", files=files).json()["batch"]
        compared = client.post("/compare", files=[files[0], files[0]]).json()["batch"]
        finished(client, batch)
        shown = [
            json.dumps(client.get(f"/batches/{batch}").json(), ensure_ascii=False),
            client.get(f"/batches/{batch}/pages/index.html").text,
            client.get(f"/batches/{batch}/pages/a____.json.html").text,
            client.get(f"/batches/{compared}/pages/comparison.html").text,
        ]

        assert [text for text in shown if "甲" not in text or set(marks) & set(text)] == []

    def test_what_forms_say_is_text(self, client):
        form = SLIP.read_text("utf-8").replace("推动", "<img src=x onerror=alert(1)>", 1)
        batch = client.post("/check", files=[("files", ("<b>.json", form.encode()))]).json()["batch"]
        finished(client, batch)

        index = client.get(f"/batches/{batch}/pages/index.html").text
        assert "<img" not in index
        assert "<b>.json" not in index


class TestLimits:
    @pytest.mark.parametrize(
        ("limits", "words"),
        [
            (Limits(file_bytes=1000), "is larger than 0 MB"),
            (Limits(batch_bytes=2000), "is larger than 0 MB"),
            (Limits(files=1), "1 documents at a time at most"),
        ],
    )
    def test_they_are_said_in_one_line(self, limits, words):
        door, made = client_of(limits)
        with made:
            made.get(door.address)
            answer = made.post("/check", files=sent(SLIP, GOOD))

        assert answer.status_code == 422
        assert words in answer.text
        assert "\n" not in answer.text

    def test_nothing_chosen(self, client):
        assert client.post("/check", data={"a": "b"}).text == "no document was chosen"

    def test_time(self):
        door, made = client_of(Limits(seconds=-1))
        with made:
            made.get(door.address)
            state = finished(made, made.post("/check", files=sent(SLIP, GOOD)).json()["batch"])

        assert state["forms"] == []
        assert "were not checked" in state["complaints"][0]

    def test_forms(self):
        """
        Of all documents together: one of a megabyte may hold twenty thousand.
        """
        many = json.dumps(
            {"schema": "perfscore/forms/1", "forms": [{"indicators": [{"weight": "10", "score": "12"}]}] * 4}
        ).encode()
        door, made = client_of(Limits(forms=5))
        with made:
            made.get(door.address)
            batch = made.post("/check", files=[("files", (f"{n}.json", many)) for n in "ab"]).json()["batch"]
            state = finished(made, batch)
            large = json.dumps(
                {"schema": "perfscore/forms/1", "forms": [{"indicators": [{"weight": "10"}]}] * 6}
            ).encode()
            refused = made.post("/compare", files=[("files", (f"{n}.json", large)) for n in "ab"])

        assert [form["file"] for form in state["forms"]] == [*["a.json"] * 4, "b.json"]
        assert state["complaints"] == ["more than 5 forms in all documents: the others were not checked"]
        assert (refused.status_code, refused.text) == (422, "more than 5 forms in a document: not compared")

    @pytest.mark.parametrize(
        ("content", "kind"),
        [
            (b"abc", "multipart/form-data; boundary=y"),
            (b"abc", "multipart/form-data"),
            (b"abc", "text/plain"),
            (
                b'--y\r\nContent-Disposition: form-data; name="a"\r\n\r\n' + b"x" * 2_000_000 + b"\r\n--y--\r\n",
                "multipart/form-data; boundary=y",
            ),
        ],
    )
    def test_a_request_that_is_none(self, client, content, kind):
        answer = client.post("/check", content=content, headers={"content-type": kind})

        assert answer.status_code == 422
        assert answer.text in ("the request cannot be read", "no document was chosen")
        assert client.get("/batches").json() == []

    def test_a_disk_without_room(self, client, monkeypatch):
        def full(*_):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

        monkeypatch.setattr("perfscore.web.batch.open", full, raising=False)
        answer = client.post("/check", files=sent(SLIP))

        assert (answer.status_code, answer.text) == (422, "the documents cannot be kept: No space left on device")

    def test_too_many_at_once(self):
        """
        Those that are being checked make no room for others.
        """
        go = Event()

        def prepare():
            go.wait(30)
            return simple()

        door, made = client_of(Limits(batches=2), evolve(DECISIONS, prepare=prepare))
        with made:
            made.get(door.address)
            answers = [made.post("/check", files=sent(SLIP)) for _ in range(3)]
            go.set()

        assert [answer.status_code for answer in answers] == [200, 200, 422]
        assert answers[2].text == "too many checks at once: try again later"

    @pytest.mark.parametrize("how", ["remove", "end"])
    def test_nobody_waits_for_what_was_removed(self, tmp_path, monkeypatch, how):
        """
        The first document of three is being checked; the others never are.
        """
        monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
        began, go, seen = Event(), Event(), []

        def prepare():
            def check(form, file, _index):
                seen.append(file)
                began.set()
                go.wait(30)
                return perfscore.check(form), 0

            return check

        door, made = client_of(decisions=evolve(DECISIONS, prepare=prepare))
        with made:
            made.get(door.address)
            batch = made.post("/check", files=sent(SLIP, GOOD, SLIP)).json()["batch"]
            began.wait(30)
            if how == "remove":
                made.delete(f"/batches/{batch}")
                go.set()
            else:
                Timer(0.2, go.set).start()

        assert seen == [SLIP.name]
        assert not list(tmp_path.glob("perfscore-*"))

    def test_old_batches_make_room(self):
        door, made = client_of(Limits(batches=2))
        with made:
            made.get(door.address)
            names = []
            for _ in range(4):
                names.append(made.post("/check", files=sent(SLIP)).json()["batch"])
                finished(made, names[-1])

            assert [made.get(f"/batches/{name}").status_code for name in names] == [404, 404, 200, 200]


class TestTheCommand:
    def test_it_serves_until_it_is_stopped(self):
        arguments = [sys.executable, "-m", "perfscore", "serve", "--lang", "en"]
        with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) as process:
            address = [process.stdout.readline() for _ in range(2)][1].strip()
            opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
            page = None
            for _ in range(100):
                try:
                    page = opener.open(address, timeout=10).read().decode()
                    break
                except OSError:
                    time.sleep(0.1)
            process.terminate()
            process.wait(timeout=30)

        assert "Drop documents" in page

    def test_a_port_that_is_taken(self, capsys):
        import socket  # noqa: PLC0415 - its only use

        from perfscore.cli import main  # noqa: PLC0415 - as above

        with socket.socket() as taken:
            taken.bind(("127.0.0.1", 0))
            taken.listen()
            port = taken.getsockname()[1]
            assert main(["serve", "--port", str(port), "--lang", "en"]) == 2

        assert f"port {port} cannot be used" in capsys.readouterr().err

    def test_without_the_libraries(self, capsys, monkeypatch):
        from perfscore.cli import main  # noqa: PLC0415 - as above

        monkeypatch.setitem(sys.modules, "uvicorn", None)

        assert main(["serve", "--lang", "en"]) == 2
        assert "perfscore[web]" in capsys.readouterr().err
