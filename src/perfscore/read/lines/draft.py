"""
A row of indicators while it is put together: its cells by their columns, where they stand, and which are uncertain.
"""

from __future__ import annotations

from collections.abc import Sequence

from attrs import define, field

from perfscore.read.lines.columns import plain_role
from perfscore.read.lines.path import Row
from perfscore.read.lines.tokens import Gap, Token, join_tokens


__all__ = ["LEVELS", "UNKEPT", "Draft"]

#: Columns of heads, and those that no form keeps by a name of its own.
LEVELS = frozenset({"side", "level1", "level2"})
UNKEPT = frozenset({"extra", "adjusted", "wordy"})


@define
class Draft:
    """
    A row: its cells by the number of their column, where they stand, which are uncertain, and how odd the row is.

    *is_guess* tells that nothing speaks for there being such a row.
    """

    cells: dict[int, str] = field(factory=dict)
    positions: dict[int, int] = field(factory=dict)
    uncertain: set[int] = field(factory=set)
    runs: list[tuple[int, ...]] = field(factory=list)
    cost: int = 0
    is_guess: bool = False

    @classmethod
    def of(cls, row: Row, tokens: Sequence[Token], roles: Sequence[str]) -> Draft:
        """
        The draft of a row whose columns have the given *roles*; what a page break cut off joins its cell again.
        """
        draft = cls(cost=row.cost)
        run: list[int] = []
        for span in row.spans:
            cell = tokens[span.first : span.last]
            if not (text := join_tokens(cell)):
                continue
            column = _column(roles, span.column)
            draft.cells[column] = draft.cells.get(column, "") + text
            draft.positions.setdefault(column, cell[0].start)
            if not span.first or not _run_together(tokens[span.first - 1], cell[0]):
                draft.runs.append(tuple(run))
                run = []
            run.append(column)
        draft.runs = [tuple(run) for run in (*draft.runs, run) if len(run) > 1]
        return draft

    def by_role(self, roles: Sequence[str]) -> dict[str, str]:
        """
        What the row says besides its levels and what no form keeps, by the roles of the columns.
        """
        return {roles[n]: text for n, text in self.cells.items() if roles[n] not in UNKEPT | LEVELS}

    @property
    def text(self) -> str:
        """
        All that the row holds.
        """
        return " ".join(text for _, text in sorted(self.cells.items()))

    @property
    def position(self) -> int:
        """
        Where the row begins.
        """
        return min(self.positions.values())


def _column(roles: Sequence[str], number: int) -> int:
    """
    The column of the table that a column of the path stands for.
    """
    role = roles[number]
    return number if plain_role(role) == role else roles.index(plain_role(role))


def _run_together(before: Token, token: Token) -> bool:
    return token.gap is Gap.NONE and before.text[-1].isdigit() and token.text[0].isdigit()
