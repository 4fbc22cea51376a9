"""
Rows of text without gaps: numbers that run together are parted, and what is no more than a guess is marked.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
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
    # what is certain further down helps with the rows above
    for _ in range(2):
        for draft in drafts:
            for run in draft.runs:
                weights |= _part_run(draft, run, roles, weights)


def _part_run(draft: Draft, run: Sequence[int], roles: Sequence[str], weights: Collection[str]) -> set[str]:
    """
    Part the numbers of one *run* of columns; the weight among them, if it is certain.
    """
    row = {roles[n]: text for n, text in draft.cells.items() if n not in run}
    text = "".join(draft.cells[n] for n in run)
    parted = part(text, [roles[n] for n in run], {}, Known(weights=weights, row=row))
    if parted is None:
        draft.uncertain |= set(run)
        return set()
    cells = {run[at]: cell for at, cell in parted.cells.items()}
    uncertain = {run[at] for at in parted.uncertain}
    draft.cells.update(cells)
    draft.uncertain = draft.uncertain - set(run) | uncertain
    return {cell for n, cell in cells.items() if roles[n] == "weight" and n not in uncertain}


def mark_guesses(drafts: Sequence[Draft], roles: Sequence[str]) -> None:
    """
    In text without gaps, mark what is no more than a guess.
    """
    # without any level that is known, every name may begin with one
    levels = {roles[n] for draft in drafts for n in draft.cells} & {"level1", "level2"}
    nameless = "level2" in roles and "level2" not in levels
    for above, draft, below in zip([None, *drafts], drafts, [*drafts[1:], None], strict=False):
        if draft.by_role(roles):
            _mark(draft, frozenset() if nameless else _plain(draft, above, below, roles), roles)


def _mark(draft: Draft, plain: Collection[str], roles: Sequence[str]) -> None:
    """
    Mark the cells of a row other than the *plain* ones, and the row if nothing speaks for it.

    A level in front of a row and points that are printed twice speak for it.
    """
    found = draft.by_role(roles)
    twice = "weight" in found and found.get("weight") == found.get("score")
    points = _SCORED - _columns_beside_blanks(draft, roles) if (plain or twice) and _is_likely(draft) else frozenset()
    draft.uncertain |= {n for n in draft.cells if roles[n] in found.keys() - set(plain) - points}
    draft.is_guess = not plain and not twice and not (_is_labelled(draft, roles) and _is_likely(draft))


def _plain(draft: Draft, above: Draft | None, below: Draft | None, roles: Sequence[str]) -> frozenset[str]:
    """
    The columns whose cells have borders that nothing else could be, points aside.
    """
    found = draft.by_role(roles)
    columns = _SCORED & set(roles)
    # a part of the row above has no points, but values
    is_whole = not columns or bool(columns & found.keys()) or found.keys() >= {"name", "target", "actual"}
    if not _is_likely(draft) or not is_whole:
        return frozenset()
    labelled = _is_labelled(draft, roles)
    ended = any(left == "actual" and right in _SCORED for left, right in pairwise(roles))
    ends = ended or below is None or _is_labelled(below, roles)
    plain = plain_cells(found, labelled=labelled, ends=ends) - _columns_beside_blanks(draft, roles)
    reason_before = roles[-1] == "reason" and above is not None and not labelled and _lacks_reason(above, roles)
    return plain - {"name"} if reason_before else plain


def _is_likely(draft: Draft) -> bool:
    return draft.cost < _UNCERTAIN_ROW


def _is_labelled(draft: Draft, roles: Sequence[str]) -> bool:
    return any(roles[n] in ("level1", "level2") for n in draft.cells)


def _lacks_reason(draft: Draft, roles: Sequence[str]) -> bool:
    """
    Whether a row with other points than its weight has no reason, which may then stand in front of the next name.
    """
    found = draft.by_role(roles)
    return "reason" not in found and found.get("weight") != found.get("score")


def _columns_beside_blanks(draft: Draft, roles: Sequence[str]) -> frozenset[str]:
    """
    The columns whose cells may hold what belongs to a blank cell beside them, in a column that nothing is kept of.
    """
    unkept = [role in UNKEPT and number not in draft.cells for number, role in enumerate(roles)]
    beside = zip([False, *unkept], roles, [*unkept[1:], False], strict=False)
    return frozenset(role for left, role, right in beside if left or right)
