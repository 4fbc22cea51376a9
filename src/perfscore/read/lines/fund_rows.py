"""
The rows of a fund table: told by their names, their numbers sorted into columns by what they look like.

Where blank cells have vanished, five numbers may belong to six columns. Amounts, points and rates are printed in
different ways, and an execution rate is left out more often than a budget; whether the figures agree plays no part.
"""

from __future__ import annotations

import re

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise
from typing import Final

from attrs import evolve, frozen

from perfscore.read.lines.grid_rows import FIRST_COLUMN, GridRows, Text
from perfscore.read.lines.heads import Header, Shape
from perfscore.read.lines.parts import stands_alone
from perfscore.read.lines.stream import Stream
from perfscore.read.lines.tokens import CELL_END
from perfscore.read.lines.unspaced_numbers import Known, Parted, part
from perfscore.read.table.rows import bare
from perfscore.read.vocabulary import FUND_COMPONENTS, FUND_NAME, FUND_TOTALS, in_text


__all__ = ["FUND_NAMES", "write_funds"]

_NAMES: Final = tuple(sorted({*FUND_TOTALS, *FUND_COMPONENTS}, key=len, reverse=True))
#: A name may be followed by a note in brackets: 其他资金(包括以前年度结转资金).
FUND_NAMES: Final = re.compile(rf"(?:其中:?)?(?:{'|'.join(map(re.escape, _NAMES))})(?:\([^()]{{0,40}}\))?:?")
#: What stands below a fund table.
_BELOW: Final = re.compile(in_text("form", "below-funds"))
_SENTENCE: Final = re.compile("[。;,]")
_CELL: Final = re.compile(r"[|\t\n]")
_GAP: Final = re.compile(".", re.DOTALL)
#: A name of more characters, or of more words, has not been met.
_LONGEST_NAME: Final = 30
_NAME_WORDS: Final = 3
_MARK: Final = re.compile(r"[-—–/一]+")
_MONEY: Final = re.compile(r"-?\d[\d,]*(?:\.\d+)?(?:亿元|万元|亿|万|元)?|万?元")
_POINTS: Final = re.compile(r"(?:100(?:\.0+)?|\d{1,2}(?:\.\d{1,4})?)分?")
_RATE: Final = re.compile(r"-?\d[\d,]*(?:\.\d+)?%?")
_VALUES: Final = re.compile(r"[-\d.,%/—–一亿万元分]+")

_MONEYS: Final = frozenset({"initial", "budget", "executed"})
#: Columns that hold words.
_WORDS: Final = frozenset({"reason"})
#: What it costs to leave a cell blank: a budget seldom is, a component's points mostly are.
_BLANK: Final = {"initial": 1, "budget": 6, "executed": 6, "weight": 3, "rate": 2, "score": 3, "reason": 0, "extra": 0}
_BLANK_COMPONENT: Final = {**_BLANK, "weight": 0, "rate": 1, "score": 0}
#: Where numbers run together, a blank cell is the last explanation, but most components have no points.
_BLANK_UNSPACED: Final = {**_BLANK, "initial": 3}
_BLANK_UNSPACED_COMPONENT: Final = {**_BLANK_COMPONENT, "initial": 3, "weight": -2}
_UNLIKELY: Final = 4
_IMPOSSIBLE: Final = 1000
#: With more columns than this, only cells that were kept blank tell where the others belong.
_COLUMNS: Final = 12
#: The points that the execution of the budget is mostly given.
_USUAL_WEIGHTS: Final = ("10", "20")


@frozen
class _Row:
    """
    A row: where its name stands in the folded text, the texts behind it, and whether it is the total.
    """

    name: tuple[int, int]
    texts: Sequence[str]
    is_total: bool = False
    parted: Parted | None = None

    @property
    def blank(self) -> Mapping[str, int]:
        return _BLANK if self.is_total else _BLANK_COMPONENT


def write_funds(out: GridRows, header: Header, end: int) -> None:
    """
    Write the fund table between *header* and the position *end* of the folded text.
    """
    stream = out.stream
    heads = header.heads
    columns = range(FIRST_COLUMN + 1, FIRST_COLUMN + 1 + len(heads))
    out.add(Text(n, head.text, stream.start(head.start)) for n, head in zip(columns, heads, strict=True))
    # a head of indicators, such as 质量指标值, names no column that a fund row has
    roles = tuple(head.role if head.role in _BLANK else "extra" for head in heads)
    for row in _with_cells(
        _rows(stream, header, end), roles, _known_points(header), unspaced=header.shape is Shape.UNSPACED
    ):
        start, stop = row.name
        position = stream.start(start)
        name = "".join(stream.text[position : stream.end(stop)].split("\n")).strip() if start < stop else ""
        cells = row.parted
        if cells is None:
            out.remark("uncertain", " ".join(filter(None, row.texts)), position)
            cells = Parted({}, frozenset())
        out.add(
            [
                Text(FIRST_COLUMN, name, position),
                *(
                    Text(FIRST_COLUMN + 1 + number, text, position, number in cells.uncertain)
                    for number, text in cells.cells.items()
                ),
            ]
        )


def _rows(stream: Stream, header: Header, end: int) -> list[_Row]:
    names = list(_names(stream, header, end))
    rows = [_Row(name, _texts(stream, header, name[1], below[0])) for name, below in pairwise([*names, (end, end)])]
    total = _total([stream.folded[start:stop] for start, stop in names], [row.texts for row in rows])
    return [evolve(row, is_total=number == total) for number, row in enumerate(rows)]


def _known_points(header: Header) -> Known:
    """
    The points that the execution may have: what the head prints, 得分(20分*执行率), or what it mostly has.
    """
    printed = next((m for head in header.heads if (m := re.search(r"\((\d{1,2})分\*", head.text))), None)
    return Known(weights=_USUAL_WEIGHTS, row={"weight": printed[1]} if printed else {})


def _with_cells(rows: Sequence[_Row], roles: Sequence[str], known: Known, *, unspaced: bool) -> list[_Row]:
    """
    The rows with their texts sorted into the columns.

    Where numbers run together, those that are parted for certain help with the others.
    """
    if not unspaced:
        return [evolve(row, parted=_sort_numbers(row, roles)) for row in rows]
    amounts: set[str] = set()
    found = list(rows)
    for _ in range(2):
        for number, row in enumerate(found):
            others = amounts - set(row.parted.cells.values() if row.parted else ())
            parted = _split_numbers(row, roles, evolve(known, amounts=others))
            found[number] = evolve(row, parted=parted)
            sure = parted.cells.items() if parted else ()
            amounts |= {
                text
                for at, text in sure
                if parted and at not in parted.uncertain and roles[at] in _MONEYS and text != "0"
            }
    return found


def _total(names: Sequence[str], values: Sequence[Sequence[str]]) -> int | None:
    """
    Which of the rows is the total: the first that says so, else the one above the first 其中, else the fullest one.
    """
    words = [bare(name) for name in names]
    parts = (above for above, name in enumerate(names[1:]) if name.startswith("其中"))
    filled = [sum(map(bool, texts)) for texts in values]
    fullest = filled.index(max(filled)) if filled and filled.count(max(filled)) == 1 else None
    return next((at for at, word in enumerate(words) if word in FUND_TOTALS or not word), next(parts, fullest))


def _names(stream: Stream, header: Header, end: int) -> Iterator[tuple[int, int]]:
    """
    Where the names of the rows stand in the folded text: known ones, and what resembles them in front of an amount.

    A table of a single row may leave its name out.
    """
    if header.shape is Shape.UNSPACED:
        yield from (match.span() for match in FUND_NAMES.finditer(stream.folded, header.end, end))
        return
    pending: list[tuple[int, int]] = []
    unnamed = table = True
    for start, stop, is_name in _words(stream, header, end):
        word = stream.folded[start:stop]
        table = table and (is_name or not _BELOW.search(word))
        if is_name:
            yield start, stop
            pending, unnamed = [], False
        elif not _VALUES.fullmatch(word):
            pending.append((start, stop))
        elif table and (pending or unnamed):
            yield from _likely_name(stream, header, pending) if pending else [(start, start)]
            pending, unnamed = [], False


def _words(stream: Stream, header: Header, end: int) -> Iterator[tuple[int, int, bool]]:
    """
    The cells, or the words, below a head row, and whether each is the known name of a fund row.
    """
    position = header.end
    while position < end:
        name = FUND_NAMES.match(stream.folded, position, end)
        known = name is not None and stands_alone(stream, name.end())
        stop = name.end() if name and known else _token(stream, header.shape, position, end)
        yield position, stop, known
        position = stop


def _token(stream: Stream, shape: Shape, start: int, end: int) -> int:
    """
    Where the cell, or the word, that begins at *start* ends.
    """
    parted = _CELL if shape is Shape.PIPES else _GAP
    stop = start + 1
    while stop < end and not parted.search(stream.between(stop, stop)):
        stop += 1
    return stop


def _likely_name(stream: Stream, header: Header, words: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """
    The name that words in front of an amount make up, if they resemble one; a reason of the row above may come first.
    """
    shared = not _WORDS.union(("extra",)).isdisjoint(header.roles)
    first = words[-1] if shared or len(words) > _NAME_WORDS else words[0]
    span = first[0], words[-1][1]
    word = stream.folded[slice(*span)]
    if len(word) <= _LONGEST_NAME and FUND_NAME.search(bare(word)) and not _SENTENCE.search(word):
        yield span


def _texts(stream: Stream, header: Header, start: int, end: int) -> list[str]:
    """
    What stands behind the name of a row and may be its values, ``""`` for a cell that is printed blank.
    """
    text = stream.text[stream.end(start) : stream.start(end)]
    if header.shape is Shape.PIPES:
        # in front of the amounts of a row without a name stands its blank cell
        text = text if start > header.end else "|" + text.lstrip(" |\t\n")
        return list(_printed_cells(text, header.roles))
    if header.shape is Shape.UNSPACED:
        match = _VALUES.match("".join(text.split()))
        return [match[0]] if match else []
    values = []
    for word in text.split():
        if not _VALUES.fullmatch(word):
            break
        values.append(word)
    return values


def _printed_cells(text: str, roles: Sequence[str]) -> Iterator[str]:
    """
    The cells of a row, up to what is printed below it where the row has lost its last ones.
    """
    cells = CELL_END.split(text)[1:]
    for role, cell in zip(roles, cells, strict=False):
        compact = " ".join(cell.split())
        if compact and role not in _WORDS and not _VALUES.fullmatch("".join(compact.split())):
            return
        yield compact


def _split_numbers(row: _Row, roles: Sequence[str], known: Known) -> Parted | None:
    """
    The numbers of a row that run together.
    """
    text = "".join(row.texts)
    if not text or not any(character.isdigit() for character in text):
        return Parted({}, frozenset())
    # words cannot hide among digits, and no form has so many columns of amounts
    numbers = [number for number, role in enumerate(roles) if role not in _WORDS]
    if len(numbers) > _COLUMNS:
        return None
    blank = _BLANK_UNSPACED if row.is_total else _BLANK_UNSPACED_COMPONENT
    found = part(text, [roles[number] for number in numbers], blank, known)
    if found is None:
        return None
    return Parted(
        {numbers[at]: cell for at, cell in found.cells.items()}, frozenset(numbers[at] for at in found.uncertain)
    )


def _sort_numbers(row: _Row, roles: Sequence[str]) -> Parted | None:
    """
    The texts by the numbers of their columns, ``None`` where no order of columns fits.

    More values than columns are aligned from the right: what is too much stands in front.
    """
    texts = list(row.texts[-len(roles) :])
    shown = [text for text in texts if text]
    # rows of a ragged table may have lost the blank cells of words
    choices = combinations(range(len(roles)), len(shown)) if len(roles) <= _COLUMNS else ()
    ways = [dict(zip(choice, shown, strict=True)) for choice in choices]
    costs = [_cost(cells, roles, row) for cells in ways]
    cost = min(costs, default=_IMPOSSIBLE)
    blanks_are_kept = len(shown) < len(texts) == len(roles)
    if blanks_are_kept:
        # they tell the columns, unless what they tell is absurd
        printed = {number: text for number, text in enumerate(texts) if text}
        if _cost(printed, roles, row) < min(cost + _UNLIKELY, _IMPOSSIBLE):
            return Parted(printed, frozenset())
    if cost >= _IMPOSSIBLE:
        return None
    cheapest = [way for way, its in zip(ways, costs, strict=True) if its == cost]
    differ = (n for n in range(len(roles)) if len({way.get(n) for way in cheapest}) > 1)
    return Parted(cheapest[0], frozenset() if blanks_are_kept else frozenset(differ))


def _cost(cells: Mapping[int, str], roles: Sequence[str], row: _Row) -> int:
    """
    How odd it would be for a row to have these cells.
    """
    cost = sum(_column_cost(roles[number], text) for number, text in cells.items())
    cost += sum(row.blank[role] for number, role in enumerate(roles) if number not in cells)
    if not row.is_total:
        cost += sum(
            _UNLIKELY for number, text in cells.items() if roles[number] in ("weight", "score") and text[0].isdigit()
        )
    return cost


def _column_cost(role: str, text: str) -> int:
    if role in _MONEYS:
        return 0 if _MONEY.fullmatch(text) else _UNLIKELY if _MARK.fullmatch(text) else _IMPOSSIBLE
    if role in ("weight", "score"):
        return 0 if _POINTS.fullmatch(text) or _MARK.fullmatch(text) else _IMPOSSIBLE
    if role == "rate":
        if _MARK.fullmatch(text):
            return _UNLIKELY
        return (0 if text.endswith("%") else 1) if _RATE.fullmatch(text) else _IMPOSSIBLE
    return 1
