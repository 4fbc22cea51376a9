"""
What other tools read: the same findings, codes and severities in every format, and nothing that could break out of it.
"""

from __future__ import annotations

import csv
import json
import re

from html import unescape
from io import BytesIO, StringIO
from pathlib import Path
from urllib.parse import unquote
from xml.etree import ElementTree as ET
from zipfile import ZipFile

import pytest

from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import perfscore

from builders import form, funds, row
from drawn import tree as page_tree
from perfscore.contract import form_from
from perfscore.render import WRITERS, Style, write_reports, writer
from perfscore.render.escaping import as_cell, in_one_line, in_xml
from perfscore.render.formats.fingerprint import fingerprint
from perfscore.running.outcomes import outcomes
from perfscore.running.task import Task
from perfscore.strategies import spoiled_forms
from strategies import sheets


HERE = Path(__file__).parent
EXAMPLES = sorted(path for path in (HERE.parents[2] / "examples").iterdir() if path.suffix in (".json", ".txt"))
#: Every format but copies of the document.
REPORTS = [made.name for made in WRITERS if not made.copy and made.name not in ("summary", "parquet", "sqlite")]
TOOLS = ["json", "jsonl", "csv", "github", "junit", "markdown", "sarif"]

#: A project's name that tries everything at once.
NASTY = "=1+1\x1b[31m<b>|`]]>&\u2028::error::%0A\r\n\x00\ud800@all,\"'\u202e"


def written(name, reports, lang="en"):
    out = StringIO()
    write_reports(writer(name), reports, out, lang)
    return out.getvalue()


def facts(reports):
    """
    What every format has to carry.
    """
    return [(f.code, f.severity.value) for _, _, report in reports for f in report.findings]


def tree(text):
    return ET.fromstring(text.encode("utf-8"))  # noqa: S314 - our own


def from_json(text):
    return [(f["code"], f["severity"]) for r in json.loads(text)["reports"] for f in r["findings"]]


def from_jsonl(text):
    return [(f["code"], f["severity"]) for line in text.splitlines() for f in json.loads(line)["findings"]]


def from_csv(text):
    return [(row["code"], row["severity"]) for row in csv.DictReader(StringIO(text))]


def from_github(text):
    lines = text.splitlines()
    return [re.match(r"::(\w+) .*title=(\w+) ", line).group(2, 1) for line in lines]


def from_junit(text):
    found = []
    for case in tree(text).iter("testcase"):
        code, *_ = case.get("name").split()
        found.extend((code, failure.get("type")) for failure in case.iterfind("failure"))
        found.extend((code, skipped.get("message").partition(":")[0]) for skipped in case.iterfind("skipped"))
    return [pair for pair in found if pair != ("unchecked", "unchecked")]


def from_markdown(text):
    rows = [line.split(" | ") for line in text.splitlines()]
    coded = [(re.fullmatch(r"\| ([A-Z]\d{3})(?: × (\d+))?", cells[0]), cells) for cells in rows]
    for code, cells in coded:
        # a row of several findings has a line for each
        assert code is None or cells[2].count("<br>") + 1 == int(code[2] or 1)
    return [(code[1], cells[1]) for code, cells in coded if code for _ in range(int(code[2] or 1))]


def from_sarif(text):
    (run,) = json.loads(text)["runs"]
    return [(r["ruleId"], {"note": "notice"}.get(r["level"], r["level"])) for r in run["results"]]


def from_text(text):
    """
    In the table code and severity stand one below the other; notices stand below it, several of one rule under its code.
    """
    table = re.findall(r"^ ([A-Z]\d{3}) .*\n (\w+) ", text, re.MULTILINE)
    notices = re.findall(r"^  ([A-Z]\d{3}) (.*(?:\n {6}.*)*)", text, re.MULTILINE)
    several = [(code, len(re.findall(r"^ +- ", more, re.MULTILINE))) for code, more in notices]
    return table + [(code, "notice") for code, count in several for _ in range(count or 1)]


def from_html(text):
    items = page_tree(text).all("li", "finding")
    severities = {"error", "warning", "notice"}
    return [
        (re.search(r"[A-Z]\d{3}", item.text)[0], *severities.intersection(item.attributes["class"].split()))
        for item in items
    ]


def from_xlsx(reports):
    openpyxl = pytest.importorskip("openpyxl")
    data = writer("xlsx").functions.annotate(b"{}", [report for _, _, report in reports], "en")
    rows = openpyxl.load_workbook(BytesIO(data))["findings"].iter_rows(min_row=7, max_col=3, values_only=True)
    return [(code, severity) for _, code, severity in rows]


READ_BACK = {
    "json": from_json,
    "jsonl": from_jsonl,
    "csv": from_csv,
    "github": from_github,
    "junit": from_junit,
    "markdown": from_markdown,
    "sarif": from_sarif,
}


@pytest.fixture(scope="module")
def examples():
    return [
        (str(path.relative_to(HERE.parents[2])), index, perfscore.check(read))
        for path in EXAMPLES
        for index, read in enumerate(perfscore.read(path))
    ]


@pytest.fixture(scope="module")
def accepted():
    """
    The form with one slip, whose culprit somebody has accepted.
    """
    (slip,) = perfscore.read(HERE.parents[2] / "examples" / "one-slip.json")
    report = perfscore.check(slip)
    findings = (evolve(f, accepted="财政已核准") if f.code == "F103" else f for f in report.findings)
    return [("a.json", 0, evolve(report, findings=tuple(findings)))]


@pytest.fixture(scope="module")
def sarif_valid():
    """
    The published schema, as the package sarif-om ships it under the MIT licence.
    """
    jsonschema = pytest.importorskip("jsonschema")
    schema = json.loads((HERE / "sarif-2.1.0-rtm.4.json").read_text(encoding="utf-8"))
    return jsonschema.Draft4Validator(schema).validate


@pytest.fixture(scope="module")
def nasty():
    """
    A form that no cell of which can be trusted, and whose file has such a name too.
    """
    spoiled = form(
        row("10", "12", NASTY, NASTY, name=NASTY, reason=NASTY),
        row("80", "80", "≥5家", "3家", name="@SUM(A1)"),
        fund=funds("100", "50", rate="60%", score=NASTY),
        total="100",
        score="99",
        project=NASTY,
    )
    return [(f"a:b,c%{NASTY}.txt", 0, perfscore.check(spoiled))]


class TestTheSameFindings:
    @pytest.mark.parametrize("name", TOOLS)
    @pytest.mark.parametrize("lang", ["zh", "en"])
    def test_over_the_examples(self, examples, name, lang):
        """
        Markdown alone says severities in the reader's language.
        """
        chinese = {"错误": "error", "警告": "warning", "提示": "notice"}

        found = READ_BACK[name](written(name, examples, lang))

        assert [(code, chinese.get(severity, severity)) for code, severity in found] == facts(examples)

    @pytest.mark.property
    @settings(max_examples=40)
    @given(st.one_of(sheets().map(form_from), spoiled_forms().map(lambda spoiled: spoiled.form)))
    def test_every_format_reports_the_same_findings(self, form):
        """
        Those for tools, the terminal, the page and the workbook; the terminal and the page group notices by what to do.
        """
        reports = [("a.json", 0, perfscore.check(form))]
        shown = {name: READ_BACK[name](written(name, reports)) for name in TOOLS}
        grouped = {"text": from_text(written("text", reports)), "html": from_html(written("html", reports))}

        assert shown == dict.fromkeys(TOOLS, facts(reports))
        assert {name: sorted(found) for name, found in grouped.items()} == dict.fromkeys(
            grouped, sorted(facts(reports))
        )
        assert from_xlsx(reports) == facts(reports)

    @pytest.mark.parametrize("name", TOOLS)
    def test_over_a_form_that_attacks(self, nasty, name):
        assert READ_BACK[name](written(name, nasty)) == facts(nasty)

    @pytest.mark.parametrize("name", REPORTS)
    def test_why_a_finding_is_accepted(self, accepted, name):
        """
        Once in every format.
        """
        assert written(name, accepted).count("财政已核准") == 1

    @pytest.mark.parametrize(
        ("name", "one"),
        [
            ("text", "[1 error, 7 notices]"),
            ("markdown", "| 1 | 0 | 7 |"),
            ("html", "error 1</span>"),
            ("junit", 'failures="1"'),
        ],
    )
    def test_what_is_accepted_does_not_count(self, accepted, name, one):
        assert facts_of(accepted, "error") == 2
        assert one in written(name, accepted)

    def test_what_is_accepted_is_no_error_in_a_pull_request(self, accepted):
        lines = written("github", accepted).splitlines()

        assert [line[: line.index(" ")] for line in lines if " F103" in line or "=F103" in line] == ["::notice"]
        assert sum(line.startswith("::error ") for line in lines) == 1

    def test_the_worst_of_a_form_is_none_that_is_accepted(self, accepted):
        """
        Neither among many forms.
        """
        ((file, index, report),) = accepted
        every = evolve(report, findings=tuple(evolve(finding, accepted="x") for finding in report.findings))
        page = page_tree(written("html", [(file, index, report), (file, index + 1, every)]))
        rows = page.one("table", "forms").all("tr")[1:]

        assert [row.attributes["data-severity"] for row in rows] == ["error", ""]

    def test_the_workbook_too(self, accepted):
        openpyxl = pytest.importorskip("openpyxl")
        data = writer("xlsx").functions.annotate(b"{}", [report for _, _, report in accepted], "en")
        rows = openpyxl.load_workbook(BytesIO(data))["findings"].iter_rows(min_row=7, max_col=6, values_only=True)

        assert [row[5].endswith(" (accepted: 财政已核准)") for row in rows] == [
            row.code == "F103" for row in accepted[0][2].findings
        ]

    def test_every_format_is_tried(self):
        """
        A format for people, or of whole documents, has tests of its own.
        """
        assert {made.name for made in WRITERS} == {
            *TOOLS,
            "text",
            "html",
            "xlsx",
            "docx",
            "summary",
            "parquet",
            "sqlite",
        }


class TestWhatCouldNotBeRead:
    """
    A run of a form, an empty file and one that is none, named as nastily as a file can be.
    """

    @pytest.fixture
    def told(self, tmp_path):
        good, empty, none = (str(tmp_path / name) for name in ("a.json", "b%,:<i>_.json", "c|`]]>&.pdf"))
        Path(good).write_bytes((HERE.parents[2] / "examples" / "one-slip.json").read_bytes())
        Path(empty).write_bytes(b"")
        Path(none).write_bytes(b"%PDF-")

        def run(name):
            out, made = StringIO(), writer(name)
            task = Task(Style("en"), lambda: lambda read, *_: (perfscore.check(read), 0), made)
            found = list(outcomes([good, empty, none], task))
            complaints = [(outcome.file, text) for outcome in found for text in outcome.complaints]
            pieces = [checked.piece for outcome in found for checked in outcome.checked]
            made.functions.write(pieces, complaints, out, task.style)
            return out.getvalue(), complaints

        return run

    def test_a_key_of_json(self, told):
        text, complaints = told("json")
        data = json.loads(text)

        assert [(said["file"], said["message"]) for said in data["complaints"]] == complaints
        assert len(data["reports"]) == 1
        assert [Path(file).name for file, _ in complaints] == ["b%,:<i>_.json", "c|`]]>&.pdf"]

    def test_no_key_where_everything_was_read(self, examples):
        assert list(json.loads(written("json", examples))) == ["schema", "reports"]

    def test_errors_of_junit(self, told):
        text, complaints = told("junit")
        suites = [suite for suite in tree(text) if suite.find("testcase/error") is not None]

        assert [(suite.get("name"), suite.find("testcase/error").get("message")) for suite in suites] == complaints
        assert [(suite.get("tests"), suite.get("errors"), suite.get("failures")) for suite in suites] == [
            ("1", "1", "0")
        ] * 2

    def test_notifications_of_sarif(self, told, sarif_valid):
        text, complaints = told("sarif")
        log = json.loads(text)
        ((invocation,),) = (run["invocations"] for run in log["runs"])
        said = invocation["toolExecutionNotifications"]
        places = [one["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] for one in said]

        sarif_valid(log)
        assert invocation["executionSuccessful"] is False
        assert [
            (unquote(uri.removeprefix("file://")), one["message"]["text"])
            for uri, one in zip(places, said, strict=True)
        ] == complaints

    def test_stdin_has_no_place(self, sarif_valid):
        out = StringIO()
        writer("sarif").functions.write([], [("-", "-: empty")], out, Style("en"))
        log = json.loads(out.getvalue())

        sarif_valid(log)
        assert log["runs"][0]["invocations"][0]["toolExecutionNotifications"] == [
            {"level": "error", "message": {"text": "-: empty"}}
        ]

    def test_a_run_that_read_everything_was_successful(self, examples):
        assert json.loads(written("sarif", examples))["runs"][0]["invocations"] == [
            {"executionSuccessful": True, "toolExecutionNotifications": []}
        ]

    def test_annotations(self, told):
        text, complaints = told("github")
        said = re.findall(r"^::error file=([^,]*),title=perfscore::(.*)$", text, re.MULTILINE)

        assert [(unquote(file), unquote(words)) for file, words in said] == complaints

    def test_a_list_in_markdown(self, told):
        text, complaints = told("markdown")
        items = re.findall(r"^- (.*)$", text, re.MULTILINE)

        assert [unescape(re.sub(r"\\(.)", r"\1", item)) for item in items] == [said for _, said in complaints]

    def test_a_list_on_the_page(self, told):
        text, complaints = told("html")

        assert [item.text for item in page_tree(text).all("section", "unread")[0].all("li")] == [
            said for _, said in complaints
        ]

    @pytest.mark.parametrize("name", ["markdown", "html"])
    def test_what_is_wrong_for_every_file_is_said_once(self, name):
        same = [(file, "perfscore.toml: selekt: no such key") for file in ("a.txt", "b.txt")]
        out = StringIO()
        writer(name).functions.write([], same, out, Style("en"))

        assert out.getvalue().count("selekt") == 1

    def test_tables_and_lines_hold_what_was_checked(self, told):
        """
        A row is a finding and a line a report; who reads them has the exit status.
        """
        files = {json.loads(line)["file"] for line in told("jsonl")[0].splitlines()}

        assert [Path(file).name for file in files] == ["a.json"]
        assert {row["file"] for row in csv.DictReader(StringIO(told("csv")[0]))} == files


class TestWhatATextCanDo:
    @pytest.mark.parametrize("name", TOOLS)
    def test_nothing_speaks_to_a_terminal(self, nasty, name):
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f]", written(name, nasty))

    def test_jsonl_stays_in_its_lines(self, nasty):
        assert len(written("jsonl", nasty).splitlines()) == 1

    def test_json_keeps_every_character(self, nasty):
        assert json.loads(written("jsonl", nasty))["project"] == NASTY

    @pytest.mark.parametrize("name", ["json", "jsonl", "csv", "github", "junit", "markdown", "sarif"])
    def test_everything_can_be_encoded(self, nasty, name):
        assert written(name, nasty).encode("utf-8")

    def test_no_cell_of_a_csv_starts_a_formula(self, nasty):
        rows = list(csv.reader(StringIO(written("csv", nasty))))

        assert not [cell for cells in rows for cell in cells if cell.startswith(tuple("=+-@\t\r＝＋－＠"))]
        assert rows[1][2].startswith("'=1+1")

    def test_an_annotation_ends_where_its_line_does(self, nasty):
        lines = written("github", nasty).splitlines()

        assert len(lines) == len(facts(nasty))
        assert all(re.match(r"::(error|warning|notice) file=a%3Ab%2Cc%25=1", line) for line in lines)

    def test_xml_without_what_it_forbids(self, nasty):
        (suite,) = tree(written("junit", nasty))

        assert "\ufffd[31m<b>|`]]>&" in suite.get("name")

    def test_markdown_is_words_only(self, nasty):
        text = written("markdown", nasty)

        assert "<b>" not in text
        assert "@all" not in text
        assert {line.count("|") - line.count("\\|") for line in text.splitlines() if line.startswith("| ")} == {7, 8}


class TestSarif:
    def test_the_examples_are_valid(self, examples, sarif_valid):
        sarif_valid(json.loads(written("sarif", examples)))

    def test_a_form_that_attacks_is_valid(self, nasty, sarif_valid):
        sarif_valid(json.loads(written("sarif", nasty)))

    def test_nothing_found_is_valid(self, sarif_valid):
        sarif_valid(json.loads(written("sarif", [])))

    def test_a_line_of_a_text(self, examples):
        (run,) = json.loads(written("sarif", examples))["runs"]
        places = [result["locations"][0]["physicalLocation"] for result in run["results"]]

        assert {
            "artifactLocation": {"uri": "examples/international-cooperation-2022-spoiled.txt"},
            "region": {"startLine": 15},
        } in places

    def test_every_rule_has_help(self, examples):
        (run,) = json.loads(written("sarif", examples))["runs"]

        assert [rule["id"] for rule in run["tool"]["driver"]["rules"]] == [rule.code for rule in perfscore.RULES]
        assert all(len(rule["help"]["text"]) > 50 for rule in run["tool"]["driver"]["rules"])

    def test_a_rule_of_the_callers_own(self, sarif_valid):
        own = perfscore.Rule(
            "Z901",
            "odd",
            perfscore.Severity.NOTICE,
            perfscore.Text("单数", "odd"),
            perfscore.Text("单数", "odd"),
            lambda _: iter([perfscore.Match("total.score")]),
        )
        log = json.loads(written("sarif", [("-", 0, perfscore.check(form(row("1", "1")), rules=[own]))]))

        sarif_valid(log)
        assert log["runs"][0]["tool"]["driver"]["rules"][-1] == {"id": "Z901", "name": "odd"}

    @pytest.mark.parametrize(
        ("file", "uri"),
        [
            ("报告/a b.txt", "%E6%8A%A5%E5%91%8A/a%20b.txt"),
            ("/data/a.txt", "file:///data/a.txt"),
            ("c:d.txt", "c%3Ad.txt"),
            ("\udcff.txt", "%FF.txt"),
        ],
    )
    def test_file_names_become_addresses(self, examples, file, uri):
        log = json.loads(written("sarif", [(file, 0, examples[0][2])]))

        assert log["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri

    def test_a_fingerprint_survives_language_and_folder(self, examples):
        def prints(lang, folder):
            moved = [(f"{folder}/{file}", index, report) for file, index, report in examples]
            (run,) = json.loads(written("sarif", moved, lang))["runs"]
            return [result["partialFingerprints"] for result in run["results"]]

        assert prints("zh", "a") == prints("en", "b")

    def test_other_figures_are_another_finding(self):
        assert fingerprint("p", "F103", "funds[0].score", "5.63", "5.36") != fingerprint(
            "p", "F103", "funds[0].score", "5.62", "5.36"
        )


class TestJunit:
    def test_only_errors_fail(self, examples):
        root = tree(written("junit", examples))

        assert sum(int(suite.get("failures")) for suite in root) == facts_of(examples, "error")
        assert len(list(root.iter("failure"))) == facts_of(examples, "error")
        assert [int(suite.get("tests")) for suite in root] == [len(suite.findall("testcase")) for suite in root]
        assert [int(suite.get("skipped")) for suite in root] == [len(list(suite.iter("skipped"))) for suite in root]

    def test_a_form_without_findings_is_one_case(self):
        clean = perfscore.check(form(row("1", "1")), rules=[])
        blank = perfscore.check(form(row()), rules=[])

        root = tree(written("junit", [("a", 0, clean), ("b", 0, blank)]))

        assert [[case.get("name") for case in suite.findall("testcase")] for suite in root] == [
            [clean.verdict],
            ["unchecked"],
        ]
        assert [suite.get("skipped") for suite in root][1] == "1"


def facts_of(reports, severity):
    return sum(1 for _, found in facts(reports) if found == severity)


class TestCharacters:
    @pytest.mark.parametrize(
        ("text", "cell"),
        [
            ("=1+1", "'=1+1"),
            ("-", "'-"),
            ("\t=1", "' =1"),
            ("＝SUM(A1)", "'＝SUM(A1)"),
            ("5.36", "5.36"),
            (None, ""),
            (0, "0"),
        ],
    )
    def test_cells(self, text, cell):
        assert as_cell(text) == cell

    def test_lines(self):
        assert in_one_line("a\r\nb\x1b[0mc\u2029d") == "a b [0mc d"

    def test_xml(self):
        assert in_xml("a\x00\ufffe\ud800\U0001f600\n") == "a\ufffd\ufffd\ufffd\U0001f600\n"


def test_reports_are_taken_one_at_a_time(examples):
    """
    A line is written before the next form is checked.
    """
    out, seen = StringIO(), []

    def watched():
        for triple in examples:
            seen.append(out.getvalue().count("\n"))
            yield triple

    write_reports(writer("jsonl"), watched(), out, "en")

    assert seen == list(range(len(examples)))
    assert [json.loads(line) for line in out.getvalue().splitlines()] == [
        perfscore.report_to(report, "en", file=file, form=index) for file, index, report in examples
    ]


MARKS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


@pytest.mark.parametrize("name", ["text", "csv", "markdown", "github", "junit", "html", "summary"])
def test_marks_that_turn_text_around_are_taken_out(name):
    """
    Of the form, its project, and the document's name.
    """
    turned = form(row("10", "12", f"≥1次{MARKS}", "1次", name=f"活动{MARKS}"), project=f"项目{MARKS}")
    report = perfscore.check(turned)
    made = writer(name, ".csv" if name == "summary" else None)
    out = StringIO()
    write_reports(made, [(f"a{MARKS}.docx", 0, report)], out, "zh")

    assert not set(MARKS) & set(out.getvalue())


def test_workbooks_hold_none_either():
    turned = perfscore.check(form(row("10", "12", name=f"活动{MARKS}"), project=f"项目{MARKS}"))
    data = writer("xlsx").functions.annotate(b"{}", [turned], "zh")

    with ZipFile(BytesIO(data)) as archive:
        assert not set(MARKS) & set("".join(archive.read(name).decode() for name in archive.namelist()))


@pytest.mark.parametrize("text", ["www.example.org", "https://example.org", "HTTP://example.org", "@all"])
def test_markdown_links_nothing_by_itself(text):
    """
    Platforms make links of addresses and calls of names, unless something invisible stands within them.
    """
    shown = written("markdown", [("a", 0, perfscore.check(form(row("10", "12", name=text))))])

    assert text.lower() not in shown.lower()
    assert "<!-- -->" in shown


class TestMisuse:
    def test_a_format_that_there_is_not(self):
        with pytest.raises(ValueError, match="there is no format 'sari'; the formats are text, json, "):
            writer("sari")

    @pytest.mark.parametrize("name", sorted({made.name for made in WRITERS if made.binary}))
    def test_a_format_that_is_no_text(self, name):
        with pytest.raises(
            ValueError, match=f"{name} is no text; the command writes it: perfscore check --format {name}"
        ):
            write_reports(writer(name), [], StringIO(), "en")

    def test_a_language_that_is_not_spoken(self):
        with pytest.raises(ValueError, match='lang must be "zh" or "en", not \'fr\''):
            write_reports(writer("text"), [], StringIO(), "fr")
