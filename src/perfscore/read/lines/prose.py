"""
Indicators that a report tells in sentences: ``1.免疫密度,年初目标值≥90%,实际完成值≥90%,自评得分20分;``.

A sentence is cut at its commas; a part that begins with the word of a column is that column's, the first part is the
name. The words are those of the heads of tables.
"""

from __future__ import annotations

import re

from collections.abc import Iterator
from typing import Final

from perfscore.lexicon import alternatives
from perfscore.read.lines.grid_rows import FIRST_COLUMN, GridRows, Text
from perfscore.read.table.heads import indicator_heads
from perfscore.read.vocabulary import HEAD_WORDS, LEVELS1, LEVELS2, TOTALS, fold, in_text


__all__ = ["write_prose"]

_ROLES: Final = ("level1", "level2", "name", "target", "actual", "weight", "score", "reason")
_WORDS: Final = alternatives(word for word, role in indicator_heads.words.items() if role in _ROLES[3:])
_PART: Final = re.compile(rf"({_WORDS})[:：为是]?(.+)")
#: The parts may stand in brackets behind the name.
_BRACKET: Final = re.compile(rf"[(（](?={_WORDS})")
_LABEL: Final = re.compile(r"\s*([^:：,，]{2,12})[:：](?=.)")
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
    first = rows[0][0].start()
    out.add(Text(n, HEAD_WORDS[role], first) for n, role in enumerate(roles, FIRST_COLUMN))
    for sentence, cells in rows:
        out.add(Text(n, cells.get(role, ""), sentence.start()) for n, role in enumerate(roles, FIRST_COLUMN))
    grade = _GRADE.search(stream.text)
    inside = [range(*sentence.span()) for sentence, _ in rows]
    totals = (m for m in _TOTAL.finditer(stream.text) if not any(m.start() in sentence for sentence in inside))
    if total := next(totals, None):
        texts = [
            Text(0, TOTALS[0], total.start()),
            Text(FIRST_COLUMN + roles.index("score"), total["points"], total.start("points")),
        ]
        out.add([*texts, Text(FIRST_COLUMN + len(roles), grade["grade"] if grade else "", total.start())])
    return True


def _rows(text: str) -> Iterator[tuple[re.Match[str], dict[str, str]]]:
    for count, sentence in enumerate(_SENTENCE.finditer(text)):
        if count >= _MOST_SENTENCES:
            return
        text = _NUMBERING.sub("", sentence[0])
        label = _LABEL.match(text)
        level = _level(label[1]) if label else None
        name, *parts = _COMMA.split(_BRACKET.sub(",", text[label.end() :] if label and level else text))
        told = [match for part in parts if (match := _PART.fullmatch(part.strip().rstrip(")）")))]
        cells = {str(indicator_heads.role(match[1])): match[2].strip() for match in told}
        scored = "score" in cells and ("target" in cells or "actual" in cells)
        if scored and len(told) == len(cells) and 1 < len(name.strip()) <= _LONGEST_NAME:
            yield sentence, {"name": name.strip(), **cells, **({level: label[1]} if label and level else {})}


def _level(words: str) -> str | None:
    """
    The level that a label in front of a name heads, ``数量指标：维修管网``.
    """
    folded = fold(words)
    return next((role for role, known in (("level2", LEVELS2), ("level1", LEVELS1)) if folded in known), None)
