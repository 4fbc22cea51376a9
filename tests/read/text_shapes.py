"""
The same table printed in the shapes in which texts reach us: what parts its cells, and whether blank cells are kept.
"""

from __future__ import annotations


def lines(rows):
    return "\n".join(" ".join(cell for cell in row if cell) for row in rows)


def one_line(rows):
    return " ".join(cell for row in rows for cell in row if cell)


def cell_lines(rows):
    return "\n".join(cell for row in rows for cell in row if cell)


def bars(rows):
    return "\n".join(" | ".join(row) + " |" for row in rows)


def cell_bars(rows):
    return "\n".join("\n".join(f"{cell} |" for cell in row) for row in rows)


def unspaced(rows):
    return "".join(cell for row in rows for cell in row)


SHAPES = {
    "lines": lines,
    "one line": one_line,
    "a cell a line": cell_lines,
    "bars": bars,
    "a cell a line, with bars": cell_bars,
}
