"""
What every format says of comparisons.
"""

from __future__ import annotations

from collections.abc import Iterator
from types import MappingProxyType
from typing import Final

from perfscore.bilingual import LABELLED, Counted, Language, Text
from perfscore.checking.report import Finding
from perfscore.comparing import Comparison, Comparisons, Difference, Entry, Versions
from perfscore.relations.labels import row_label
from perfscore.render.phrases import ACCEPTED


__all__ = [
    "AFTER",
    "BEFORE",
    "KINDS",
    "MENDED",
    "NEW",
    "all_comparisons",
    "describe_comparison",
    "findings_of",
    "has_news",
    "list_remarks",
    "name_of",
    "outcome_of",
    "said_of",
    "sentence_of",
    "totals_of",
    "uncertain_pairs",
]

KINDS: Final = MappingProxyType(
    {
        "targets": Text("批复的绩效目标与自评表", "approved targets and self-evaluation"),
        "versions": Text("自评表的两个版本", "two versions of the form"),
        "years": Text("上年与今年的自评表", "last year's and this year's form"),
        "summary": Text("汇总表与自评表", "summary and form"),
    }
)
_GUESSED: Final = Text("（按表的内容判断）", " (told from the forms; --as says otherwise)")
BEFORE: Final = Text("前一份", "before")
AFTER: Final = Text("后一份", "after")
_NOTHING: Final = Text("没有差异", "no difference")
_SAME_PROMISES: Final = Text("指标值、分值和预算没有差异", "no difference in targets, weights and budget")
MENDED: Final = Text("已改正", "mended")
NEW: Final = Text("新出现", "new")
_UNCERTAIN: Final = Text(
    "{before} 与 {after} 当作同一指标（把握 {certainty}%）",
    "{before} and {after} are taken for one row ({certainty} % sure)",
)
_UNMATCHED_BEFORE: Final = Text("只在前一份：{rows}", "in the first document only: {rows}")
_UNMATCHED_AFTER: Final = Text("只在后一份：{rows}", "in the second document only: {rows}")
_TOTAL: Final = Text(
    "总分 {before} → {after}（重算 {was} → {now}）", "total {before} → {after} (recomputed {was} → {now})"
)
_COUNT: Final = Counted(Text("{count} 处差异", "{count} difference"), Text("{count} 处差异", "{count} differences"))
_NONE: Final = "—"


def outcome_of(result: Comparison | Comparisons, lang: Language) -> str:
    """
    How many differences there are; of versions without one, whether anything else became of them.
    """
    count = sum(1 for _ in findings_of(result))
    if count:
        return _COUNT.say(lang, count)
    changed = any(one.versions is not None and has_news(one) for one in all_comparisons(result))
    return (_SAME_PROMISES if changed else _NOTHING).say(lang)


def sentence_of(finding: Difference, lang: Language) -> str:
    """
    Cell and sentence of a difference, and why it was accepted if it was.
    """
    said = finding.message_in(lang)
    return said if finding.accepted is None else f"{said} ({ACCEPTED.say(lang, reason=finding.accepted)})"


def has_news(comparison: Comparison) -> bool:
    """
    Whether there is a difference, or a finding of one version that the other does not have, or another total.
    """
    versions = comparison.versions
    if comparison.findings or versions is None:
        return bool(comparison.findings)
    return bool(versions.mended or versions.new) or len(set(_totals(versions))) > 1


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
            yield _UNCERTAIN.say(lang, before=before, after=after, certainty=pair.certainty)


def _unmatched_rows(comparison: Comparison, lang: Language) -> Iterator[str]:
    """
    The rows that were matched with none.
    """
    for words, entry, cells in (
        (_UNMATCHED_BEFORE, comparison.before, comparison.unmatched.before),
        (_UNMATCHED_AFTER, comparison.after, comparison.unmatched.after),
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
    stated = _totals(versions)
    computed = [report.expected.get("total.score") or _NONE for report in (versions.before, versions.after)]
    return _TOTAL.say(lang, before=stated[0], after=stated[1], was=computed[0], now=computed[1])


def _totals(versions: Versions) -> list[str]:
    return [report.stated.get("total.score") or _NONE for report in (versions.before, versions.after)]


def describe_comparison(comparison: Comparison, lang: Language) -> str:
    """
    What was compared with what, whether that was guessed, and the outcome.
    """
    kind = KINDS[comparison.kind].say(lang) + (_GUESSED.say(lang) if comparison.guessed else "")
    return LABELLED.say(lang, label=kind, sentence=outcome_of(comparison, lang))


def list_remarks(comparison: Comparison, lang: Language) -> list[str]:
    """
    A line for each row whose match is uncertain or missing, and for what became of the findings and the total.
    """
    return [
        *uncertain_pairs(comparison, lang),
        *_unmatched_rows(comparison, lang),
        *_version_remarks(comparison, lang),
    ]


def _version_remarks(comparison: Comparison, lang: Language) -> Iterator[str]:
    """
    A line for each finding that was mended or is new, and one for the total.
    """
    versions = comparison.versions
    if versions is None:
        return
    for words, findings in ((MENDED, versions.mended), (NEW, versions.new)):
        yield from (LABELLED.say(lang, label=words, sentence=said_of(finding, lang)) for finding in findings)
    yield totals_of(comparison, lang) or ""


def said_of(finding: Finding, lang: Language) -> str:
    """
    A finding of one version in a line.
    """
    return f"{finding.code} {finding.message_in(lang)}"
