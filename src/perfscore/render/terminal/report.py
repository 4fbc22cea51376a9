"""
Reports, forms and rules on a terminal, or as plain text where there is none.

Colour appears on a terminal only, and every text that came from a form is stripped of control characters first.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from io import BytesIO, TextIOWrapper
from types import MappingProxyType
from typing import IO, Final

from attrs import frozen
from rich.box import SIMPLE_HEAD
from rich.console import RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Line
from rich.tree import Tree

from perfscore.bilingual import Language, Text
from perfscore.checking.explain import Explanation, Part
from perfscore.checking.report import Finding, Report
from perfscore.form import Form
from perfscore.relations.judgement import Verdict
from perfscore.relations.labels import RELATIONS, WHY, label, recipe_label
from perfscore.relations.places import place_text
from perfscore.render.consequences import describe_resolution
from perfscore.render.coverage import JUDGED, describe_coverage
from perfscore.render.notices import describe_group, group_by_action, group_neighbours, rule_of_notice
from perfscore.render.phrases import (
    ACCEPTED,
    AS_LIKELY,
    BLANK,
    CODE,
    COMPUTED,
    DERIVATION,
    FINDING,
    MOST_SUSPECTS,
    NOTHING,
    NOTHING_LISTED,
    SEVERITIES,
    STATED,
    SUSPECTS,
    VERDICTS,
    colon,
    count_severities,
    describe_configuration,
    describe_correction,
    describe_counts,
    describe_total,
    describe_verdicts,
    explain_no_correction,
    pick_best,
    semicolon,
    stated_apart,
)
from perfscore.render.terminal.catalogue import write_page, write_rulebook, write_rulebooks, write_rules
from perfscore.render.terminal.drawing import COLOURS, clean, console_for, console_on
from perfscore.render.terminal.form import form_parts, heading, show, where_of, write_forms
from perfscore.render.writer import Complaint, Style
from perfscore.rules import Severity
from perfscore.suspects import Change


__all__ = [
    "form_parts",
    "piece",
    "report_parts",
    "write",
    "write_explanation",
    "write_forms",
    "write_page",
    "write_rulebook",
    "write_rulebooks",
    "write_rules",
]

_VERDICT_STYLES: Final = MappingProxyType(
    {
        "consistent": "bold green",
        "partial": "bold yellow",
        "inconsistent": "bold red",
        "unchecked": "bold",
    }
)


_FIGURES: Final = (STATED, COMPUTED, DERIVATION)
_ALONE: Final = Text("不参与任何计算", "takes part in no relation")


@frozen
class ReportText:
    """
    A report as text, and what the last line counts of it.
    """

    text: str
    verdict: str
    found: Counter[Severity]


def piece(report: Report, file: str, form: int, style: Style) -> ReportText:
    """
    The form's name, verdict and totals, the likely culprit, what was found, and a line of coverage.
    """
    out = BytesIO()
    console = console_for(TextIOWrapper(out, style.encoding, errors="replace", newline="\n"), style)
    for part in report_parts(report, style.lang, where_of(file, form)):
        console.print(part)
    console.print()
    console.file.flush()
    return ReportText(out.getvalue().decode(style.encoding), report.verdict, count_severities(report.findings))


def write(pieces: Iterable[ReportText], _complaints: Collection[Complaint], out: IO[str], style: Style) -> None:
    """
    The reports, and how many forms and findings there were; complaints are said on stderr.
    """
    verdicts, found = Counter[str](), Counter[Severity]()
    for report in pieces:
        verdicts[report.verdict] += 1
        found.update(report.found)
        out.write(report.text)
        out.flush()
    if verdicts.total() > 1:
        end = semicolon(style.lang)
        summed = f"{describe_verdicts(verdicts, style.lang)}{end}{describe_counts(found, style.lang, every=True)}"
        console_for(out, style).print(Line(summed, style="bold"))


def report_parts(report: Report, lang: Language, where: str = "") -> Iterator[RenderableType]:
    """
    What is drawn of one report, from the top down; *where* is its document.

    A reader with one minute needs the verdict and the cell to look at; the rest follows in the order of its weight.
    """
    yield heading(report.form, where)
    verdict = Line(VERDICTS[report.verdict].say(lang), style=_VERDICT_STYLES[report.verdict])
    found = describe_counts(count_severities(report.findings), lang)
    yield Line.assemble(verdict, "  ", clean(describe_total(report, lang)), f"  [{found}]" if found else "")
    if report.verdict == "inconsistent":
        yield from _suspects(report, lang)
    if not report.findings:
        words = NOTHING_LISTED if report.verdict == "inconsistent" else NOTHING
        yield Padding(Line(words.say(lang)), (1, 2))
    yield from _findings(report, lang)
    yield Line(describe_coverage(report.coverage, lang), style="dim")
    if configured := describe_configuration(report, lang):
        yield Line(clean(configured), style="yellow")


def _suspects(report: Report, lang: Language) -> Iterator[Line]:
    """
    The best explanations of everything broken, and what the form would be with the first one corrected.
    """
    likely = pick_best(report.suspects)
    if not likely:
        if report.coverage.broken:
            yield Line(explain_no_correction(report).say(lang))
        return
    yield Line(SUSPECTS.say(lang, len(likely)), style="bold")
    for suspect in likely[:MOST_SUSPECTS]:
        changes = semicolon(lang).join(_change(report.form, change, lang) for change in suspect.changes)
        yield Line.assemble("  ", (clean(changes), "bold"), "  ", clean(suspect.why.say(lang)))
    if len(likely) > MOST_SUSPECTS:
        yield Line("  " + AS_LIKELY.say(lang, len(likely) - MOST_SUSPECTS))
    if corrected := describe_correction(report, lang):
        yield Line(f"  {clean(corrected)}")


def _change(form: Form, change: Change, lang: Language) -> str:
    stated = change.stated if change.stated is not None else BLANK.say(lang)
    return f"{label(form, change.cell).say(lang)}  {stated} → {change.value}"


def _findings(report: Report, lang: Language) -> Iterator[RenderableType]:
    """
    Errors and warnings as a table with their figures; notices, which only ask for a look, as lines below it.
    """
    serious = [finding for finding in report.findings if finding.severity is not Severity.NOTICE]
    notices = tuple(finding for finding in report.findings if finding.severity is Severity.NOTICE)
    if serious:
        yield _table(report, serious, lang)
    if notices:
        if not serious:
            yield Line()
        yield from _notices(notices, lang)
        yield Line()


def _table(report: Report, findings: Sequence[Finding], lang: Language) -> Table:
    """
    A row for each finding, with the columns of figures that some finding fills.
    """
    figures = [(stated_apart(finding, lang), finding.expected, finding.derivation) for finding in findings]
    used = [number for number, column in enumerate(zip(*figures, strict=True)) if any(column)]
    table = Table(box=SIMPLE_HEAD, pad_edge=False, padding=(0, 1), expand=False)
    for head in (CODE, FINDING, *(_FIGURES[number] for number in used)):
        table.add_column(head.say(lang), overflow="fold", min_width=4)
    for finding, texts in zip(findings, figures, strict=True):
        colour = COLOURS[finding.severity]
        code = Line.assemble((finding.code, colour), "\n", (SEVERITIES[finding.severity].say(lang), colour))
        words = Line.assemble(*_cell(finding, lang), "\n", clean(finding.say(lang)))
        if resolved := describe_resolution(report, finding, lang):
            words.append(f"\n{clean(resolved)}", style="dim")
        if finding.accepted is not None:
            words.append(f"\n{_describe_accepted(finding, lang)}", style="dim")
        table.add_row(code, words, *(show(texts[number]) for number in used))
    return table


def _cell(finding: Finding, lang: Language) -> Iterator[tuple[str, str]]:
    """
    The cell by its name on the form, and where it stands in its document.
    """
    yield clean(finding.label.say(lang)), "bold"
    if place := place_text(finding.location, lang):
        yield f"  {clean(place)}", "dim"


def _notices(findings: tuple[Finding, ...], lang: Language) -> Iterator[RenderableType]:
    """
    Under what should be done, one entry for each rule; where it speaks of several rows, a line for each.
    """
    for words, asking in group_by_action(findings, lambda finding: finding.code):
        yield Line(words.say(lang), style=COLOURS[Severity.NOTICE])
        entries = Table.grid(padding=(0, 2, 0, 0))
        entries.add_column(no_wrap=True)
        entries.add_column(overflow="fold")
        for group in group_neighbours(asking, rule_of_notice):
            code = Line(f"  {group[0].code}", style=COLOURS[Severity.NOTICE])
            said = [_notice(finding, lang) for finding in group]
            if len(said) == 1:
                entries.add_row(code, said[0])
                continue
            entries.add_row(code, clean(describe_group(group[0].code, len(group), lang)))
            places = Table.grid(padding=(0, 1, 0, 0))
            for line in said:
                places.add_row("-", line)
            entries.add_row("", places)
        yield entries


def _notice(finding: Finding, lang: Language) -> Line:
    line = Line.assemble(*_cell(finding, lang), colon(lang), clean(finding.say(lang)))
    if finding.derivation is not None:
        line.append(f"  {clean(finding.derivation)}", style="dim")
    if finding.accepted is not None:
        line.append(f" [{_describe_accepted(finding, lang)}]", style="dim")
    return line


def _describe_accepted(finding: Finding, lang: Language) -> str:
    return ACCEPTED.say(lang, reason=clean(finding.accepted))


def write_explanation(explanation: Explanation, out: IO[str], lang: Language) -> None:
    """
    The cell's derivation, each relation it takes part in, and what it would have to be, as a tree.
    """
    stated = explanation.stated if explanation.stated is not None else BLANK.say(lang)
    cell = (clean(explanation.label.say(lang)), "bold")
    tree = Tree(Line.assemble(cell, f"  {explanation.cell} = {clean(stated)}"), guide_style="dim")
    if explanation.derivation:
        tree.add(Line(clean(explanation.derivation)))
    for part in explanation.parts:
        tree.add(_part(part, lang))
    if not explanation.parts:
        tree.add(Line(_ALONE.say(lang)))
    if explanation.suspect is not None:
        change = next(change for change in explanation.suspect.changes if not change.follows)
        tree.add(
            Line.assemble((f"→ {clean(change.value)}", "bold red"), f"  {clean(explanation.suspect.why.say(lang))}")
        )
    console_on(out).print(tree)


def _part(part: Part, lang: Language) -> Line:
    style = {Verdict.BROKEN: "bold red", Verdict.OPEN: "yellow", Verdict.UNCHECKED: "yellow"}.get(part.verdict, "green")
    line = Line.assemble(
        (JUDGED[part.verdict].say(lang), style), "  ", RELATIONS[part.relation].say(lang), f"  {part.result}"
    )
    if part.derivation:
        line.append(f"  {clean(part.derivation)}")
    if part.stated is not None and part.verdict is Verdict.BROKEN:
        line.append(f"  ({STATED.say(lang)} {clean(part.stated)})")
    for remark in (part.recipe and recipe_label(part.recipe), part.why and WHY[part.why]):
        if remark:
            line.append(f"  [{remark.say(lang)}]")
    return line
