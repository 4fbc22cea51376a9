"""
The search for the cells that are wrong.
"""

from __future__ import annotations

import re

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Final

from attrs import evolve

from perfscore.bilingual import Counted, Text
from perfscore.notation.number import Number, fold, plain
from perfscore.relations import IndicatorScore, Kind, Sum
from perfscore.relations.examination import Examination
from perfscore.suspects.edits import Slip
from perfscore.suspects.known_mistakes import known_mistakes, mistake_in_sum, recompute_all
from perfscore.suspects.suspect import Change, Explained, Suspect
from perfscore.suspects.trial import Trial
from perfscore.suspects.what_if import WhatIf


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
_KNOWN_COST: Final = 1
#: What is part of an explanation mends so many relations, or it says no more than the finding itself.
_WORTH_TELLING: Final = 2


def suspects(examination: Examination) -> Explained:
    """
    The cells that may be wrong; nothing for a form whose relations all hold.
    """
    what_if = WhatIf(examination)
    if not what_if.broken:
        return Explained()
    singles = what_if.singles({}, what_if.broken, (cell for index in what_if.broken for cell in what_if.cells([index])))
    explained = _with_known_mistakes(what_if, singles)
    whole = [(trial, words) for trial, words in explained if trial.mended >= what_if.broken]
    pairs = [] if whole or _too_many(what_if) else _pairs(what_if, singles)
    whole = whole or [(trial, None) for trial in pairs if trial.mended >= what_if.broken]
    if not whole and (redone := recompute_all(what_if)) and (trial := what_if.trial(redone.changes)):
        whole = [(trial, redone.words)] if trial.mended >= what_if.broken else []
    most = [] if whole else _most([*explained, *((trial, None) for trial in pairs)])
    of: dict[tuple[Kind, str], tuple[Suspect, ...]] = {}
    for index in sorted(what_if.broken):
        relation = what_if.relations[index]
        mending = [(trial, words) for trial, words in explained if index in trial.mended]
        of[relation.kind, relation.result] = _rank(what_if, mending) or _without_formula(what_if, index)
    alone = _without_formula(what_if, *what_if.broken) if len(what_if.broken) == 1 else ()
    return Explained(_rank(what_if, whole) or alone, of, _rank(what_if, most), what_if.exhausted)


def _without_formula(what_if: WhatIf, index: int) -> tuple[Suspect, ...]:
    """
    Full marks for what was not done: that they are wrong is known, and no formula says what is right.
    """
    relation, bounds = what_if.relations[index], what_if.examination.evaluations[index].judgement.bounds
    if not isinstance(relation, IndicatorScore) or bounds is None:
        return ()
    cell, less = relation.result, f"<{plain(bounds.interval.high)}"
    change = Change(cell, what_if.examination.form.cell(cell).text, less)
    return (Suspect((change,), _why_text(what_if, frozenset({index}), _GENEROUS)),)


_GENEROUS: Final = Text("未达标而给了满分", "full marks were given for a target that was missed")

#: A trial, and the words for it where it undoes a known mistake.
_Explanation = tuple[Trial, Text | None]


def _most(explanations: Sequence[_Explanation]) -> list[_Explanation]:
    """
    Of *explanations*, none of which mends everything, those that mend most, two relations at least.
    """
    most = max((len(trial.mended) for trial, _ in explanations), default=0)
    if most < _WORTH_TELLING:
        return []
    return sorted((e for e in explanations if len(e[0].mended) == most), key=lambda e: e[0].order)


def _with_known_mistakes(what_if: WhatIf, singles: Iterable[Trial]) -> list[_Explanation]:
    """
    The single changes, those of a sum's result with the known mistake that fits, and known mistakes in several cells.
    """
    found: list[_Explanation] = []
    sums = {r.result: r for i in sorted(what_if.broken) if isinstance(r := what_if.relations[i], Sum)}
    for trial in singles:
        (cell,) = trial.changes
        words = mistake_in_sum(what_if, sums[cell]) if cell in sums else _generous(what_if, cell)
        found.append((_likely(trial) if words else trial, words))
    for mistake in known_mistakes(what_if):
        whole = what_if.trial(mistake.changes)
        if whole is not None and whole.mended >= what_if.broken:
            found.append((_likely(whole), mistake.words))
    # A known mistake that comes down to one change says why that change is suspected; it is named once.
    once: dict[frozenset[tuple[str, Decimal]], _Explanation] = {}
    for trial, words in sorted(found, key=lambda pair: pair[0].order):
        key = frozenset((cell, number.value) for cell, number in trial.all_changes.items())
        once.setdefault(key, (trial, words))
    return list(once.values())


def _generous(what_if: WhatIf, cell: str) -> Text | None:
    """
    What is said of full marks that the row did not earn.
    """
    row = what_if.rows.get(cell)
    return _GENEROUS if row is not None and row.full_marks and cell == row.at_score else None


def _likely(trial: Trial) -> Trial:
    """
    A change by a known mistake counts as a small slip, however different the digits.
    """
    return evolve(trial, slip=Slip(None, min(trial.slip.cost, _KNOWN_COST)))


def _too_many(what_if: WhatIf) -> bool:
    """
    Whether three broken relations have no cell in common, so that no two cells can mend them all.
    """
    apart: list[frozenset[str]] = []
    for index in sorted(what_if.broken):
        cells = what_if.cells([index])
        if not any(cells & other for other in apart):
            apart.append(cells)
    return len(apart) > 2  # a pair mends two at most


def _pairs(what_if: WhatIf, singles: Iterable[Trial]) -> list[Trial]:
    """
    Pairs of changes that mend more than the first of them alone, best first.
    """
    found: dict[frozenset[str], Trial] = {}
    for first in singles:
        rest = what_if.broken - first.mended
        for both in what_if.singles(first.changes, rest, what_if.cells(rest)):
            cells = frozenset(both.changes)
            if both.mended > first.mended and (cells not in found or both.order < found[cells].order):
                found[cells] = both
        if what_if.exhausted:
            break
    return sorted(found.values(), key=lambda trial: trial.order)


def _rank(what_if: WhatIf, explanations: Iterable[_Explanation]) -> tuple[Suspect, ...]:
    ranked: list[Suspect] = []
    order: tuple[int, ...] | None = None
    for trial, words in explanations:
        rank = ranked[-1].rank if ranked and trial.order == order else len(ranked) + 1
        order = trial.order
        ranked.append(Suspect(_changes(what_if, trial), _why(what_if, trial, words), rank))
    return tuple(ranked)


def _changes(what_if: WhatIf, trial: Trial) -> tuple[Change, ...]:
    changes = trial.all_changes
    return tuple(
        _change(
            cell, what_if.examination.form.cell(cell).text, what_if.number(cell), changes[cell], cell in trial.follow
        )
        for cell in sorted(changes, key=lambda cell: what_if.order.get(cell, 0))
    )


def _change(cell: str, text: str | None, stated: Number | None, value: Number, follows: bool) -> Change:
    """
    The cell with the other number in it; what else its text says (≥, a unit, or none where that has a column) stays.
    """
    old = stated and _DIGITS.search(stated.text)
    new = _DIGITS.search(value.text)
    if text is None or not old or not new:
        return Change(cell, text, value.text, follows)  # a grade is a word
    # numbers are read in half width
    printed = text if old[0] in text else fold(text)
    return Change(cell, text, printed.replace(old[0], new[0], 1), follows)


def _why(what_if: WhatIf, trial: Trial, words: Text | None) -> Text:
    return _why_text(what_if, trial.mended, words or trial.slip.name)


def _why_text(what_if: WhatIf, mended: frozenset[int], slipped: Text | None) -> Text:
    mends, count = _MENDS if mended >= what_if.broken else _MENDS_SOME, len(mended)
    zh, en = mends.say("zh", count), mends.say("en", count)
    return Text(f"{zh}；{slipped.zh}", f"{en}; {slipped.en}") if slipped else Text(zh, en)
