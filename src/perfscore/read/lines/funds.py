"""
Reads the fund table: rows told by their names, numbers sorted into columns.

Where blank cells have vanished, five numbers may belong to six columns. What the numbers look like, and whether
executed / budget gives the rate and weight × rate the score, decides which cell is blank.
"""

from __future__ import annotations

import re

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations, islice, pairwise
from typing import Final

from attrs import frozen

from perfscore.form import FundRow, Place, Remark
from perfscore.read.lines.heads import Header, Shape
from perfscore.read.lines.parts import stands_alone
from perfscore.read.lines.runs import number, splits
from perfscore.read.lines.stream import Stream
from perfscore.read.lines.tokens import CELL_END
from perfscore.read.table.rows import bare
from perfscore.read.vocabulary import FUND_COMPONENTS, FUND_NAME, FUND_TOTALS


__all__ = ["NAME", "FundTable", "read_funds"]

_NAMES: Final = tuple(sorted({*FUND_TOTALS, *FUND_COMPONENTS}, key=len, reverse=True))
NAME: Final = re.compile(rf"(?:其中:?)?(?:{'|'.join(map(re.escape, _NAMES))}):?")
#: What stands below a fund table.
_BELOW: Final = re.compile("目标|绩效|指标|情况|说明|注:")
_SENTENCE: Final = re.compile("[。;,]")
_CELL: Final = re.compile(r"[|\t\n]")
_GAP: Final = re.compile(".", re.DOTALL)
#: A name of more characters, or of more words, has not been met.
_LONGEST_NAME: Final = 30
_NAME_WORDS: Final = 3
_MARK: Final = re.compile(r"[-—–/一]+")
_MONEY: Final = re.compile(r"-?\d[\d,]*(?:\.\d+)?(?:万?元)?|万?元")
_POINTS: Final = re.compile(r"\d{1,3}(?:\.\d{1,4})?分?")
_RATE: Final = re.compile(r"-?\d[\d,]*(?:\.\d+)?%?")
_VALUES: Final = re.compile(r"[-\d.,%/—–一万元分]+")

_MONEYS: Final = ("initial", "budget", "executed")
#: Columns that a fund row keeps nothing of.
_UNKEPT: Final = frozenset({"reason", "extra"})
#: What it costs to leave a cell blank: a budget seldom is, a component's points mostly are.
_BLANK: Final = {"initial": 1, "budget": 6, "executed": 6, "weight": 3, "rate": 2, "score": 3, "reason": 0, "extra": 0}
_BLANK_COMPONENT: Final = {**_BLANK, "weight": 0, "rate": 1, "score": 0}
_UNLIKELY: Final = 4
#: With more columns than this, only cells that were kept blank tell where the others belong.
_COLUMNS: Final = 12
_FEW_DECIMALS: Final = 2
#: More ways to part a text than this are not looked through.
_MOST: Final = 50_000
_IMPOSSIBLE: Final = 1000


@frozen
class FundTable:
    """
    The rows, the remarks of reading them, and the places of both by address.
    """

    rows: tuple[FundRow, ...] = ()
    places: tuple[tuple[str, Place], ...] = ()
    remarks: tuple[Remark, ...] = ()


def read_funds(stream: Stream, header: Header, end: int) -> FundTable:
    """
    The fund rows between *header* and the position *end* of the folded text.
    """
    rows: list[FundRow] = []
    places: list[tuple[str, Place]] = []
    remarks: list[Remark] = []
    names = list(_names(stream, header, end))
    # A head of indicators, such as 质量指标值, names no column that a fund row has.
    roles = tuple(role if role in _BLANK else "extra" for role in header.roles)
    values = [_values(stream, header, name[1], below[0]) for name, below in pairwise([*names, (end, end)])]
    total = _total([stream.folded[start:stop] for start, stop in names], values)
    for number_, (name, texts) in enumerate(zip(names, values, strict=True)):
        place = stream.place(stream.start(name[0]))
        if header.shape is Shape.GLUED:
            cells = _parted("".join(texts), roles, header, rows[0] if rows else None)
        else:
            cells = _sorted(texts, roles, is_total=number_ == total)
            if cells and number_ == total:
                cells = {**_printed_weight(header), **cells}
        if cells is None:
            remarks.append(Remark("uncertain", " ".join(filter(None, texts)), f"funds[{len(rows)}]", place))
            cells = {}
        cells = {role: value for role, value in cells.items() if role not in _UNKEPT}
        places.append((f"funds[{len(rows)}]", place))
        text = stream.text[stream.start(name[0]) : stream.end(name[1])] if name[0] < name[1] else ""
        printed = "".join(text.split("\n")).strip() or None
        rows.append(FundRow("total" if number_ == total else "component", printed, **cells))
    return FundTable(tuple(rows), tuple(places), tuple(remarks))


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
    if header.shape is Shape.GLUED:
        yield from (match.span() for match in NAME.finditer(stream.folded, header.end, end))
        return
    position = header.end
    pending: list[tuple[int, int]] = []
    unnamed = table = True
    while position < end:
        known = NAME.match(stream.folded, position, end)
        if known and stands_alone(stream, known.end()):
            yield known.span()
            pending, unnamed, stop = [], False, known.end()
        else:
            stop = _token(stream, header.shape, position, end)
            word = stream.folded[position:stop]
            table = table and not _BELOW.search(word)
            if not _VALUES.fullmatch(word):
                pending.append((position, stop))
            elif table and (pending or unnamed):
                name = _likely_name(stream, header, pending) if pending else (position, position)
                if name is not None:
                    yield name
                pending, unnamed = [], False
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


def _likely_name(stream: Stream, header: Header, words: Sequence[tuple[int, int]]) -> tuple[int, int] | None:
    """
    The name that words in front of an amount make up, if they resemble one; a reason of the row above may come first.
    """
    shared = not _UNKEPT.isdisjoint(header.roles)
    first = words[-1] if shared or len(words) > _NAME_WORDS else words[0]
    span = first[0], words[-1][1]
    word = stream.folded[slice(*span)]
    found = len(word) <= _LONGEST_NAME and FUND_NAME.search(bare(word)) and not _SENTENCE.search(word)
    return span if found else None


def _values(stream: Stream, header: Header, start: int, end: int) -> list[str]:
    text = stream.text[stream.end(start) : stream.start(end)]
    if header.shape is Shape.PIPES:
        # in front of the amounts of a row without a name stands its blank cell
        text = text if start > header.end else "|" + text.lstrip(" |\t\n")
        return list(_printed_cells(text, header.roles))
    if header.shape is Shape.GLUED:
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
        if compact and role not in _UNKEPT and not _VALUES.fullmatch("".join(compact.split())):
            return
        yield compact


def _parted(text: str, roles: Sequence[str], header: Header, total: FundRow | None) -> dict[str, str] | None:
    """
    Numbers that run together, where only one way to part them fits the relations of the row.
    """
    if len(roles) > _COLUMNS:
        return None if text else {}
    weight: dict[str, str] = {}
    # a reason is words
    roles = [role for role in roles if role != "reason"]
    if total is None:
        weight = _printed_weight(header)
    else:
        roles = [role for role in roles if role not in ("weight", "score")]
        # What is not scored stands there as a mark, between the money and its rate.
        pieces = [piece for piece in _MARK.split(text) if piece]
        money = [role for role in roles if role in _MONEYS]
        if not pieces:
            return {}
        if all(set(piece) == {"0"} for piece in pieces) and len(pieces[0]) == len(money):
            return dict.fromkeys(money, "0") | ({"rate": pieces[1]} if len(pieces) > 1 and pieces[1] == "0" else {})
        # Most often one part is the whole.
        whole = {role: printed for role in _MONEYS if (printed := getattr(total, role)) is not None}
        if pieces == ["".join(whole.values())]:
            return whole
        text = "".join(pieces)
    if not text:
        return {}
    ways: dict[tuple[tuple[str, str], ...], dict[str, str]] = {}
    for count in range(len(roles), 1, -1):
        for choice in combinations(roles, count):
            for way in islice(splits(text, choice), _MOST):
                cells = {**weight, **dict(zip(choice, way, strict=True))}
                if _fits(cells):
                    ways[tuple(sorted(cells.items()))] = cells
        if ways:
            break
    # Amounts have a few decimals; a digit moved over to the next amount makes them longer.
    short = [cells for cells in ways.values() if max(map(_decimals, map(cells.get, _MONEYS))) <= _FEW_DECIMALS]
    if len(ways) > 1 and len(short) == 1:
        return short[0]
    return next(iter(ways.values())) if len(ways) == 1 else None


def _decimals(text: str | None) -> int:
    return len((text or "").partition(".")[2])


def _printed_weight(header: Header) -> dict[str, str]:
    """
    The weight of the execution, where only the head prints it: 得分(20分*执行率).
    """
    match = next((m for head in header.heads if (m := re.search(r"\((\d{1,2})分\*", head.text))), None)
    return {"weight": match[1]} if match and "weight" not in header.roles else {}


def _fits(cells: Mapping[str, str]) -> bool:
    value = {role: found for role, text in cells.items() if (found := number(text)) is not None}
    if "budget" not in value or "executed" not in value:
        return False
    if not value["budget"] or "rate" not in value:
        return False
    share = value["executed"] / value["budget"]
    percent = cells["rate"].endswith("%") or value["rate"] > 1
    if abs(share * (100 if percent else 1) - value["rate"]) > Decimal("0.01"):
        return False
    return (
        "score" not in value or "weight" not in value or abs(value["weight"] * share - value["score"]) <= Decimal("0.1")
    )


def _sorted(texts: Sequence[str], roles: Sequence[str], *, is_total: bool) -> dict[str, str] | None:
    """
    The texts by their columns, ``None`` where no order of columns fits.
    """
    shown = [text for text in texts if text]
    choices = combinations(roles, len(shown)) if len(roles) <= _COLUMNS else ()
    ways = [dict(zip(choice, shown, strict=True)) for choice in choices]
    best = min(ways, key=lambda cells: _cost(cells, roles, is_total=is_total), default=None)
    if len(shown) < len(texts) == len(roles):
        # Blank cells that were kept tell the columns, unless what they tell is absurd.
        printed = {role: text for role, text in zip(roles, texts, strict=True) if text}
        if best is None or _cost(printed, roles, is_total=is_total) < _cost(best, roles, is_total=is_total) + _UNLIKELY:
            best = printed
    if best is None or _cost(best, roles, is_total=is_total) >= _IMPOSSIBLE:
        return None
    return best


def _cost(cells: Mapping[str, str], roles: Sequence[str], *, is_total: bool) -> int:
    blank = _BLANK if is_total else _BLANK_COMPONENT
    cost = sum(_likeness(role, text) for role, text in cells.items())
    cost += sum(blank[role] for role in roles if role not in cells)
    if not is_total:
        cost += sum(_UNLIKELY for role in ("weight", "score") if number(cells.get(role)) is not None)
    return cost + _relations(cells)


def _likeness(role: str, text: str) -> int:
    if role in _MONEYS:
        return 0 if _MONEY.fullmatch(text) else _UNLIKELY if _MARK.fullmatch(text) else _IMPOSSIBLE
    if role in ("weight", "score"):
        return 0 if _POINTS.fullmatch(text) or _MARK.fullmatch(text) else _IMPOSSIBLE
    if role == "rate":
        if _MARK.fullmatch(text):
            return _UNLIKELY
        return (0 if text.endswith("%") else 1) if _RATE.fullmatch(text) else _IMPOSSIBLE
    return 1


def _relations(cells: Mapping[str, str]) -> int:
    value = {role: found for role, text in cells.items() if (found := number(text)) is not None}
    cost = 0
    if value.get("budget") and "executed" in value and "rate" in value:
        percent = 100 * value["executed"] / value["budget"]
        cost += 0 if abs(percent - value["rate"]) < 1 or abs(percent / 100 - value["rate"]) < Decimal("0.01") else 2
        if "weight" in value and "score" in value:
            cost += 0 if abs(value["weight"] * percent / 100 - value["score"]) < 1 else 1
    if value.get("weight", Decimal(0)) > 100:
        cost += _IMPOSSIBLE
    return cost
