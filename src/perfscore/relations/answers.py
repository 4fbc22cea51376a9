"""
Which figure of a sentence answers a target: 计划200人次，实际180人次 did 180, 共210人次，其中职工180人次 did 210.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Final

from perfscore.lexicon import Lexicon
from perfscore.notation.clauses import Clause
from perfscore.notation.statement import Statement
from perfscore.notation.units import measure
from perfscore.relations.comparison import RowKind, comparable


__all__ = ["answers", "conditions"]

#: So many characters at the end tell a noun.
_NOUN: Final = 2
#: So many characters at the end of a row's name tell what it measures.
_NAMED: Final = 3
#: In the order in which they are looked for in the words before a figure.
_ROLES: Final = ("planned", "part", "total", "reached")


def conditions(target: Statement, lexicon: Lexicon) -> tuple[Clause, ...]:
    """
    The figures of a target that are to be reached: all but the parts of others.
    """
    if target.clause is not None:
        return (target.clause,)
    wanted = [clause for clause in target.clauses if _role(clause.before, lexicon) != "part" and clause.number.unit]
    return tuple(wanted)


def answers(actual: Statement, wanted: Clause, kind: RowKind, lexicon: Lexicon) -> tuple[Clause, ...]:
    """
    The figures of an actual value that may answer one of the target's: the total, the one that is called actual, or all
    of its unit that are neither a part, nor planned, nor a change, nor something beside what the row counts.
    """
    if actual.clause is not None:
        return (actual.clause,)
    fitting = [clause for clause in actual.clauses if _fits(clause, wanted, kind, lexicon)]
    # 58户(2户搬迁): what stands in brackets explains the figure before them.
    fitting = [clause for clause in fitting if not clause.bracketed] or fitting
    by_role: dict[str, list[Clause]] = {}
    for clause in fitting:
        by_role.setdefault(_role(clause.before, lexicon), []).append(clause)
    for role in ("reached", "total", ""):
        if found := by_role.get(role):
            return _of_noun(_of_unit(found, wanted), wanted)
    return ()


def _fits(clause: Clause, wanted: Clause, kind: RowKind, lexicon: Lexicon) -> bool:
    """
    Whether a figure among others may answer: it has the dimension that is wanted, and its own words do not make it something else.
    """
    if not clause.number.unit or not comparable(wanted, clause, kind, lexicon):
        return False
    one, other = (measure(c.number.base, lexicon).dimension for c in (wanted, clause))
    if wanted.number.base and one != other:
        return False
    if not wanted.number.unit and clause.number.is_percent and not kind.is_share:
        return False
    if kind.name and clause.before.rstrip("为达到是").endswith(kind.name[-_NAMED:]):
        return True  # 抽样调查满意度为93% in a row of 满意度
    beside = lexicon.words("statements", "beside", "measure")
    changes = lexicon.words("statements", "beside", "change")
    # A change answers where the row, or its target, is about one: 收入增长率, 增长10%.
    if not any(word in kind.name or word in wanted.before for word in changes):
        beside += changes
    return not any(word in clause.before and word not in kind.name for word in beside)


def _of_unit(found: Sequence[Clause], wanted: Clause) -> tuple[Clause, ...]:
    """
    Those of the very unit, where there are any: 12期 answers ≥10期 before 300次 does. Repetitions count once.
    """
    same = [clause for clause in found if clause.number.base == wanted.number.base]
    distinct = {(clause.number.quantity, clause.comparator): clause for clause in same or found}
    return tuple(distinct.values())


def _of_noun(found: tuple[Clause, ...], wanted: Clause) -> tuple[Clause, ...]:
    """
    Of several those before which the noun of the target stands: 打印机5台 is answered by 打印机4台.
    """
    noun = wanted.before[-_NOUN:]
    named = tuple(clause for clause in found if noun and clause.before.endswith(noun))
    return named if len(found) > 1 and named else found


@lru_cache(maxsize=4096)
def _role(before: str, lexicon: Lexicon) -> str:
    """
    What the words before a figure make it: a total, a part, what was planned or what was reached.
    """
    for role in _ROLES:
        if any(word in before for word in lexicon.words("statements", "roles", role)):
            return role
    return ""
