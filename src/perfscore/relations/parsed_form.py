"""
A form that was parsed: every number read once, every target beside its actual value.

Amounts are in the fund table's own unit.
A row that holds neither weight nor score (an unused line of the template, a row marked ``/``) is not *used*.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType
from typing import Final

from attrs import evolve, frozen

from perfscore.address import cell
from perfscore.form import Form, FundRow, Indicator
from perfscore.lexicon import Lexicon
from perfscore.notation.number import EXACT, Figure, Mark, Number, exact_sum, fold, is_blank, money, read_number
from perfscore.notation.patterns import Pattern
from perfscore.notation.statement import Statement, read_statement, read_target
from perfscore.relations.attainment import Attainment, Outcome, compare_row
from perfscore.relations.baselines import Amounts
from perfscore.relations.printed_twice import totals_outside_cells
from perfscore.relations.scoring_rules import ScoringRule, scoring_rule
from perfscore.relations.shared_points import judge_together
from perfscore.relations.shares import share_of
from perfscore.rulebook import Rulebook


__all__ = ["MONEY", "ParsedForm", "Row", "parse_form", "read_column"]

#: The columns of the fund table that hold amounts.
MONEY: Final = ("initial", "budget", "executed")

#: The units that may stand behind a number of a column; anything else makes the cell unreadable: 5分半, 50‰, 1O.
_UNITS: Final = MappingProxyType({"weight": ("分", "%"), "score": ("分", "%"), "rate": ("%",), "actual": ("%",)})
#: Rows that are the execution rate of the form itself.
_EXECUTION_RATES: Final = frozenset({"预算执行率", "资金执行率"})
_YEAR: Final = Pattern(r"(?:19|20)\d{2}")
#: A figure that fills what is left of a cell.
_ONE_FIGURE: Final = Pattern(r"[^\d\w]{0,2}\d[\d.,]*[^\d]{0,6}")
_NOTHING: Final = Decimal(0)
#: The cells that say whether a target was met.
_COMPARED: Final = ("comparator", "target", "unit", "actual")
_WHOLE: Final = 100
#: Where no year is known, dates without one are compared within this one.
_ANY_YEAR: Final = 2000


@frozen(eq=False, repr=False)
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

    #: What the row may earn at most, in per cent of its weight.
    largest: Decimal
    #: The points not earned of those, or ``None`` where weight or score is no number.
    lost: Decimal | None
    #: The addresses that every relation of the row asks for.
    at_weight: str
    at_score: str
    #: Whether the actual value is the execution rate of the form, and whether the row is scored by it alone.
    is_execution_rate: bool
    earns_by_rate: bool
    #: Whether the actual value says that the row does not apply, and it was not scored.
    does_not_apply: bool

    @property
    def full_marks(self) -> bool:
        return self.lost == 0 and isinstance(self.weight, Number) and self.weight.value > 0

    @property
    def has_points(self) -> bool:
        """
        Whether anything stands in its cells of weight and score.
        """
        return self.weight is not Mark.BLANK or self.score is not Mark.BLANK

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
class ParsedForm:
    """
    The numbers of one form by cell address, its rows in order, and the fund row that is scored.
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
    #: What is left of the total weight for rows whose weight is not known.
    rest: Decimal
    lexicon: Lexicon

    def funds(self) -> Iterator[tuple[int, FundRow]]:
        return enumerate(self.form.funds)


def parse_form(form: Form, rulebook: Rulebook) -> ParsedForm:
    """
    Read every number of *form* that takes part in a relation.

    A form that prints no total weight means the rulebook's, 100.
    """
    year = int(form.year) if form.year and _YEAR.fullmatch(form.year) else _ANY_YEAR
    uncertain = frozenset(form.uncertain)
    numbers = _numbers_outside_rows(form, rulebook)
    total_row = next((index for index, fund in enumerate(form.funds) if fund.role == "total"), None)
    amounts = _named_amounts(form, numbers, total_row)
    rows = judge_together(
        [_row(index, indicator, year, uncertain, rulebook, amounts) for index, indicator in enumerate(form.indicators)]
    )
    by_outcome: defaultdict[Outcome, list[Row]] = defaultdict(list)
    by_head: defaultdict[tuple[str | None, str | None], list[Row]] = defaultdict(list)
    for row in rows:
        numbers[row.at_weight] = row.weight
        numbers[row.at_score] = row.score
        if row.is_execution_rate:
            numbers[row.at("actual")] = read_column("actual", row.indicator.actual)
        by_outcome[row.attainment.outcome].append(row)
        by_head[_head(row.indicator.level1), _head(row.indicator.level2)].append(row)
    numbers |= {address: Mark.UNCERTAIN for address in uncertain if address in numbers}
    used = tuple(row for row in rows if row.has_points)
    return ParsedForm(
        form,
        numbers,
        rows,
        total_row,
        used,
        by_outcome,
        by_head,
        worded=tuple(row for row in rows if row.target.clause is None or row.actual.clause is None),
        losing=tuple(row for row in rows if row.lost is not None and row.lost > 0),
        weighted=any(isinstance(row.weight, Number) for row in rows),
        rest=_rest(numbers, used, total_row),
        lexicon=rulebook.lexicon,
    )


def _head(text: str | None) -> str | None:
    """
    A head of a level in one line, however it is broken over lines.
    """
    return None if text is None else fold(text)


def read_column(column: str, text: str | None) -> Figure:
    """
    The number in a cell of a *column*, in which only its own units may stand behind the number.
    """
    figure = read_number(text)
    if isinstance(figure, Mark) or not (figure.unit or figure.approximate):
        return figure
    return Mark.UNREADABLE if figure.approximate or figure.unit not in _UNITS[column] else figure


def _rest(numbers: Mapping[str, Figure], used: Sequence[Row], total_row: int | None) -> Decimal:
    """
    The total weight without the weights that are known; a weight that is not printed is at least the score.
    """
    pairs = [(row.weight, row.score) for row in used]
    if total_row is not None:
        pairs.append((numbers[cell("funds", total_row, "weight")], numbers[cell("funds", total_row, "score")]))
    figures = (score if isinstance(weight, Mark) else weight for weight, score in pairs)
    known = exact_sum(figure.value for figure in figures if isinstance(figure, Number))
    total = numbers["total.weight"]
    return max(EXACT.subtract(total.value, known), _NOTHING) if isinstance(total, Number) else _NOTHING


def _numbers_outside_rows(form: Form, rulebook: Rulebook) -> dict[str, Figure]:
    """
    The numbers of the fund table, the heads and the totals; a total weight that is not printed is the rulebook's.
    """
    numbers = _fund_numbers(form)
    for index, section in enumerate(form.sections):
        numbers[cell("sections", index, "weight")] = read_column("weight", section.weight)
        numbers[cell("sections", index, "score")] = read_column("score", section.score)
    total = read_column("weight", form.total.weight)
    numbers["total.weight"] = read_number(str(rulebook.total_weight)) if total is Mark.BLANK else total
    numbers["total.score"] = read_column("score", form.total.score)
    numbers |= totals_outside_cells(form)
    if not is_blank(form.total.grade):
        numbers["total.grade"] = _grade(form.total.grade or "", rulebook)
    return numbers


def _fund_numbers(form: Form) -> dict[str, Figure]:
    numbers: dict[str, Figure] = {}
    for index, fund in enumerate(form.funds):
        for name in MONEY:
            numbers[cell("funds", index, name)] = money(read_number(getattr(fund, name)), form.currency_unit)
        for name in ("weight", "rate", "score"):
            numbers[cell("funds", index, name)] = read_column(name, getattr(fund, name))
    return numbers


def _named_amounts(form: Form, numbers: Mapping[str, Figure], total_row: int | None) -> Amounts:
    """
    The budget of the scored fund row, where its unit is known.
    """
    unit = form.currency_unit
    if total_row is None or unit is None:
        return ()
    found = ((name, numbers[cell("funds", total_row, name)]) for name in ("budget", "initial"))
    return tuple((name, evolve(figure, unit=unit)) for name, figure in found if isinstance(figure, Number))


def _grade(text: str, rulebook: Rulebook) -> Figure:
    """
    A grade as the lower limit of its band; a word that names no band of the rulebook is no figure.
    """
    limit = rulebook.grade_limit(fold(text))
    return Mark.UNREADABLE if limit is None else Number(text, limit, 0)


def _row(
    index: int, indicator: Indicator, year: int, uncertain: frozenset[str], rulebook: Rulebook, amounts: Amounts
) -> Row:
    lexicon, largest = rulebook.lexicon, _largest_score(indicator, rulebook)
    at_weight, at_score = cell("indicators", index, "weight"), cell("indicators", index, "score")
    weight = Mark.UNCERTAIN if at_weight in uncertain else read_column("weight", indicator.weight)
    score = Mark.UNCERTAIN if at_score in uncertain else read_column("score", indicator.score)
    lost = None
    if isinstance(weight, Number) and isinstance(score, Number):
        lost = EXACT.subtract(share_of(weight, largest), score.value)
    printed, reached = (_without_name(text, indicator.name) for text in (indicator.target, indicator.actual))
    target = read_target(indicator.comparator, printed, indicator.unit, year, lexicon)
    actual = read_statement(reached, year, lexicon)
    points_lost = lost is not None and lost > 0
    attainment = compare_row(indicator, target, actual, points_lost=points_lost, lexicon=lexicon, amounts=amounts)
    is_rate = _is_execution_rate(indicator)
    is_uncertain = uncertain and not uncertain.isdisjoint(cell("indicators", index, column) for column in _COMPARED)
    return Row(
        index=index,
        indicator=indicator,
        weight=weight,
        score=score,
        target=target,
        actual=actual,
        attainment=Attainment(Outcome.UNCERTAIN) if is_uncertain else attainment,
        rule=scoring_rule(indicator, lexicon),
        largest=largest,
        lost=lost,
        at_weight=at_weight,
        at_score=at_score,
        is_execution_rate=is_rate,
        earns_by_rate=is_rate and (target.blank or attainment.wanted == _WHOLE),
        does_not_apply=score is Mark.BLANK and actual.words.not_applicable,
    )


def _without_name(text: str | None, name: str | None) -> str | None:
    """
    A cell without the row's own name before its figure: 培训人次98.
    """
    if not text or not name or not text.startswith(name):
        return text
    figure = text.removeprefix(name).lstrip(":：为是达到")
    return figure if _ONE_FIGURE.fullmatch(figure) else text


def _largest_score(indicator: Indicator, rulebook: Rulebook) -> Decimal:
    """
    What a row may earn at most, in per cent: rows of costs that a form holds by default may be held to less than all.
    """
    if rulebook.largest_cost_score == _WHOLE or "成本" not in (indicator.level2 or indicator.level1 or ""):
        return Decimal(_WHOLE)
    default = fold(indicator.name or "") in rulebook.lexicon.words("scoring", "default_costs", "name")
    return rulebook.largest_cost_score if default else Decimal(_WHOLE)


def _is_execution_rate(indicator: Indicator) -> bool:
    name = indicator.name or ""
    return "执行率" in name and fold(name) in _EXECUTION_RATES
