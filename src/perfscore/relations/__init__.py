"""
Which cells are bound to which by which formula.

A relation names its result and its inputs and computes the result from figures.
The same objects serve checking, explaining and finding the culprit, so that all three share one idea of "equal".
"""

from __future__ import annotations

from perfscore.relations.execution import Execution, Rate
from perfscore.relations.grades import Grade
from perfscore.relations.indicator_score import Attained
from perfscore.relations.relation import PASSED_ON, Kind, Numbers, Raw, Relation, evaluate
from perfscore.relations.sums import Sum


__all__ = [
    "PASSED_ON",
    "Attained",
    "Execution",
    "Grade",
    "Kind",
    "Numbers",
    "Rate",
    "Raw",
    "Relation",
    "Sum",
    "evaluate",
]
