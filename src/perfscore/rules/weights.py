"""
W2xx: weights (分值, 权重).
"""

from __future__ import annotations

import re

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from typing import Final

from attrs import evolve

from perfscore.bilingual import Text
from perfscore.notation.number import Number, exact_sum, fold, is_blank, plain
from perfscore.relations.examination import Examination
from perfscore.rules.arithmetic import contradictions, match_broken
from perfscore.rules.rule import Match, Rule, Severity


__all__ = ["W201", "W202", "W203", "W204"]

_NOTE: Final = r"(?P<head>产出|成本|效益|满意度)(?:指标)?(?P<weight>\d{1,3})分"
_NOT_USUAL = Text("各项分值之和为 {expected}，通常为 {usual}", "the weights add up to {expected}; usual is {usual}")
_WHOLE_FORM = Text(
    "预算执行的分值为整张表的 {stated} 分", "the execution row is given the weight of the whole form, {stated}"
)
_TOGETHER = Text(
    "各部分标注的分值（含预算执行）之和为 {expected}，总分值为 {stated}",
    "the heads, execution included, add up to {expected}, the total weight is {stated}",
)
_EXECUTION = Text("预算执行的分值为 {stated}，通常为 {usual}", "the execution weighs {stated}; usual is {usual}")
_NOTED = Text(
    "各部分分值为 {printed}，表内说明规定为 {split}", "the sections weigh {printed}; the form's own note says {split}"
)
_NONE: Final = Decimal(0)
_NOT_POSITIVE = Text("分值为 {stated}，应大于 0", "the weight is {stated}; it should be above 0")


def _weights_total(examination: Examination) -> Iterator[Match]:
    usual = None if not is_blank(examination.form.total.weight) else {"usual": examination.rulebook.total_weight}
    for evaluation in examination.broken("weights"):
        match = match_broken(evaluation)
        yield match if usual is None else evolve(match, values={**match.values, **usual}, message=_NOT_USUAL)


def _section_weight(examination: Examination) -> Iterator[Match]:
    for match in contradictions(examination, "section", "weight"):
        yield evolve(match, message=_TOGETHER) if match.cell == "total.weight" and match.message is None else match


def _weight_missing(examination: Examination) -> Iterator[Match]:
    for evaluation in examination.broken("present"):
        weight, score = evaluation.relation.result, *evaluation.relation.inputs
        if is_blank(examination.form.cell(weight).text):
            yield Match(weight, evaluation=evaluation, values={"score": examination.form.cell(score).text})
        else:
            yield Match(weight, (weight,), evaluation, message=_NOT_POSITIVE)


def _weight_split(examination: Examination) -> Iterator[Match]:
    execution = examination.number(examination.fund("weight"))
    if execution is not None and execution.value == examination.rulebook.total_weight and examination.parsed.weighted:
        yield Match(
            examination.fund("weight") or "", stated=execution.text, message=_WHOLE_FORM, severity=Severity.WARNING
        )
        return
    if not examination.form.complete or not examination.parsed.weighted:
        return
    if execution is not None and execution.value != examination.rulebook.execution_weight:
        values = {"usual": examination.rulebook.execution_weight}
        yield Match(examination.fund("weight") or "", stated=execution.text, values=values, message=_EXECUTION)
    yield from _split_of_sections(examination)


def _split_of_sections(examination: Examination) -> Iterator[Match]:
    noted = _noted_split(examination)
    weights = _by_head(examination)
    compared = [found for split in noted or examination.rulebook.splits if (found := _beside(split, weights))]
    if not compared or any(printed == split for printed, split in compared):
        return
    printed, split = compared[0]
    first = next(row for row in examination.parsed.rows if isinstance(row.weight, Number))
    yield Match(
        first.at("weight"),
        values={"printed": _write_split(printed), "split": _write_split(split)},
        message=_NOTED if noted else None,
        severity=Severity.WARNING if noted else None,
    )


#: Level 1 and level 2.
_Heads = tuple[str | None, str | None]
_Weights = Mapping[_Heads, Sequence[Decimal]]


def _by_head(examination: Examination) -> _Weights:
    """
    The weights by the heads of level 1 and 2 over them.
    """
    by_head = examination.parsed.by_head.items()
    weights = {heads: [row.weight.value for row in rows if isinstance(row.weight, Number)] for heads, rows in by_head}
    return {heads: printed for heads, printed in weights.items() if printed}


def _beside(
    split: Mapping[str, Decimal], weights: _Weights
) -> tuple[Mapping[str, Decimal], Mapping[str, Decimal]] | None:
    """
    The form's own weights under the heads of *split*, and the split; ``None`` where a row stands under none of them.
    """
    under: dict[str, list[Decimal]] = {head: [] for head in split}
    for head, printed in zip(_match_heads(tuple(weights), tuple(split)), weights.values(), strict=True):
        if head is None:
            return None
        under[head] += printed
    return {head: exact_sum(printed) for head, printed in under.items()}, split


@lru_cache(maxsize=512)
def _match_heads(heads: tuple[_Heads, ...], split: tuple[str, ...]) -> tuple[str | None, ...]:
    """
    For each of a form's *heads* the one of the split that it belongs to; forms share theirs.
    """
    return tuple(_head(split, *levels) for levels in heads)


def _head(split: tuple[str, ...], level1: str | None, level2: str | None) -> str | None:
    """
    The head of the split that a row stands under, by level 1 or, where that names none, by level 2.

    效益+满意度 is one head with two names. A form with cost as a section of its own is not compared with a split
    that knows none.
    """
    for level in (fold(level1 or ""), fold(level2 or "")):
        for head in split:
            if any(name in level for name in head.split("+")):
                return head
    return None


def _noted_split(examination: Examination) -> tuple[Mapping[str, Decimal], ...]:
    """
    The split that a note of the form itself fixes: 产出指标50分、效益指标30分、满意度指标10分.
    """
    for remark in examination.form.remarks:
        noted = {match["head"]: Decimal(match["weight"]) for match in re.finditer(_NOTE, fold(remark.text))}
        if len(noted) > 1:
            return (noted,)
    return ()


def _write_split(split: Mapping[str, Decimal]) -> str:
    return ", ".join(f"{head} {plain(weight)}" for head, weight in split.items())


W201 = Rule(
    "W201",
    "weights-total",
    Severity.ERROR,
    Text("各项分值（含预算执行）之和等于总分值", "the weights, execution included, add up to the total weight"),
    Text(
        "各项分值之和为 {expected}，总分值为 {stated}", "the weights add up to {expected}, the total weight is {stated}"
    ),
    _weights_total,
    parameter="total.weight",
)
W202 = Rule(
    "W202",
    "section-weight",
    Severity.ERROR,
    Text("一级指标标注的分值等于其下各行之和", "the rows under a head add up to the weight it prints"),
    Text("其下各行分值之和为 {expected}，标注 {stated}", "its rows add up to {expected}, the head says {stated}"),
    _section_weight,
    parameter="total.weight",
)
W203 = Rule(
    "W203",
    "weight-missing",
    Severity.ERROR,
    Text("得分的行都有大于 0 的分值", "every scored row has a weight above 0"),
    Text("得 {score} 分，但没有分值", "is scored {score}, but has no weight"),
    _weight_missing,
    parameter="total.weight",
)
W204 = Rule(
    "W204",
    "weight-split",
    Severity.NOTICE,
    Text("各部分分值符合规则手册的分配", "sections and execution are weighted as the rulebook has it"),
    Text("各部分分值为 {printed}，通常为 {split}", "the sections weigh {printed}; usual is {split}"),
    _weight_split,
    parameter="sections.splits",
)
