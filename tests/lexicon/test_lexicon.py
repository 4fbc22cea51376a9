"""
The words of the field: each once, and a project's own beside them.
"""

from __future__ import annotations

import pickle

from collections import Counter

import pytest

from perfscore.lexicon import Lexicon, WordsError, load_lexicon
from perfscore.lexicon.lexicon import _load_shipped


def test_the_words_of_a_list():
    """
    A leaf of a file is a list of words, and its key is what they mean.
    """
    lexicon = load_lexicon()

    assert "公里" in lexicon.words("units", "length", "1000")
    assert lexicon.meanings("units", "length")["km"] == "1000"
    assert lexicon.lists("units", "firms") == {"1": ("家", "家次")}
    assert "mass" in lexicon.tables("units")


#: Tables whose lists are parts of a sentence, which may use one word in two places, or numbers.
PARTS_OF_SENTENCES = {
    ("approximations", "width"),
    ("phrases", "failure"),
    ("phrases", "occurrence"),
    ("directions", "counted"),
    ("directions", "more"),
    ("directions", "limited"),
}


def test_each_word_stands_once_in_its_table():
    """
    A word with two meanings in one table could be read either way.
    """
    tables = {path[:-1] for path in _load_shipped()} - PARTS_OF_SENTENCES
    for table in tables:
        counted = Counter(word for path, words in _load_shipped().items() if path[:-1] == table for word in words)
        assert [word for word, count in counted.items() if count > 1] == [], table


def test_each_word_stands_once_in_its_list():
    """
    In tables whose lists are parts of a sentence as well.
    """
    for path, words in _load_shipped().items():
        assert len(set(words)) == len(words), path


@pytest.mark.parametrize("table", [("units", "gallons"), ("unit",)])
def test_an_unknown_table(table):
    """
    Asking for words that nobody wrote down is a mistake of the code.
    """
    with pytest.raises(KeyError):
        load_lexicon().lists(*table)


class TestOwnWords:
    def test_are_added(self):
        """
        To a list that exists, or as a unit of a factor of its own.
        """
        lexicon = load_lexicon({"units": {"length": {"1000": ["千公尺"], "1609.344": "英里"}}})

        assert lexicon.meanings("units", "length")["英里"] == "1609.344"
        assert lexicon.words("units", "length", "1000")[-1] == "千公尺"
        assert "英里" not in load_lexicon().meanings("units", "length")

    def test_take_the_place_of_shipped_ones(self):
        """
        Where a project means another thing by a word, its own meaning counts.
        """
        lexicon = load_lexicon({"units": {"length": {"1": "里"}}})

        assert lexicon.meanings("units", "length")["里"] == "1"

    def test_travel(self):
        """
        To other processes by value: a copy is the same lexicon.
        """
        lexicon = load_lexicon({"units": {"people": {"1": "员"}}})
        copy = pickle.loads(pickle.dumps(lexicon))  # noqa: S301 - our own bytes

        assert copy == lexicon
        assert hash(copy) == hash(lexicon)
        assert copy is lexicon
        assert lexicon != load_lexicon()
        assert isinstance(copy, Lexicon)

    def test_of_a_wrong_shape_are_refused_together(self):
        """
        Every problem is told with its path.
        """
        own = {"units": {"length": {"1": 5}, "gallons": {"1": "加仑"}, "mass": {"much": "磅"}}}

        with pytest.raises(WordsError) as raised:
            load_lexicon(own)
        assert str(raised.value).splitlines() == [
            "units.length.1: must be words: one text, or an array of texts",
            "units.gallons.1: no such list of words",
            "units.mass.much: no such list of words",
        ]
