"""
Columns of a table without a head row, told by what stands in them.

Each order of columns that the lexicon knows is held against the body. The one that its cells suit best wins; where
others suit nearly as well, the columns about which they disagree are uncertain.
"""

from __future__ import annotations

from collections import defaultdict
from functools import lru_cache
from itertools import chain, product, repeat
from typing import TYPE_CHECKING, Final

from attrs import frozen

from perfscore.lexicon import load_lexicon
from perfscore.read.table.cell_types import BLANK, misfit
from perfscore.read.table.rows import bare
from perfscore.read.vocabulary import HEAD_WORDS, STUBS


if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from perfscore.read.grid import GridCell


__all__ = ["Inference", "infer", "suits"]

#: In hundredths, for each column: an order whose cells suit it worse is refused; one so near to the best is as good.
_WORST: Final = 250
_MARGIN: Final = 10
#: A body needs so many rows.
_FEWEST_ROWS: Final = 2
#: More columns than this are no form.
_MOST_COLUMNS: Final = 16


@frozen
class Inference:
    """
    The roles of columns by their numbers, and which of the columns are uncertain.
    """

    roles: Mapping[int, str]
    uncertain: frozenset[int]


def infer(rows: Sequence[Sequence[GridCell]]) -> Inference | None:
    """
    The columns of a body of *rows*, ``None`` where no known order of columns suits it.
    """
    columns = _texts(cell for row in rows for cell in row)
    numbers = sorted(columns)
    if len(rows) < _FEWEST_ROWS or len(numbers) > _MOST_COLUMNS:
        return None
    texts = [columns[number] for number in numbers]
    ranked = sorted((sum(map(_cost, order, texts, repeat(len(rows)))), order) for order in _orders(len(numbers)))
    if not ranked or ranked[0][0] > _WORST * len(numbers):
        return None
    least, best = ranked[0]
    likely = [order for cost, order in ranked if cost <= least + _MARGIN]
    doubted = frozenset(
        number for number, roles in zip(numbers, zip(*likely, strict=True), strict=True) if len(set(roles)) > 1
    )
    roles = (role if role in HEAD_WORDS else "extra" for role in best)
    return Inference(dict(zip(numbers, roles, strict=True)), doubted)


def _texts(cells: Iterable[GridCell]) -> Mapping[int, Sequence[str]]:
    """
    What stands in each column beside the name of the block.
    """
    columns: dict[int, list[str]] = defaultdict(list)
    for cell in cells:
        if cell.text.strip() and bare(cell.text) not in STUBS:
            columns[cell.column].append(cell.text)
    return columns


def suits(role: str, texts: Sequence[str]) -> bool:
    """
    Whether the texts of a column may be those of *role*.
    """
    return bool(texts) and _cost(role, texts, len(texts)) <= _WORST


def _cost(role: str, texts: Sequence[str], rows: int) -> int:
    """
    How badly a column suits a role on average, in hundredths of a misfit.
    """
    blank = max(0, rows - len(texts)) * BLANK.get(role, 0)
    return 100 * (sum(misfit(role, text) for text in texts) + blank) // len(texts)


@lru_cache(maxsize=32)
def _orders(width: int) -> tuple[tuple[str, ...], ...]:
    """
    Every known order of so many columns.
    """
    lines = load_lexicon().words("models", "indicators", "columns")
    return tuple(dict.fromkeys(order for line in lines for order in _variants(line) if len(order) == width))


def _variants(line: str) -> Iterator[tuple[str, ...]]:
    """
    An order of columns with and without each that may be missing.
    """
    choices = [((), (name.rstrip("?"),)) if name.endswith("?") else ((name,),) for name in line.split()]
    yield from (tuple(chain.from_iterable(choice)) for choice in product(*choices))
