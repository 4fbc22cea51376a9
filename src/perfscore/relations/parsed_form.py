"""
The form's cells as figures: every number read once, every target beside its actual value.

Amounts are in the fund table's own unit.
A row that holds neither weight nor score (an unused line of the template, a row marked ``/``) is not *used*.
"""

from __future__ import annotations

import re

from collections import defaultdict
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Final

from attrs import define, frozen

from perfscore.form import Form, FundRow, Indicator
from perfscore.lexicon import Lexicon
from perfscore.notation.number import Figure, Mark, Number, fold, is_blank, money, read_number
from perfscore.notation.statement import Statement
from perfscore.relations.attainment import Attainment, Outcome, compare_row
from perfscore.relations.scoring_rules import ScoringRule, scoring_rule
from perfscore.rulebook import Rulebook


__all__ = ["MONEY", "Figures", "Row", "cell", "read_figures"]

#: The columns of the fund table that hold amounts.
MONEY: Final = ("initial", "budget", "executed")

_BLANK: Final = Mark.BLANK
_YEAR: Final = re.compile(r"(?:19|20)\d{2}")
#: Where no year is known, dates without one are compared within this one.
_ANY_YEAR: Final = 2000


@lru_cache(maxsize=4096)
def cell(part: str, index: int, name: str) -> str:
    """
    The address of a cell in a list: ``indicators[7].score``.
    """
    return f"{part}[{index}].{name}"


@lru_cache(maxsize=1024)
def _scored_cells(index: int) -> tuple[str, str]:
    return cell("indicators", index, "weight"), cell("indicators", index, "score")


# A form has one for each row, and a frozen one takes three times as long to make.
@define(eq=False, repr=False)
class Row:
    """
    An indicator with its numbers and what its target and actual value say of each other.
    """

    index: int
    indicator: Indicator
    weight: Figure
    score: Figure
    target: Statement
    actual: Statement
    attainment: Attainment

    #: How the form itself says that the row is scored.
    rule: ScoringRule

    #: The points not earned, or ``None`` where weight or score is no number.
    lost: Decimal | None
    #: The addresses that every relation of the row asks for.
    at_weight: str
    at_score: str

    @property
    def full_marks(self) -> bool:
        return self.lost == 0 and isinstance(self.weight, Number) and self.weight.value > 0

    @property
    def deducts_by_steps(self) -> bool:
        """
        Whether the row prints a scoring rule of its own: 少检查一个扣1分,扣完为止.
        """
        texts = (self.indicator.name, self.indicator.target, *self.indicator.extra.values())
        return any("扣" in text for text in texts if text)

    def at(self, name: str) -> str:
        """
        The address of this row's cell *name*.
        """
        return cell("indicators", self.index, name)


@frozen(eq=False, repr=False)
class Figures:
    """
    The figures of one form: numbers by cell address, rows in order, and the fund row that is scored.
    """

    form: Form
    numbers: Mapping[str, Figure]
    rows: tuple[Row, ...]
    total_row: int | None
    #: The rows that hold a weight or a score.
    used: tuple[Row, ...]
    #: The rows by what is known of their targets; most rules speak of one outcome only.
    by_outcome: Mapping[Outcome, list[Row]]
    #: The rows by their heads of level 1 and 2, where only those under some head matter.
    by_head: Mapping[tuple[str | None, str | None], list[Row]]
    #: The rows of which a cell is more than one figure: phrases, dates, running text.
    worded: tuple[Row, ...]
    #: The rows that lost points.
    losing: tuple[Row, ...]
    #: Whether the form prints weights.
    weighted: bool

    def funds(self) -> Iterator[tuple[int, FundRow]]:
        return enumerate(self.form.funds)


def read_figures(form: Form, rulebook: Rulebook) -> Figures:
    """
    Read every number of *form* that takes part in a relation.

    A form that prints no total weight means the rulebook's, 100.
    """
    year = int(form.year) if form.year and _YEAR.fullmatch(form.year) else _ANY_YEAR
    numbers = _fund_numbers(form)
    for index, section in enumerate(form.sections):
        numbers[cell("sections", index, "weight")] = read_number(section.weight)
        numbers[cell("sections", index, "score")] = read_number(section.score)
    total = read_number(form.total.weight)
    numbers["total.weight"] = read_number(str(rulebook.total_weight)) if total is Mark.BLANK else total
    numbers["total.score"] = read_number(form.total.score)
    if not is_blank(form.total.grade):
        numbers["total.grade"] = _grade(form.total.grade or "", rulebook)
    rows = tuple([_row(index, indicator, year, rulebook.lexicon) for index, indicator in enumerate(form.indicators)])
    by_outcome: defaultdict[Outcome, list[Row]] = defaultdict(list)
    by_head: defaultdict[tuple[str | None, str | None], list[Row]] = defaultdict(list)
    for row in rows:
        numbers[row.at_weight] = row.weight
        numbers[row.at_score] = row.score
        by_outcome[row.attainment.outcome].append(row)
        indicator = row.indicator
        by_head[indicator.level1, indicator.level2].append(row)
    total_row = next((index for index, fund in enumerate(form.funds) if fund.role == "total"), None)
    losing = tuple([row for row in rows if row.lost is not None and row.lost > 0])
    weighted = any(isinstance(row.weight, Number) for row in rows)
    used = tuple([row for row in rows if row.weight is not _BLANK or row.score is not _BLANK])
    worded = tuple([row for row in rows if row.target.clause is None or row.actual.clause is None])
    return Figures(form, numbers, rows, total_row, used, by_outcome, by_head, worded, losing, weighted)


def _fund_numbers(form: Form) -> dict[str, Figure]:
    numbers: dict[str, Figure] = {}
    for index, fund in enumerate(form.funds):
        for name in MONEY:
            numbers[cell("funds", index, name)] = money(read_number(getattr(fund, name)), form.currency_unit)
        numbers[cell("funds", index, "weight")] = read_number(fund.weight)
        numbers[cell("funds", index, "rate")] = read_number(fund.rate)
        numbers[cell("funds", index, "score")] = read_number(fund.score)
    return numbers


def _grade(text: str, rulebook: Rulebook) -> Figure:
    """
    A grade as the lower limit of its band; a word that names no band of the rulebook is no figure.
    """
    limit = rulebook.grade_limit(fold(text))
    return Mark.UNREADABLE if limit is None else Number(text, limit, 0)


def _row(index: int, indicator: Indicator, year: int, lexicon: Lexicon) -> Row:
    weight, score = read_number(indicator.weight), read_number(indicator.score)
    lost = weight.value - score.value if isinstance(weight, Number) and isinstance(score, Number) else None
    at_weight, at_score = _scored_cells(index)
    rule = scoring_rule(indicator, lexicon)
    said = compare_row(indicator, year, lost, lexicon)
    return Row(
        index, indicator, weight, score, said.target, said.actual, said.attainment, rule, lost, at_weight, at_score
    )
