"""
Forms typeset as PDF in every style that programs print them in come back row by row.
"""

from __future__ import annotations

from collections import Counter
from random import Random

import pytest

from attrs import asdict
from sheets import LOOKS, form_of, sheet
from typesetting import Style, typeset

from perfscore import load_rulebook, read
from perfscore.notation.number import fold
from perfscore.strategies.chance import Seeded
from perfscore.strategies.sheets import honest_form


pytest.importorskip("pypdfium2")
pytestmark = pytest.mark.property

RULED = {
    "strokes": Style(),
    "thin rectangles": Style(rules="thin"),
    "dashes": Style(rules="dashes"),
    "pictures": Style(rules="pictures"),
    "turned left": Style(turn=90),
    "upside down": Style(turn=180),
    "turned right": Style(turn=270),
    "landscape": Style(page=(842, 595)),
    "closed at the break": Style(closed=True),
    "heads on every page": Style(again=True, cut=False),
    "rows kept whole": Style(cut=False),
    "small letters": Style(size=5),
    "from the top left": Style(middle=False),
    "printed twice": Style(bold=True),
    "watermark": Style(watermark=True),
    "running head": Style(running="某市某局2024年度部门决算公开"),
    "tight": Style(pad=1, leading=0),
    "large": Style(size=13),
}


def a_form(seed, look):
    """
    An honest form whose cells this family of layout has.
    """
    layout = {"weight first": "no-initial", "split target": "split", "flat": "split"}.get(look, "national")
    return honest_form(Seeded(Random(seed)), rulebook=load_rulebook("national"), rows=(12, 30), layout=layout)


def rows(indicators, *names):
    """
    The rows as their cells' texts, blank cells and blank signs being the same.
    """
    return Counter(tuple(fold(row.get(name) or "").strip("-") for name in names) for row in indicators)


def compare(forms, wanted):
    """
    Every row, fund row and total of each form, each as often as it was printed.
    """
    assert len(forms) == len(wanted)
    for form, (original, look) in zip(forms, wanted, strict=True):
        printed = form_of(original, look)
        names = tuple(printed["indicators"][0])
        assert rows(map(asdict, form.indicators), *names) == rows(printed["indicators"], *names)
        money = tuple(printed["funds"][0])
        assert rows(map(asdict, form.funds), *money) == rows(printed["funds"], *money)
        if printed["total"]:
            assert (form.total.weight, form.total.score) == (printed["total"].weight, printed["total"].score)


@pytest.mark.parametrize("style", RULED)
def test_a_ruled_table_comes_back(style):
    """
    In one family of layout after the other, over as many pages as it takes.
    """
    number = list(RULED).index(style)
    look = list(LOOKS)[number % len(LOOKS)]
    form = a_form(number, look)

    compare(read(typeset([sheet(form, look)], RULED[style])), [(form, look)])


def test_several_forms_in_one_file():
    """
    Each under its title, in families of their own.
    """
    looks = ["national", "weight first", "national", "flat"]
    forms = [a_form(seed, look) for seed, look in enumerate(looks)]
    data = typeset([sheet(form, look) for form, look in zip(forms, looks, strict=True)], Style(running="决算公开"))

    compare(read(data), list(zip(forms, looks, strict=True)))


#: How many rows of a hundred must come back, and how many may be read that nobody printed: gaps alone do not always tell
#: a cell that goes on from the next row.
UNRULED = {
    "lines between rows": (Style(rules="across"), 98, 1),
    "lines between rows, turned": (Style(rules="across", turn=90), 95, 1),
    "lines between rows, from the top left": (Style(rules="across", middle=False), 95, 1),
    "nothing but gaps": (Style(rules="none"), 90, 1),
    "nothing but gaps, from the top left": (Style(rules="none", middle=False), 90, 3),
}


@pytest.mark.parametrize("style", UNRULED)
def test_without_upright_lines_gaps_tell_the_columns(style):
    """
    Nearly every row, over all families of layout, and hardly a row that was not printed.
    """
    look, least, most = UNRULED[style]
    there = found = made_up = 0
    for number, family in enumerate(LOOKS):
        form = a_form(number, family)
        (read_form,) = read(typeset([sheet(form, family)], look))
        printed = form_of(form, family)["indicators"]
        names = [name for name in printed[0] if not name.startswith("level")]
        wanted, got = rows(printed, *names), rows(map(asdict, read_form.indicators), *names)
        there += wanted.total()
        found += (wanted & got).total()
        made_up += max(0, got.total() - wanted.total())

    assert 100 * found >= least * there
    assert 100 * made_up <= most * there
