"""
What the relations and the reading of a form come to as a whole.

Choosing, ignoring or accepting findings changes nothing of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import Final, Literal

from perfscore.form import Form
from perfscore.notation.number import is_blank
from perfscore.relations.judgement import Verdict


__all__ = ["Overall", "Shortfall", "overall", "shortfalls"]

Overall = Literal["consistent", "partial", "inconsistent", "unchecked"]

_HOLDING: Final = frozenset({Verdict.EXACT, Verdict.ROUNDING})
#: What a reader says of text that it could not read for certain, or at all.
_UNREAD: Final = frozenset({"unplaced", "uncertain", "no-result"})


class Shortfall(StrEnum):
    """
    What keeps a form without a broken relation from being consistent.
    """

    NO_TOTAL = "no total"
    TOTAL = "total"
    EXECUTION = "execution"
    READING = "reading"
    CUT = "cut"


def overall(verdicts: Iterable[Verdict], missing: Iterable[Shortfall]) -> Overall:
    """
    ``inconsistent`` where a relation is broken, ``unchecked`` where none was judged, ``partial`` where something that
    a consistent form needs is *missing*.
    """
    found = frozenset(verdicts)
    if Verdict.BROKEN in found:
        return "inconsistent"
    if found.isdisjoint(_HOLDING):
        return "unchecked"
    return "partial" if any(True for _ in missing) else "consistent"


def shortfalls(form: Form, scores: Iterable[tuple[str | None, Shortfall, Verdict | None]]) -> Iterator[Shortfall]:
    """
    What is missing: *scores* are the printed total and execution scores, each with the verdict on the relation that
    computes it.
    """
    for text, shortfall, verdict in scores:
        if not is_blank(text) and verdict not in _HOLDING:
            yield shortfall
    if any(remark.kind in _UNREAD for remark in form.remarks):
        yield Shortfall.READING
    if not form.complete:
        yield Shortfall.CUT
