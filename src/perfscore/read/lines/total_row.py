"""
The row of the total below the indicators, and the reason of the whole form that may stand below it.
"""

from __future__ import annotations

import re

from collections.abc import Iterator, Sequence
from itertools import takewhile
from typing import Final

from perfscore.read.lines.body import find
from perfscore.read.lines.grid_rows import FIRST_COLUMN, GridRows, Text
from perfscore.read.lines.heads import Shape
from perfscore.read.lines.labels import ENDS, REASON, TOTAL
from perfscore.read.lines.parts import Part, stands_alone
from perfscore.read.lines.tokens import CELL_END, on_one_line
from perfscore.read.table.labels import heading
from perfscore.read.vocabulary import TOTALS, fold, in_text


__all__ = ["write_total"]

#: What the total is called where its label is misprinted.
_TOTAL_LABEL: Final = TOTALS[0]
_POINTS: Final = re.compile(r"\d{1,3}(?:\.\d{1,4})?分?%?")
_WHOLE: Final = re.compile(r"100(?:\.0+)?分?")
_GRADE: Final = re.compile(in_text("cells", "grade"))
_MARK: Final = re.compile(r"[-—–/]+")


def write_total(out: GridRows, form: Part, start: int, roles: Sequence[str]) -> None:
    """
    Write the total that stands behind the position *start* of the folded text, below columns with the given *roles*.
    """
    stream = out.stream
    total = find(stream, form, TOTAL, start)
    if total is None:
        return
    label = Text(0, total[0] if heading(total[0]) else _TOTAL_LABEL, stream.start(total.start()))
    position = stream.end(total.end())
    columns = {role: number for number, role in reversed(list(enumerate(roles, start=FIRST_COLUMN)))}
    cells = _total(stream.text[position : stream.start(form.end)], form.tables[0].shape, weighted="weight" in columns)
    last = max(columns.values()) + 1
    out.add([label, *(Text(columns.get(role, last), text, position) for role, text in cells)])
    _write_reason(out, total.end(), form.end)


def _write_reason(out: GridRows, start: int, end: int) -> None:
    """
    Write the reason of the whole form that may stand below the total.
    """
    stream = out.stream
    label = REASON.search(stream.folded, start, end)
    if label is None or not stands_alone(stream, label.start()):
        return
    stop = next(
        (m.start() for m in ENDS.finditer(stream.folded, label.end(), end) if stands_alone(stream, m.start())), end
    )
    position = stream.end(label.end())
    text = stream.text[position : stream.start(stop)].replace("|", " ")
    out.add([Text(0, label[0], stream.start(label.start())), Text(1, on_one_line(text.strip(" :：\n\t")), position)])


def _total(text: str, shape: Shape, *, weighted: bool) -> Iterator[tuple[str, str]]:
    """
    The cells of the total row by their roles.
    """
    cells = list(takewhile(_in_total, _printed_cells(text, shape)))
    shown = [cell for cell in cells if _POINTS.fullmatch(fold(cell))]
    # a lone number is the weight if it is the whole hundred and stands where the weight would
    if weighted and len(shown) == 1 and not (_WHOLE.fullmatch(shown[0]) and cells[0] == shown[0]):
        shown.insert(0, "")
    yield from zip(("weight", "score") if weighted else ("score",), shown, strict=False)
    yield from (("grade", cell) for cell in cells if _GRADE.fullmatch(fold(cell)))


def _printed_cells(text: str, shape: Shape) -> list[str]:
    """
    What stands behind the label of the total, cell by cell.
    """
    match shape:
        case Shape.PIPES:
            return [cell.strip() for cell in CELL_END.split(text)[1:]]
        case Shape.UNSPACED:
            # the weights of a whole form are a hundred
            numbers = re.match(r"(100(?:\.0+)?(?=\d))?([\d.]*)", "".join(text.split()))
            return [cell for cell in numbers.groups() if cell] if numbers else []
        case _:
            return text.split()


def _in_total(cell: str) -> bool:
    return not cell or any(pattern.fullmatch(fold(cell)) for pattern in (_POINTS, _GRADE, _MARK))
