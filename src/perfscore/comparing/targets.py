"""
Approved targets against the self-evaluation: what was lowered, dropped, added or weighted otherwise.

The same questions are asked of two versions of one form.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import partial
from typing import Final

from perfscore.address import Address, cell
from perfscore.comparing.amounts import agree, amount, differ
from perfscore.comparing.catalogue import C801, C802, C803, C804, C805, CHANGES
from perfscore.comparing.difference import Difference
from perfscore.comparing.likeness import name_key
from perfscore.comparing.meaning import change_between, printed_target, promise
from perfscore.comparing.rows import Pair
from perfscore.comparing.sides import Sides
from perfscore.form import Form, FundRow, Indicator, Section
from perfscore.notation.number import Number, exact_sum, is_blank, plain, read_number
from perfscore.rules.rule import Severity


__all__ = ["against_approved", "fund_pairs"]

#: Changes that may be a matter of layout or of words.
_MILD: Final = ("dropped",)


def against_approved(sides: Sides, pairs: tuple[Pair, ...]) -> Iterator[Difference]:
    """
    C801 to C805: indicators first, then sections, the execution row and the money.
    """
    for pair in pairs:
        if len(pair.before) == len(pair.after) == 1:
            yield from _row(sides, pair.before[0], pair.after[0])
        else:
            yield from _split_and_merged_rows(sides, pair)
    yield from _dropped_and_added_rows(sides, pairs)
    yield from _sections(sides)
    yield from _funds(sides)


def _row(sides: Sides, before: int, after: int) -> Iterator[Difference]:
    one, other = sides.before.form.indicators[before], sides.after.form.indicators[after]
    found = partial(sides.difference, C801)
    if name_key(one.name) != name_key(other.name):
        cells = cell("indicators", before, "name"), cell("indicators", after, "name")
        yield found(*cells, message=CHANGES["renamed"], severity=Severity.NOTICE, direction="renamed")
    wanted, promised = promise(one, sides.before), promise(other, sides.after)
    if wanted.is_blank != promised.is_blank:
        change: str | None = "filled" if wanted.is_blank else "blank"
    else:
        change = change_between(wanted, promised)
    if change is not None:
        column = _changed_column(one, other)
        yield found(
            cell("indicators", before, column),
            cell("indicators", after, column),
            message=CHANGES[change],
            texts=(printed_target(one), printed_target(other)),
            severity=Severity.NOTICE if change in _MILD else None,
            direction=change,
        )
    yield from _weight(sides, cell("indicators", before, "weight"), cell("indicators", after, "weight"), one, other)


def _changed_column(one: Indicator, other: Indicator) -> str:
    changed = [
        column
        for column in ("target", "comparator", "unit")
        if name_key(getattr(one, column)) != name_key(getattr(other, column))
    ]
    return changed[0] if changed else "target"


def _weight(
    sides: Sides, before_cell: str, cell: str, one: Indicator | Section | FundRow, other: Indicator | Section | FundRow
) -> Iterator[Difference]:
    if differ(one.weight, other.weight):
        yield sides.difference(C804, before_cell, cell, direction=_way(one.weight, other.weight))


def _way(before: str | None, after: str | None) -> str | None:
    one, other = read_number(before), read_number(after)
    if not isinstance(one, Number) or not isinstance(other, Number):
        return None
    return "more" if other.value > one.value else "less"


def _split_and_merged_rows(sides: Sides, pair: Pair) -> Iterator[Difference]:
    """
    A row that became several, or several that became one: said once, and their weights as a sum.
    """
    change = "split" if len(pair.before) == 1 else "merged"
    olds = [sides.before.form.indicators[index] for index in pair.before]
    news = [sides.after.form.indicators[index] for index in pair.after]
    cells = cell("indicators", pair.before[0], "name"), cell("indicators", pair.after[0], "name")
    names = _names(olds), _names(news)
    yield sides.difference(
        C801, *cells, message=CHANGES[change], texts=names, severity=Severity.NOTICE, direction=change
    )
    was, now = _sum_of_weights(olds), _sum_of_weights(news)
    if was is not None and now is not None and was != now:
        cells = cell("indicators", pair.before[0], "weight"), cell("indicators", pair.after[0], "weight")
        yield sides.difference(C804, *cells, texts=(was, now), direction=_way(was, now))


def _names(rows: list[Indicator]) -> str:
    return "、".join(f"{row.name or ''}{printed_target(row) or ''}" for row in rows)


def _sum_of_weights(rows: list[Indicator]) -> str | None:
    numbers = [read_number(row.weight) for row in rows]
    values = [number.value for number in numbers if isinstance(number, Number)]
    places = [number.places for number in numbers if isinstance(number, Number)]
    return plain(exact_sum(values), 0, max(places)) if len(values) == len(rows) else None


def _dropped_and_added_rows(sides: Sides, pairs: tuple[Pair, ...]) -> Iterator[Difference]:
    matched_before = {index for pair in pairs for index in pair.before}
    matched_after = {index for pair in pairs for index in pair.after}
    for index, row in enumerate(sides.before.form.indicators):
        if index not in matched_before and _is_evaluated(row):
            yield sides.difference(C802, str(Address("indicators", index)), None, texts=(_names([row]), None))
    for index, row in enumerate(sides.after.form.indicators):
        if index not in matched_after and _is_evaluated(row):
            yield sides.difference(C803, None, str(Address("indicators", index)), texts=(None, _names([row])))


def _is_evaluated(row: Indicator) -> bool:
    """
    Whether the row is one at all: unused lines of a template hold no name, or neither target nor weight.
    """
    return not is_blank(row.name) and not (is_blank(row.target) and is_blank(row.weight))


def _sections(sides: Sides) -> Iterator[Difference]:
    named = {name_key(section.name): index for index, section in enumerate(sides.before.form.sections) if section.name}
    for index, section in enumerate(sides.after.form.sections):
        before = named.get(name_key(section.name))
        if before is not None:
            other = sides.before.form.sections[before]
            yield from _weight(
                sides, cell("sections", before, "weight"), cell("sections", index, "weight"), other, section
            )


def _funds(sides: Sides) -> Iterator[Difference]:
    """
    The total row and the components of one name; an approved table prints one amount, or both columns.
    """
    for before, index in fund_pairs(sides.before.form, sides.after.form):
        approved, row = sides.before.form.funds[before], sides.after.form.funds[index]
        if row.role == "total":
            yield from _weight(sides, cell("funds", before, "weight"), cell("funds", index, "weight"), approved, row)
        seen: set[str | None] = set()
        for column in ("initial", "budget"):
            source = _approved_column(approved, column)
            if source is None or getattr(row, column) in seen:
                continue
            one = amount(sides.before.form, getattr(approved, source), sides.after.form)
            other = amount(sides.after.form, getattr(row, column), sides.before.form)
            if one is not None and other is not None and not agree(one, other):
                seen.add(getattr(row, column))
                way = "more" if other.value > one.value else "less"
                yield sides.difference(C805, cell("funds", before, source), cell("funds", index, column), direction=way)


def fund_pairs(before: Form, after: Form) -> Iterator[tuple[int, int]]:
    """
    The fund rows of one name, by their places in both forms; of several of one name the first with the first.
    """
    named: defaultdict[str, list[int]] = defaultdict(list)
    for index, row in enumerate(before.funds):
        named[_fund_key(row)].append(index)
    for index, row in enumerate(after.funds):
        places = named[_fund_key(row)]
        if places:
            yield places.pop(0), index


def _fund_key(row: FundRow) -> str:
    return "total" if row.role == "total" else name_key(row.name)


def _approved_column(approved: FundRow, column: str) -> str | None:
    """
    The column of the approved row that *column* is compared with: its own, or the only amount that was approved.
    """
    other = "budget" if column == "initial" else "initial"
    return next((name for name in (column, other) if not is_blank(getattr(approved, name))), None)
