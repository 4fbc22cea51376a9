"""
What stands below the rows of indicators: the total, notes, signatures, and the reason given for the whole form.
"""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

from attrs import evolve

from perfscore.read.table.heads import indicator_heads_in
from perfscore.read.table.labels import closes, is_note
from perfscore.read.table.misprints import Misprints
from perfscore.read.table.rows import Row, bare, is_number
from perfscore.read.vocabulary import GRADES, LEVELS1, LEVELS2, SCORES, TOTALS, fold


if TYPE_CHECKING:
    from collections.abc import Sequence

    from perfscore.read.grid import GridCell
    from perfscore.read.table.columns import Columns
    from perfscore.read.table.draft import Entry


__all__ = [
    "is_closing_line",
    "is_misprinted_total",
    "is_note_row",
    "reason_of_the_form",
    "resembles_total",
    "total_cells",
]

_POINTS: Final = ("weight", "score")
_TOTALS: Final = Misprints(dict.fromkeys(TOTALS, "total"))


def total_cells(row: Row, label: GridCell, columns: Columns) -> dict[str, GridCell]:
    """
    The weight, score and grade that stand beside the label of the total.

    Where the row has lost its columns, as many numbers as there are columns of numbers are those columns', in their
    order; else the first two are the weight and the score.
    """
    beside = [cell for cell in row.own if cell.column > label.column and (cell.text.strip() or cell.formula)]
    numbers = [cell for cell in beside if is_number(cell.text)]
    found = _below_heads(beside, columns)
    points = found.keys() & set(_POINTS)
    if len(numbers) > 1 and len(points) < len(_POINTS):
        found |= _in_order(numbers, columns)
    elif len(numbers) == 1 and (not points or _speaks_of_scores(label)):
        found.pop("weight", None)
        # in a text that left merged cells out, a lone number may as well be the weight
        doubt = row.ragged and not _speaks_of_scores(label) and columns.roles >= set(_POINTS)
        found["score"] = evolve(numbers[0], uncertain=numbers[0].uncertain or doubt)
    return found


def _below_heads(cells: Sequence[GridCell], columns: Columns) -> dict[str, GridCell]:
    """
    The grade among *cells*, and the first of them below the heads of the weight and of the score.
    """
    found: dict[str, GridCell] = {}
    for cell in cells:
        column = columns.of(cell)
        if bare(cell.text) in GRADES:
            found["grade"] = cell
        elif column is not None and column.role in _POINTS and not columns.covers(cell, *_POINTS):
            found.setdefault(column.role, cell)
    return found


def _in_order(numbers: Sequence[GridCell], columns: Columns) -> dict[str, GridCell]:
    """
    The weight and the score among numbers that do not stand below their heads.
    """
    roles = columns.points if len(columns.points) == len(numbers) else _POINTS
    by_role = dict(zip(roles, numbers, strict=False))
    return {role: by_role[role] for role in _POINTS if role in by_role}


def _speaks_of_scores(label: GridCell) -> bool:
    return SCORES.search(bare(label.text)) is not None


def is_misprinted_total(entry: Entry, *, last: bool) -> bool:
    """
    Whether a row is the total under a misprinted label: it has points but neither name, target nor actual value.

    A label that resembles nothing is one only in the *last* row.
    """
    if entry.has("target", "actual", "reason") or not entry.has("weight", "score"):
        return False
    texts = [bare(entry.text(column) or "") for column in entry.own]
    labels = [text for text in texts if text]
    if len(labels) > 1:
        return False
    label = labels[0] if labels else ""
    if resembles_total(label):
        return True
    return last and len(label) <= 2 and label not in LEVELS1 and label not in LEVELS2


def resembles_total(text: str) -> bool:
    """
    Whether a text is the label of the total with its signs in another order, or with one of them mistaken.
    """
    label = bare(text)
    return (_TOTALS.scrambled(label) or _TOTALS.mistaken(label)) is not None


def is_closing_line(row: Row, columns: Columns, *, done: bool, begun: bool) -> bool:
    """
    Whether a row closes the form; above the total an indicator may be called like the label of a signature.
    """
    if not closes(row):
        return False
    return done or (begun and not _has_points(row, columns) and ":" in fold(row.filled[0].text))


def is_note_row(row: Row, columns: Columns, *, done: bool) -> bool:
    """
    Whether a row is a label with a text, or several of them; 使用规范性 with a weight beside it is an indicator.
    """
    cells = row.filled
    if not is_note(cells[0].text):
        return False
    if done or (sum(is_note(cell.text) for cell in cells) > 1 and not _has_points(row, columns)):
        return True
    return len(cells) < 3 and not any(is_number(cell.text) for cell in cells)


def reason_of_the_form(row: Row) -> GridCell | None:
    """
    The text beside a label such as 偏差大或目标未完成原因分析, which gives one reason for all rows that lost points.
    """
    heads, pairs = indicator_heads_in(row.lexicon), pairwise(row.filled)
    return next((beside for label, beside in pairs if heads.likely(label.text) == "reason"), None)


def _has_points(row: Row, columns: Columns) -> bool:
    return any(
        is_number(cell.text)
        for cell in row.filled
        if (column := columns.of(cell)) and column.role in ("weight", "score")
    )
