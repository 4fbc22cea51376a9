"""
Honest forms that look unusual: units behind points, zeros behind decimals, wide digits, a refund, blank scores.

Each variation changes how a form is printed, or takes a score away; what it says stays honest.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from attrs import evolve, frozen

from perfscore.address import Address, cell
from perfscore.form import Form
from perfscore.notation.arithmetic import exact_arithmetic
from perfscore.notation.number import Number, plain, read_number
from perfscore.strategies.chance import Chance, happens


__all__ = ["VariedForm", "vary"]

_WIDE: Final = str.maketrans("0123456789.%-", "０１２３４５６７８９．％－")
#: Of 100 numbers, those that are printed otherwise.
_SHARE: Final = 20


@frozen
class VariedForm:
    """
    The form, and the addresses of the scores that were taken away.
    """

    form: Form
    blank: tuple[str, ...] = ()


@exact_arithmetic
def vary(chance: Chance, honest: Form, *, blanks: bool) -> VariedForm:
    """
    *honest* with some of its numbers printed otherwise; with *blanks* up to two scores of rows are left blank.
    """
    form = _with_refund(honest) if happens(chance, 10) else honest
    texts = {
        cell.address: _print_otherwise(chance, cell.address, cell.text)
        for cell in form.cells()
        if _is_figure(cell.address)
    }
    form = form.with_cells({address: text for address, text in texts.items() if text is not None})
    if not blanks:
        return VariedForm(form)
    scored = [
        cell("indicators", index, "score") for index, row in enumerate(form.indicators) if row.score and row.weight
    ]
    chosen = {chance.one_of(scored) for _ in range(chance.whole(0, 2))} if scored else set()
    taken: Mapping[str, str | None] = {address: chance.one_of((None, "-", "")) for address in sorted(chosen)}
    return VariedForm(form.with_cells(taken), tuple(taken))


def _is_figure(address: str) -> bool:
    at = Address.parse(address)
    return at.column in ("weight", "score", "rate") and at.part != "sections"


def _print_otherwise(chance: Chance, address: str, text: str | None) -> str | None:
    """
    The same number: with a unit, padded, in wide digits, or with white space around it.
    """
    number = read_number(text)
    if text is None or not isinstance(number, Number) or not happens(chance, _SHARE):
        return None
    points = not address.endswith("rate")
    # zeros behind a number that was rounded to fewer decimals would claim that they are known
    padded = text
    if "%" not in text and (number.places > 1 or address.endswith("weight")):
        padded = f"{text}00" if "." in text else f"{text}.000"
    spellings = (f"{text}分" if points else text, padded, text.translate(_WIDE), f" {text}　")
    return chance.one_of(spellings)


def _with_refund(form: Form) -> Form:
    """
    More was paid back than spent: the rate is negative and earns nothing. A form with components or sections stays as it is.
    """
    (total, *parts) = form.funds or (None,)
    score, whole = read_number(total.score if total else None), read_number(form.total.score)
    budget = read_number(total.budget if total else None)
    figures = (score, whole, budget)
    if total is None or parts or form.sections or form.total.grade or not all(isinstance(f, Number) for f in figures):
        return form
    earned, stated, planned = (f.value for f in figures if isinstance(f, Number))
    if not planned:
        return form
    refund = planned / 20
    funds = (evolve(total, executed=f"-{plain(refund, 0, 6)}", rate="-5%", score="0"),)
    rest = plain(stated - earned, 0, 6)
    return evolve(form, funds=funds, total=evolve(form.total, score=rest))
