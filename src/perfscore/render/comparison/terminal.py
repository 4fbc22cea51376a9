"""
Comparisons on a terminal.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import IO

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Line

from perfscore.bilingual import Language
from perfscore.comparing import Comparison, Comparisons, Difference
from perfscore.relations.places import place_text
from perfscore.render.comparison.words import (
    all_comparisons,
    describe_comparison,
    has_news,
    list_remarks,
    name_of,
    outcome_of,
    sentence_of,
)
from perfscore.render.phrases import SEVERITIES
from perfscore.render.terminal.drawing import COLOURS, clean, console_on
from perfscore.render.writer import Style


__all__ = ["write"]


def write(result: Comparison | Comparisons, _complaints: Sequence[str], out: IO[str], style: Style) -> None:
    """
    What concerns the whole first, then each comparison; of several those that differ only, and how many do. Complaints
    are said on stderr.
    """
    console = console_on(out)
    several = isinstance(result, Comparisons)
    if several:
        _print_findings(result.findings, console, style.lang)
    for comparison in all_comparisons(result):
        if not several or has_news(comparison):
            _print_comparison(comparison, console, style.lang)
    if several:
        console.print(Line(outcome_of(result, style.lang), style="bold"))


def _print_comparison(comparison: Comparison, console: Console, lang: Language) -> None:
    sides = f"{name_of(comparison.before)} → {name_of(comparison.after)}"
    console.print(Line(clean(sides), style="bold"))
    console.print(Line(describe_comparison(comparison, lang)))
    _print_findings(comparison.findings, console, lang)
    for remark in list_remarks(comparison, lang):
        console.print(Padding(Line(clean(remark)), (0, 0, 0, 2)))
    console.print()


def _print_findings(findings: Iterable[Difference], console: Console, lang: Language) -> None:
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 1, 0, 1))
    for finding in findings:
        severity = Line(SEVERITIES[finding.severity].say(lang), style=COLOURS[finding.severity])
        places = filter(None, (place_text(finding.before_place, lang), place_text(finding.place, lang)))
        said = Line(clean(sentence_of(finding, lang)))
        said.append(clean("".join(f"  [{' → '.join(found)}]" for found in [list(places)] if found)), style="dim")
        table.add_row(severity, Line(finding.code, style="bold"), said)
    if table.row_count:
        console.print(table)
