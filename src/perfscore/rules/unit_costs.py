"""
Unit cost × quantity = money spent, where a form prints all three.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from attrs import frozen

from perfscore.bilingual import Text
from perfscore.lexicon import Lexicon
from perfscore.notation.clauses import Clause
from perfscore.notation.number import EXACT, Number, plain
from perfscore.notation.rounding import HALF_UP
from perfscore.notation.units import measure
from perfscore.relations.examination import Examination
from perfscore.relations.parsed_form import Row
from perfscore.rules.rule import Match


__all__ = ["products"]

_PRODUCT = Text(
    "单位成本 × 数量为 {sum}，总成本填 {stated}",
    "unit cost times quantity is {sum}, the total cost says {stated}",
)


@frozen(eq=False)
class _Product:
    """
    A unit cost, the quantity it is paid for, and the total, as one column prints them.
    """

    price: Number
    count: Number
    total: Number

    @property
    def value(self) -> Decimal:
        return EXACT.multiply(self.price.quantity, self.count.quantity)

    @property
    def holds(self) -> bool:
        """
        Whether the product is the total, both the unit cost and the total being rounded when they were printed.
        """
        price = HALF_UP.unrounded(self.price.value, self.price.places)
        total = HALF_UP.unrounded(self.total.value, self.total.places)
        scale = EXACT.divide(self.price.quantity, self.price.value) if self.price.value else Decimal(1)
        factor = EXACT.divide(self.total.quantity, self.total.value) if self.total.value else Decimal(1)
        times = EXACT.multiply(scale, self.count.quantity)
        low, high = EXACT.multiply(price.low, times), EXACT.multiply(price.high, times)
        return low <= EXACT.multiply(total.high, factor) and high >= EXACT.multiply(total.low, factor)

    @property
    def words(self) -> str:
        return f"{self.price.text} × {self.count.text} = {plain(self.value, 0, 6)}元"


def products(examination: Examination, total: Row) -> Iterator[Match]:
    """
    A *total* cost that is not the product of the form's one unit cost and one quantity of that unit, in a column beside
    one in which it is.
    """
    found = _factors(examination)
    if found is None:
        return
    columns = {column: _product(*found, total, column) for column in ("target", "actual")}
    for column, other in (("target", "actual"), ("actual", "target")):
        here, there = columns[column], columns[other]
        if here is not None and there is not None and not here.holds and there.value == there.total.quantity:
            at = tuple(row.at(column) for row in (total, *found))
            stated = examination.form.cell(at[0]).text
            yield Match(at[0], at, stated=stated, values={"sum": here.words}, message=_PRODUCT)


def _factors(examination: Examination) -> tuple[Row, Row] | None:
    """
    The form's one row of a unit cost and the one row that counts what is paid for; ``None`` where either is not unique.
    """
    lexicon = examination.rulebook.lexicon
    figures = [(row, row.actual.clause) for row in examination.parsed.rows]
    prices = [(row, clause) for row, clause in figures if clause is not None and _paid_for(clause)]
    if len(prices) != 1:
        return None
    price, clause = prices[0]
    thing = _kind(_paid_for(clause), lexicon)
    counts = [row for row, other in figures if other is not None and _kind(other.number.base, lexicon) == thing]
    return (price, counts[0]) if len(counts) == 1 else None


def _paid_for(clause: Clause) -> str:
    """
    The unit that a cost is paid for: 人 of 元/人.
    """
    money, _, unit = clause.number.base.partition("/")
    return unit if money == "元" else ""


def _kind(unit: str, lexicon: Lexicon) -> str:
    """
    People are people by any name; things that are counted go by the word.
    """
    dimension = measure(unit, lexicon).dimension
    return unit if dimension == "count" else dimension


def _product(price: Row, count: Row, total: Row, column: str) -> _Product | None:
    clauses: list[Clause | None] = [getattr(row, column).clause for row in (price, count, total)]
    known = [clause.number for clause in clauses if clause is not None and _is_one(clause, column)]
    if len(known) < len(clauses) or known[2].base != "元":
        return None
    return _Product(*known)


def _is_one(clause: Clause, column: str) -> bool:
    """
    Whether a clause is one number; of a target its limit will do.
    """
    bare = clause.high is None and clause.tolerance is None and not clause.width
    return bare and (column == "target" or clause.is_exact)
