"""
The printed form: every cell's text, verbatim, and where it stood.

Nothing here knows arithmetic, rules or files.
A cell is addressed the way a person would point at it, ``indicators[7].score``, counting from 0 in the order of the form.
A blank cell is ``None``; a mark such as ``-`` or ``/`` is kept as printed, because "not scored" and "left empty" are different statements.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from difflib import get_close_matches
from functools import cached_property
from types import MappingProxyType
from typing import Any, Literal

from attrs import evolve, field, fields, frozen

from perfscore.address import Address
from perfscore.display import DisplayedForm


__all__ = ["Cell", "Form", "FundRow", "Goals", "Indicator", "Place", "Remark", "Section", "Total"]


@frozen
class Place:
    """
    Where something stood in its document; every count starts at 1, what the document does not have is ``None``.

    *row* and *column* are those of a table or sheet, *line* that of a text; *table* counts the tables of a Word document or
    web page.
    """

    page: int | None = None
    line: int | None = None
    row: int | None = None
    column: int | None = None
    sheet: str | None = None
    table: int | None = None


@frozen
class Remark:
    """
    Something the reader has to tell about the document, so that nothing is dropped or invented in silence.

    *kind* is one of

    - ``unplaced``: text inside the form that belongs to no cell we know;
    - ``no-result``: the cell holds a formula whose result was never stored;
    - ``hidden``: a row, a column or a sheet that the document hides, and that was left out;
    - ``left-out``: a sheet that is too large to be a form, and was not read;
    - ``note``: text of the form that belongs to none of its cells: notes, signatures, dates;
    - ``recognised``: text that was recognised in a picture, and how surely in the mean;
    - ``heads-inferred``: a table without a head row, whose columns were told by what stands in them;
    - ``changes``: the document carries changes nobody has accepted yet;
    - ``symbol``: a character of a symbol font that has no known meaning;
    - ``uncertain``: text too damaged to say where its cells begin and end.
    """

    kind: Literal[
        "unplaced",
        "no-result",
        "hidden",
        "left-out",
        "recognised",
        "note",
        "heads-inferred",
        "changes",
        "symbol",
        "uncertain",
    ]
    text: str
    cell: str | None = None
    place: Place | None = None


def _texts(mapping: Mapping[str, str]) -> Mapping[str, str]:
    """
    A dictionary, which can be pickled, of whatever mapping a reader has made.
    """
    return dict(mapping)


def _places(mapping: Mapping[str, Place]) -> Mapping[str, Place]:
    return dict(mapping)


def _columns(columns: Iterable[str]) -> frozenset[str]:
    return frozenset(columns)


@frozen
class FundRow:
    """
    A row of the fund table (项目资金). Only the row with role ``total`` is scored.
    """

    role: Literal["total", "component"] = "component"
    name: str | None = None
    initial: str | None = None
    budget: str | None = None
    executed: str | None = None
    weight: str | None = None
    rate: str | None = None
    score: str | None = None


@frozen
class Goals:
    """
    The annual goal (年度总体目标) and what became of it.
    """

    expected: str | None = None
    actual: str | None = None


@frozen
class Section:
    """
    A head that prints a weight or a score of its own, such as ``产出指标(50分)``.
    """

    name: str | None = None
    weight: str | None = None
    score: str | None = None


@frozen
class Indicator:
    """
    One scored row (三级指标).

    *comparator* and *unit* are filled only where the form prints them in columns of their own.
    *extra* holds the columns that are neither (criterion, completion rate, a second reviewer's score), by their heads.
    """

    level1: str | None = None
    level2: str | None = None
    name: str | None = None
    comparator: str | None = None
    target: str | None = None
    unit: str | None = None
    actual: str | None = None
    weight: str | None = None
    score: str | None = None
    reason: str | None = None
    extra: Mapping[str, str] = field(factory=dict, converter=_texts, hash=False)


@frozen
class Total:
    """
    The grand total (总分).
    """

    weight: str | None = None
    score: str | None = None
    grade: str | None = None


@frozen
class Cell:
    """
    One printed cell: its address, its text, and its place where the document told one.
    """

    address: str
    text: str | None
    place: Place | None = None


@frozen
class Form(DisplayedForm):
    """
    A performance self-evaluation form as printed.

    *kind* tells a self-evaluation from the approved targets that precede it (绩效目标申报表).
    *complete* is false where part of the form is missing, so that nothing is said about sums over the whole.
    *uncertain* lists the addresses of cells that the reader could not read for certain; no verdict rests on them.
    *places* and *stored* (a spreadsheet's digits behind the shown ones) are keyed by cell address, *columns* are those for
    which the document prints heads over the indicators; they are evidence about the document and take no part in equality.
    """

    indicators: tuple[Indicator, ...]
    title: str | None = None
    year: str | None = None
    project: str | None = None
    department: str | None = None
    unit: str | None = None
    currency_unit: str | None = None
    kind: Literal["self-evaluation", "declaration"] = "self-evaluation"
    complete: bool = True
    funds: tuple[FundRow, ...] = ()
    goals: Goals = Goals()
    sections: tuple[Section, ...] = ()
    total: Total = Total()
    remarks: tuple[Remark, ...] = ()
    uncertain: tuple[str, ...] = ()
    places: Mapping[str, Place] = field(factory=dict, converter=_places, eq=False, repr=False)
    stored: Mapping[str, str] = field(factory=dict, converter=_texts, eq=False, repr=False)
    columns: frozenset[str] = field(factory=frozenset, converter=_columns, eq=False, repr=False)

    @property
    def unplaced(self) -> tuple[Remark, ...]:
        """
        The text that could not be put into any cell.
        """
        return tuple(remark for remark in self.remarks if remark.kind == "unplaced")

    def cell(self, address: str) -> Cell:
        """
        The cell at *address*.

        :raises KeyError: when the form has no such cell; it names the nearest one.
        """
        at = self._located(address)
        holder = self._holder(at)
        return Cell(address, holder if at.column is None else getattr(holder, at.column), self.place(address))

    def cells(self) -> Iterator[Cell]:
        """
        Every cell, blank ones too, in the order of the form.
        """
        for part, names in _PARTS.items():
            rows = (
                [Address(part, index) for index in range(len(getattr(self, part)))]
                if part in _LISTS
                else [Address(part)]
            )
            for row in rows:
                holder = self._holder(row)
                for name in names or (None,):
                    address = str(row if name is None else row.at(name))
                    yield Cell(address, holder if name is None else getattr(holder, name), self.place(address))

    def with_cells(self, texts: Mapping[str, str | None]) -> Form:
        """
        The same form with other texts in the cells at these addresses.

        :raises KeyError: when the form has no such cell; it names the nearest one.
        """
        changed: dict[str, Any] = {}
        for address, text in texts.items():
            at = self._located(address)
            holder = changed.get(at.part, getattr(self, at.part))
            if at.column is None:
                changed[at.part] = text
            elif at.index is None:
                changed[at.part] = evolve(holder, **{at.column: text})
            else:
                row = evolve(holder[at.index], **{at.column: text})
                changed[at.part] = (*holder[: at.index], row, *holder[at.index + 1 :])
        return evolve(self, **changed)

    def _located(self, address: str) -> Address:
        """
        The address, if the form has a cell there.
        """
        try:
            at = Address.parse(address)
        except (TypeError, ValueError):
            raise self._no_cell(address) from None
        is_list = at.part in _LISTS
        known = at.part in _PARTS and (at.index is not None) == is_list
        if not known or at.column not in (_PARTS[at.part] or (None,)):
            raise self._no_cell(address)
        if at.index is not None and at.index >= len(getattr(self, at.part)):
            raise self._no_cell(address)
        return at

    def _holder(self, at: Address) -> Any:
        """
        The row, part or plain text that *at* points into.
        """
        part = getattr(self, at.part)
        return part if at.index is None else part[at.index]

    def _no_cell(self, address: object) -> KeyError:
        near = get_close_matches(str(address), [cell.address for cell in self.cells()], n=1)
        hint = f"did you mean {near[0]}?" if near else "cells are named like funds[0].score, total.score"
        return KeyError(f"the form has no cell {address!r}; {hint}")

    @cached_property
    def repeated_names(self) -> frozenset[tuple[str, str | None]]:
        """
        The names that several rows of one part bear, with the part.
        """
        counts = Counter((part, row.name) for part in _LISTS for row in getattr(self, part))
        return frozenset(key for key, count in counts.items() if count > 1)

    def place(self, address: str) -> Place | None:
        """
        Where the cell stood, or at least its row; ``None`` for a form that came from no document.
        """
        return self.places.get(address) or self.places.get(str(Address.parse(address).row))


def _names(row: type[FundRow | Goals | Section | Indicator | Total]) -> tuple[str, ...]:
    return tuple(a.name for a in fields(row) if a.name not in ("role", "extra"))


_PLAIN = ("title", "year", "project", "department", "unit", "currency_unit")
_LISTS = ("funds", "sections", "indicators")
_PARTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        **dict.fromkeys(_PLAIN, ()),
        "funds": _names(FundRow),
        "goals": _names(Goals),
        "sections": _names(Section),
        "indicators": _names(Indicator),
        "total": _names(Total),
    }
)
