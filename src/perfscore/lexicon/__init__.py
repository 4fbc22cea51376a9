"""
The words of the field as data: units, comparators, heads, labels, directions, reasons that are none.

Each TOML file of this folder is one part of the lexicon. A leaf is a list of words, written as one text with white
space between them, or as an array where a word itself holds white space::

    [length]
    "1000" = "千米 公里 km"
    "1" = "米 m"

The key says what the words of the list have in common: a factor, a comparator, the name of a column.
A word stands once in its table. Code asks for words by the names of file, tables and list, and never repeats them.
"""

from __future__ import annotations

from perfscore.lexicon.lexicon import Lexicon, WordsError, alternatives, load_lexicon


__all__ = ["Lexicon", "WordsError", "alternatives", "load_lexicon"]
