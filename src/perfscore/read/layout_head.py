"""
The head of a form: what stands beside labels, in titles and in the lines above the table.
"""

from __future__ import annotations

import re

from itertools import zip_longest
from typing import TYPE_CHECKING

from attrs import evolve

from perfscore.read.layout_rows import Row, bare, key, printed
from perfscore.read.vocabulary import HEADINGS, LEVELS1, NOTES, STUBS, TITLE, fold


if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from perfscore.read.grid import GridCell
    from perfscore.read.layout_draft import Draft, Entry


__all__ = ["block_heads", "heading", "is_note", "is_title", "labelled", "read_line", "score_in", "section"]

_YEAR = re.compile(r"((?:19|20)\d\d|[一二][〇○零O0一二三四五六七八九]{3})(?=年)")
_CHINESE = str.maketrans("〇○零O一二三四五六七八九", "0000123456789")
_CURRENCY = re.compile(
    r"[(（]\s*(?:金额)?(?:单位[:：]?)?\s*(亿元|万元|千元|元)\s*[)）]|单位[:：]\s*(?:人民币)?(亿元|万元|千元|元)"
)
_LABELLED = re.compile(r"\s*(?P<label>[^:：]{2,16})[:：]\s*(?P<value>.*\S)\s*", re.DOTALL)
_TITLE_SCORE = re.compile(r"(?:总得分|自评得分|自评总分|总分)[:：]?\s*(\d+(?:\.\d+)?)\s*分?")
_SECTION = re.compile(r"(?P<name>.*?)\s*[(（]\s*(?P<weight>\d{1,3}(?:\.\d+)?)\s*分?\s*[)）]\s*")
_OPEN_SECTION = re.compile(r"(?P<name>\D{2,8}?)\s*(?P<weight>\d{1,3}(?:\.\d+)?)\s*分?")

#: A title longer than this is a sentence about a form.
_LONGEST_TITLE = 60

#: What a label of the goal says when no column heads follow it.
_GOAL_STUBS = frozenset(("年度总体目标", "总体目标", "年度绩效目标"))


def heading(text: str) -> str | None:
    """
    What a label announces: ``project``, ``department``, ``unit``, ``expected``, ``actual`` or ``total``.
    """
    if len(text) > 40:
        return None
    return HEADINGS.get(key(text)) or HEADINGS.get(bare(text))


def is_note(text: str) -> bool:
    """
    Whether a cell is a label, or a block's name, that announces nothing we keep.
    """
    words = bare(text)
    return (
        words in NOTES or words in STUBS or key(text) in NOTES or key(text).startswith(("注:", "备注:", "说明:", "注1"))
    )


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


def labelled(row: Row) -> Iterator[tuple[str, GridCell, GridCell | None]]:
    """
    The labels of a row with the cell beside each: the role, the label, what it announces.
    """
    cells = row.own
    for cell, beside in zip_longest(cells, cells[1:]):
        role = heading(cell.text)
        inside = None if role else _LABELLED.fullmatch(cell.text)
        if inside and (role := heading(inside["label"])):
            yield role, cell, evolve(cell, text=inside["value"])
        elif role or bare(cell.text) in _GOAL_STUBS:
            announces = beside if beside is not None and not _is_label(beside.text) else None
            yield role or "stub", cell, announces


def _is_label(text: str) -> bool:
    return heading(text) is not None or is_note(text)


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
    for row in block:
        for cell in row.own:
            read_unit(cell, draft.head)
            if bare(cell.text).rstrip("0123456789") in STUBS and (found := section(cell.text)):
                draft.section(cell, *found)
