"""
Above the form: the verdict, both totals, how much was found, which cell is the likely culprit, and what was not checked.
"""

from __future__ import annotations

from collections import Counter
from typing import Final

from perfscore.bilingual import Text
from perfscore.checking.report import Coverage, Report, Unchecked
from perfscore.relations.judgement import Why
from perfscore.relations.labels import RELATIONS, WHY
from perfscore.render.coverage import describe_coverage, unchecked_reasons
from perfscore.render.html.icons import draw_icon
from perfscore.render.html.listing import cell_link, changes
from perfscore.render.html.sheet import Sheet
from perfscore.render.html.tags import Child, Markup, quote_form, tag
from perfscore.render.phrases import (
    AS_LIKELY,
    BLANK,
    CHECKED,
    DIFFERENCE,
    MOST_SUSPECTS,
    SEVERITIES,
    STATED_TOTAL,
    SUMMED_TOTAL,
    SUSPECTS,
    UNKNOWN,
    VERDICTS,
    count_severities,
    describe_configuration,
    describe_correction,
    describe_total_bounds,
    explain_no_correction,
)
from perfscore.render.summary import difference
from perfscore.rules import Severity


__all__ = ["summary"]

_SUMMARY: Final = Text("结论", "Result")
_FOUND: Final = Text("发现", "found")

_COVERAGE: Final = Text("核对了什么", "What was checked")
_UNCHECKED: Final = Text("未核对的 {count} 项及原因", "{count} not checked, and why")
_RULEBOOK: Final = Text("规则手册：{name}", "rulebook: {name}")


def summary(sheet: Sheet, report: Report) -> Markup:
    """
    The whole block, as a section with a heading of its own.
    """
    return tag(
        "section",
        sheet.heading(sheet.say(_SUMMARY), class_="unseen"),
        _verdict(sheet, report),
        _suspects(sheet, report),
        _coverage(sheet, report),
        class_="summary",
    )


def _verdict(sheet: Sheet, report: Report) -> Markup:
    stated = report.form.total.score
    expected = report.expected.get("total.score")
    apart = difference(report)
    every = len(report.relations)
    figures = (
        (STATED_TOTAL, quote_form(stated, sheet.lang) if stated is not None else sheet.say(BLANK)),
        (SUMMED_TOTAL, expected or describe_total_bounds(report, sheet.lang) or sheet.say(UNKNOWN)),
        (DIFFERENCE, apart if apart != "0" else None),
        # Beside the verdict, because "consistent" says nothing about what could not be compared.
        (CHECKED, f"{every - len(report.coverage.unchecked)} / {every}"),
        (_FOUND, _severities(sheet, report)),
    )
    return tag(
        "div",
        tag(
            "p",
            draw_icon(report.verdict),
            sheet.say(VERDICTS[report.verdict]),
            class_=f"verdict {report.verdict}",
        ),
        tag(
            "dl",
            (tag("div", tag("dt", sheet.say(term)), tag("dd", figure)) for term, figure in figures if figure),
            class_="figures",
        ),
        class_=f"banner {report.verdict}",
    )


def _severities(sheet: Sheet, report: Report) -> Child:
    counts = count_severities(report.findings)
    return [
        tag(
            "span",
            draw_icon(severity.value),
            f"{sheet.say(SEVERITIES[severity])} {counts[severity]}",
            class_=f"count {severity.value}" if counts[severity] else "count none",
        )
        for severity in sorted(Severity, reverse=True)
    ]


def _suspects(sheet: Sheet, report: Report) -> Markup | None:
    if not report.coverage.broken:
        return None
    body = _suspect_list(sheet, report) if sheet.best_suspects else tag("p", sheet.say(explain_no_correction(report)))
    return tag(
        "div",
        sheet.heading(_capital(SUSPECTS.say(sheet.lang, len(sheet.best_suspects) or 1)), below=1),
        body,
        class_="suspects",
        id=f"{sheet.name}-suspects",
        tabindex=-1,
    )


def _suspect_list(sheet: Sheet, report: Report) -> Child:
    likely, corrected = sheet.best_suspects, describe_correction(report, sheet.lang)
    return [
        tag(
            "ol",
            (
                tag("li", changes(sheet, report.form, suspect), " ", tag("small", suspect.why.say(sheet.lang)))
                for suspect in likely[:MOST_SUSPECTS]
            ),
        ),
        tag("p", AS_LIKELY.say(sheet.lang, len(likely) - MOST_SUSPECTS)) if len(likely) > MOST_SUSPECTS else None,
        tag("p", _capital(corrected)) if corrected else None,
    ]


def _capital(words: str) -> str:
    """
    *words* as the beginning of a line of prose.
    """
    return words[:1].upper() + words[1:]


def _coverage(sheet: Sheet, report: Report) -> Markup:
    coverage = report.coverage
    counts = describe_coverage(coverage, sheet.lang, reasons=False)
    return tag(
        "div",
        sheet.heading(sheet.say(_COVERAGE), below=1),
        tag("p", counts, " ", tag("small", sheet.say(_RULEBOOK, name=report.rulebook))),
        tag("p", configured, class_="configured")
        if (configured := describe_configuration(report, sheet.lang))
        else None,
        _list_unchecked(sheet, report, coverage) if coverage.unchecked else None,
        class_="coverage",
    )


def _list_unchecked(sheet: Sheet, report: Report, coverage: Coverage) -> Markup:
    """
    What was not judged, by reason, the most frequent first; the cells themselves are folded away.
    """
    counts = Counter(unchecked.why for unchecked in coverage.unchecked)
    said = unchecked_reasons(coverage, sheet.lang)
    return tag(
        "details",
        tag("summary", sheet.say(_UNCHECKED, count=len(coverage.unchecked)), tag("span", said, class_="reasons")),
        tag("dl", (_reason(sheet, report, why, coverage.unchecked) for why, _ in counts.most_common())),
        class_="unchecked",
    )


def _reason(sheet: Sheet, report: Report, why: Why, every: tuple[Unchecked, ...]) -> Markup:
    items = (
        tag(
            "li",
            cell_link(sheet, report.form, unchecked.cells[0]),
            " ",
            tag("small", sheet.say(RELATIONS[unchecked.relation])),
        )
        for unchecked in every
        if unchecked.why is why
    )
    return tag("div", tag("dt", sheet.say(WHY[why])), tag("dd", tag("ul", items)))
