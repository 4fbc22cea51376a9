"""
The head of a form: what stands beside labels, in titles and in the lines above the table.
"""

from __future__ import annotations

import re

from itertools import zip_longest
from typing import TYPE_CHECKING

from attrs import evolve

from perfscore.read.table.rows import Row, bare, key, printed
from perfscore.read.vocabulary import (
    CLOSING,
    DATE,
    GOALS,
    GRADE,
    GRADES,
    HEADINGS,
    LEVELS1,
    NOTE,
    NOTES,
    STUBS,
    TITLE,
    TOTAL,
    fold,
    headings,
)


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from perfscore.lexicon import Lexicon
    from perfscore.read.grid import GridCell
    from perfscore.read.table.draft import Draft, Entry


__all__ = [
    "block_heads",
    "closes",
    "grade",
    "heading",
    "is_note",
    "is_title",
    "labels_in",
    "read_line",
    "score_in",
    "section",
]

_YEAR = re.compile(r"((?:19|20)\d\d|[一二][〇○零O0一二三四五六七八九]{3})(?=年)")
_CHINESE = str.maketrans("〇○零O一二三四五六七八九", "0000123456789")
_CURRENCY = re.compile(
    r"[(（]\s*(?:金额)?(?:单位[:：]?)?\s*(亿元|万元|千元|元)\s*[)）]|单位[:：]\s*(?:人民币)?(亿元|万元|千元|元)"
)
_COLON = re.compile("[:：]")
#: Labels known even where a saved page lost the space before them.
_GLUED = re.compile("(?:项目名称|主管部门|实施单位|填报单位|填报日期|项目负责人|联系电话)$")
_WORD = re.compile(r"(?<!\S)\S")
_TITLE_SCORE = re.compile(r"(?:总得分|自评得分|自评总分|总分)[:：]?\s*(\d+(?:\.\d+)?)\s*分?")
_SECTION = re.compile(r"(?P<name>.*?)\s*[(（]\s*(?P<weight>\d{1,3}(?:\.\d+)?)\s*分?\s*[)）]\s*")
_OPEN_SECTION = re.compile(r"(?P<name>\D{2,8}?)\s*(?P<weight>\d{1,3}(?:\.\d+)?)\s*分?")

#: A title longer than this is a sentence about a form.
_LONGEST_TITLE = 60

#: A label of more characters, spaces among them, is a sentence.
_LONGEST_LABEL = 24


def heading(text: str, lexicon: Lexicon | None = None) -> str | None:
    """
    What a label announces: ``project``, ``department``, ``unit``, ``expected``, ``actual`` or ``total``.
    """
    if len(text) > 40:
        return None
    words = headings(lexicon) if lexicon else HEADINGS
    known = words.get(key(text)) or words.get(bare(text))
    return known or ("total" if TOTAL.fullmatch(bare(text)) else None)


def is_note(text: str) -> bool:
    """
    Whether a cell is a label, or a block's name, that announces nothing we keep.
    """
    words = bare(text)
    return words in NOTES or words in STUBS or key(text) in NOTES or NOTE.search(key(text)) is not None


def grade(row: Row) -> GridCell | None:
    """
    The grade that stands beside its label, ``自评等级 | 优``.
    """
    cells = iter(row.filled)
    labelled = any(GRADE.fullmatch(bare(cell.text)) for cell in cells)
    return next((cell for cell in cells if bare(cell.text) in GRADES), None) if labelled else None


def closes(row: Row) -> bool:
    """
    Whether a row closes a form with a signature, a contact, a date or an opinion, ``填表人：张三 | 联系电话：…``.
    """
    first = row.filled[0].text
    label = _COLON.split(first, maxsplit=1)[0]
    return bool(CLOSING.fullmatch(bare(label)) or DATE.fullmatch(fold(first))) and len(label) <= _LONGEST_LABEL


def is_title(row: Row) -> bool:
    cells = row.filled
    return (
        len(cells) == 1
        and len(cells[0].text) <= _LONGEST_TITLE
        and TITLE.search(fold(cells[0].text)) is not None
        and not is_note(cells[0].text)
    )


def _year(text: str) -> str | None:
    found = _YEAR.search(fold(text))
    return None if found is None else found[1].translate(_CHINESE)


def read_unit(cell: GridCell, head: Entry) -> None:
    """
    Keep the unit of money, the first one printed.
    """
    found = _CURRENCY.search(cell.text.replace("\n", ""))
    if found is not None and "currency_unit" not in head.cells:
        head.add("currency_unit", evolve(cell, text=found[1] or found[2]))


def section(text: str) -> tuple[str, str] | None:
    """
    A head that carries its weight, as name and weight without brackets and 分: ``产出指标(50分)``, ``项目决策20``.
    """
    line = printed(text) or ""
    if match := _SECTION.fullmatch(line):
        return match["name"], match["weight"]
    match = _OPEN_SECTION.fullmatch(line)
    return (match["name"], match["weight"]) if match and bare(match["name"]) in LEVELS1 else None


def labels_in(row: Row) -> Iterator[tuple[str, GridCell, GridCell | None]]:
    """
    The labels of a row with the cell beside each: the role, the label, what it announces.
    """
    cells = row.own
    announced: GridCell | None = None
    for cell, beside in zip_longest(cells, cells[1:]):
        role = heading(cell.text, row.lexicon)
        inside = () if role or cell is announced else _inside(cell.text, row.lexicon)
        for name, value in inside:
            yield name, cell, evolve(cell, text=value)
        if not inside and (role or bare(cell.text) in GOALS):
            announced = beside if beside is not None and not _is_label(beside.text, row.lexicon) else None
            yield role or "stub", cell, announced


def _inside(text: str, lexicon: Lexicon) -> tuple[tuple[str, str], ...]:
    """
    The labels in a text that begins with one, each with what follows it: ``主管部门：某局  实施单位：某中心``.
    """
    found: list[tuple[int, int, str | None]] = []
    for colon in _COLON.finditer(text):
        label = _label_before(text, found[-1][1] if found else 0, colon.start(), lexicon)
        if label is not None:
            found.append((label, colon.end(), heading(text[label : colon.start()], lexicon)))
        elif not found:
            return ()
    ends = (*(start for start, _, _ in found[1:]), len(text))
    told = ((role, text[start:end].strip()) for (_, start, role), end in zip(found, ends, strict=False) if role)
    return tuple((role, value) for role, value in told if value)


def _label_before(text: str, since: int, colon: int, lexicon: Lexicon) -> int | None:
    """
    Where the label before a colon begins, ``None`` where none stands there; 项目期目标： begins a goal of the year as well.
    """
    since = max(since, colon - _LONGEST_LABEL)
    starts = (match.start() for match in _WORD.finditer(text, since, colon))
    glued = _GLUED.search(text, since, colon)
    words = ((start, text[start:colon]) for start in starts)
    known = next((n for n, word in words if _is_label(word, lexicon) and heading(word, lexicon) != "period"), None)
    return glued.start() if known is None and glued else known


def _is_label(text: str, lexicon: Lexicon) -> bool:
    return heading(text, lexicon) is not None or is_note(text)


def read_line(row: Row, head: Entry) -> bool:
    """
    Keep what a title or a line above the table tells: title, year, unit of money; true where it tells one of them.
    """
    before = sum(map(len, head.cells.values()))
    for cell in row.filled:
        if is_title(row):
            head.cells["title"] = [cell]
        if "year" not in head.cells and (found := _year(cell.text)):
            head.add("year", evolve(cell, text=found))
        read_unit(cell, head)
    return is_title(row) or before < sum(map(len, head.cells.values()))


def score_in(text: str) -> str | None:
    """
    The total that a title tells in passing: ``自评表(项目总得分99分)``.
    """
    found = _TITLE_SCORE.search(text)
    return None if found is None else found[1]


def block_heads(block: Sequence[Row], draft: Draft) -> None:
    """
    What the names beside a block's heads tell: its weight, and the unit of its money.
    """
    end = block[-1].index + 1
    for row in block:
        for cell in row.own:
            read_unit(cell, draft.head)
            beside = cell.row + cell.rows > end or bare(cell.text).rstrip("0123456789") in STUBS
            if beside and (found := section(cell.text)):
                draft.section(cell, *found, once=True)
