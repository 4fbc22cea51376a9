"""
Reads the fund table: rows told by their names, numbers sorted into columns.

Where blank cells have vanished, five numbers may belong to six columns. What the numbers look like, and whether
executed / budget gives the rate and weight × rate the score, decides which cell is blank.
"""

from __future__ import annotations

import re

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations, islice
from typing import Final

from attrs import frozen

from perfscore.form import FundRow, Place, Remark
from perfscore.read.text.atoms import CELL_END
from perfscore.read.text.heads import Header, Shape
from perfscore.read.text.parts import stands_alone
from perfscore.read.text.runs import number, splits
from perfscore.read.text.stream import Stream
from perfscore.read.vocabulary import FUND_COMPONENTS, FUND_TOTALS


__all__ = ["NAME", "FundTable", "read_funds"]

_NAMES: Final = tuple(sorted({*FUND_TOTALS, *FUND_COMPONENTS}, key=len, reverse=True))
NAME: Final = re.compile(rf"(?:其中:?)?(?:{'|'.join(map(re.escape, _NAMES))}):?")
_MARK: Final = re.compile(r"[-—–/一]+")
_MONEY: Final = re.compile(r"-?\d[\d,]*(?:\.\d+)?(?:万?元)?|万?元")
_POINTS: Final = re.compile(r"\d{1,3}(?:\.\d{1,4})?分?")
_RATE: Final = re.compile(r"-?\d[\d,]*(?:\.\d+)?%?")
_VALUES: Final = re.compile(r"[-\d.,%/—–一万元分]+")

_MONEYS: Final = ("initial", "budget", "executed")
#: What it costs to leave a cell blank: a budget seldom is, a component's points mostly are.
_BLANK: Final = {"initial": 1, "budget": 6, "executed": 6, "weight": 3, "rate": 2, "score": 3, "reason": 0, "extra": 0}
_BLANK_COMPONENT: Final = {**_BLANK, "weight": 0, "rate": 1, "score": 0}
_UNLIKELY: Final = 4
#: With more columns than this, only cells that were kept blank tell where the others belong.
_COLUMNS: Final = 12
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
    names = [m for m in NAME.finditer(stream.folded, header.end, end) if _is_name(stream, header, m)]
    # A head of indicators, such as 质量指标值, names no column that a fund row has.
    roles = tuple(role if role in _BLANK else "extra" for role in header.roles)
    total = False
    for name, stop in zip(names, [*(name.start() for name in names[1:]), end], strict=False):
        place = stream.place(stream.start(name.start()))
        is_total = not total and name[0].rstrip(":") in FUND_TOTALS
        total = total or is_total
        texts = _values(stream, header, name.end(), stop)
        if header.shape is Shape.GLUED:
            cells = _parted("".join(texts), roles, header, rows[0] if rows else None)
        else:
            cells = _sorted(texts, roles, is_total=is_total)
        if cells is None:
            remarks.append(Remark("uncertain", " ".join(filter(None, texts)), f"funds[{len(rows)}]", place))
            cells = {}
        places.append((f"funds[{len(rows)}]", place))
        text = stream.text[stream.start(name.start()) : stream.end(name.end())]
        rows.append(FundRow("total" if is_total else "component", "".join(text.split("\n")).strip(), **cells))
    return FundTable(tuple(rows), tuple(places), tuple(remarks))


def _is_name(stream: Stream, header: Header, match: re.Match[str]) -> bool:
    return header.shape is Shape.GLUED or (stands_alone(stream, match.start()) and stands_alone(stream, match.end()))


def _values(stream: Stream, header: Header, start: int, end: int) -> list[str]:
    text = stream.text[stream.end(start) : stream.start(end)]
    if header.shape is Shape.PIPES:
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
        if compact and role not in ("reason", "extra") and not _VALUES.fullmatch("".join(compact.split())):
            return
        yield compact


def _parted(text: str, roles: Sequence[str], header: Header, total: FundRow | None) -> dict[str, str] | None:
    """
    Numbers that run together, where only one way to part them fits the relations of the row.
    """
    if not text or len(roles) > _COLUMNS:
        return None if text else {}
    weight: dict[str, str] = {}
    if total is None:
        weight = _printed_weight(header)
    else:
        # Most often one part is the whole.
        whole = {role: printed for role in _MONEYS if (printed := getattr(total, role)) is not None}
        if text == "".join(whole.values()):
            return whole
        roles = [role for role in roles if role not in ("weight", "score")]
    ways: dict[tuple[tuple[str, str], ...], dict[str, str]] = {}
    for count in range(len(roles), 1, -1):
        for choice in combinations(roles, count):
            for way in islice(splits(text, choice), _MOST):
                cells = {**weight, **dict(zip(choice, way, strict=True))}
                if _fits(cells):
                    ways[tuple(sorted(cells.items()))] = cells
        if ways:
            break
    return next(iter(ways.values())) if len(ways) == 1 else None


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
    return {role: text for role, text in best.items() if role not in ("reason", "extra")}


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
