"""
One loader for all words, those of a project's own configuration included.
"""

from __future__ import annotations

import re
import tomllib

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Final

from attrs import field, frozen


__all__ = ["Lexicon", "OwnWords", "WordsError", "alternatives", "load_lexicon"]

#: Words of a project's own: the names of file, tables and list, and the words added to that list.
OwnWords = tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]

_FOLDER: Final = Path(__file__).parent
#: A list called by a number, such as a unit's factor, may be added; any other must exist.
_NUMBER: Final = re.compile(r"\d+(?:\.\d+)?")


class WordsError(ValueError):
    """
    A table of own words that does not fit the lexicon; the message holds one line for each problem, with its path.
    """


@frozen(eq=False)
class Lexicon:
    """
    The shipped words and those of *own*. `load_lexicon` gives the same lexicon for the same own words.
    """

    own: OwnWords = ()
    _lists: Mapping[tuple[str, ...], tuple[str, ...]] = field(factory=dict, repr=False)

    def words(self, *path: str) -> tuple[str, ...]:
        """
        The words of one list: ``words("comparators", "before", ">=")``.

        :raises KeyError: when there is no such list.
        """
        return self._lists[path]

    def lists(self, *path: str) -> Mapping[str, tuple[str, ...]]:
        """
        The lists of one table by their keys: ``lists("units", "length")``.

        :raises KeyError: when there is no such table.
        """
        return _table(self, path)

    def meanings(self, *path: str) -> Mapping[str, str]:
        """
        The key of each word of one table: ``meanings("units", "length")["公里"]`` is ``"1000"``.

        A word of a project's own takes the place of the same shipped word.

        :raises KeyError: when there is no such table.
        """
        return _meanings(self, path)

    def tables(self, *path: str) -> tuple[str, ...]:
        """
        The names of the tables inside a file or a table: ``tables("units")``.
        """
        depth = len(path)
        return tuple(dict.fromkeys(key[depth] for key in self._lists if key[:depth] == path and len(key) > depth + 1))

    def paths(self) -> Iterable[tuple[str, ...]]:
        """
        The paths of all lists: the names of file, tables and list.
        """
        return self._lists.keys()

    def __reduce__(self) -> tuple[Callable[[OwnWords], Lexicon], tuple[OwnWords]]:
        """
        A lexicon is sent to another process as its own words only.
        """
        return _load, (self.own,)


@lru_cache(maxsize=1024)
def _table(lexicon: Lexicon, path: tuple[str, ...]) -> Mapping[str, tuple[str, ...]]:
    depth = len(path)
    found = {
        key[depth]: lexicon.words(*key) for key in lexicon.paths() if key[:depth] == path and len(key) == depth + 1
    }
    if not found:
        raise KeyError(path)
    return MappingProxyType(found)


@lru_cache(maxsize=1024)
def _meanings(lexicon: Lexicon, path: tuple[str, ...]) -> Mapping[str, str]:
    found = {word: key for key, words in _table(lexicon, path).items() for word in words}
    own = {word: key[-1] for key, words in lexicon.own if key[:-1] == path for word in words}
    return MappingProxyType({**found, **own})


def alternatives(words: Iterable[str]) -> str:
    """
    A regular expression for any of *words*, the longest first.
    """
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


def load_lexicon(own: Mapping[str, Any] | None = None) -> Lexicon:
    """
    The lexicon, with the words of *own* added: nested tables as the files write them, the file's name outermost.

    :raises WordsError: when *own* names a list that the lexicon does not have, or holds anything but words.
    """
    problems: list[str] = []
    added = tuple(_leaves(own or {}, (), problems))
    known = _load_shipped()
    for path, _ in added:
        in_table = any(key[:-1] == path[:-1] for key in known)
        if path not in known and not (in_table and _NUMBER.fullmatch(path[-1])):
            problems.append(f"{'.'.join(path)}: no such list of words")
    if problems:
        raise WordsError("\n".join(problems))
    return _load(added)


@lru_cache(maxsize=64)
def _load(own: OwnWords) -> Lexicon:
    lists = dict(_load_shipped())
    for path, words in own:
        lists[path] = tuple(dict.fromkeys((*lists.get(path, ()), *words)))
    return Lexicon(own, MappingProxyType(lists))


@lru_cache(maxsize=1)
def _load_shipped() -> Mapping[tuple[str, ...], tuple[str, ...]]:
    problems: list[str] = []
    lists = {
        path: words
        for file in sorted(_FOLDER.glob("*.toml"))
        for path, words in _leaves(tomllib.loads(file.read_text(encoding="utf-8")), (file.stem,), problems)
    }
    if problems:  # pragma: no cover - a shipped file is tested
        raise WordsError("\n".join(problems))
    return MappingProxyType(lists)


def _leaves(
    table: Mapping[str, Any], path: tuple[str, ...], problems: list[str]
) -> Iterator[tuple[tuple[str, ...], tuple[str, ...]]]:
    """
    The lists of words in nested tables by their paths; what is neither is noted in *problems*.
    """
    for key, value in table.items():
        here = (*path, key)
        if isinstance(value, Mapping):
            yield from _leaves(value, here, problems)
        elif isinstance(value, str):
            yield here, tuple(value.split())
        elif isinstance(value, list) and all(isinstance(word, str) for word in value):
            yield here, tuple(value)
        else:
            problems.append(f"{'.'.join(here)}: must be words: one text, or an array of texts")
