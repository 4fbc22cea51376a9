"""
The search for the cells that are wrong.
"""

from __future__ import annotations

import re

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final

from attrs import evolve

from perfscore.bilingual import Counted, Text
from perfscore.notation.number import Number, fold
from perfscore.relations import Kind, Sum
from perfscore.relations.examination import Examination
from perfscore.suspects.edits import Slip
from perfscore.suspects.known_mistakes import recomputed_story, stories, sum_story
from perfscore.suspects.suspect import Change, Explained, Suspect
from perfscore.suspects.what_if import Trial, Trials


__all__ = ["suspects"]

_DIGITS: Final = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
_MENDS: Final = Counted(
    Text("更正后矛盾消除", "fixes the contradiction"),
    Text("更正后 {count} 处矛盾全部消除", "fixes all {count} contradictions"),
    Text("更正后两处矛盾都消除", "fixes both contradictions"),
)
_MENDS_SOME: Final = Counted(
    Text("更正后消除其中一处矛盾", "fixes one of the contradictions"),
    Text("更正后消除其中 {count} 处矛盾", "fixes {count} of the contradictions"),
    Text("更正后消除其中两处矛盾", "fixes two of the contradictions"),
)
_STORY_COST = 1


def suspects(case: Examination) -> Explained:
    """
    The cells that may be wrong; nothing for a form whose relations all hold.
    """
    trials = Trials(case)
    if not trials.broken:
        return Explained()
    singles = trials.singles({}, trials.broken, (cell for index in trials.broken for cell in trials.cells([index])))
    told = _with_stories(trials, singles)
    whole = [(trial, words) for trial, words in told if trial.mended >= trials.broken]
    if not whole and not _too_many(trials):
        whole = [(trial, None) for trial in _pairs(trials, singles)]
    if not whole:
        recomputed = recomputed_story(trials)
        trial = recomputed and trials.trial(recomputed.changes)
        whole = [(trial, recomputed.words)] if recomputed and trial and trial.mended >= trials.broken else []
    of: dict[tuple[Kind, str], tuple[Suspect, ...]] = {}
    for index in sorted(trials.broken):
        relation = trials.relations[index]
        mending = [(trial, words) for trial, words in told if index in trial.mended]
        of[relation.kind, relation.result] = _ranked(trials, mending)
    return Explained(_ranked(trials, whole), of, trials.exhausted)


def _with_stories(trials: Trials, singles: Iterable[Trial]) -> list[tuple[Trial, Text | None]]:
    """
    The single changes, those of a sum's result with the story that fits, and the stories of several cells.
    """
    told: list[tuple[Trial, Text | None]] = []
    sums = {r.result: r for i in sorted(trials.broken) if isinstance(r := trials.relations[i], Sum)}
    for trial in singles:
        (cell,) = trial.changes
        words = sum_story(trials, sums[cell]) if cell in sums else None
        told.append((_told(trial) if words else trial, words))
    for story in stories(trials):
        whole = trials.trial(story.changes)
        if whole is not None and whole.mended >= trials.broken:
            told.append((_told(whole), story.words))
    # A story that comes down to one change says why that change is suspected; it is told once.
    once: dict[frozenset[tuple[str, Decimal]], tuple[Trial, Text | None]] = {}
    for trial, words in sorted(told, key=lambda pair: pair[0].order):
        once.setdefault(frozenset((cell, number.value) for cell, number in trial.changes.items()), (trial, words))
    return list(once.values())


def _told(trial: Trial) -> Trial:
    """
    A change with a story counts as a small slip, however different the digits.
    """
    return evolve(trial, slip=Slip(None, min(trial.slip.cost, _STORY_COST)))


def _too_many(trials: Trials) -> bool:
    """
    Whether three broken relations have no cell in common, so that no two cells can mend them all.
    """
    apart: list[frozenset[str]] = []
    for index in sorted(trials.broken):
        cells = trials.cells([index])
        if not any(cells & other for other in apart):
            apart.append(cells)
    return len(apart) > 2  # a pair mends two at most


def _pairs(trials: Trials, singles: Iterable[Trial]) -> list[Trial]:
    """
    Pairs of changes that mend everything, best first.
    """
    found: dict[frozenset[str], Trial] = {}
    for first in singles:
        rest = trials.broken - first.mended
        for both in trials.singles(first.changes, rest, trials.cells(rest)):
            cells = frozenset(both.changes)
            if both.mended >= trials.broken and (cells not in found or both.order < found[cells].order):
                found[cells] = both
        if trials.exhausted:
            break
    return sorted(found.values(), key=lambda trial: trial.order)


def _ranked(trials: Trials, told: Iterable[tuple[Trial, Text | None]]) -> tuple[Suspect, ...]:
    ranked: list[Suspect] = []
    order: tuple[int, int, int, int] | None = None
    for trial, words in told:
        rank = ranked[-1].rank if ranked and trial.order == order else len(ranked) + 1
        order = trial.order
        ranked.append(Suspect(_changes(trials, trial.changes), _why(trials, trial, words), rank))
    return tuple(ranked)


def _changes(trials: Trials, changes: Mapping[str, Number]) -> tuple[Change, ...]:
    cells = sorted(changes, key=lambda cell: trials.order.get(cell, 0))
    return tuple(_change(cell, trials.case.form.cell(cell).text, trials.number(cell), changes[cell]) for cell in cells)


def _change(cell: str, text: str | None, stated: Number | None, value: Number) -> Change:
    """
    The cell with the other number in it; what else its text says (≥, a unit, or none where that has a column) stays.
    """
    old = stated and _DIGITS.search(stated.text)
    new = _DIGITS.search(value.text)
    if text is None or not old or not new:  # pragma: no cover - what is changed is a number that is printed
        return Change(cell, text, value.text)
    # numbers are read in half width
    printed = text if old[0] in text else fold(text)
    return Change(cell, text, printed.replace(old[0], new[0], 1))


def _why(trials: Trials, trial: Trial, words: Text | None) -> Text:
    mends = _MENDS if trial.mended >= trials.broken else _MENDS_SOME
    count = len(trial.mended)
    slipped = words or trial.slip.name
    zh, en = mends.say("zh", count), mends.say("en", count)
    return Text(f"{zh}；{slipped.zh}", f"{en}; {slipped.en}") if slipped else Text(zh, en)
