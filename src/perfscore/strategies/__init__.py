"""
Hypothesis strategies for forms, honest and spoiled, for people who test code that scores or checks them.

::

    from hypothesis import given

    import perfscore
    from perfscore.strategies import forms, spoiled_forms

    @given(forms(rulebook="jiangxi"))
    def test_an_honest_form_has_no_error(form):
        assert perfscore.check(form, rulebook="jiangxi").verdict == "consistent"

They are registered with Hypothesis, so that ``st.from_type(perfscore.Form)`` works wherever perfscore is installed.
Needs the extra ``perfscore[hypothesis]``.
"""

from __future__ import annotations

from typing import Final


try:
    from hypothesis import strategies as st
except ModuleNotFoundError as error:
    msg = 'perfscore.strategies needs hypothesis: pip install "perfscore[hypothesis]"'
    raise ModuleNotFoundError(msg, name=error.name) from error

from perfscore.form import Form, FundRow, Indicator
from perfscore.notation.rounding import HIDDEN_DIGITS
from perfscore.rulebook import Rulebook, load_rulebook
from perfscore.strategies.chance import Drawn
from perfscore.strategies.money import fund_table
from perfscore.strategies.pairs import CHANGES, ComparedForms, PlantedChange, changed_pair
from perfscore.strategies.rows import any_row, target_text, with_score
from perfscore.strategies.sheets import LAYOUTS, MOST_ROWS, LayoutName, honest_form
from perfscore.strategies.slips import Spoiled, spoil
from perfscore.strategies.statements import SpelledRow, spelled_row
from perfscore.strategies.variations import VariedForm, vary
from perfscore.strategies.writing import Hand, RecipeName, recipes_of


__all__ = [
    "ComparedForms",
    "LayoutName",
    "PlantedChange",
    "RecipeName",
    "SpelledRow",
    "Spoiled",
    "VariedForm",
    "compared_forms",
    "forms",
    "fund_tables",
    "indicators",
    "printed_numbers",
    "spelled_rows",
    "spoiled_forms",
    "targets",
    "varied_forms",
]

#: Rows of a form where nobody says how many; real forms have 11 to 42.
_ROWS: Final = (1, 16)
#: Of 100 rows, those in words.
_QUALITATIVE: Final = 20
_UNITS: Final = ("", "%", "分", "元", "万元", "家", "人次", "个月")


def _between(value: int, least: int, most: int, what: str) -> None:
    if not least <= value <= most:
        msg = f"{what}={value} is not between {least} and {most}"
        raise ValueError(msg)


def _check_known(value: str | None, names: tuple[str, ...], what: str) -> None:
    if value is not None and value not in names:
        msg = f"{what}={value!r} is none of {', '.join(names)}"
        raise ValueError(msg)


@st.composite
def _forms(
    draw: st.DrawFn,
    rulebook: Rulebook,
    recipe: str | None,
    layout: str | None,
    rows: int | None,
    qualitative: int,
) -> Form:
    return honest_form(
        Drawn(draw), rulebook=rulebook, rows=rows or _ROWS, recipe=recipe, layout=layout, qualitative=qualitative
    )


def forms(
    *,
    rulebook: str | Rulebook = "national",
    recipe: RecipeName | None = None,
    layout: LayoutName | None = None,
    rows: int | None = None,
    qualitative: int = _QUALITATIVE,
) -> st.SearchStrategy[Form]:
    """
    Honest forms: everything on them agrees under *rulebook*, and `perfscore.check` finds no error.

    *recipe* is how their numbers were rounded, *layout* which columns they print, *rows* how many indicators they have;
    each is drawn where it is not given. Of 100 indicators about *qualitative* are in words.

    To have the rulebook drawn and known, draw it first::

        st.sampled_from(["national", "jiangxi"]).flatmap(lambda name: st.tuples(st.just(name), forms(rulebook=name)))

    :raises perfscore.RulebookError: when the rulebook cannot be used.
    :raises ValueError: for a recipe that the rulebook does not accept, and for what no form has.
    """
    book = load_rulebook(rulebook)
    _check_known(recipe, recipes_of(book), "recipe")
    _check_known(layout, tuple(LAYOUTS), "layout")
    if rows is not None:
        _between(rows, 1, MOST_ROWS, "rows")
    _between(qualitative, 0, 100, "qualitative")
    return _forms(book, recipe, layout, rows, qualitative)


def spoiled_forms(
    *, errors: int = 1, rulebook: str | Rulebook = "national", rows: int | None = None
) -> st.SearchStrategy[Spoiled]:
    """
    Honest forms with *errors* put into them, and the truth about them.

    Not every error can be seen by arithmetic: the form may be honest by another way of rounding, or no relation may
    touch the cell.
    """
    _between(errors, 1, 5, "errors")
    return _spoiled_forms(forms(rulebook=rulebook, rows=rows), errors)


@st.composite
def _spoiled_forms(draw: st.DrawFn, honest: st.SearchStrategy[Form], errors: int) -> Spoiled:
    return spoil(Drawn(draw), draw(honest), errors=errors)


@st.composite
def _varied_forms(draw: st.DrawFn, honest: st.SearchStrategy[Form], *, blanks: bool) -> VariedForm:
    return vary(Drawn(draw), draw(honest), blanks=blanks)


def varied_forms(*, rulebook: str | Rulebook = "national", blanks: bool = False) -> st.SearchStrategy[VariedForm]:
    """
    Honest forms that look unusual: points with 分 behind them, padded zeros, wide digits, white space, a refund.

    With *blanks* up to two rows have no score; the total, which was added up before, then lies within what they leave open.
    """
    return _varied_forms(forms(rulebook=rulebook), blanks=blanks)


@st.composite
def _spelled_rows(draw: st.DrawFn) -> SpelledRow:
    return spelled_row(Drawn(draw))


def spelled_rows() -> st.SearchStrategy[SpelledRow]:
    """
    Rows with full marks whose targets and actual values are spelled in every way, and whether the target is met.
    """
    return _spelled_rows()


@st.composite
def _compared_forms(draw: st.DrawFn) -> ComparedForms:
    kinds = draw(st.lists(st.sampled_from((*CHANGES, "added", "budget")), max_size=4, unique=True))
    return changed_pair(Drawn(draw), kinds)


def compared_forms() -> st.SearchStrategy[ComparedForms]:
    """
    Approved targets and a self-evaluation of the same project, and the truth about what changed between them.

    Up to four things change in meaning: a target is easier or harder, its comparator turned, its unit another; a row is
    dropped, added, renamed, split or weighted otherwise; the budget differs. Spelling and order differ freely.
    """
    return _compared_forms()


@st.composite
def _hands(draw: st.DrawFn, rulebook: Rulebook) -> Hand:
    # A sum hides digits only in a table whose unit is known.
    recipe = draw(st.sampled_from([name for name in recipes_of(rulebook) if name != HIDDEN_DIGITS]))
    return Hand(rulebook, recipe, zeros=draw(st.booleans()), separators=draw(st.booleans()))


@st.composite
def _indicators(draw: st.DrawFn, rulebook: Rulebook) -> Indicator:
    chance, hand = Drawn(draw), draw(_hands(rulebook))
    weight = rulebook.total_weight * chance.whole(1, 60) / 200
    draft = any_row(chance, hand, in_words=chance.one_of((False, False, True)))
    return with_score(draft, hand, weight).indicator


def indicators(*, rulebook: str | Rulebook = "national") -> st.SearchStrategy[Indicator]:
    """
    Honest rows: a met target with full marks, a missed one with its share, a phrase, a deadline.
    """
    return _indicators(load_rulebook(rulebook))


@st.composite
def _fund_tables(draw: st.DrawFn, rulebook: Rulebook) -> tuple[FundRow, ...]:
    return fund_table(Drawn(draw), draw(_hands(rulebook))).rows


def fund_tables(*, rulebook: str | Rulebook = "national") -> st.SearchStrategy[tuple[FundRow, ...]]:
    """
    Honest fund tables: the scored row first, then the components that add up to it.
    """
    return _fund_tables(load_rulebook(rulebook))


@st.composite
def _targets(draw: st.DrawFn, rulebook: Rulebook) -> str:
    return target_text(Drawn(draw), draw(_hands(rulebook)))


def targets() -> st.SearchStrategy[str]:
    """
    Targets as they are printed: ``≥20家``, ``不超过53.20万元``, ``2024年6月底前``, ``持续提升``.
    """
    return _targets(load_rulebook("national"))


@st.composite
def printed_numbers(draw: st.DrawFn, *, places: int | None = None) -> str:
    """
    Numbers as cells hold them: with units, separators, full-width digits, white space; *places* is how many decimals.
    """
    chance = Drawn(draw)
    decimals = chance.whole(0, 6) if places is None else places
    units = chance.whole(0, 10 ** chance.whole(1, 9))
    whole, fraction = divmod(units, 10**decimals)
    digits = chance.one_of((f"{whole}", f"{whole:,}")) + (f".{fraction:0{decimals}}" if decimals else "")
    if chance.one_of((False, False, True)):
        digits = "".join(chr(ord(c) + 0xFEE0) for c in digits)
    before, behind = chance.one_of((("", ""), (" ", ""), ("", " "), ("\u3000", "\n")))
    return before + digits + behind + chance.one_of(_UNITS)
