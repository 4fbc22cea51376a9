"""
What the heads of a table say.

A head is known by its exact words, by its signs in another order, by words of the same make, or by words
with a sign or two mistaken.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Final

from attrs import Factory, field, frozen

from perfscore.lexicon import Lexicon, load_lexicon
from perfscore.read.table.misprints import Misprints
from perfscore.read.table.rows import Row, bare, is_number, key
from perfscore.read.vocabulary import STUBS, columns, patterns


if TYPE_CHECKING:
    import re

    from collections.abc import Mapping, Sequence
    from collections.abc import Set as AbstractSet

    from perfscore.read.grid import GridCell


__all__ = ["Heads", "fund_heads", "fund_heads_in", "indicator_heads", "indicator_heads_in"]

#: So many known heads make a row of heads even where a number stands among them.
_SURE: Final = 4

#: A head is short; what is long is a text about the subject.
_LONGEST: Final = 16


@frozen
class Heads:
    """
    How the heads of one kind of table are told.

    *words* and *patterns* are what the heads say, *fewest* how many different roles make a row a row of heads.
    One of the roles *needed* must be there, and one of those *marked* where not enough words are exactly known;
    all of those *telling* are enough by themselves. *completing* names the roles that unknown words may have, each with
    the roles that stand on its left and on its right.
    """

    words: Mapping[str, str]
    patterns: Sequence[tuple[re.Pattern[str], str]]
    needed: frozenset[str]
    marked: frozenset[str]
    telling: frozenset[str]
    fewest: int
    completing: Sequence[tuple[str, AbstractSet[str], AbstractSet[str]]] = ()
    _misprints: Misprints = field(
        init=False, eq=False, repr=False, default=Factory(lambda self: Misprints(self.words), takes_self=True)
    )

    def role(self, text: str) -> str | None:
        """
        The role a head's exact words stand for.
        """
        return self.words.get(key(text)) or self.words.get(bare(text))

    def likely(self, text: str) -> str | None:
        """
        The role of a head that only resembles known ones: the same signs in another order, or words of the same make.
        """
        exact, words = self.role(text), bare(text)
        # a head announces what is below it, a label with a colon what is beside it
        if exact is not None or not words or len(words) > _LONGEST or words in STUBS or ":" in words:
            return exact
        same_make = (role for pattern, role in self.patterns if pattern.search(words))
        return self._misprints.scrambled(words) or next(same_make, None)

    def resembling(self, text: str) -> str | None:
        """
        As `likely`, and the role of a head with a sign or two mistaken.
        """
        words = bare(text)
        likely = self.likely(text)
        if likely is not None or len(words) > _LONGEST or words in STUBS:
            return likely
        return self._misprints.mistaken(words)

    def misprinted(self, text: str) -> frozenset[str]:
        """
        The roles that a head may have if a sign or two of it are mistaken.
        """
        return self._misprints.nearest(bare(text))

    def start(self, row: Row) -> bool:
        """
        Whether a row holds the heads of this kind of table.

        Heads of exactly known words are enough; where too few are, most cells have to resemble heads.
        """
        if row.loose:
            return False
        cells = row.filled
        known = {role for cell in cells if (role := self.role(cell.text)) and role != "extra"}
        numbers = sum(is_number(cell.text) for cell in cells)
        # labels with their values beside them are no heads
        if numbers and (len(known) < _SURE or 2 * numbers > len(known)):
            return False
        if len(known) >= self.fewest and not known.isdisjoint(self.needed):
            return True
        likely = [role for cell in cells if (role := self.likely(cell.text))]
        if self._are_enough(likely, known, cells):
            return True
        # a row in which nothing looks like a head is not searched for misprints
        return len(set(likely)) > 1 and self._are_enough(
            [role for cell in cells if (role := self.resembling(cell.text))], known, cells
        )

    def _are_enough(self, likely: Sequence[str], known: AbstractSet[str], cells: Sequence[GridCell]) -> bool:
        roles = {role for role in likely if role != "extra"}
        least = self.fewest if len(known) >= self.fewest - 1 else self.fewest + 1
        enough = len(roles) >= least or roles >= self.telling
        return 2 * len(likely) > len(cells) and enough and not roles.isdisjoint(self.marked)


@lru_cache(maxsize=16)
def indicator_heads_in(lexicon: Lexicon) -> Heads:
    """
    The heads of indicators in the words of a *lexicon*.
    """
    return Heads(
        columns(lexicon, "indicators"),
        patterns(lexicon, "indicators"),
        needed=frozenset(("name", "target", "actual")),
        marked=frozenset(("name", "level1", "level2")),
        telling=frozenset(("name", "target", "actual", "score")),
        fewest=3,
        completing=(
            ("level1", frozenset(), frozenset(("level2", "name"))),
            ("level2", frozenset(("level1",)), frozenset(("name", "target"))),
            ("name", frozenset(("level1", "level2")), frozenset(("target", "actual", "weight", "score"))),
            ("target", frozenset(("name",)), frozenset(("actual", "score"))),
            ("actual", frozenset(("target", "name")), frozenset(("score", "reason"))),
        ),
    )


@lru_cache(maxsize=16)
def fund_heads_in(lexicon: Lexicon) -> Heads:
    """
    The heads of the fund table in the words of a *lexicon*.
    """
    money = frozenset(("initial", "budget", "executed"))
    return Heads(
        columns(lexicon, "funds"),
        patterns(lexicon, "funds"),
        needed=money,
        marked=money,
        telling=frozenset(("budget", "executed")),
        fewest=2,
    )


indicator_heads: Final = indicator_heads_in(load_lexicon())
fund_heads: Final = fund_heads_in(load_lexicon())
