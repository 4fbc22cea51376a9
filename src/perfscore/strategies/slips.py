"""
Honest forms with errors put into them, and the truth about each.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise
from types import MappingProxyType
from typing import Final

from attrs import frozen

from perfscore.address import Address, cell
from perfscore.form import Form
from perfscore.notation.number import Number, is_blank, read_number
from perfscore.strategies.chance import Chance
from perfscore.suspects import Change


__all__ = ["SLIPS", "Spoiled", "spoil"]

#: The columns that hold figures.
_COLUMNS: Final = frozenset({"initial", "budget", "executed", "weight", "rate", "score", "target", "actual"})
_DIGITS: Final = "0123456789"


@frozen
class Spoiled:
    """
    A form with known errors, the form it was before, and the change of each wrong cell that would undo its error.

    *slips* names what was done. Not every error can be seen: a rate does not see the sixth decimal of an amount.
    """

    form: Form
    honest: Form
    changes: tuple[Change, ...]
    slips: tuple[str, ...]


#: New texts by cell.
_Texts = Mapping[str, str]


def _figures(form: Form) -> list[str]:
    """
    The cells that hold a digit, in the order of the form.
    """
    return [
        cell.address
        for cell in form.cells()
        if Address.parse(cell.address).column in _COLUMNS and any(c in _DIGITS for c in cell.text or "")
    ]


def _replace_digit(text: str) -> Iterator[str]:
    for at, c in enumerate(text):
        if c in _DIGITS:
            yield from (text[:at] + digit + text[at + 1 :] for digit in _DIGITS if digit != c)


def _swap_digits(text: str) -> Iterator[str]:
    for at, (one, other) in enumerate(pairwise(text)):
        if one in _DIGITS and other in _DIGITS and one != other:
            yield text[:at] + other + one + text[at + 2 :]


def _lose_digit(text: str) -> Iterator[str]:
    for at, c in enumerate(text):
        rest = text[:at] + text[at + 1 :]
        # No one prints .5 or 5. for what is left.
        if c in _DIGITS and isinstance(read_number(rest), Number):
            yield rest


def _point_moved(text: str) -> Iterator[str]:
    point = text.find(".")
    if point > 0:
        bare = text[:point] + text[point + 1 :]
        moved = (bare, *(f"{bare[:at]}.{bare[at:]}" for at in (point - 1, point + 1) if 0 < at < len(bare)))
        yield from (other for other in moved if isinstance(read_number(other), Number))


def _in_one_cell(slip: Callable[[str], Iterable[str]]) -> Callable[[Chance, Form], Iterator[_Texts]]:
    """
    A slip of the hand, in a cell that *chance* points at.
    """

    def options(chance: Chance, form: Form) -> Iterator[_Texts]:
        cells = _figures(form)
        if cells:
            cell = chance.one_of(cells)
            yield from ({cell: other} for other in slip(form.cell(cell).text or ""))

    return options


def _scores(form: Form) -> Iterator[tuple[str, Number]]:
    for index, row in enumerate(form.indicators):
        score = read_number(row.score)
        if isinstance(score, Number):
            yield cell("indicators", index, "score"), score


def _total(form: Form, more: Decimal) -> _Texts:
    total = read_number(form.total.score)
    return {"total.score": f"{total.value + more:f}"} if isinstance(total, Number) and total.value + more >= 0 else {}


def _left_out(_: Chance, form: Form) -> Iterator[_Texts]:
    yield from (_total(form, -score.value) for _, score in _scores(form))


def _counted_twice(_: Chance, form: Form) -> Iterator[_Texts]:
    yield from (_total(form, score.value) for _, score in _scores(form))


def _from_the_row_above(_: Chance, form: Form) -> Iterator[_Texts]:
    for index, row in enumerate(form.indicators[1:]):
        for name in ("weight", "score"):
            above = getattr(form.indicators[index], name)
            if above and getattr(row, name):
                yield {cell("indicators", index + 1, name): above}


def _full_marks(_: Chance, form: Form) -> Iterator[_Texts]:
    """
    Full marks, though points were lost; the total was added up before.
    """
    for index, row in enumerate(form.indicators):
        if row.weight:
            yield {cell("indicators", index, "score"): row.weight}


def _too_generous(_: Chance, form: Form) -> Iterator[_Texts]:
    """
    Full marks, though points were lost, and a total that was added up with them.
    """
    for address, score in _scores(form):
        at_weight = str(Address.parse(address).at("weight"))
        weight, total = read_number(form.cell(at_weight).text), read_number(form.total.score)
        prints_more = form.total.grade or any(section.score for section in form.sections)
        if isinstance(weight, Number) and isinstance(total, Number) and not prints_more:
            yield {address: weight.text, **_total(form, weight.value - score.value)}


def _exchange_amounts(_: Chance, form: Form) -> Iterator[_Texts]:
    for index, row in enumerate(form.funds):
        if row.budget and row.executed:
            yield {cell("funds", index, "budget"): row.executed, cell("funds", index, "executed"): row.budget}


def _initial_budget(_: Chance, form: Form) -> Iterator[_Texts]:
    """
    The rate of 年初预算数 in place of the adjusted budget.
    """
    for index, row in enumerate(form.funds):
        initial, executed, rate = (read_number(text) for text in (row.initial, row.executed, row.rate))
        if not (isinstance(initial, Number) and isinstance(executed, Number) and isinstance(rate, Number)):
            continue
        if initial.value:
            percent = (executed.value * 100 / initial.value).quantize(Decimal("0.01"))
            yield {cell("funds", index, "rate"): f"{percent}%"}


#: What may go wrong, by name: each gives the texts that it may leave behind.
SLIPS: Final = MappingProxyType(
    {
        "digit replaced": _in_one_cell(_replace_digit),
        "digits swapped": _in_one_cell(_swap_digits),
        "digit lost": _in_one_cell(_lose_digit),
        "point moved": _in_one_cell(_point_moved),
        "row left out of the total": _left_out,
        "row counted twice": _counted_twice,
        "copied from the row above": _from_the_row_above,
        "full marks": _full_marks,
        "score too generous": _too_generous,
        "budget and executed exchanged": _exchange_amounts,
        "rate of the initial budget": _initial_budget,
    }
)


def spoil(chance: Chance, honest: Form, *, errors: int = 1, slips: Sequence[str] = tuple(SLIPS)) -> Spoiled:
    """
    *honest* with that many errors in different cells, each made by one of *slips*.

    A slip that would leave the same number behind is no error; where *chance* draws none that is one, a digit is replaced.
    """
    texts: dict[str, str] = {}
    names: list[str] = []
    for _ in range(errors):
        name = chance.one_of(slips)
        options = _wrong(SLIPS[name](chance, honest), honest, texts)
        if not options:
            name = "digit replaced"
            free = [cell for cell in _figures(honest) if cell not in texts]
            cell = chance.one_of(free)
            options = [{cell: other} for other in _replace_digit(honest.cell(cell).text or "")]
        texts.update(chance.one_of(options))
        names.append(name)
    changes = tuple(Change(cell, text, honest.cell(cell).text or "") for cell, text in texts.items())
    return Spoiled(honest.with_cells(texts), honest, changes, tuple(names))


def _wrong(options: Iterable[_Texts], honest: Form, taken: Mapping[str, str]) -> list[_Texts]:
    """
    The options that say something else than the form, about cells that are still right.
    """
    return [
        texts
        for texts in options
        if texts
        and not taken.keys() & texts.keys()
        and all(_differs(text, honest.cell(cell).text) for cell, text in texts.items())
    ]


def _differs(text: str, honest: str | None) -> bool:
    one, other = read_number(text), read_number(honest)
    if isinstance(one, Number) and isinstance(other, Number):
        return (one.value, one.unit) != (other.value, other.unit)
    return not is_blank(honest) and text != honest
