"""
Reads the fund table: rows told by their names, numbers sorted into columns.

Where blank cells have vanished, five numbers may belong to six columns. What the numbers look like, and whether
executed / budget gives the rate and weight × rate the score, decides which cell is blank.
"""

from __future__ import annotations

import re

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations
from typing import Final

from attrs import frozen

from perfscore.form import FundRow, Place, Remark
from perfscore.read.text.heads import Header, Shape
from perfscore.read.text.parts import stands_alone
from perfscore.read.text.stream import Stream
from perfscore.read.vocabulary import FUND_COMPONENTS, FUND_TOTALS


__all__ = ["FundTable", "read_funds"]

_NAMES: Final = tuple(sorted({*FUND_TOTALS, *FUND_COMPONENTS}, key=len, reverse=True))
_NAME: Final = re.compile(rf"(?:其中:?)?(?:{'|'.join(map(re.escape, _NAMES))}):?")
_MARK: Final = re.compile(r"[-—–/一]+")
_MONEY: Final = re.compile(r"-?\d[\d,]*(?:\.\d+)?(?:万?元)?|万?元")
_POINTS: Final = re.compile(r"\d{1,3}(?:\.\d{1,4})?分?")
_RATE: Final = re.compile(r"-?\d[\d,]*(?:\.\d+)?%?")
_VALUES: Final = re.compile(r"[-\d.,%/—–一万元分]+")

_MONEYS: Final = ("initial", "budget", "executed")
#: What it costs to leave a cell blank: a budget seldom is, a component's points mostly are.
_BLANK: Final = {"initial": 1, "budget": 6, "executed": 6, "weight": 3, "rate": 2, "score": 3, "reason": 0, "extra": 0}
_UNLIKELY: Final = 4
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
    names = [m for m in _NAME.finditer(stream.folded, header.end, end) if _is_name(stream, header, m)]
    roles = header.roles
    total = False
    for name, stop in zip(names, [*(name.start() for name in names[1:]), end], strict=True):
        place = stream.place(stream.start(name.start()))
        texts = _values(stream, header.shape, name.end(), stop, len(roles))
        cells = _sorted(texts, roles)
        if cells is None:
            remarks.append(Remark("uncertain", " ".join(filter(None, texts)), f"funds[{len(rows)}]", place))
            cells = {}
        is_total = not total and name[0].rstrip(":") in FUND_TOTALS
        total = total or is_total
        places.append((f"funds[{len(rows)}]", place))
        text = stream.text[stream.start(name.start()) : stream.end(name.end())]
        rows.append(FundRow("total" if is_total else "component", "".join(text.split("\n")).strip(), **cells))
    return FundTable(tuple(rows), tuple(places), tuple(remarks))


def _is_name(stream: Stream, header: Header, match: re.Match[str]) -> bool:
    return header.shape is Shape.GLUED or (stands_alone(stream, match.start()) and stands_alone(stream, match.end()))


def _values(stream: Stream, shape: Shape, start: int, end: int, columns: int) -> list[str]:
    text = stream.text[stream.end(start) : stream.start(end)]
    if shape is Shape.PIPES:
        return [" ".join(cell.split()) for cell in re.split(r"[|\t]", text)[1 : columns + 1]]
    values = []
    for word in text.split():
        if not _VALUES.fullmatch(word):
            break
        values.append(word)
    return values


def _sorted(texts: Sequence[str], roles: Sequence[str]) -> dict[str, str] | None:
    """
    The texts by their columns, ``None`` where no order of columns fits.
    """
    if any(not text for text in texts) and len(texts) == len(roles):
        choice: Sequence[str] | None = roles
    else:
        texts = [text for text in texts if text]
        choice = min(_choices(texts, roles), key=lambda c: _cost(texts, c, roles), default=None)
        if choice is not None and _cost(texts, choice, roles) >= _IMPOSSIBLE:
            choice = None
    if choice is None:
        return None
    return {role: text for role, text in zip(choice, texts, strict=False) if text and role not in ("reason", "extra")}


def _choices(texts: Sequence[str], roles: Sequence[str]) -> Iterator[tuple[str, ...]]:
    return combinations(roles, len(texts))


def _cost(texts: Sequence[str], choice: Sequence[str], roles: Sequence[str]) -> int:
    cells = dict(zip(choice, texts, strict=True))
    cost = sum(_likeness(role, text) for role, text in cells.items())
    cost += sum(_BLANK[role] for role in roles if role not in cells)
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


def _relations(cells: dict[str, str]) -> int:
    number = {role: value for role, text in cells.items() if (value := _number(text)) is not None}
    cost = 0
    if number.get("budget") and "executed" in number and "rate" in number:
        percent = 100 * number["executed"] / number["budget"]
        cost += 0 if abs(percent - number["rate"]) < 1 or abs(percent / 100 - number["rate"]) < Decimal("0.01") else 2
        if "weight" in number and "score" in number:
            cost += 0 if abs(number["weight"] * percent / 100 - number["score"]) < 1 else 1
    if number.get("weight", Decimal(0)) > 100:
        cost += _IMPOSSIBLE
    return cost


def _number(text: str) -> Decimal | None:
    match = re.match(r"-?\d[\d,]*(?:\.\d+)?", text)
    return Decimal(match[0].replace(",", "")) if match else None
