"""
Where documents come from, JSON forms, encodings, and what is said of what cannot be read.
"""

from __future__ import annotations

import io
import json
import re

from pathlib import Path

import pytest

from attrs import asdict

import perfscore

from builders import form, row
from perfscore import Form, ReadError, form_to, read
from perfscore.read import Limits


FORM = form(row("4", "4", "≥20条", "27条", name="政策信息"), project="国际科技合作", score="4")
JSON = json.dumps(form_to(FORM), ensure_ascii=False)
EXAMPLES = Path(__file__).parents[2] / "examples"


def refusal(source, **options):
    """
    What is said in English of a document that cannot be read.
    """
    with pytest.raises(ReadError) as refused:
        read(source, **options)
    return refused.value.say("en")


class TestSources:
    def test_a_path_as_text_or_path(self, tmp_path):
        """
        A file is named either way.
        """
        path = tmp_path / "form.json"
        path.write_text(JSON, encoding="utf-8")

        assert read(path) == read(str(path)) == [FORM]

    def test_bytes_and_open_files(self, tmp_path):
        """
        What is already in memory, or open, is read too.
        """
        path = tmp_path / "form.json"
        path.write_text(JSON, encoding="utf-8")

        assert read(JSON.encode()) == read(io.BytesIO(JSON.encode())) == [FORM]
        with path.open("rb") as file:
            assert read(file) == [FORM]

    def test_text_and_open_text_files(self, tmp_path):
        """
        What somebody pasted, on one line or on many, and a file opened as text.
        """
        path = tmp_path / "form.json"
        path.write_text(JSON, encoding="utf-8")
        many = json.dumps(form_to(FORM), ensure_ascii=False, indent=1)

        assert read(JSON) == read(many) == read(io.StringIO(many)) == read(bytearray(many.encode())) == [FORM]
        with path.open(encoding="utf-8") as file:
            assert read(file) == [FORM]

    def test_a_string_of_one_line_is_a_path(self):
        """
        A name that is mistyped is not taken for a form without cells.
        """
        assert refusal("nowhere.docx") == "nowhere.docx: no such file"

    def test_a_document_is_checked_at_once(self, tmp_path):
        """
        Where it holds one form: with several, the caller has to say what the reports are for.
        """
        path = tmp_path / "form.json"
        path.write_text(JSON, encoding="utf-8")
        two = json.dumps({"schema": "perfscore/forms/1", "forms": [form_to(FORM)] * 2})

        once = perfscore.check(FORM)
        for source in (path, str(path), JSON, JSON.encode(), io.BytesIO(JSON.encode())):
            report = perfscore.check(source)
            assert (report.verdict, report.form, report.findings) == (once.verdict, FORM, once.findings)
        with pytest.raises(ValueError, match="holds 2 forms"):
            perfscore.check(two)

    def test_the_name_does_not_decide(self, tmp_path):
        """
        The format is told from the content: JSON called .docx is JSON.
        """
        path = tmp_path / "form.docx"
        path.write_text(JSON, encoding="utf-8")

        assert read(path) == [FORM]

    def test_what_messages_call_it(self):
        """
        Bytes have no name but the one they are given.
        """
        assert refusal(b"", name="upload 7").startswith("upload 7: ")
        assert refusal(b"").startswith("-: ")

    def test_every_form_of_a_file(self):
        """
        A file may hold what `perfscore read` printed.
        """
        both = {"schema": "perfscore/forms/1", "forms": [form_to(FORM), {"indicators": []}]}

        assert read(json.dumps(both).encode()) == [FORM, Form(())]


class TestEncodings:
    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "gbk", "utf-16"])
    def test_of_json(self, encoding):
        """
        UTF-8 with and without a mark, GB18030 and UTF-16 with a mark.
        """
        assert read(JSON.encode(encoding)) == [FORM]

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
    def test_of_text(self, encoding):
        """
        The printed text of an example in the encodings that are met.
        """
        text = (EXAMPLES / "international-cooperation-2022.txt").read_text(encoding="utf-8")

        assert [form.total.score for form in read(text.encode(encoding))] == ["90.83"]

    @pytest.mark.parametrize("data", [b"\xff" * 9, "项目".encode() + b"\xff\x80\x81 \xfe" * 40, b"\xff\xfea\x00\xd8"])
    def test_neither(self, data):
        """
        Bytes that are text in no encoding are refused with the encodings that are read.
        """
        assert "UTF-8 and GB18030" in refusal(data)


class TestJson:
    @pytest.mark.parametrize(
        ("text", "said"),
        [
            ('{"indicators": [', "-:1: is not complete JSON"),
            ('{\n"indicators": [],\n}', "-:3: is not complete JSON"),
            ('{"indicators": [], "indicators": []}', "the key indicators stands twice"),
            ('{"indicators": [{"score": "4", "score": "5"}]}', "the key score stands twice"),
            ("{}", "$.indicators: is missing"),
            ('{"indicators": [{"score": 4}]}', "$.indicators[0].score: must be a string"),
            ('{"indicators": [{"score": NaN}]}', "$.indicators[0].score: must be a string"),
            ('{"indicators": [{"score": 1e999}]}', "$.indicators[0].score: must be a string"),
            ('{"schema": "perfscore/form/9", "indicators": []}', "$.schema: must be perfscore/form/1"),
            ('{"schema": "perfscore/forms/1", "forms": []}', "no self-evaluation form"),
        ],
    )
    def test_what_is_no_form(self, text, said):
        """
        The line, the key or the path is named.
        """
        assert said in refusal(text.encode())

    def test_every_trouble_has_a_line(self):
        """
        All problems at once, each with the file.
        """
        lines = refusal(b'{"indicators": [{"score": 4, "weight": 5}], "x": 1}', name="a.json").splitlines()

        assert len(lines) == 3
        assert all(line.startswith("a.json: $.") for line in lines)


def test_a_name_that_no_file_can_have():
    assert "cannot be opened" in refusal("a\0b")


class TestLimits:
    def test_a_file_that_is_too_large(self, tmp_path):
        """
        The bound is the caller's.
        """
        path = tmp_path / "form.json"
        path.write_text(JSON + " " * 3 * 1024 * 1024, encoding="utf-8")

        assert "is larger than 1 MB" in refusal(path, limits=Limits(file_bytes=1024 * 1024))
        assert "is larger than 1 MB" in refusal(path.read_bytes(), limits=Limits(file_bytes=1024 * 1024))

    def test_a_text_that_is_too_long(self):
        """
        No form has so many characters.
        """
        assert "more than 1000 characters" in refusal(b"7" * 1001, limits=Limits(characters=1000))

    def test_they_are_documented(self):
        """
        The page for people who read reports lists every limit with its default.
        """
        page = (EXAMPLES.parent / "docs" / "report.md").read_text(encoding="utf-8")
        listed = dict(re.findall(r"^\| `(\w+)` \|.*\| (\d+) \|$", page, re.MULTILINE))

        assert {name: int(most) for name, most in listed.items()} == asdict(Limits())


class TestReadError:
    def test_it_speaks_both_languages(self):
        """
        The same trouble, said twice.
        """
        with pytest.raises(ReadError) as refused:
            read(b"")

        assert refused.value.say("zh") == "-: 文件是空的"
        assert refused.value.say("en") == str(refused.value) == "-: the file is empty"

    def test_it_is_public(self):
        """
        Callers catch it by its public name.
        """
        assert perfscore.ReadError is ReadError

    def test_files_that_are_none(self, tmp_path):
        """
        A missing file, a folder.
        """
        assert refusal(tmp_path / "nowhere.json") == f"{tmp_path / 'nowhere.json'}: no such file"
        assert refusal(tmp_path).endswith("is a folder, not a file")
