"""
The words of the lexicon as heads and labels are compared: folded, and by what they stand for.

The words are those of published forms and of the circulars they follow; a pattern also takes words of the same make.
"""

from __future__ import annotations

import re
import unicodedata

from collections.abc import Mapping
from functools import lru_cache
from types import MappingProxyType
from typing import Final

from perfscore.lexicon import Lexicon, load_lexicon


__all__ = [
    "BLOCK",
    "CLOSING",
    "DATE",
    "DECLARATION",
    "FUND_COMPONENTS",
    "FUND_NAME",
    "FUND_TOTALS",
    "GOALS",
    "GRADE",
    "GRADES",
    "HEADINGS",
    "HEAD_WORDS",
    "INDICATOR_COLUMNS",
    "LEVELS1",
    "LEVELS2",
    "NOTE",
    "NOTES",
    "PART",
    "PERIOD",
    "PLACEHOLDER",
    "SCORES",
    "SELF_EVALUATION",
    "SOURCES",
    "SPENDING",
    "STUBS",
    "SUBTOTAL",
    "TITLE",
    "TOTAL",
    "TOTALS",
    "columns",
    "fold",
    "headings",
    "in_text",
    "patterns",
]


@lru_cache(maxsize=8192)
def fold(text: str) -> str:
    """
    *text* without white space, with half-width letters, digits and brackets.
    """
    return "".join(unicodedata.normalize("NFKC", text).split())


def columns(lexicon: Lexicon, table: str) -> Mapping[str, str]:
    """
    The column that each head of the ``indicators`` or the ``funds`` stands for.
    """
    return _fold_keys(lexicon, ("heads", table))


def headings(lexicon: Lexicon) -> Mapping[str, str]:
    """
    The fact that each label of a form's head announces.
    """
    return _fold_keys(lexicon, ("labels", "facts"))


@lru_cache(maxsize=64)
def _fold_keys(lexicon: Lexicon, path: tuple[str, ...]) -> Mapping[str, str]:
    return MappingProxyType({fold(word): key for word, key in lexicon.meanings(*path).items()})


def patterns(lexicon: Lexicon, table: str) -> tuple[tuple[re.Pattern[str], str], ...]:
    """
    What heads of the same make look like, and their columns; the first that is found decides.
    """
    lists = lexicon.lists("heads", table, "make")
    return tuple((re.compile(word), key.partition("-")[0]) for key, words in lists.items() for word in words)


_SHIPPED: Final = load_lexicon()


def in_text(*path: str) -> str:
    """
    A regular expression for what running text is told by: ``in_text("ends", "table")``.
    """
    return f"(?:{'|'.join(_SHIPPED.words('lines', *path))})"


def _words(*path: str) -> tuple[str, ...]:
    return tuple(map(fold, _SHIPPED.words("labels", *path)))


def _make(name: str) -> re.Pattern[str]:
    return re.compile("|".join(_SHIPPED.words("labels", "make", name)))


#: Heads of the indicator table's columns, and the usual words over each column.
INDICATOR_COLUMNS: Final = columns(_SHIPPED, "indicators")
HEAD_WORDS: Final = MappingProxyType({role: word for word, role in reversed(list(INDICATOR_COLUMNS.items()))})
#: The fund row that is scored, the rows below it, and sources that stand side by side as heads.
FUND_TOTALS: Final = frozenset(_words("funds", "total"))
FUND_COMPONENTS: Final = _words("funds", "component")
SOURCES: Final = FUND_TOTALS.union(FUND_COMPONENTS, _words("funds", "source"))
#: A name that only resembles those.
FUND_NAME: Final = _make("fund-name")
LEVELS1: Final = (*_words("levels", "first"), *_words("levels", "first-or-second"))
LEVELS2: Final = (*_words("levels", "second"), *_words("levels", "first-or-second"))
#: What stands beside the facts of the head.
HEADINGS: Final = headings(_SHIPPED)
#: The label of the grand total, and its usual words; that of the grade, and the grades.
TOTAL: Final = _make("total")
TOTALS: Final = _words("total", "labels")
GRADE: Final = _make("grade")
GRADES: Final = frozenset(_words("grade", "grades"))
#: Names of blocks, and labels of what a form says beyond its numbers.
STUBS: Final = frozenset(_words("blocks", "names"))
NOTES: Final = frozenset(_words("notes", "labels"))
#: Labels of the lines that close a form, and a date or the blanks left for one.
CLOSING: Final = _make("closing")
DATE: Final = _make("date")
#: A line or a cell of its own with one of these is a form's title; those of forms that have nothing to score yet.
TITLE: Final = _make("title")
DECLARATION: Final = _make("declaration")
#: What speaks of several years beside this one, and of money that was spent.
PERIOD: Final = _make("period")
SPENDING: Final = _make("spending")
#: The end of a subtotal's label; a title and a total's label that speak of scores; the beginning of a note; the end of a
#: block's name; the name of a part of an amount; and what a label of the goal says when no heads follow it.
SUBTOTAL: Final = _make("subtotal")
SELF_EVALUATION: Final = _make("self-evaluation")
SCORES: Final = _make("scores")
NOTE: Final = _make("note")
BLOCK: Final = _make("block")
PART: Final = _make("part")
GOALS: Final = frozenset(_words("goal", "labels"))
#: What is left in a row that nobody filled in.
PLACEHOLDER: Final = _make("placeholder")
