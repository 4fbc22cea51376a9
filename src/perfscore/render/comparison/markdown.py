"""
Comparisons in Markdown: a table of differences for each pair of documents.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import IO, Final

from perfscore.bilingual import Language, Text
from perfscore.comparing import Comparison, Comparisons, Difference
from perfscore.render.comparison.words import (
    AFTER,
    BEFORE,
    all_comparisons,
    describe_comparison,
    list_remarks,
    name_of,
    sentence_of,
)
from perfscore.render.formats.markdown import escape_text
from perfscore.render.phrases import CODE, FINDING, SEVERITIES, SEVERITY, UNREAD
from perfscore.render.writer import Style


__all__ = ["write"]

_TITLE: Final = Text("比较结果", "Comparison")
_HEADS: Final = (CODE, SEVERITY, FINDING, BEFORE, AFTER)


def write(result: Comparison | Comparisons, complaints: Sequence[str], out: IO[str], style: Style) -> None:
    """
    What concerns the whole first, then each comparison under a heading of its own.
    """
    out.write(f"## {_TITLE.say(style.lang)}\n")
    if complaints:
        out.write(f"\n### {UNREAD.say(style.lang)}\n\n")
        out.writelines(f"- {escape_text(text)}\n" for text in complaints)
    if isinstance(result, Comparisons):
        _write_table(result.findings, out, style.lang)
    for comparison in all_comparisons(result):
        _write_comparison(comparison, out, style.lang)


def _write_comparison(comparison: Comparison, out: IO[str], lang: Language) -> None:
    out.write(f"\n### {escape_text(name_of(comparison.before))} → {escape_text(name_of(comparison.after))}\n\n")
    out.write(describe_comparison(comparison, lang) + "\n")
    _write_table(comparison.findings, out, lang)
    if remarks := list_remarks(comparison, lang):
        out.write("\n")
        out.writelines(f"- {escape_text(remark)}\n" for remark in remarks)


def _write_table(findings: Iterable[Difference], out: IO[str], lang: Language) -> None:
    rows = [
        (one.code, SEVERITIES[one.severity].say(lang), sentence_of(one, lang), one.before, one.after)
        for one in findings
    ]
    if not rows:
        return
    out.write("\n")
    for line in ([head.say(lang) for head in _HEADS], ["---"] * len(_HEADS)):
        out.write(f"| {' | '.join(line)} |\n")
    for row in rows:
        out.write(f"| {' | '.join(escape_text(text) for text in row)} |\n")
