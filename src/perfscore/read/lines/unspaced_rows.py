"""
Rows of text without gaps: numbers that run together are parted, and what is no more than a guess is marked.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Final

from perfscore.read.lines.cell_boundaries import plain_cells
from perfscore.read.lines.draft import UNKEPT, Draft
from perfscore.read.lines.unspaced_numbers import Known, part


__all__ = ["mark_guesses", "part_numbers"]

_SCORED: Final = frozenset({"weight", "score"})
#: A row that costs more is a guess.
_UNCERTAIN_ROW: Final = 55


def part_numbers(drafts: Sequence[Draft], roles: Sequence[str]) -> None:
    """
    Part numbers that run together as the rest of the form prints them, and mark those that other ways would part.
    """
    weights = {
        text
        for draft in drafts
        for n, text in draft.cells.items()
        if roles[n] == "weight" and not any(n in run for run in draft.runs)
    }
    for _ in range(2):
        for draft in drafts:
            for run in draft.runs:
                row = {roles[n]: text for n, text in draft.cells.items() if n not in run}
                text = "".join(draft.cells[n] for n in run)
                parted = part(text, [roles[n] for n in run], {}, Known(weights=weights, row=row))
                draft.uncertain -= set(run)
                if parted is None:
                    draft.uncertain |= set(run)
                    continue
                draft.cells.update((run[at], cell) for at, cell in parted.cells.items())
                draft.uncertain |= {run[at] for at in parted.uncertain}
                weights |= {
                    cell
                    for at, cell in parted.cells.items()
                    if roles[run[at]] == "weight" and at not in parted.uncertain
                }


def mark_guesses(drafts: Sequence[Draft], roles: Sequence[str]) -> None:
    """
    In text without gaps, mark what is no more than a guess.
    """
    columns = _SCORED & set(roles)
    ended = any(left == "actual" and right in _SCORED for left, right in pairwise(roles))
    # without any level that is known, every name may begin with one
    levels = {roles[n] for draft in drafts for n in draft.cells} & {"level1", "level2"}
    nameless = "level2" in roles and "level2" not in levels
    reasons = roles[-1] == "reason"
    for above, draft, below in zip([None, *drafts], drafts, [*drafts[1:], None], strict=False):
        found = draft.by_role(roles)
        if not found:
            continue
        ends = ended or below is None or _is_labelled(below, roles)
        plain = plain_cells(found, labelled=_is_labelled(draft, roles), ends=ends)
        if nameless or draft.cost >= _UNCERTAIN_ROW or (columns and not columns & found.keys()):
            plain = frozenset()
        shared = set(_shared(draft, roles))
        plain -= shared
        if reasons and above is not None and not _is_labelled(draft, roles) and _lacks_reason(above, roles):
            plain -= {"name"}
        # a level in front of it, and points that are printed twice, speak for a row
        twice = found.get("weight") is not None and found.get("weight") == found.get("score")
        points = _SCORED - shared if (plain or twice) and draft.cost < _UNCERTAIN_ROW else frozenset()
        draft.uncertain |= {n for n in draft.cells if roles[n] in found.keys() - plain - points}
        seems = twice or (_is_labelled(draft, roles) and draft.cost < _UNCERTAIN_ROW)
        draft.is_guess = not plain and not seems


def _is_labelled(draft: Draft, roles: Sequence[str]) -> bool:
    return any(roles[n] in ("level1", "level2") for n in draft.cells)


def _lacks_reason(draft: Draft, roles: Sequence[str]) -> bool:
    """
    Whether a row with other points than its weight has no reason, which may then stand in front of the next name.
    """
    found = draft.by_role(roles)
    return "reason" not in found and found.get("weight") != found.get("score")


def _shared(draft: Draft, roles: Sequence[str]) -> Iterator[str]:
    """
    The columns whose cells may hold what belongs to a blank cell beside them, in a column that nothing is kept of.
    """
    for number, (left, right) in enumerate(pairwise(roles)):
        if right in UNKEPT and number + 1 not in draft.cells:
            yield left
        if left in UNKEPT and number not in draft.cells:
            yield right
