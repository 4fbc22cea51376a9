"""
Quantities in running text, each with the words around it.

Prose is cut into clauses at commas and full stops; what stands in the same clause as a figure is what it counts.
A figure of each, on average, per year is a rate and counts nothing by itself.
"""

from __future__ import annotations

import re

from collections import Counter
from decimal import Decimal
from functools import lru_cache
from typing import Final

from attrs import field, frozen

from perfscore.lexicon import Lexicon
from perfscore.notation.number import Number
from perfscore.notation.statement import LONGEST, Statement, read_statement, spelled_out


__all__ = ["Mention", "alone", "find_mentions", "mentions", "sentences"]

#: 6,900 is one number.
_COMMA: Final = r"(?<!\d),|,(?!\d{3}(?:\D|$))|[。;!?\n]"
_FULL_STOP: Final = r"[。;!?\n]"
_UNCOMMON: Final = Decimal(100)


@frozen(eq=False)
class Mention:
    """
    A figure and its *clause*; *before* and *after* are the words next to it there.

    *compared* is set for ≥, 不少于 and the like, *vague* for 约 and 余.
    """

    number: Number
    clause: str
    before: str
    after: str
    compared: bool = False
    vague: bool = False
    #: Whether the number is hardly promised twice by chance: from 100 on, and not a round one.
    uncommon: bool = field(init=False)

    def __attrs_post_init__(self) -> None:
        digits = str(self.number.value).replace(".", "").strip("0")
        uncommon = self.number.quantity >= _UNCOMMON and len(digits) > 1 and not self.number.is_percent
        object.__setattr__(self, "uncommon", uncommon)

    @property
    def loose(self) -> bool:
        """
        Whether the figure says less than that the count was exactly this.
        """
        return self.compared or self.vague


def find_mentions(statement: Statement, lexicon: Lexicon) -> tuple[Mention, ...]:
    """
    The quantities that a cell states.
    """
    return mentions(statement.text, lexicon) if statement.clauses or len(statement.text) > LONGEST else ()


def alone(statement: Statement, lexicon: Lexicon) -> tuple[Mention, ...]:
    """
    The quantities of a cell whose unit no other quantity of the cell has.
    """
    return _alone(statement.text, lexicon) if statement.clauses or len(statement.text) > LONGEST else ()


@lru_cache(maxsize=2048)
def _alone(text: str, lexicon: Lexicon) -> tuple[Mention, ...]:
    bases = Counter(mention.number.base for mention in mentions(text, lexicon))
    return tuple(mention for mention in mentions(text, lexicon) if bases[mention.number.base] == 1)


@lru_cache(maxsize=2048)
def mentions(text: str, lexicon: Lexicon) -> tuple[Mention, ...]:
    """
    The quantities in *text*: numbers with a unit that counts something, shares included.
    """
    return tuple(
        mention
        for clause in re.split(_COMMA, spelled_out(text, lexicon))
        if clause
        for mention in _in_clause(clause, lexicon)
    )


@lru_cache(maxsize=256)
def sentences(text: str, lexicon: Lexicon) -> tuple[str, ...]:
    return tuple(sentence for sentence in re.split(_FULL_STOP, spelled_out(text, lexicon)) if sentence)


def _in_clause(clause: str, lexicon: Lexicon) -> list[Mention]:
    found: list[Mention] = []
    end = 0
    rates, uncounted = (lexicon.words("crosschecks", "mentions", name) for name in ("rate", "uncounted"))
    for condition in read_statement(clause, lexicon=lexicon).clauses:
        number = condition.number
        start = clause.find(number.text, end)
        end = start + len(number.text)
        if condition.high is not None or not number.unit or number.base in uncounted or "/" in number.base:
            continue
        if clause.endswith("第", 0, start) or any(word in clause[:start] for word in rates):
            continue
        compared = condition.comparator not in ("", "=")
        vague = bool(condition.width)
        found.append(Mention(number, clause, clause[:start], clause[end:], compared, vague))
    return found
