"""
Rows while they are put together: cells by their columns, what page breaks cut off, numbers that run together.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from attrs import define, field

from perfscore.form import FundRow, Place, Remark, Section, Total
from perfscore.read.lines.columns import Head
from perfscore.read.lines.labels import LEVEL1, points
from perfscore.read.lines.path import REST, Row
from perfscore.read.lines.runs import Run, number, settle
from perfscore.read.lines.stream import Stream
from perfscore.read.lines.tokens import Atom, Gap, joined
from perfscore.read.vocabulary import fold


__all__ = ["Draft", "missing", "part_runs"]


@define
class Draft:
    """
    A row while it is put together.

    *levels* are carried over from the row above, *sections* the heads that print points, *runs* neighbouring cells
    that nothing parts, and *cost* how unlikely the row is.
    """

    cost: int = 0
    cells: dict[str, str] = field(factory=dict)
    extra: dict[str, str] = field(factory=dict)
    levels: dict[str, str] = field(factory=dict)
    places: dict[str, Place] = field(factory=dict)
    sections: list[Section] = field(factory=list)
    runs: list[tuple[str, ...]] = field(factory=list)

    @classmethod
    def of(cls, stream: Stream, row: Row, atoms: Sequence[Atom], heads: Sequence[Head], above: Draft | None) -> Draft:
        """
        The draft of a row whose columns have the given *heads*.
        """
        draft = cls(row.cost, levels=dict(above.levels) if above else {})
        run: list[str] = []
        for span in row.spans:
            cell = atoms[span.first : span.last]
            if span.column == 0 or not (text := joined(cell)):
                continue
            head = heads[span.column - 1]
            draft.take(head, text, stream.place(cell[0].start))
            if not span.first or not _run_together(atoms[span.first - 1], cell[0]):
                draft.runs.append(tuple(run))
                run = []
            if head.role in draft.cells:
                run.append(head.role)
        draft.runs = [tuple(run) for run in (*draft.runs, run) if len(run) > 1]
        return draft

    def take(self, head: Head, text: str, place: Place) -> None:
        """
        Put a cell's text into its column.
        """
        match head.role:
            case "level1":
                self.levels = {"level1": self._section(text)}
            case "level2":
                self.levels["level2"] = text
            case "extra" | "adjusted" | "wordy":
                self.extra[head.text] = text
            case role if role.startswith(REST):
                self.cells[role.removeprefix(REST)] = self.cells.get(role.removeprefix(REST), "") + text
            case role:
                self.cells[role] = text
        self.places.setdefault(head.role.removeprefix(REST), place)

    def _section(self, text: str) -> str:
        """
        A level-1 head without the points it prints.
        """
        match = LEVEL1.fullmatch(fold(text))
        if match is None or (weight := points(match)) is None:
            return text
        self.sections.append(Section(match["name"], weight))
        return match["name"] or text

    @property
    def labelled(self) -> bool:
        """
        Whether a level head stands before the row.
        """
        return "level1" in self.places or "level2" in self.places

    @property
    def place(self) -> Place:
        """
        Where the row begins.
        """
        places = [place for role, place in self.places.items() if role in self.cells] or list(self.places.values())
        return min(places, key=lambda place: place.line or 0)

    @property
    def text(self) -> str:
        """
        All that the row holds.
        """
        return " ".join([*self.cells.values(), *self.extra.values()])


def _run_together(before: Atom, atom: Atom) -> bool:
    return atom.gap is Gap.NONE and before.text[-1].isdigit() and atom.text[0].isdigit()


def part_runs(drafts: Sequence[Draft], total: Total, funds: Sequence[FundRow]) -> list[Remark]:
    """
    Check how numbers that run together were parted, and blank them where it cannot be known.
    """
    runs = [
        (Run(i, roles, "".join(draft.cells[role] for role in roles)), draft)
        for i, draft in enumerate(drafts)
        for roles in draft.runs
    ]
    inside = {(run.row, role) for run, _ in runs for role in run.roles}
    cells = {
        role: [draft.cells.get(role) for i, draft in enumerate(drafts) if (i, role) not in inside]
        for role in ("weight", "score")
    }
    left = missing(cells, total, funds)
    choices = settle([(run, run.ways(draft.cells.get("weight"))) for run, draft in runs], left)
    remarks = []
    for i, (run, draft) in enumerate(runs):
        if i in choices:
            draft.cells.update(zip(run.roles, choices[i], strict=True))
        else:
            remarks.append(Remark("uncertain", run.text, place=draft.places[run.roles[0]]))
            draft.cells = {role: text for role, text in draft.cells.items() if role not in run.roles}
    return remarks


def missing(cells: Mapping[str, Sequence[str | None]], total: Total, funds: Sequence[FundRow]) -> dict[str, Decimal]:
    """
    What the weights and the scores in *cells* lack of the totals printed, the execution's counted in.
    """
    found = {}
    for role, texts in cells.items():
        if (whole := number(getattr(total, role))) is not None:
            scored = [getattr(fund, role) for fund in funds if fund.role == "total"]
            found[role] = whole - sum(filter(None, map(number, (*texts, *scored))), Decimal(0))
    return found
