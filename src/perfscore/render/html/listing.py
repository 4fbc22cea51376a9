"""
Below the form: every finding in full, every relation with its arithmetic, and what the reader had to remark.

This is what a screen reader reads, what a printer prints, and what the page shows next to a marked cell.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from perfscore.bilingual import Text
from perfscore.checking.report import Finding, JudgedRelation, Report
from perfscore.form import Form
from perfscore.relations.judgement import Verdict
from perfscore.relations.labels import RELATIONS, WHY, label, recipe_label
from perfscore.relations.places import place_text
from perfscore.render.coverage import JUDGED
from perfscore.render.html.drawing import flag
from perfscore.render.html.icons import draw_severity
from perfscore.render.html.sheet import Sheet
from perfscore.render.html.tags import Child, Markup, fragment, head_row, quote_form, tag
from perfscore.render.notices import describe_group, group_by_action, group_neighbours, rule_of_notice
from perfscore.render.phrases import (
    ACCEPTED,
    BLANK,
    COMPUTED,
    DERIVATION,
    MOST_SUSPECTS,
    NOTHING,
    NOTHING_LISTED,
    PLACE,
    REMARKS,
    SOURCE,
    STATED,
    describe_bounds,
    pick_best,
    semicolon,
    stated_apart,
)
from perfscore.rules import BY_CODE, Severity
from perfscore.suspects import Suspect


__all__ = ["cell_link", "changes", "findings_list", "relations_table", "remarks_list"]

_FINDINGS: Final = Text("发现的问题（{count}）", "Findings ({count})")
_RECIPE: Final = Text("舍入方式", "rounding")
_SUSPECTS: Final = Text("可能填错", "may be wrong")
_RULE: Final = Text("规则", "rule")
_MORE: Final = Text("另有 {count} 种可能性较小的更正", "{count} less likely corrections")

_RELATIONS: Final = Text("全部核对（{count} 项）", "Everything that was checked ({count})")
_CELL: Final = Text("单元格", "cell")
_RELATION: Final = Text("核对内容", "relation")
_JUDGEMENT: Final = Text("结果", "outcome")
_REMARKS: Final = Text("读取说明", "Remarks of the reader")


def findings_list(sheet: Sheet, report: Report) -> Markup:
    """
    All findings, worst first.
    """
    numbered = list(enumerate(report.findings, start=1))
    serious = [pair for pair in numbered if pair[1].severity is not Severity.NOTICE]
    notices = [pair for pair in numbered if pair[1].severity is Severity.NOTICE]
    return tag(
        "section",
        sheet.heading(sheet.say(_FINDINGS, count=len(report.findings))),
        _items(sheet, report.form, serious) if serious else None,
        (
            (sheet.heading(sheet.say(words), below=1, class_="action"), _items(sheet, report.form, group))
            for words, group in group_by_action(notices, lambda pair: pair[1].code)
        ),
        None if numbered else tag("p", sheet.say(NOTHING_LISTED if report.verdict == "inconsistent" else NOTHING)),
        class_="listing",
    )


def _items(sheet: Sheet, form: Form, numbered: Sequence[tuple[int, Finding]]) -> Markup:
    groups = group_neighbours(numbered, lambda pair: rule_of_notice(pair[1]))
    items = (_item(sheet, form, *group[0]) if len(group) == 1 else _group(sheet, form, group) for group in groups)
    return tag("ol", items, class_="findings")


def _group(sheet: Sheet, form: Form, group: Sequence[tuple[int, Finding]]) -> Markup:
    """
    What one rule says of several rows; rule and source, which are the same for each, stand once below.
    """
    _, first = group[0]
    words = describe_group(first.code, len(group), sheet.lang)
    severity = draw_severity(first.severity, sheet.lang)
    shared = ((_RULE, f"{first.code} {first.name}"), (SOURCE, sheet.say(first.source)))
    return tag(
        "li",
        tag("p", severity, tag("span", first.code, class_="code"), " ", words, class_="message"),
        tag("ol", (_item(sheet, form, number, finding) for number, finding in group)),
        tag("dl", (_fact(sheet, term, fact) for term, fact in shared if fact)),
        class_=f"group {first.severity.value}",
    )


def _item(sheet: Sheet, form: Form, number: int, finding: Finding) -> Markup:
    recipe = recipe_label(finding.recipe) if finding.recipe else None
    stated = stated_apart(finding, sheet.lang)
    facts = (
        (STATED, None if stated is None else quote_form(stated, sheet.lang)),
        (COMPUTED, finding.expected),
        (DERIVATION, finding.derivation),
        (_RECIPE, recipe and sheet.say(recipe)),
        (_SUSPECTS, _suspects(sheet, form, finding.suspects)),
        (PLACE, place_text(finding.location, sheet.lang) or None),
        (_RULE, _rule(sheet, finding)),
        (SOURCE, sheet.say(finding.source) or None),
    )
    return tag(
        "li",
        tag("p", flag(sheet, number, finding), " ", cell_link(sheet, form, finding.cell), class_="where"),
        tag("p", finding.say(sheet.lang), class_="message"),
        tag("p", sheet.say(ACCEPTED, reason=finding.accepted), class_="accepted")
        if finding.accepted is not None
        else None,
        tag("dl", (_fact(sheet, term, fact) for term, fact in facts if fact)),
        id=sheet.finding_anchor(number),
        class_=f"finding {finding.severity.value}",
        data_cells=" ".join(finding.cells),
        tabindex=-1,
    )


def _fact(sheet: Sheet, term: Text, fact: Child) -> Markup:
    long = term in (_SUSPECTS, _RULE, SOURCE)
    classes = [name for name, holds in (("long", long), ("same", term in (_RULE, SOURCE))) if holds]
    return tag("div", tag("dt", sheet.say(term)), tag("dd", fact), class_=" ".join(classes) or None)


def _rule(sheet: Sheet, finding: Finding) -> str:
    """
    Code, name, and, for a rule of ours, what it says.
    """
    named = f"{finding.code} {finding.name}"
    return f"{named}　{sheet.say(BY_CODE[finding.code].summary)}" if finding.code in BY_CODE else named


def cell_link(sheet: Sheet, form: Form, address: str) -> Markup:
    """
    A cell by its name on the form, leading to it.
    """
    return tag("a", label(form, address).say(sheet.lang), href=f"#{sheet.anchor(address)}", class_="cell")


def _suspects(sheet: Sheet, form: Form, suspects: tuple[Suspect, ...]) -> Child:
    if not suspects:
        return None
    likely = pick_best(suspects)[:MOST_SUSPECTS]
    more = len(suspects) - len(likely)
    return tag(
        "ul",
        (
            tag("li", changes(sheet, form, suspect), " ", tag("small", suspect.why.say(sheet.lang)))
            for suspect in likely
        ),
        tag("li", tag("small", sheet.say(_MORE, count=more))) if more > 0 else None,
    )


def changes(sheet: Sheet, form: Form, suspect: Suspect) -> Markup:
    """
    The corrections that a suspect stands for: ``年度资金总额 得分 5.63 → 5.36``.
    """
    parts = (
        tag(
            "span",
            cell_link(sheet, form, change.cell),
            " ",
            quote_form(change.stated if change.stated is not None else sheet.say(BLANK), sheet.lang),
            " → ",
            tag("strong", change.value),
            class_="change",
        )
        for change in suspect.changes
    )
    return fragment(_separate(parts, semicolon(sheet.lang)))


def _separate(parts: Iterator[Markup], mark: str) -> Iterator[Child]:
    for index, part in enumerate(parts):
        yield from (mark, part) if index else (part,)


def relations_table(sheet: Sheet, report: Report) -> Markup:
    """
    Every relation with its arithmetic or the reason why it was not judged, folded away until asked for.
    """
    heads = (_CELL, _RELATION, STATED, COMPUTED, DERIVATION, _JUDGEMENT)
    title = sheet.say(_RELATIONS, count=len(report.relations))
    return tag(
        "details",
        tag("summary", title),
        tag(
            "div",
            tag(
                "table",
                tag("caption", title, class_="unseen"),
                head_row(map(sheet.say, heads)),
                tag("tbody", (_relation(sheet, report, relation) for relation in report.relations)),
                class_="relations",
            ),
            class_="wide",
            role="region",
            aria_label=title,
            tabindex=0,
        ),
        class_="all-relations",
    )


def _relation(sheet: Sheet, report: Report, relation: JudgedRelation) -> Markup:
    detail = WHY[relation.why] if relation.why else recipe_label(relation.recipe) if relation.recipe else None
    verdict = sheet.say(JUDGED[relation.verdict])
    return tag(
        "tr",
        tag("th", cell_link(sheet, report.form, relation.result), scope="row"),
        tag("td", sheet.say(RELATIONS[relation.kind])),
        tag("td", quote_form(relation.stated, sheet.lang)),
        tag("td", relation.expected or (relation.bounds and describe_bounds(relation.bounds, sheet.lang))),
        tag("td", None if relation.verdict is Verdict.UNCHECKED else relation.derivation),
        tag("td", f"{verdict}：{sheet.say(detail)}" if detail else verdict),
        class_=f"judged-{relation.verdict.value}",
    )


def remarks_list(sheet: Sheet) -> Markup | None:
    """
    What the document held besides the form's cells.
    """
    if not sheet.form.remarks:
        return None
    items = (
        tag("li", tag("strong", sheet.say(REMARKS[remark.kind])), " ", quote_form(remark.text, sheet.lang))
        for remark in sheet.form.remarks
    )
    return tag("section", sheet.heading(sheet.say(_REMARKS)), tag("ul", items), class_="listing remarks")
