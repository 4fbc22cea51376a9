"""
Where the heads of tables stand: rows of heads, which may be grouped, in tiers, or broken over two rows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import evolve, frozen

from perfscore.lexicon import load_lexicon
from perfscore.read.table.heads import Heads, fund_heads_in, indicator_heads_in
from perfscore.read.table.rows import Row, bare, is_number
from perfscore.read.vocabulary import STUBS


if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from perfscore.read.grid import GridCell


__all__ = ["HeadBlocks", "find_blocks"]

#: Heads over more rows than this belong to a block of the form, not to its columns.
_MOST_HEAD_ROWS: Final = 3


@frozen
class HeadBlocks:
    """
    Where the heads of tables stand among rows: the rows of each block, by the number of its first row.
    """

    indicators: Mapping[int, Sequence[Row]]
    funds: Mapping[int, Sequence[Row]]

    def of(self, part: slice) -> HeadBlocks:
        """
        The blocks of a part of the rows, by their numbers in it.
        """
        return HeadBlocks(
            *(
                {at - part.start: block for at, block in blocks.items() if part.start <= at < part.stop}
                for blocks in (self.indicators, self.funds)
            )
        )


def find_blocks(rows: Sequence[Row]) -> HeadBlocks:
    """
    The heads of all tables in *rows*; those of indicators are no heads of funds, 年初目标值 over 实际完成值.
    """
    lexicon = rows[0].lexicon if rows else load_lexicon()
    indicators = dict(_blocks(indicator_heads_in(lexicon), rows))
    taken = {at + n for at, block in indicators.items() for n in range(len(block))}
    return HeadBlocks(indicators, dict(_blocks(fund_heads_in(lexicon), rows, taken)))


def _blocks(
    heads: Heads, rows: Sequence[Row], taken: AbstractSet[int] = frozenset()
) -> Iterator[tuple[int, Sequence[Row]]]:
    after = 0
    for at in range(len(rows)):
        if at >= after and at not in taken and (block := _found(heads, rows, at)):
            yield at, block
            after = at + len(block)


def _found(heads: Heads, rows: Sequence[Row], at: int) -> list[Row]:
    """
    The rows of heads that begin with ``rows[at]``, ``[]`` where none do.

    Above the heads may stand a row that groups them, 自评情况 over 分值 and 得分.
    """
    first, below = rows[at], rows[at + 1] if at + 1 < len(rows) else None
    if heads.start(first):
        return _block(heads, rows, at)
    if below is not None and not first.loose and first.grid == below.grid and _are_halves(heads, first, below):
        return [first, below]
    grouping = (
        below is not None
        and not first.loose
        and first.grid == below.grid
        and _groups(heads, first, below)
        and heads.start(below)
    )
    return [first, *_block(heads, rows, at + 1)] if grouping else []


def _are_halves(heads: Heads, first: Row, below: Row) -> bool:
    """
    Whether the words of two rows of heads are broken between them.
    """
    lower = {cell.column: cell.text for cell in below.filled}
    halves = [cell for cell in first.filled if cell.column in lower]
    if not len(halves) == len(lower) >= heads.fewest:
        return False
    if not all(heads.role(cell.text + lower[cell.column]) for cell in halves):
        return False
    return heads.start(evolve(first, cells=tuple(evolve(cell, text=cell.text + lower[cell.column]) for cell in halves)))


def _groups(heads: Heads, first: Row, below: Row) -> bool:
    cells = first.filled
    if any(cell.row + cell.rows > below.index for cell in cells):
        return not any(is_number(cell.text) for cell in cells)
    # a text without merged cells cannot show which heads reach down
    return len(cells) > 1 and all(heads.likely(cell.text) or bare(cell.text) in STUBS for cell in cells)


def _block(heads: Heads, rows: Sequence[Row], at: int) -> list[Row]:
    first = rows[at]
    depth = max((cell.rows for cell in first.filled if heads.role(cell.text)), default=1)
    last = min(depth, _MOST_HEAD_ROWS) - 1
    block = [first]
    for row in rows[at + 1 : at + _MOST_HEAD_ROWS]:
        if row.loose or row.grid != first.grid:
            break
        known = bool(row.filled) and all(heads.likely(cell.text) or _goes_on(heads, block, cell) for cell in row.filled)
        if not known and row.index - first.index > last:
            break
        block.append(row)
    return block


def _goes_on(heads: Heads, block: Sequence[Row], cell: GridCell) -> bool:
    """
    Whether a cell ends the word that begins in the cells above it.
    """
    above = [other.text for row in block for other in row.filled if other.column == cell.column]
    return bool(above) and heads.role("".join((*above, cell.text))) is not None
