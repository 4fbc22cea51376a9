"""
What was printed is what is read, whatever the program.
"""

from __future__ import annotations

import random

import pytest

from text_printing import FAMILY_A, FAMILY_B, drawn, form_text, listed, random_layout, random_rows, wrapped

from perfscore.read.lines import forms


CELLS = ("name", "target", "actual", "weight", "score", "reason")
SEEDS = range(6)

#: What parts the cells, what ends a row, what parts the rows, and whether blank cells are printed.
DELIMITED = {
    "pipes, one row per line": (" | ", " |", "\n", True),
    "pipes, one cell per line": (" |\n", " |", "\n", True),
    "pipes, blank cells gone": (" | ", " |", "\n", False),
    "tabs": ("\t", "", "\n", True),
    "blanks, one row per line": (" ", "", "\n", False),
    "one cell per line": ("\n", "", "\n", False),
    "one cell per paragraph": ("\n\n", "", "\n\n", False),
}


def read(text):
    (form,) = forms(text)
    return form


def printed(rows):
    return [tuple(row[role] for role in CELLS) for row in rows]


def found(form):
    return [tuple(getattr(row, role) for role in CELLS) for row in form.indicators]


@pytest.mark.property
@pytest.mark.parametrize("order", [FAMILY_A, FAMILY_B], ids=["weight behind", "weight before"])
@pytest.mark.parametrize("shape", DELIMITED)
@pytest.mark.parametrize("seed", SEEDS)
def test_parted_cells_come_back_exactly(shape, order, seed):
    between, end, line, blanks = DELIMITED[shape]
    rows = random_rows(random.Random(seed))
    table = listed(rows, order, between=between, end=end, line=line, blanks=blanks)

    form = read(form_text(table, rows, order, between=between, end=end, line=line))

    assert printed(rows) == found(form)
    assert [(row["level1"], row["level2"]) for row in rows] == [(row.level1, row.level2) for row in form.indicators]
    assert form.complete
    assert not form.remarks


def dumps(order, *, blank_lines, cut=None):
    """
    Six forms as PDF extraction prints them, and what was read of them.
    """
    for seed in SEEDS:
        rng = random.Random(seed)
        rows = random_rows(rng)
        layout = random_layout(rng, order=order, blank_lines=blank_lines)
        yield rows, read(form_text(drawn(layout, rows, cut=cut), rows, order))


@pytest.mark.property
@pytest.mark.parametrize("order", [FAMILY_A, FAMILY_B], ids=["weight behind", "weight before"])
@pytest.mark.parametrize(("blank_lines", "cut"), [(True, None), (False, None), (True, 4)])
def test_wrapped_cells_keep_every_number_and_nearly_every_word(order, blank_lines, cut):
    """
    Where a text's last line is full, nothing but its words tells where the cell ends: one row in twenty may be misread.
    """
    right = total = 0
    for rows, form in dumps(order, blank_lines=blank_lines, cut=cut):
        assert [(row["weight"], row["score"]) for row in rows] == [(row.weight, row.score) for row in form.indicators]
        right += sum(a == b for a, b in zip(printed(rows), found(form), strict=True))
        total += len(rows)

    assert right >= 0.95 * total


@pytest.mark.property
@pytest.mark.parametrize("blank_lines", [True, False])
def test_two_hundred_rows_are_read_with_the_widths_of_the_first(blank_lines):
    """
    Widths are searched for in the first rows only, so that a long text takes seconds; every row below profits.
    """
    rng = random.Random(5)
    rows = [row for _ in range(20) for row in random_rows(rng)][:200]
    layout = random_layout(rng, order=FAMILY_A, blank_lines=blank_lines)

    form = read(form_text(drawn(layout, rows), rows, FAMILY_A))

    assert [(row["weight"], row["score"]) for row in rows] == [(row.weight, row.score) for row in form.indicators]
    assert sum(a == b for a, b in zip(printed(rows), found(form), strict=True)) >= 0.9 * len(rows)


@pytest.mark.property
@pytest.mark.parametrize("seed", SEEDS)
def test_glued_numbers_are_right_or_the_reader_says_that_they_may_not_be(seed):
    """
    Nothing parts a name from a target in words, so that not every glued row can be read.
    """
    rows = random_rows(random.Random(seed))
    table = listed(rows, FAMILY_A, between="", line="", blanks=False)

    form = read(form_text(table, rows, FAMILY_A, between="", line=""))

    if [(row["weight"], row["score"]) for row in rows] != [(row.weight, row.score) for row in form.indicators]:
        assert form.remarks
        assert not form.complete


def flowing(rows, order, widths):
    """
    A table as programs print it that put a cell behind the one before it, whatever lines that one still needs.
    """
    text, above = "", {}
    for row in rows:
        cells = [row[role] or "" for role in order]
        if above.get("level1") == row["level1"]:
            cells[0] = ""
            cells[1] = "" if above["level2"] == row["level2"] else cells[1]
        above = row
        text = text.rstrip(" ") + "\n" * bool(text)
        for role, cell in zip(order, cells, strict=True):
            lines = wrapped(cell, widths[role]) if cell else []
            # a line is over where its cell goes on below, or has just ended one that did
            text += "\n".join(lines) + ("\n" if len(lines) > 1 else " " * bool(lines))
        text = text.rstrip("\n ")
    return text


@pytest.mark.property
@pytest.mark.parametrize("order", [FAMILY_A, FAMILY_B], ids=["weight behind", "weight before"])
@pytest.mark.parametrize("seed", range(2))
def test_cells_that_begin_behind_others_come_back(order, seed):
    """
    Names of several lines whose first line stands behind the level, in columns as narrow as four to eight characters.
    """
    rng = random.Random(seed)
    rows = [
        {**row, "target": f"{100 + number}个", "actual": f"{200 + number}个", "reason": None}
        for number, row in enumerate(random_rows(rng))
    ]
    widths = dict.fromkeys(order, 20) | {"name": rng.choice([8, 10, 12, 16]), "level2": rng.choice([8, 10, 12])}

    form = read(form_text(flowing(rows, order, widths), rows, order))

    assert printed(rows) == found(form)
    assert not form.remarks
