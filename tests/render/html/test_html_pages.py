"""
Reports as web pages: what stands on them, that they are whole, and that nothing of a form acts on them.
"""

from __future__ import annotations

import io
import json
import re
import weakref

from base64 import b64encode
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote

import pytest

from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import perfscore

from builders import form, funds, part, row
from drawn import PAYLOADS, hostile, page, tree
from perfscore import Form, Indicator, Place, Remark, Section
from perfscore.contract import form_from
from perfscore.render import Style, html, write_reports, writer
from perfscore.render.html.tags import Markup, fragment, tag
from perfscore.render.writer import pieces_of
from perfscore.running.delivery import Destination
from strategies import sheets


PUBLISHED = form(
    Indicator(
        "产出指标", "时效指标", "10月底前资金支出", target="≥30%", actual="实际支出率4.66%", weight="3", score="3"
    ),
    Indicator("产出指标", "质量指标", "梳理信息可用率", target="≥70%", actual="80%", weight="17", score="17"),
    Indicator("效益指标", "社会效益指标", "扩大影响", target="提高", actual="提高", weight="70", score="63"),
    fund=[funds("119.838800", "64.185681", rate="53.56%", score="5.63", name="年度资金总额"), part("其他资金")],
    total="100",
    score="88.63",
    project="推动北京与欧美国际科技合作",
    year="2022",
    places={"funds[0].score": Place(page=2, line=7)},
)
#: One slip in the execution score, so that a single cell explains everything.
SLIP = PUBLISHED.with_cells({"indicators[0].score": "0.47", "total.score": "85.83"})
SPOILED = PUBLISHED.with_cells({"total.weight": "101", "total.score": "99"})
RIGHT = form(row("10", "10", "≥3次", "3次", name="活动"), row("90", "90", "≥1次", "1次"), total="100", score="100")
NOTHING = form(row(target="提高", actual="提高", name="影响"))

LANGS = pytest.mark.parametrize("lang", ["zh", "en"])


def folder_of_pages(reports, folder):
    style = Style("zh", layout="own file")
    destination = Destination(f"{folder}/", {file: file for file, _, _ in reports})
    html.write_folder(pieces_of(writer("html"), reports, style), (), folder, style, destination.file)


def words(text):
    return " ".join(text.split())


def grid(table):
    """
    The number of columns that each row of a table covers, with what reaches down from the rows above it.
    """
    widths, below = [], {}
    for line in table.all("tr"):
        here = below.pop(len(widths), 0)
        for cell in (child for child in line.inside if child.name in ("td", "th")):
            columns = int(cell.attributes.get("colspan", "1"))
            here += columns
            for down in range(1, int(cell.attributes.get("rowspan", "1"))):
                below[len(widths) + down] = below.get(len(widths) + down, 0) + columns
        widths.append(here)
    assert not below
    return widths


def drawn_cell(text, anchor):
    (cell,) = (node for node in tree(text).walk() if node.attributes.get("id") == anchor)
    return cell


class TestTags:
    @given(st.text(), st.text())
    def test_text_comes_back_as_text(self, text, value):
        """
        Whatever is put in is text, not markup, wherever it stands.
        """
        whole = tree(tag("p", text, title=value).html)

        (paragraph,) = whole.inside
        assert (paragraph.name, list(paragraph.attributes)) == ("p", ["title"])
        assert not paragraph.all()[1:]

    @given(st.text(st.characters(categories=["L", "N", "P", "S"])))
    def test_printable_text_comes_back_unchanged(self, text):
        """
        Escaping loses nothing that can be seen.
        """
        read = tree(tag("p", text, title=text).html).inside[0]

        assert read.text == text
        assert read.attributes["title"] == text

    def test_what_is_left_out(self):
        """
        Nothing, attributes without value, numbers, and parts within parts.
        """
        made = tag("td", None, ["a", tag("b", 1)], hidden=True, class_=None, rowspan=0, data_cells="x", title=False)

        assert made == Markup('<td hidden rowspan="0" data-cells="x">a<b>1</b></td>')
        assert fragment(tag("br"), "<") == Markup("<br>&lt;")

    def test_text_cannot_turn_around_what_follows(self):
        """
        Controls and half surrogates become spaces; invisible formatting disappears; line breaks stay.
        """
        assert tag("p", "a\u202eb\x00c\ud800d\ne").html == "<p>ab c d\ne</p>"


class TestForm:
    @LANGS
    def test_every_cell_is_drawn(self, lang):
        """
        The page shows every text of the form in the cell of that address.
        """
        drawn = tree(page(PUBLISHED, lang=lang))

        cells = {
            address: node
            for node in drawn.walk()
            for address in node.attributes.get("data-cells", "").split()
            if node.name != "li"
        }
        for cell in PUBLISHED.cells():
            if cell.text is not None:
                assert cells[cell.address].one("span", "stated").text == cell.text

    def test_levels_are_merged_as_printed(self):
        """
        A level-1 head stands once beside its rows, and heads are marked as such for whoever hears the table.
        """
        table = tree(page(PUBLISHED)).one("table", "indicators")
        heads = [head for block in table.all("tbody") for head in block.all("th", "of-level1")]

        assert [(head.one("span", "stated").text, head.attributes.get("rowspan")) for head in heads] == [
            ("产出指标", "2"),
            ("效益指标", None),
        ]
        assert {head.attributes["scope"] for head in heads} == {"rowgroup"}
        assert all(head.attributes.get("scope") for head in table.all("th"))
        assert table.one("caption").text

    @settings(max_examples=30)
    @given(sheets())
    def test_every_row_has_all_columns(self, sheet):
        """
        Merged cells, sections and total leave no hole and stick out nowhere, and the page is well-formed.
        """
        drawn = tree(page(form_from(sheet)))

        for table in drawn.all("table"):
            assert len(set(grid(table))) == 1

    def test_what_only_some_forms_print(self):
        """
        Comparators, units, extra columns, sections that print sums, grades, goals, and a part that is missing.
        """
        full = form(
            Indicator("产出", "数量", "活动", "≥", "3", "次", "3", "50", "50", "无", {"完成率": "100%"}),
            Indicator("产出", "数量", "会议", "≥", "3", "次", "3", "50", "50"),
            total="100",
            score="100",
            sections=(Section("产出指标", "100", "100"),),
            complete=False,
            remarks=(Remark("unplaced", "页码 7"),),
        )
        drawn = tree(page(full))

        table = drawn.one("table", "indicators")
        assert [head.text for head in table.one("thead").all("th")] == [
            "level 1", "level 2", "indicator", "comparator", "target", "unit", "actual value", "weight", "score", "reason", "完成率"
        ]  # fmt: skip
        assert all(len(set(grid(every))) == 1 for every in drawn.all("table"))
        assert "产出指标" in table.one("tfoot").text
        assert "part of the form is missing" in drawn.one("p", "incomplete").text
        assert "页码 7" in drawn.one("section", "remarks").text

    def test_rows_without_levels_have_no_level_columns(self):
        """
        A flat form is drawn flat.
        """
        assert not tree(page(RIGHT)).all("th", "of-level1")


class TestFindings:
    @LANGS
    @pytest.mark.parametrize("checked", [PUBLISHED, SLIP, NOTHING, hostile("x")])
    def test_the_page_says_what_the_contract_says(self, checked, lang):
        """
        Every finding of the JSON report, with code, name, severity, message, both values, arithmetic and source.
        """
        out = io.StringIO()
        write_reports(writer("json"), [("form.docx", 0, perfscore.check(checked))], out, lang)
        (report,) = json.loads(out.getvalue())["reports"]
        listed = tree(page(checked, lang=lang)).all("li", "finding")
        items = sorted(listed, key=lambda item: int(item.attributes["id"].rpartition("-")[2]))

        assert len(items) == len(report["findings"])
        for item, finding in zip(items, report["findings"], strict=True):
            assert finding["severity"] in item.attributes["class"].split()
            assert item.attributes["data-cells"].split() == finding["cells"]
            said = words(item.text)
            for key in ("code", "name", "stated", "expected", "derivation", "reference"):
                assert words(finding[key] or "") in said
            assert words(finding["message"].partition(": ")[2]) in said

    def test_notices_stand_last_and_by_what_should_be_done(self):
        """
        What is wrong comes first; a notice stands under one of a few headings, in whose order it is listed.
        """
        (example,) = perfscore.read(Path(__file__).parents[3] / "examples" / "international-cooperation-2022.json")
        listing = tree(page(example)).one("section", "listing")
        severities = [item.attributes["class"].split()[1] for item in listing.all("li", "finding")]
        headings = [heading.text for heading in listing.all("h3", "action")]

        assert severities == sorted(severities, key="error warning notice".split().index)
        assert headings
        assert headings == [
            words
            for words in ("Worth an explanation", "Complete or adjust the form", "Compare with the records")
            if words in headings
        ]

    @pytest.mark.parametrize("checked", [PUBLISHED, SLIP, hostile("x")])
    def test_every_finding_is_marked_in_its_cell(self, checked):
        """
        The cell holds sign, severity in words, code, and the way to the full text, which also describes the mark.
        """
        drawn = tree(page(checked))
        report = perfscore.check(checked)
        ids = {node.attributes["id"]: node for node in drawn.walk() if "id" in node.attributes}

        sheet = drawn.one("div", "sheet")
        flags = {flag.attributes["href"]: flag for flag in sheet.all("a", "flag")}
        assert len(flags) == len(report.findings)
        for number, finding in enumerate(report.findings, start=1):
            flag = flags[f"#form-finding-{number}"]
            assert words(flag.text) in {f"{icon}{finding.severity.value} {finding.code}" for icon in "×!i"}
            assert ids[flag.attributes["aria-describedby"]].name == "li"
            (cell,) = (
                node
                for node in sheet.walk()
                if flag in node.inside and finding.cell in node.attributes["data-cells"].split()
            )
            worst = max(other.severity for other in report.findings if other.cell == finding.cell)
            assert worst.value in cell.attributes["class"]

    def test_notices_of_one_rule_stand_together(self):
        """
        Rule and source stand once below them; each keeps its own anchor, which the mark in its cell leads to.
        """
        exceeded = form(*(row("50", "50", "≥8次", "40次", name=name) for name in ("调研", "会商")), score="100")
        (group,) = tree(page(exceeded)).all("li", "group")

        numbers = [n for n, f in enumerate(perfscore.check(exceeded).findings, 1) if f.code == "R503"]
        assert len(numbers) == 2
        assert [item.attributes["id"] for item in group.all("li", "finding")] == [f"form-finding-{n}" for n in numbers]
        assert "2 places; the rule: a target far exceeded is explained" in words(group.text)

    def test_a_sum_of_wrong_scores_does_not_read_like_a_correction(self):
        """
        Where a sum differs from its parts, either may be wrong.
        """
        assert not perfscore.check(SPOILED).suspects
        total = drawn_cell(page(SPOILED), "form-total-score")

        assert total.one("span", "expected").text == "adds up to 88.63"

    def test_what_a_wrong_input_gives_does_not_read_like_a_correction(self):
        """
        The rate has an error, so 10 × 71.00% is no score to be filled in.
        """
        wrong = SPOILED.with_cells({"funds[0].rate": "71.00%"})
        assert not perfscore.check(wrong).suspects

        assert drawn_cell(page(wrong), "form-funds-0-rate").one("span", "expected").text == "expected 53.56%"
        assert drawn_cell(page(wrong), "form-funds-0-score").one("span", "expected").text == "inputs give 7.10"

    def test_a_form_without_suspects_says_so_once(self):
        """
        No list follows, so the heading promises none.
        """
        block = tree(page(SPOILED)).one("div", "suspects").text

        assert words(block).startswith("Most likely wrong")
        assert "one of these" not in block
        assert "no correction of one or two cells fixes everything" in block

    def test_stated_and_expected_side_by_side(self):
        """
        A wrong cell shows what it holds and what it should hold.
        """
        # Three slips that share no cell, so that nothing is suspected.
        cell = drawn_cell(page(SPOILED), "form-indicators-0-score")

        assert not perfscore.check(SPOILED).suspects
        assert cell.one("span", "stated").text == "3"
        assert cell.one("span", "expected").text == "expected 0.47"

    def test_a_suspect_is_marked_and_others_do_not_read_like_corrections(self):
        """
        With the execution score as culprit, 5.36 is proposed for it, and the total shows only what its parts add up to.
        """
        drawn = tree(page(SLIP))
        ids = {node.attributes["id"]: node for node in drawn.walk() if "id" in node.attributes}

        assert perfscore.check(SLIP).suspects[0].changes[0].cell == "funds[0].score"
        assert ids["form-funds-0-score"].one("a", "expected").text == "?probably 5.36"
        assert ids["form-total-score"].one("span", "expected").text == "adds up to 86.10"
        assert "After this correction: total 85.83, consistent" in drawn.one("div", "suspects").text

    def test_where_the_document_says_so(self):
        """
        The place of a cell in its document.
        """
        in_word = evolve(SLIP, places={"funds[0].score": Place(row=3, column=7, table=2)})

        assert "page 2 line 7" in words(tree(page(PUBLISHED)).one("section", "listing").text)
        assert "table 2 row 3 column 7" in words(tree(page(in_word)).one("section", "listing").text)

    def test_a_right_form_has_ticks_and_no_marks(self):
        """
        What was recomputed and holds is ticked.
        """
        drawn = tree(page(RIGHT, select=["T4", "W2"]))

        assert len(drawn.one("div", "sheet").all("span", "held")) == 4
        assert not drawn.all("a", "flag")
        assert not drawn.all("div", "suspects")
        assert "nothing found" in drawn.text


class TestSummary:
    @LANGS
    def test_verdict_totals_and_coverage(self, lang):
        """
        Verdict, both totals, their difference, counts by severity, and why something was not checked.
        """
        said = words(tree(page(PUBLISHED, lang=lang)).one("section", "summary").text)
        report = perfscore.check(PUBLISHED)

        for needed in (
            "88.63",
            *(
                ("数字矛盾", "错误 2", "未核对", "定性或多义的表述")
                if lang == "zh"
                else ("inconsistent", "error 2", "not checked", "a phrase, not a figure")
            ),
        ):
            assert needed in said
        for unchecked in report.coverage.unchecked:
            assert perfscore.check(PUBLISHED).explain(unchecked.cells[0]).label.say(lang) in said

    def test_nothing_could_be_checked(self):
        """
        Never "consistent" where nothing was compared.
        """
        summary = tree(page(NOTHING)).one("section", "summary")

        assert "nothing could be checked" in summary.text
        assert "checked0 / 0" in summary.one("dl", "figures").text
        assert "not computable" in summary.text


class TestWholePage:
    @LANGS
    @pytest.mark.parametrize(
        "forms", [(PUBLISHED,), (PUBLISHED, RIGHT, NOTHING, SLIP), (hostile("x"), hostile("y")), ()]
    )
    def test_anchors_are_unique_and_lead_somewhere(self, forms, lang):
        """
        Each id once, each link and description to an id that is there; one main heading; the language named.
        """
        drawn = tree(page(*forms, lang=lang))
        ids = [node.attributes["id"] for node in drawn.walk() if "id" in node.attributes]

        assert len(ids) == len(set(ids))
        for node in drawn.walk():
            for key in ("href", "aria-describedby", "aria-labelledby"):
                target = node.attributes.get(key, "data:,")
                assert target == "data:," or target.removeprefix("#") in ids
        assert len(drawn.all("h1")) == 1
        assert drawn.one("html").attributes["lang"] == {"zh": "zh-CN", "en": "en"}[lang]

    def test_nothing_is_fetched_and_only_its_own_script_runs(self):
        """
        No address but anchors; the policy names the hashes of the one style and the one script.
        """
        text = page(PUBLISHED, SLIP)
        drawn = tree(text)

        assert not re.search(r"(src|href|url\()[=\s\"']*(https?:)?//", text)
        policy = next(meta.attributes["content"] for meta in drawn.all("meta") if "http-equiv" in meta.attributes)
        assert policy.startswith("default-src 'none';")
        assert "unsafe" not in policy
        for kind in ("style", "script"):
            digest = b64encode(sha256(drawn.one(kind).text.encode()).digest()).decode()
            assert f"{kind}-src 'sha256-{digest}'" in policy

    @LANGS
    @pytest.mark.parametrize("payload", PAYLOADS)
    def test_a_hostile_form_adds_no_element_and_no_attribute(self, payload, lang):
        """
        A form full of markup is drawn with the same elements and attributes as one full of plain text.
        """
        shape = [
            [
                (node.name, sorted(node.attributes))
                for node in tree(page(hostile(text), hostile(text), lang=lang)).walk()
            ]
            for text in ("某", payload)
        ]

        assert not {name for name, _ in shape[1]} - {name for name, _ in shape[0]}
        assert not {key for _, keys in shape[1] for key in keys} - {key for _, keys in shape[0] for key in keys}
        for name in ("script", "style", "meta", "link"):
            assert [node for node in shape[1] if node[0] == name] == [node for node in shape[0] if node[0] == name]

    def test_a_page_can_always_be_written(self, tmp_path):
        """
        Half surrogates, which no file can hold, do not get as far as the file.
        """
        folder_of_pages([("\udcff.docx", 0, perfscore.check(hostile("\ud800")))], tmp_path)

        assert len(list(tmp_path.glob("*.docx.html"))) == 1


class TestManyForms:
    def test_each_row_opens_its_form(self):
        """
        The index has a row for each form, with what it was checked for, and leads to the folded form below.
        """
        drawn = tree(page(PUBLISHED, RIGHT, NOTHING, select=["F103", "S303"]))
        rows = drawn.one("table", "forms").one("tbody").all("tr")

        assert [words(" ".join(cell.text for cell in line.inside)) for line in rows] == [
            "1 推动北京与欧美国际科技合作（2022）form-0.docx 2022 ×inconsistent 88.63 88.63 0 ×error 2 6 / 7",
            "3 —form-2.docx — –nothing could be checked — — — none 0 / 0",
            "2 —form-1.docx — ✓consistent 100 100 0 none 4 / 4",
        ]
        folded = [details.one("article").attributes["id"] for details in drawn.all("details", "folded")]
        assert {line.one("a").attributes["href"].removeprefix("#") for line in rows} == set(folded)

    def test_the_worst_come_first(self):
        """
        What contradicts, then what could only partly be checked, and what holds last; more errors before fewer.
        """
        partial = form(row("50", "50", "≥1次", "1次"), row("50", None, "≥1次", "1次"), total="100", score="95")
        drawn = tree(page(RIGHT, SLIP, partial, SPOILED, NOTHING))
        rows = drawn.one("table", "forms").one("tbody").all("tr")

        assert [line.attributes["data-verdict"] for line in rows] == [
            "inconsistent",
            "inconsistent",
            "partial",
            "unchecked",
            "consistent",
        ]

    def test_unit_department_year_and_folder(self):
        """
        Columns of their own, to sort and to search by.
        """
        named = evolve(RIGHT, unit="某中心", department="某局", year="2022")
        style = Style("en")
        out = io.StringIO()
        reports = [(file, 0, perfscore.check(named)) for file in ("表/甲/a.docx", "表/乙/a.docx")]
        html.write(pieces_of(writer("html"), reports, style), (), out, style)
        cells = tree(out.getvalue()).one("table", "forms").one("tbody").all("tr")[0].all("td")

        assert [cell.text for cell in cells[1:5]] == ["某中心", "某局", "2022", "表/甲"]

    @pytest.mark.parametrize("verdict", ["consistent", "partial", "inconsistent", "unchecked"])
    def test_every_verdict_has_a_colour_of_its_own(self, verdict):
        """
        In the light, in the dark and on paper.
        """
        style = (Path(html.__file__).parent / "style.css").read_text(encoding="utf-8")
        signs = dict(
            re.findall(r"\.perfscore \.(consistent|partial|inconsistent|unchecked) \{ --sign: var\((--[a-z]+)\)", style)
        )
        signs |= dict(
            re.findall(r"\.perfscore \.error, \.perfscore \.(inconsistent) \{ --sign: var\((--[a-z]+)\)", style)
        )

        assert sorted(signs) == ["consistent", "inconsistent", "partial", "unchecked"]
        assert len(set(signs.values())) == 4
        assert style.count(f"{signs[verdict]}:") == 3

    def test_bars_count_every_stated_total(self):
        """
        The bars and their table count each form with a total once; full marks do not open a bar of their own.
        """
        scores = ["46.35", "93.83", "95", "99.99", "100", "100", "9083", None]
        drawn = tree(page(*(RIGHT.with_cells({"total.score": score}) for score in scores)))
        table = next(fold for fold in drawn.all("details") if fold.one("summary").text == "as a table")

        counts = [int(line.all("td")[0].text) for line in table.one("tbody").all("tr")]
        assert sum(counts) == 7
        assert "7 forms state a total, from 46.35 to 9083. 1 states none." in words(drawn.text)
        assert sum(int(text.text) for text in drawn.one("svg", "histogram").all("text", "number")) == 7

    def test_full_marks_close_the_last_bar(self):
        """
        100 counts into the bar from 95.
        """
        drawn = tree(page(*(RIGHT.with_cells({"total.score": score}) for score in ("52", "96", "100"))))

        ticks = [tick.text for tick in drawn.one("svg", "histogram").all("text", "tick")]
        assert (ticks[0], ticks[-2], ticks[-1]) == ("50", "95", "100")

    def test_the_most_frequent_rules_come_first(self):
        """
        Rules by the number of forms they spoke about, with what they say.
        """
        drawn = tree(page(PUBLISHED, SLIP, RIGHT, lang="zh", select=["F103", "S303", "T401"]))

        first, *_ = (line.text for line in drawn.one("table", "rules").one("tbody").all("tr"))
        assert first.startswith("F103预算执行得分")

    def test_no_forms(self):
        """
        An empty folder makes an empty index.
        """
        drawn = tree(page())

        assert "(0)" in drawn.one("h1").text
        assert not drawn.one("table", "forms").one("tbody").all("tr")

    def test_a_folder_of_pages(self, tmp_path):
        """
        An index and a page for each form, which lead to each other.
        """
        reports = [(f"form-{n}.docx", n, perfscore.check(checked)) for n, checked in enumerate([PUBLISHED, RIGHT] * 5)]
        folder_of_pages(reports, tmp_path / "new" / "folder")

        pages = sorted(path.name for path in (tmp_path / "new" / "folder").iterdir())
        assert pages == sorted([*(f"form-{n}.docx.html" for n in range(10)), "index.html"])
        index = tree((tmp_path / "new" / "folder" / "index.html").read_text("utf-8"))
        assert {line.one("a").attributes["href"] for line in index.one("table", "forms").one("tbody").all("tr")} == {
            f"form-{n}.docx.html" for n in range(10)
        }
        second = tree((tmp_path / "new" / "folder" / "form-1.docx.html").read_text("utf-8"))
        links = {link.text: link.attributes["href"] for link in second.one("nav").all("a")}
        assert links == {"← 全部表格": "index.html", "上一张": "form-0.docx.html", "下一张": "form-2.docx.html"}
        assert second.one("p", "file").text == "form-1.docx#1"

    def test_pages_are_named_after_documents(self, tmp_path):
        """
        In folders as the documents are, and so the same from run to run, whichever documents are checked with them.
        """
        report = perfscore.check(RIGHT)
        files = ["表/甲/a #1.docx", "表/乙/a #1.docx", "b.pdf", "b.pdf"]
        folder_of_pages([(file, files[:n].count(file), report) for n, file in enumerate(files)], tmp_path)
        index = tree((tmp_path / "index.html").read_text("utf-8"))
        addresses = {unquote(a.attributes["href"]) for a in index.one("table", "forms").all("a")}

        assert addresses == {"表/甲/a #1.docx.html", "表/乙/a #1.docx.html", "b.pdf.html", "b.pdf-2.html"}
        deep = tree((tmp_path / "表" / "甲" / "a #1.docx.html").read_text("utf-8"))
        assert deep.one("a", "back").attributes["href"] == "../../index.html"
        assert {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*.html")} == {
            *addresses,
            "index.html",
        }

    def test_pages_of_an_earlier_run_are_named(self, tmp_path):
        """
        A page that was not written again is no result of this run, and other pages are none of ours.
        """
        report = perfscore.check(RIGHT)
        folder_of_pages([("a.docx", 0, report), ("b.docx", 0, report)], tmp_path)
        (tmp_path / "other.html").write_text("<p>", encoding="utf-8")
        folder_of_pages([("b.docx", 0, report)], tmp_path)

        assert tree((tmp_path / "index.html").read_text("utf-8")).one("section", "stale").one("a").text == "a.docx.html"
        folder_of_pages([("a.docx", 0, report), ("b.docx", 0, report)], tmp_path)
        assert not tree((tmp_path / "index.html").read_text("utf-8")).all("section", "stale")

    def test_memory_does_not_grow_with_the_forms(self, tmp_path):
        """
        A page is let go once it is written: of a hundred, two are alive at a time.
        """
        alive = []

        def pages():
            style = Style("zh", layout="own file")
            for n in range(100):
                (one,) = pieces_of(writer("html"), [(f"{n}.docx", 0, perfscore.check(RIGHT))], style)
                alive.append(weakref.ref(one))
                yield one
                del one

        style = Style("zh", layout="own file")
        most = 0

        def file_for(document, suffix):
            nonlocal most
            most = max(most, sum(ref() is not None for ref in alive))
            return str(tmp_path / f"{document}{suffix}")

        html.write_folder(pages(), (), tmp_path, style, file_for)
        assert most <= 3


class TestNotebooks:
    @pytest.mark.parametrize(
        "shown", [PUBLISHED, perfscore.check(PUBLISHED), hostile("<script>"), perfscore.check(hostile("<script>"))]
    )
    def test_a_fragment_without_script(self, shown):
        """
        A notebook gets the form with a style that reaches nothing else, and no script.
        """
        drawn = tree(shown._repr_html_())

        assert [node.name for node in drawn.inside] == ["style", "div"]
        assert not drawn.all("script")
        rules = re.sub(r"/\*.*?\*/|@media[^{]*", "", drawn.one("style").text, flags=re.DOTALL)
        selectors = re.findall(r"[^{}]+(?=\{)", rules)
        assert all(
            part.strip().startswith(".perfscore")
            for rule in selectors
            if rule.strip()
            for part in re.split(r",(?![^(]*\))", rule)
        )

    def test_two_forms_have_anchors_of_their_own(self):
        """
        On one notebook page, the anchors of two forms do not meet.
        """
        ids = [
            {node.attributes.get("id") for node in tree(shown._repr_html_()).walk()} - {None}
            for shown in (PUBLISHED, SLIP)
        ]

        assert not ids[0] & ids[1]


def test_forms_without_any_cell():
    """
    A form with nothing in it is still a page.
    """
    assert tree(page(Form(()))).one("main")


def test_a_total_that_changes_with_the_culprit_is_no_suspect():
    """
    Half of ≥100 earns 30 of 60; the total only added up what was given.
    """
    checked = form(row("60", "60", "≥100盏", "50盏"), row("40", "40", "≥10%", "12%"), total="100", score="100")

    drawn = page(checked, lang="zh")
    score, total = (
        re.search(rf'id="{cell}" class="([^"]*)".*?</td>', drawn)
        for cell in ("form-indicators-0-score", "form-total-score")
    )

    assert ("suspected" in score[1], "suspected" in total[1]) == (True, False)
    assert "疑应为 30" in score[0]
    assert "随之为 70" in total[0]
    assert "</strong></span>；<span" in drawn
