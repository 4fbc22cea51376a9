"""
A form with its blank rates, scores, totals and weights filled in.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from perfscore.address import Address
from perfscore.checking.misuse import require_form
from perfscore.form import Form
from perfscore.notation.arithmetic import exact_arithmetic
from perfscore.notation.number import EXACT, Mark, Number, plain, read_number
from perfscore.relations import Relation, Sum
from perfscore.relations.examination import Evaluation, Examination, examine
from perfscore.relations.form_relations import rates_left_blank
from perfscore.relations.judgement import Judgement
from perfscore.rulebook import Rulebook, load_rulebook


__all__ = ["fill"]

#: The columns that are filled in by what computes them.
_COMPUTED: Final = frozenset({"rate", "score"})


@exact_arithmetic
def fill(form: Form, *, rulebook: str | Rulebook = "national") -> Form:
    """
    The same form with its blank rates, scores and totals filled in where they can be computed, with the decimals of
    their neighbours, and a blank weight to which the printed total leaves no choice.

    A printed value is never touched, and what has more than one answer (the rate of 0 / 0, the score by either of two
    formulas) stays blank.

    :raises perfscore.RulebookError: when the rulebook cannot be used.
    :raises TypeError: for what is no form, or a cell of the form that holds no text.
    """
    book = load_rulebook(rulebook)
    # A rate makes an execution score, which makes a total; every pass leaves fewer blanks.
    with require_form(form):
        while blanks := dict(_answers(examine(form, book))):
            form = form.with_cells(blanks)
    return form


def _answers(examination: Examination) -> Iterator[tuple[str, str]]:
    """
    The blank cells that have one answer, and the answer.
    """
    numbers = examination.parsed.numbers
    for evaluation in examination.evaluations:
        relation = evaluation.relation
        if numbers[relation.result] is Mark.BLANK and Address.parse(relation.result).column in _COMPUTED:
            yield from _answer(examination, relation, evaluation.judgement)
        yield from _only_weight(examination, evaluation)
    for rate in rates_left_blank(examination.parsed):
        yield from _answer(examination, rate, rate.judge(numbers, {}, examination.rulebook))


def _answer(examination: Examination, relation: Relation, judgement: Judgement) -> Iterator[tuple[str, str]]:
    expected = relation.expected(judgement, examination.parsed.numbers, examination.rulebook)
    if expected is not None and not judgement.ambiguous:
        yield relation.result, _like_neighbours(expected, Address.parse(relation.result), examination)


def _only_weight(examination: Examination, evaluation: Evaluation) -> Iterator[tuple[str, str]]:
    """
    The one blank weight of a form that prints what all weights come to.
    """
    relation, bounds = evaluation.relation, evaluation.judgement.bounds
    total = read_number(examination.form.total.weight)
    if not isinstance(relation, Sum) or relation.adds_scores or relation.unlisted or bounds is None:
        return
    if relation.result != "total.weight" or len(bounds.missing) != 1 or not isinstance(total, Number):
        return
    (cell,) = bounds.missing
    weight = EXACT.subtract(total.value, bounds.interval.low)
    yield cell, _like_neighbours(plain(weight, 0, 6), Address.parse(cell), examination)


def _like_neighbours(text: str, at: Address, examination: Examination) -> str:
    """
    *text* with as many decimals as the other cells of its column print.
    """
    numbers = examination.parsed.numbers
    places = [
        number.places
        for cell, number in numbers.items()
        if isinstance(number, Number)
        and Address.parse(cell).column == at.column
        and Address.parse(cell).part != "total"
    ]
    value = read_number(text)
    if not isinstance(value, Number) or not places or min(places) <= value.places:
        return text
    return plain(value.value, min(places), min(places)) + value.unit
