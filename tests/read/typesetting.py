"""
Sets sheets as PDF pages, the way office programs and budget systems print them.

What differs from one program to the next is a `Style`: how lines are drawn, where pages break, how large the letters
are. The cells are those of `sheets`; nothing here knows what a form is.
"""

from __future__ import annotations

from attrs import frozen
from containers import pdf, text


__all__ = ["RULES", "Style", "typeset"]

#: Ways to draw the lines of a table.
RULES = ("strokes", "thin", "dashes", "pictures", "across", "none")

_FULL = 1000
_TURNS = {
    0: "1 0 0 1 0 0",
    90: "0 1 -1 0 {height} 0",
    180: "-1 0 0 -1 {width} {height}",
    270: "0 -1 1 0 0 {width}",
}


@frozen
class Style:
    """
    *rules* are one of `RULES`; *turn* degrees the page is turned by; *cut* lets rows break over pages, *closed* draws a
    line there, *again* repeats the heads; *pad* is the space round a cell's text, *middle* where it stands in its cell.
    """

    rules: str = "strokes"
    size: int = 9
    page: tuple[int, int] = (595, 842)
    margin: int = 50
    pad: int = 3
    leading: int = 2
    turn: int = 0
    cut: bool = True
    closed: bool = False
    again: bool = False
    middle: bool = True
    bold: bool = False
    watermark: bool = False
    numbered: bool = True
    running: str = ""

    @property
    def line(self):
        return self.size + self.leading

    @property
    def scale(self):
        """
        Points for each thousandth of the sheet.
        """
        return (self.page[0] - 2 * self.margin) / _FULL


def typeset(sheets, style=None):
    """
    The PDF of these sheets, each beginning on a page of its own.
    """
    style = style or Style()
    width, height = style.page
    turned = style.turn % 180 == 90
    matrix = _TURNS[style.turn].format(width=width, height=height)
    pages = [page for sheet in sheets for page in _pages(sheet, style)]
    contents = [f"q {matrix} cm\n{_furniture(number, style)}{page}Q" for number, page in enumerate(pages, 1)]
    box = f"0 0 {height} {width}" if turned else f"0 0 {width} {height}"
    return pdf(*contents, box=box, rotate=style.turn)


def _furniture(number, style):
    """
    What stands on every page beside the table.
    """
    width, height = style.page
    parts = [text(style.margin, height - 25, style.running, size=8)] if style.running else []
    if style.numbered:
        parts.append(text(width // 2, 15, f"- {number} -", size=8))
    if style.watermark:
        parts.append(text(width // 4, height // 3, "内部资料内部资料", size=40, matrix="0.82 0.57 -0.57 0.82"))
    return "".join(parts)


def _advance(letter, size):
    return size / 2 if letter.isascii() else size


def _extent(words, size):
    return sum(_advance(letter, size) for letter in words)


def _wrapped(words, width, size):
    lines, used = [""], 0
    for letter in words:
        if letter == "\n" or (lines[-1] and used + _advance(letter, size) > width):
            lines.append("")
            used = 0
        if letter != "\n":
            lines[-1] += letter
            used += _advance(letter, size)
    return [line for line in lines if line]


@frozen
class _Piece:
    """
    What one page shows of a row: where it begins and ends, in points from the top of the page.
    """

    row: int
    top: float
    bottom: float
    again: bool = False


def _pages(sheet, style):
    """
    The operators that draw each page of a sheet.
    """
    inside = {cell: (cell.right - cell.left) * style.scale - 2 * style.pad for cell in sheet.cells}
    wrapped = {cell: _wrapped(cell.text, inside[cell], style.size) for cell in sheet.cells}
    flow = _flow(_heights(sheet, wrapped, style), sheet, style)
    pages = [[] for _ in flow]
    pages[0].append(_title(sheet, style))
    for cell, lines in wrapped.items():
        seen = [
            (number, own[0].top, own[-1].bottom)
            for number, pieces in enumerate(flow)
            if (own := [piece for piece in pieces if not piece.again and 0 <= piece.row - cell.row < cell.rows])
        ]
        rest = lines
        for part, (number, top, bottom) in enumerate(seen, 1):
            last = part == len(seen)
            room = len(rest) if last else int((bottom - top - style.pad) // style.line)
            if cell.rows > 1:
                # a merged cell prints its text where it has most room
                room = len(lines) if bottom - top == max(end - start for _, start, end in seen) else 0
            sides = {"above": part == 1 or style.closed, "below": last or style.closed}
            pages[number].append(_drawn(cell, rest[:room], top, bottom, style, **sides))
            rest = rest[room:]
        for number, pieces in enumerate(flow):
            for piece in pieces:
                if piece.again and piece.row == cell.row and cell.rows == 1:
                    pages[number].append(_drawn(cell, lines, piece.top, piece.bottom, style))
    end = style.page[1] - flow[-1][-1].bottom - 2 * style.size
    pages[-1].append(text(style.margin, end, sheet.below, size=style.size))
    return ["".join(page) for page in pages]


def _title(sheet, style):
    width, height = style.page
    lines = ((sheet.title, 16, 0), (sheet.above, style.size, 20))
    return "".join(
        text(width / 2 - _extent(words, size) / 2, height - style.margin - down, words, size=size)
        for words, size, down in lines
    )


def _heights(sheet, wrapped, style):
    heights = [style.line + 2.0 * style.pad] * sheet.rows
    for cell in sorted(sheet.cells, key=lambda cell: cell.rows):
        rows = range(cell.row, cell.row + cell.rows)
        missing = len(wrapped[cell]) * style.line + 2 * style.pad - sum(heights[row] for row in rows)
        for row in rows if missing > 0 else ():
            heights[row] += missing / cell.rows
    return heights


def _flow(heights, sheet, style):
    """
    The pieces of rows on each page.
    """
    pages, at, end = [[]], style.margin + 30.0, style.page[1] - style.margin
    for row, height in enumerate(heights):
        left = height
        while left > 0:
            room = end - at
            part = left
            if left > room:
                # a row that is cut keeps whole lines
                part = style.pad + (room - style.pad) // style.line * style.line
                part = part if style.cut and style.pad + style.line <= part < left else 0
            if part > 0:
                pages[-1].append(_Piece(row, at, at + part))
                at, left = at + part, left - part
            if left > 0:
                pages.append([])
                at = float(style.margin)
                for head in sheet.heads if style.again and sheet.heads[0] < row else ():
                    pages[-1].append(_Piece(head, at, at + heights[head], again=True))
                    at += heights[head]
    return pages


def _drawn(cell, lines, top, bottom, style, **closed):
    """
    One cell on one page: its text and its sides; *closed* says whether top and bottom are drawn.
    """
    left, right = (style.margin + edge * style.scale for edge in (cell.left, cell.right))
    height = style.page[1]
    free = bottom - top - len(lines) * style.line
    at = top + (free / 2 if style.middle else style.pad)
    out = []
    for number, words in enumerate(lines, 1):
        x = (left + right - _extent(words, style.size)) / 2 if style.middle else left + style.pad
        y = height - at - number * style.line + style.leading
        out += [text(x + shift, y, words, size=style.size) for shift in ((0, 0.25) if style.bold else (0,))]
    down = [] if style.rules == "across" else [(x, height - bottom, x, height - top) for x in (left, right)]
    ends = (("above", height - top), ("below", height - bottom))
    across = [(left, y, right, y) for name, y in ends if closed.get(name, True)]
    return "".join(out) + "".join(_DRAWING[style.rules](*side) for side in (*down, *across))


def _stroke(x0, y0, x1, y1):
    return f"{x0:.2f} {y0:.2f} m {x1:.2f} {y1:.2f} l S\n"


def _thin(x0, y0, x1, y1):
    return f"{x0:.2f} {y0:.2f} {x1 - x0 + 0.5:.2f} {y1 - y0 + 0.5:.2f} re f\n"


def _dashes(x0, y0, x1, y1):
    """
    A line of short strokes, each drawn for itself.
    """
    steps = max(1, int(max(x1 - x0, y1 - y0) / 5))
    dx, dy = (x1 - x0) / steps, (y1 - y0) / steps
    return "".join(
        _stroke(x0 + n * dx, y0 + n * dy, x0 + n * dx + 0.6 * dx, y0 + n * dy + 0.6 * dy) for n in range(steps)
    )


def _picture(x0, y0, x1, y1):
    """
    A line that is a picture one dot high, stretched.
    """
    image = "BI /W 1 /H 1 /CS /G /BPC 8 ID \x00 EI"
    return f"q {max(x1 - x0, 0.5):.2f} 0 0 {max(y1 - y0, 0.5):.2f} {x0:.2f} {y0:.2f} cm {image} Q\n"


_DRAWING = {
    "strokes": _stroke,
    "thin": _thin,
    "dashes": _dashes,
    "pictures": _picture,
    "across": _stroke,
    "none": lambda *_: "",
}
