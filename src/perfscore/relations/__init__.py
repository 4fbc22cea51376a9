"""
Which cells are bound to which by which formula.

A relation names its result and its inputs and computes the result from figures.
The same objects serve checking, explaining and finding the culprit, so that all three share one idea of "equal".
"""

from __future__ import annotations

from perfscore.relations.execution import ExecutionScore, Rate
from perfscore.relations.grades import Grade
from perfscore.relations.indicator_score import IndicatorScore
from perfscore.relations.ranges import Present, Range, Same
from perfscore.relations.relation import Kind, Numbers, Raw, Relation
from perfscore.relations.sums import Sum


__all__ = [
    "ExecutionScore",
    "Grade",
    "IndicatorScore",
    "Kind",
    "Numbers",
    "Present",
    "Range",
    "Rate",
    "Raw",
    "Relation",
    "Same",
    "Sum",
]
