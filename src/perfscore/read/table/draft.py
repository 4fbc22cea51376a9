"""
A form while it is put together: which cells of the document make up each of its cells.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Literal

from attrs import Factory, define, evolve

from perfscore.address import Address, cell
from perfscore.form import Form, FundRow, Goals, Indicator, Place, Remark, Section, Total
from perfscore.read.table.rows import printed
from perfscore.read.vocabulary import PLACEHOLDER, fold


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from perfscore.read.grid import GridCell


__all__ = ["MARKS", "Draft", "Entry"]

#: What stands in a cell that is left out on purpose.
MARKS = frozenset(("", "-", "—", "--", "/", "\\", "一"))


@define
class Entry:
    """
    A row or the head of the form: role → the cells whose texts, joined, are its text.

    A text that a page break cuts in two has two cells. *own* names the columns of levels and names in which the row has
    a text of its own, not one carried down.
    """

    cells: dict[str, list[GridCell]] = Factory(dict)
    extra: dict[str, list[GridCell]] = Factory(dict)
    role: Literal["total", "component"] = "component"
    own: tuple[str, ...] = ()

    def add(self, role: str, cell: GridCell) -> None:
        self.cells.setdefault(role, []).append(cell)

    def text(self, role: str) -> str | None:
        return _join_texts(self.cells.get(role, ()))

    def texts(self, *roles: str) -> dict[str, str | None]:
        return {role: self.text(role) for role in roles}

    def has(self, *roles: str) -> bool:
        """
        Whether something beyond a mark or a placeholder stands in one of the cells.
        """
        return any(
            (text := fold(self.text(role) or "")) not in MARKS and not PLACEHOLDER.fullmatch(text) for role in roles
        )

    def doubt(self) -> None:
        """
        Mark every cell of the row as uncertain.
        """
        self.cells = {role: [evolve(cell, uncertain=True) for cell in cells] for role, cells in self.cells.items()}

    def unplace(self, draft: Draft) -> None:
        """
        Tell of every text of a row that is no row of the form.
        """
        for part in (part for parts in (*self.cells.values(), *self.extra.values()) for part in parts):
            draft.unplaced(part)

    def append(self, later: Entry) -> None:
        """
        Take over the texts of a row that is the rest of this one.
        """
        for role, cells in later.cells.items():
            if role not in ("level1", "level2"):
                self.cells.setdefault(role, []).extend(cells)
        for head, cells in later.extra.items():
            self.extra.setdefault(head, []).extend(cells)


def _join_texts(cells: list[GridCell] | tuple[GridCell, ...]) -> str | None:
    return printed("\n".join(cell.text for cell in cells if cell.text.strip()))


@define
class Draft:
    """
    One form: its head, goals and total, and its rows in their lists.
    """

    head: Entry = Factory(Entry)
    goals: Entry = Factory(Entry)
    total: Entry = Factory(Entry)
    funds: list[Entry] = Factory(list)
    sections: list[Entry] = Factory(list)
    indicators: list[Entry] = Factory(list)
    remarks: list[Remark] = Factory(list)
    complete: bool = True
    columns: frozenset[str] = frozenset()
    kind: Literal["self-evaluation", "declaration"] = "self-evaluation"

    def unplaced(self, cell: GridCell) -> None:
        """
        Tell of a text that belongs to no cell of the form.
        """
        if (text := printed(cell.text)) and fold(text) not in MARKS:
            self.remarks.append(Remark("unplaced", text, place=cell.place))

    def note(self, cells: Iterable[GridCell], *, most: int | None = None) -> None:
        """
        Keep what belongs to the form but to no cell of it: notes, signatures, dates; no more than *most* signs of it.
        """
        filled = [cell for cell in cells if cell.text.strip()]
        text = " | ".join(filter(None, (printed(cell.text) for cell in filled)))
        shown = text if most is None or len(text) <= most else f"{text[:most]}…"
        if shown:
            self.remarks.append(Remark("note", shown, place=filled[0].place))

    def section(self, cell: GridCell, name: str, weight: str, *, once: bool = False) -> None:
        """
        Keep the weight that a head prints, once for each cell that prints it, or *once* for all that print the same.
        """
        entry = Entry({"name": [evolve(cell, text=name)], "weight": [evolve(cell, text=weight)]})
        same = (entry.text("name"), weight)
        known = once and any((found.text("name"), found.text("weight")) == same for found in self.sections)
        if not known and entry not in self.sections:
            self.sections.append(entry)

    def form(self) -> Form:
        """
        The finished form, every cell with its place.
        """
        rows = {
            "funds": self.funds,
            "sections": self.sections,
            "indicators": [row for row in self.indicators if not _is_empty(row)],
        }
        parts = {"goals": self.goals, "total": self.total}
        single = {cell(part, None, role): entry.cells[role] for part, entry in parts.items() for role in entry.cells}
        cells = {**self.head.cells, **single, **dict(_cells_by_address(rows))}
        places = {address: first.place for address, (first, *_) in cells.items() if first.place}
        remarks = tuple(_no_results(cells)) + tuple(_with_cells(self.remarks, places))
        for name, entries in rows.items():
            for index, row in enumerate(entries):
                if place := _first_place(row):
                    places.setdefault(str(Address(name, index)), place)
        return Form(
            indicators=tuple(Indicator(**row.texts(*_INDICATOR), extra=_extra(row)) for row in rows["indicators"]),
            **self.head.texts("title", "year", "project", "department", "unit", "currency_unit"),
            kind=self.kind,
            complete=self.complete,
            funds=tuple(FundRow(role=row.role, **row.texts(*_FUND)) for row in self.funds),
            goals=Goals(**self.goals.texts("expected", "actual")),
            sections=tuple(Section(**row.texts(*_SECTION)) for row in self.sections),
            total=Total(**self.total.texts("weight", "score", "grade")),
            remarks=remarks,
            uncertain=tuple(address for address, parts in cells.items() if any(part.uncertain for part in parts)),
            places=MappingProxyType(places),
            columns=self.columns,
            stored=MappingProxyType({address: first.stored for address, (first, *_) in cells.items() if first.stored}),
        )


def _cells_by_address(rows: Mapping[str, Sequence[Entry]]) -> Iterator[tuple[str, list[GridCell]]]:
    for name, entries in rows.items():
        for index, row in enumerate(entries):
            yield from ((cell(name, index, role), row.cells[role]) for role in _ROLES[name] if role in row.cells)


def _no_results(cells: Mapping[str, list[GridCell]]) -> Iterator[Remark]:
    """
    A remark for each formula whose result was not stored.
    """
    for address, parts in cells.items():
        blank = (part for part in parts if part.formula and not part.text.strip())
        yield from (Remark("no-result", "", cell=address, place=part.place) for part in blank)


def _with_cells(remarks: Sequence[Remark], places: Mapping[str, Place]) -> Iterator[Remark]:
    """
    Remarks with the address of the cell that stands where they do.
    """
    addresses = {(place.sheet, place.page, place.row, place.column): address for address, place in places.items()}
    for remark in remarks:
        where = remark.place or Place()
        known = addresses.get((where.sheet, where.page, where.row, where.column)) if where.row else None
        yield evolve(remark, cell=remark.cell or known)


_FUND = ("name", "initial", "budget", "executed", "weight", "rate", "score")
_SECTION = ("name", "weight", "score")
_INDICATOR = ("level1", "level2", "name", "comparator", "target", "unit", "actual", "weight", "score", "reason")
_ROLES = {"funds": _FUND, "sections": _SECTION, "indicators": _INDICATOR}


def _is_empty(row: Entry) -> bool:
    """
    Whether nobody filled the row in: ``指标2:``, ``……`` or nothing at all.
    """
    if row.has("weight", "score", "target", "actual", "reason"):
        return False
    name = fold(row.text("name") or "")
    return bool(PLACEHOLDER.fullmatch(name)) and not any(_join_texts(cells) for cells in row.extra.values())


def _extra(row: Entry) -> Mapping[str, str]:
    return MappingProxyType({head: text for head, cells in row.extra.items() if (text := _join_texts(cells))})


def _first_place(row: Entry) -> Place | None:
    """
    The row's own place; the levels may stand in a merged cell far above it.
    """
    order = ("name", *row.cells)
    return next((cell.place for role in order for cell in row.cells.get(role, ()) if cell.place), None)
