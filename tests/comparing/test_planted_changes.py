"""
Pairs of forms with known changes: every one is found with its code and direction, and none is invented.
"""

from __future__ import annotations

from itertools import islice
from random import Random

import pytest

from attrs import evolve
from hypothesis import given, settings
from pair_truth import said, truth, turned
from typeset_pairs import FORMATS, LAYOUTS, typeset

import perfscore

from perfscore import compare
from perfscore.strategies import compared_forms
from perfscore.strategies.chance import Seeded
from perfscore.strategies.pairs import CHANGES, changed_pair


KINDS = (*CHANGES, "added", "budget")


def drawn_pairs():
    """
    Pairs of the same seeds each time: from nothing changed to four changes.
    """
    for seed in range(1_000_000):
        random = Random(seed)
        yield changed_pair(Seeded(random), random.sample(KINDS, seed % 5))


def documents():
    """
    Fifty pairs; layouts and formats of the two sides take turns.
    """
    layouts, formats = list(LAYOUTS), list(FORMATS)
    for number, pair in enumerate(islice(drawn_pairs(), 50)):
        sides = [(layouts[(number + side) % 6], formats[(number // 2 + side) % 4]) for side in (0, 1)]
        yield pytest.param(pair, sides, id=f"{number}: {'; '.join(' as '.join(side) for side in sides)}")


@pytest.mark.parametrize(("pair", "sides"), list(documents()))
def test_changes_are_found_in_documents(pair, sides):
    """
    Whatever layouts and formats the two documents have; the other way round the opposite is said.
    """
    read = []
    for form, (layout, name) in zip((pair.before, pair.after), sides, strict=True):
        (found,) = perfscore.read(FORMATS[name](typeset(form, layout)))
        read.append(found)

    there, back = compare(*read, kind="targets"), compare(*reversed(read), kind="targets")

    assert said(there) == truth(pair.planted)
    assert said(back) == turned(pair.planted)
    assert compare(read[1], read[1]).findings == ()


def test_changes_are_found_in_many_forms():
    """
    Five hundred pairs, each way, as forms.
    """
    for pair in islice(drawn_pairs(), 500):
        assert said(compare(pair.before, pair.after)) == truth(pair.planted)
        assert said(compare(pair.after, pair.before, kind="targets")) == turned(pair.planted)


@pytest.mark.property
@settings(max_examples=300)
@given(pair=compared_forms())
def test_every_planted_change_is_found_and_none_invented(pair):
    comparison = compare(pair.before, pair.after)

    assert comparison.kind == "targets"
    assert said(comparison) == truth(pair.planted)
    assert said(compare(pair.after, pair.before, kind="targets")) == turned(pair.planted)
    for form in (pair.before, pair.after):
        assert compare(form, form).findings == ()


@pytest.mark.property
@settings(max_examples=100)
@given(pair=compared_forms())
def test_pairs_and_unmatched_rows_are_all_there_is(pair):
    """
    Each row of both sides is in one pair or listed as unmatched, and certainty is between 0 and 100.
    """
    comparison = compare(pair.before, pair.after)

    for form, side in ((pair.before, "before"), (pair.after, "after")):
        named = [cell for one in comparison.pairs for cell in getattr(one, side)] + list(
            getattr(comparison.unmatched, side)
        )
        assert sorted(named) == sorted(f"indicators[{index}]" for index in range(len(form.indicators)))
    assert all(0 < one.certainty <= 100 for one in comparison.pairs)


@pytest.mark.property
@settings(max_examples=100)
@given(pair=compared_forms())
def test_matching_does_not_depend_on_the_order_of_the_rows(pair):
    """
    The rows of the second form turned round are the same differences.
    """
    reversed_rows = evolve(pair.after, indicators=pair.after.indicators[::-1])

    assert said(compare(pair.before, reversed_rows)) == said(compare(pair.before, pair.after))
