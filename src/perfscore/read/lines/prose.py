"""
Indicators that a report tells in sentences: ``1.免疫密度,年初目标值≥90%,实际完成值≥90%,自评得分20分;``.

A sentence is cut at its commas; a part that begins with the word of a column is that column's, the first part is the
name. The words are those of the heads of tables.
"""

from __future__ import annotations

import re

from collections.abc import Iterator
from typing import Final

from perfscore.read.lines.grid_rows import FIRST_COLUMN, GridRows, Text
from perfscore.read.table.heads import indicator_heads
from perfscore.read.vocabulary import HEAD_WORDS, TOTALS, in_text


__all__ = ["write_prose"]

_ROLES: Final = ("name", "target", "actual", "weight", "score", "reason")
_WORDS: Final = sorted((w for w, role in indicator_heads.words.items() if role in _ROLES[1:]), key=len, reverse=True)
_PART: Final = re.compile(rf"({'|'.join(map(re.escape, _WORDS))})[:：为是]?(.+)")
_SENTENCE: Final = re.compile(r"[^;；。\n]+")
_COMMA: Final = re.compile("[,，、](?!\\d{3})")
_NUMBERING: Final = re.compile(r"^\s*(?:[(（]?\d{1,2}[)）.、．]|[①-⑳]|[一二三四五六七八九十]、)\s*")
#: A name is a phrase, not a sentence.
_LONGEST_NAME: Final = 40
_FEWEST_ROWS: Final = 2
#: More sentences than this are no report of one form.
_MOST_SENTENCES: Final = 5_000
_TITLE: Final = re.compile(rf"[^\s|《》。；]*{in_text('form', 'title')}")
_TOTAL: Final = re.compile(in_text("prose", "total"))
_GRADE: Final = re.compile(in_text("prose", "grade"))


def write_prose(out: GridRows) -> bool:
    """
    Write the rows that the sentences of a text tell, its title and its total; false where it tells none.
    """
    stream = out.stream
    rows = list(_rows(stream.text))
    if len(rows) < _FEWEST_ROWS:
        return False
    if title := _TITLE.search(stream.text):
        out.add([Text(0, title[0], title.start())])
    roles = [role for role in _ROLES if role == "name" or any(role in cells for _, cells in rows)]
    first = rows[0][0]
    out.add(Text(n, HEAD_WORDS[role], first) for n, role in enumerate(roles, FIRST_COLUMN))
    for position, cells in rows:
        out.add(Text(n, cells.get(role, ""), position) for n, role in enumerate(roles, FIRST_COLUMN))
    total, grade = _TOTAL.search(stream.text), _GRADE.search(stream.text)
    if total:
        texts = [
            Text(0, TOTALS[0], total.start()),
            Text(FIRST_COLUMN + roles.index("score"), total["points"], total.start("points")),
        ]
        out.add([*texts, Text(FIRST_COLUMN + len(roles), grade["grade"] if grade else "", total.start())])
    return True


def _rows(text: str) -> Iterator[tuple[int, dict[str, str]]]:
    for count, sentence in enumerate(_SENTENCE.finditer(text)):
        if count >= _MOST_SENTENCES:
            return
        name, *parts = _COMMA.split(_NUMBERING.sub("", sentence[0]))
        told = [match for part in parts if (match := _PART.fullmatch(part.strip()))]
        cells = {str(indicator_heads.role(match[1])): match[2].strip() for match in told}
        scored = "score" in cells and ("target" in cells or "actual" in cells)
        if scored and len(told) == len(cells) and 1 < len(name.strip()) <= _LONGEST_NAME:
            yield sentence.start(), {"name": name.strip(), **cells}
