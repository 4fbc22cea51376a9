"""
Comments of a sheet, and the shapes in which Excel draws them.

The two are separate parts, and a comment without a shape is not shown.
"""

from __future__ import annotations

import re

from collections.abc import Iterable
from typing import Final
from xml.sax.saxutils import escape

from perfscore.render.escaping import in_xml, lines_of
from perfscore.render.office.splicing import Edit, apply_edits, in_ascii, spans


__all__ = ["NO_COMMENTS", "NO_SHAPES", "add_comments", "add_shapes", "in_cell"]

_AUTHOR: Final = "perfscore"

NO_COMMENTS: Final = in_ascii(
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<comments xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
    "<authors></authors><commentList></commentList></comments>"
)

_VML: Final = (
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office"'
    ' xmlns:x="urn:schemas-microsoft-com:office:excel"'
)
NO_SHAPES: Final = in_ascii(
    f'<xml {_VML}><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/></o:shapelayout></xml>'
)
_SHAPE_TYPE: Final = (
    f'<v:shapetype {_VML} id="_x0000_t202" coordsize="21600,21600" o:spt="202" path="m,l,21600r21600,l21600,xe">'
    '<v:stroke joinstyle="miter"/><v:path gradientshapeok="t" o:connecttype="rect"/></v:shapetype>'
)
#: Letters that four columns of the usual width hold.
_LETTERS: Final = 34
_LEAST_LINES: Final = 6
#: Hidden until the mouse is over the cell, and as high as its text, which nobody can scroll; rows and columns count from 0.
_SHAPE: Final = (
    f'<v:shape {_VML} id="_x0000_s{{number}}" type="#_x0000_t202" fillcolor="#ffffe1" o:insetmode="auto"'
    ' style="position:absolute;margin-left:60pt;margin-top:2pt;width:240pt;height:{height}pt;z-index:1;visibility:hidden">'
    '<v:fill color2="#ffffe1"/><v:shadow color="black" obscured="t"/><v:path o:connecttype="none"/>'
    '<v:textbox style="mso-direction-alt:auto"><div style="text-align:left"></div></v:textbox>'
    '<x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/>'
    "<x:Anchor>{right}, 15, {row}, 2, {far}, 15, {below}, 4</x:Anchor><x:AutoFill>False</x:AutoFill>"
    "<x:Row>{row}</x:Row><x:Column>{column}</x:Column></x:ClientData></v:shape>"
)


def in_cell(text: str) -> str:
    """
    *text* as XML inside a workbook, where ``_x0041_`` would be taken for the number of a character.
    """
    return escape(re.sub("_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", in_xml(text)))


def add_comments(data: bytes, texts: Iterable[tuple[str, str]]) -> tuple[bytes, frozenset[str]]:
    """
    The comments with these texts added, by the names of their cells, and the cells that had a comment before.

    A comment that was there keeps its words and its author; ours follow.
    """
    found = spans(data, ("authors", "author", "commentList", "comment", "text"))
    lists = {span.name: span for span in found if span.name in ("authors", "commentList")}
    comments = [span for span in found if span.name == "comment"]
    bodies = [span for span in found if span.name == "text" and span.parent == "comment"]
    old = {comment.attributes.get("ref", ""): body for comment, body in zip(comments, bodies, strict=True)}
    author = sum(span.name == "author" for span in found)
    name, inside = lists["commentList"].beside, []
    edits = [lists["authors"].append(f"<{name('author')}>{_AUTHOR}</{name('author')}>")]
    for cell, text in texts:
        words = f'<{name("t")} xml:space="preserve">{{}}{in_cell(text)}</{name("t")}>'
        run = f"<{name('r')}>{words}</{name('r')}>"
        if cell in old:
            edits.append(old[cell].append(run.format("\n")))
        else:
            body = f"<{name('text')}>{run.format('')}</{name('text')}>"
            inside.append(f'<{name("comment")} ref="{cell}" authorId="{author}">{body}</{name("comment")}>')
    edits.append(lists["commentList"].append("".join(inside)))
    return apply_edits(data, edits), frozenset(old)


def add_shapes(data: bytes, comments: Iterable[tuple[int, int, str]]) -> bytes:
    """
    The drawing with a shape for each comment, given by row and column from 1 and its text.

    The drawings of old programs are not always well-formed, so the new shapes go before the last end tag, unparsed.
    """
    numbers = [int(number) for number in re.findall(rb"_x0000_s(\d{1,9})\b", data)]
    start = max(numbers, default=1024) + 1
    shapes = [_shape(number, *comment) for number, comment in enumerate(comments, start)]
    shape_type = [] if b'"_x0000_t202"' in data.replace(b"'", b'"') else [_SHAPE_TYPE]
    at = data.rindex(b"</")
    return apply_edits(data, [Edit(at, at, in_ascii("".join([*shape_type, *shapes])))])


def _shape(number: int, row: int, column: int, text: str) -> str:
    lines = max(lines_of(text, _LETTERS) + 1, _LEAST_LINES)
    place = {"row": row - 1, "column": column - 1, "right": column, "far": column + 4, "below": row + lines}
    return _SHAPE.format(number=number, height=lines * 16, **place)
