"""
Grids drawn as text, so that a test shows the form it is about.

Cells stand between bars; ``<`` belongs to the cell on its left, ``^`` to the one above, ``⏎`` breaks a line in a cell.
"""

from __future__ import annotations

from perfscore.form import Place
from perfscore.read.grid import Grid, GridCell


__all__ = ["drawn", "fund", "matrix", "row"]


def matrix(drawing):
    lines = [line.strip() for line in drawing.strip().splitlines() if line.strip()]
    return [[cell.strip().replace("⏎", "\n") for cell in line.split("|")] for line in lines]


def drawn(drawing, *, before="", after="", page=None, sheet=None, remarks=()):
    """
    The drawing as a grid; ``=== `` in the first cell of a row starts the next page.
    """
    cells, top, at = [], 0, page
    for block in drawing.split("===\n"):
        rows = matrix(block)
        for r, line in enumerate(rows):
            for c, text in enumerate(line):
                if text in ("<", "^"):
                    continue
                right, down = c + 1, r + 1
                while right < len(line) and line[right] == "<":
                    right += 1
                while down < len(rows) and c < len(rows[down]) and rows[down][c] == "^":
                    down += 1
                place = Place(page=at, row=r + 1, column=c + 1, sheet=sheet)
                cells.append(GridCell(top + r, c, text, rows=down - r, columns=right - c, place=place))
        top += len(rows)
        at = None if at is None else at + 1
    return Grid(tuple(cells), before=before, after=after, remarks=tuple(remarks))


def row(indicator):
    """
    An indicator as the texts of its cells, blank ones left out.
    """
    names = ("level1", "level2", "name", "comparator", "target", "unit", "actual", "weight", "score", "reason")
    return " | ".join(getattr(indicator, name) or "" for name in names)


def fund(entry):
    names = ("name", "initial", "budget", "executed", "weight", "rate", "score")
    return f"{entry.role}: " + " | ".join(getattr(entry, name) or "" for name in names)
