"""
Known words that were printed wrong: their signs in another order, or one or two signs mistaken.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from attrs import Factory, frozen


if TYPE_CHECKING:
    from collections.abc import Mapping


__all__ = ["Misprints", "distance"]

#: Words of so many signs may have one mistaken, those of so many two.
_ONE_MISTAKE, _TWO_MISTAKES = 3, 5


@frozen(eq=False)
class Misprints:
    """
    Finds what a misprinted word stands for: *meanings* are those of the words when they are printed right.
    """

    meanings: Mapping[str, str]
    _by_signs: dict[str, set[str]] = Factory(lambda: defaultdict(set))
    _by_length: dict[int, list[tuple[str, str]]] = Factory(lambda: defaultdict(list))

    def __attrs_post_init__(self) -> None:
        for word, meaning in self.meanings.items():
            self._by_signs["".join(sorted(word))].add(meaning)
            self._by_length[len(word)].append((word, meaning))

    def scrambled(self, text: str) -> str | None:
        """
        The meaning of a word whose signs stand in another order, ``考值参分``.
        """
        meanings = self._by_signs.get("".join(sorted(text)), ())
        return next(iter(meanings)) if len(meanings) == 1 else None

    def mistaken(self, text: str) -> str | None:
        """
        The meaning of a word with one or two signs mistaken; ``None`` where two meanings are equally near.
        """
        meanings = self.nearest(text)
        return next(iter(meanings)) if len(meanings) == 1 else None

    def nearest(self, text: str) -> frozenset[str]:
        """
        The meanings of the words that a text is nearest to, if one or two signs were mistaken.
        """
        most = 2 if len(text) >= _TWO_MISTAKES else 1 if len(text) >= _ONE_MISTAKE else 0
        found, nearest = set[str](), most
        for length in range(len(text) - 1, len(text) + 2) if most else ():
            for word, meaning in self._by_length.get(length, ()):
                if len(set(word) - set(text)) > nearest:
                    continue
                apart = distance(text, word, nearest)
                if apart < nearest:
                    found, nearest = {meaning}, apart
                elif apart == nearest:
                    found.add(meaning)
        return frozenset(found)


def distance(one: str, other: str, most: int) -> int:
    """
    How many signs have to be changed, added or left out to make one word the other, at most ``most + 1``.
    """
    row = list(range(len(other) + 1))
    for i, sign in enumerate(one, start=1):
        above, row = row, [i]
        for j, against in enumerate(other, start=1):
            row.append(min(above[j] + 1, row[-1] + 1, above[j - 1] + (sign != against)))
        if min(row) > most:
            return most + 1
    return row[-1]
