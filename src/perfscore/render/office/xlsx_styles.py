"""
The style sheet of a workbook, and how a cell keeps its looks when its fill changes.
"""

from __future__ import annotations

from typing import Final

from perfscore.render.office.splicing import Edit, Span, apply_edits, spans, with_attributes


__all__ = ["Styles"]

_FILL: Final = (
    '<{fill}><{pattern} patternType="solid"><{front} rgb="FF{colour}"/><{back} indexed="64"/></{pattern}></{fill}>'
)
_FILL_TAGS: Final = (("fill", "fill"), ("pattern", "patternFill"), ("front", "fgColor"), ("back", "bgColor"))


class Styles:
    """
    A style sheet that gains, once for each style and colour, a copy of the style with that fill.

    Styles are known by their number, so new ones come last and the old keep theirs.
    """

    def __init__(self, data: bytes) -> None:
        found = spans(data, ("fills", "fill", "cellXfs", "xf"))
        self._data = data
        self._lists = {span.name: span for span in found if span.name in ("fills", "cellXfs")}
        self._fills = [span for span in found if span.parent == "fills"]
        self._formats = [span for span in found if span.parent == "cellXfs"]
        self._colours: list[str] = []
        self._known: dict[tuple[int, str], int] = {}

    def fill(self, style: int, colour: str) -> int | None:
        """
        The number of the style that is as *style*, filled with *colour*; ``None`` where there is no such style.
        """
        if len(self._lists) < 2 or style >= len(self._formats):
            return None
        if colour not in self._colours:
            self._colours.append(colour)
        return self._known.setdefault((style, colour), len(self._formats) + len(self._known))

    def write(self) -> bytes:
        """
        The style sheet with what it gained.
        """
        if not self._known:
            return self._data
        fills = "".join(_fill(self._lists["fills"], colour) for colour in self._colours)
        looks = [self._look(style, colour) for style, colour in self._known]
        return apply_edits(
            self._data,
            [*self._list_with_more("fills", fills.encode()), *self._list_with_more("cellXfs", b"".join(looks))],
        )

    def _look(self, style: int, colour: str) -> bytes:
        span = self._formats[style]
        fill = str(len(self._fills) + self._colours.index(colour))
        tag = with_attributes(self._data[span.start : span.inner], {"fillId": fill, "applyFill": "1"})
        return tag + self._data[span.inner : span.end]

    def _list_with_more(self, name: str, more: bytes) -> list[Edit]:
        """
        A list with more entries at its end, and their number at its head.
        """
        span = self._lists[name]
        count = len(self._fills) + len(self._colours) if name == "fills" else len(self._formats) + len(self._known)
        head = with_attributes(self._data[span.start : span.inner], {"count": str(count)})
        return [Edit(span.start, span.inner, head), Edit(span.close, span.close, more)]


def _fill(fills: Span, colour: str) -> str:
    names = {name: fills.beside(tag) for name, tag in _FILL_TAGS}
    return _FILL.format(**names, colour=colour)
