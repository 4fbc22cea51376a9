"""
Which way a row counts: whether more or less than was promised is better.

Where a target prints no comparator, its row's name may tell, and its level where the name says nothing against it. What
a name ends in is what it counts: 投诉次数 is kept down and 投诉处理率 is not, 安全事故 is kept down and 事故应急演练 is not.
Where neither tells, nobody knows: 药占比 and 学生近视率 are no figures that more of is better by being shares.
"""

from __future__ import annotations

import re

from functools import lru_cache
from typing import Final

from attrs import frozen

from perfscore.lexicon import Lexicon, alternatives, load_lexicon
from perfscore.notation.clauses import Clause, Comparator
from perfscore.notation.number import fold
from perfscore.notation.patterns import Pattern


__all__ = ["direction", "is_cost", "is_doubtful", "is_growth", "to_be_delivered"]

_SHIPPED: Final = load_lexicon()

#: What a row delivers is counted in these; money, time and shares are not delivered.
_COUNTS: Final = frozenset({"", "count", "people", "households", "firms", "person_days"})
_EXTENTS: Final = frozenset({"length", "area", "volume", "mass", "power", "data"})
_LEVELS_OF_MORE: Final = ("数量", "质量")


@frozen
class _Patterns:
    less: Pattern
    more: Pattern
    handled: Pattern


@lru_cache(maxsize=16)
def _patterns(lexicon: Lexicon) -> _Patterns:
    def words(*path: str) -> str:
        return alternatives(lexicon.words("directions", *path))

    bracketed = r"(?:\([^()]*\))?$"
    counted = rf"(?:{words('counted', 'thing')})*(?:{words('counted', 'measure')})?{bracketed}"
    return _Patterns(
        Pattern(rf"(?:{words('less', 'bad')}){counted}|(?:{words('less', 'short')}){bracketed}"),
        Pattern(rf"(?<![不未])(?:{words('more', 'share')})(?:率|度|比例){bracketed}|满意|进度$"),
        Pattern(
            rf"(?:(?:年度|全年|计划|依法|及时|完成|开展)*(?:{words('handled', 'verb')}))(?!.*(?:率|比例|占比|度)(?:\([^()]*\))?$)"
        ),
    )


@lru_cache(maxsize=4096)
def direction(level: str, name: str, dimension: str = "", lexicon: Lexicon = _SHIPPED) -> Comparator:
    """
    The comparator that a row without one means; empty where more may be as good as less.

    *level* is the row's level-2 head (or level 1), *name* its name, *dimension* what its target is measured in.
    """
    folded = fold(name)
    told = _by_name(folded, lexicon)
    if told is not None:
        return told
    if "成本" in level:
        not_cost = _has(folded, "cost", "not", lexicon) or dimension in _COUNTS - {""}
        return "" if not_cost else "<="
    return ">=" if _is_more_by_level(level, folded, dimension, lexicon) else ""


def _by_name(name: str, lexicon: Lexicon) -> Comparator | None:
    patterns = _patterns(lexicon)
    if patterns.more.search(name) and not re.search(r"[不未]满意", name):
        return "" if _has(name, "more", "not", lexicon) else ">="
    if patterns.less.search(name) and not patterns.handled.match(name):
        return "<="
    if name.endswith((*lexicon.words("directions", "cost", "own"), "成本", "造价")) and not _has(
        name, "cost", "not", lexicon
    ):
        return "<="
    return None


def _is_more_by_level(level: str, name: str, dimension: str, lexicon: Lexicon) -> bool:
    if "满意" in level:
        return not _has(name, "limited", "bad", lexicon) and not _has(name, "limited", "name", lexicon)
    if name.endswith(lexicon.words("directions", "days", "more")):
        return True
    if _has(name, "more", "count", lexicon) and not _has(name, "limited", "name", lexicon):
        return True
    if _has(name, "limited", "name", lexicon) or not any(word in level for word in _LEVELS_OF_MORE):
        return False
    delivered = _has(name, "delivered", "verb", lexicon)
    if dimension in _EXTENTS:
        return delivered
    return dimension in _COUNTS and (delivered or not _has(name, "limited", "bad", lexicon))


@lru_cache(maxsize=2048)
def to_be_delivered(name: str, lexicon: Lexicon = _SHIPPED) -> bool:
    """
    Whether the row counts something to be done, of which more is no worse.
    """
    folded = fold(name)
    return _has(folded, "delivered", "verb", lexicon) and direction("数量", name, "count", lexicon) == ">="


@lru_cache(maxsize=2048)
def is_cost(name: str, lexicon: Lexicon = _SHIPPED) -> bool:
    """
    Whether the row is a cost to be kept down, rather than money that somebody receives or saves.
    """
    return _has(name, "cost", "name", lexicon) and not _has(name, "cost", "not", lexicon)


@lru_cache(maxsize=2048)
def is_growth(name: str, lexicon: Lexicon = _SHIPPED) -> bool:
    """
    Whether the row's figure may be negative, so that a target of 0 is no upper limit.
    """
    return _has(name, "growth", "name", lexicon)


def is_doubtful(clause: Clause, level: str, name: str, lexicon: Lexicon = _SHIPPED) -> bool:
    """
    Whether the printed comparator points the wrong way for such a row: a cost of at least, a delivery of at most.
    """
    if clause.comparator in ("<=", "<"):
        return "数量" in level and not clause.number.is_percent and to_be_delivered(name, lexicon)
    costs_money = clause.comparator in (">=", ">") and clause.number.base.startswith("元")
    return costs_money and "成本" in level and is_cost(name, lexicon)


def _has(name: str, table: str, words: str, lexicon: Lexicon) -> bool:
    return any(word in name for word in lexicon.words("directions", table, words))
