"""
What every format says of comparisons.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import Final

from perfscore.bilingual import Counted, Language, Text
from perfscore.comparing import Comparison, Comparisons, Difference, Entry
from perfscore.relations.labels import row_label


__all__ = [
    "AFTER",
    "BEFORE",
    "GUESSED",
    "KINDS",
    "MENDED",
    "NEW",
    "NOTHING",
    "PLACE",
    "UNCERTAIN",
    "UNMATCHED_AFTER",
    "UNMATCHED_BEFORE",
    "all_comparisons",
    "count_of",
    "findings_of",
    "name_of",
    "totals_of",
    "uncertain_pairs",
    "unmatched_rows",
]

KINDS: Final = MappingProxyType(
    {
        "targets": Text("批复的绩效目标与自评表", "approved targets and self-evaluation"),
        "versions": Text("自评表的两个版本", "two versions of the form"),
        "years": Text("上年与今年的自评表", "last year's and this year's form"),
        "summary": Text("汇总表与自评表", "summary and form"),
    }
)
GUESSED: Final = Text("（按表的内容判断）", " (told from the forms; --as says otherwise)")
BEFORE: Final = Text("前一份", "before")
AFTER: Final = Text("后一份", "after")
PLACE: Final = Text("位置", "place")
NOTHING: Final = Text("没有差异", "no difference")
MENDED: Final = Text("已改正", "mended")
NEW: Final = Text("新出现", "new")
UNCERTAIN: Final = Text(
    "{before} 与 {after} 当作同一指标（把握 {certainty}%）",
    "{before} and {after} are taken for one row ({certainty} % sure)",
)
UNMATCHED_BEFORE: Final = Text("只在前一份：{rows}", "in the first document only: {rows}")
UNMATCHED_AFTER: Final = Text("只在后一份：{rows}", "in the second document only: {rows}")
_TOTAL: Final = Text(
    "总分 {before} → {after}（重算 {was} → {now}）", "total {before} → {after} (recomputed {was} → {now})"
)
_COUNT: Final = Counted(Text("{count} 处差异", "{count} difference"), Text("{count} 处差异", "{count} differences"))
_NONE: Final = "—"


def count_of(count: int, lang: Language) -> str:
    """
    How many differences there are.
    """
    return NOTHING.say(lang) if count == 0 else _COUNT.say(lang, count)


def name_of(entry: Entry) -> str:
    """
    What a side is called: its file, or else its project.
    """
    return entry.name or entry.form.project or entry.form.title or _NONE


def all_comparisons(result: Comparison | Comparisons) -> tuple[Comparison, ...]:
    """
    The comparisons of forms in a result.
    """
    return (result,) if isinstance(result, Comparison) else result.comparisons


def findings_of(result: Comparison | Comparisons) -> Iterator[Difference]:
    """
    Everything that was found, what concerns the whole first.
    """
    yield from result.findings
    if isinstance(result, Comparisons):
        for comparison in result.comparisons:
            yield from comparison.findings


def uncertain_pairs(comparison: Comparison, lang: Language) -> Iterator[str]:
    """
    A sentence for each pair of rows that somebody should look at.
    """
    for pair in comparison.pairs:
        if pair.is_uncertain:
            before = "、".join(row_label(comparison.before.form, cell).say(lang) for cell in pair.before)
            after = "、".join(row_label(comparison.after.form, cell).say(lang) for cell in pair.after)
            yield UNCERTAIN.say(lang, before=before, after=after, certainty=pair.certainty)


def unmatched_rows(comparison: Comparison, lang: Language) -> Iterator[str]:
    """
    The rows that were matched with none.
    """
    for words, entry, cells in (
        (UNMATCHED_BEFORE, comparison.before, comparison.unmatched.before),
        (UNMATCHED_AFTER, comparison.after, comparison.unmatched.after),
    ):
        if cells:
            yield words.say(lang, rows="、".join(row_label(entry.form, cell).say(lang) for cell in cells))


def totals_of(comparison: Comparison, lang: Language) -> str | None:
    """
    What became of the total between two versions.
    """
    versions = comparison.versions
    if versions is None:
        return None
    stated = [report.stated.get("total.score") or _NONE for report in (versions.before, versions.after)]
    computed = [report.expected.get("total.score") or _NONE for report in (versions.before, versions.after)]
    return _TOTAL.say(lang, before=stated[0], after=stated[1], was=computed[0], now=computed[1])
