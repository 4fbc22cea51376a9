"""
Quantities in running text, and the words around them.
"""

from __future__ import annotations

import pytest

from perfscore.lexicon import load_lexicon
from perfscore.notation.statement import read_statement
from perfscore.rules.mentions import alone, find_mentions, mentions, sentences


LEXICON = load_lexicon()


def told(text):
    return [mention.number.text for mention in mentions(text, LEXICON)]


class TestMentions:
    def test_with_the_words_next_to_them(self):
        """
        Each within its own clause, also where the same figure is said twice.
        """
        found = mentions("30人参观，男教师30人女教师30人到会。发放6,900册", LEXICON)

        assert [(m.number.text, m.clause, m.before, m.after) for m in found] == [
            ("30人", "30人参观", "", "参观"),
            ("30人", "男教师30人女教师30人到会", "男教师", "女教师30人到会"),
            ("30人", "男教师30人女教师30人到会", "男教师30人女教师", "到会"),
            ("6,900册", "发放6,900册", "发放", ""),
        ]

    @pytest.mark.parametrize(
        ("text", "counted"),
        [
            ("培训30人", ["30人"]),
            ("满意度95%", ["95%"]),
            ("第10次宣讲", []),
            ("召开第10次宣讲", []),
            ("第10次宣讲30人", ["30人"]),
            ("每月宣讲2次", []),
            ("人均500元", []),
            ("较上年增长30人", []),
            ("补助500元/人", []),
            ("补助500元/人共30人", ["30人"]),
            ("3个月", []),
            ("2年", []),
            ("30-40人", []),
            ("编号7", []),
            ("编号7的30人", ["30人"]),
        ],
    )
    def test_what_counts_something(self, text, counted):
        """
        An ordinal, a rate, a range, a time or a bare number counts nothing, and hides nothing behind it.
        """
        assert told(text) == counted

    @pytest.mark.parametrize(
        ("text", "compared", "vague"),
        [
            ("培训30人", False, False),
            ("培训=30人", False, False),
            ("培训≥30人", True, False),
            ("培训不少于30人", True, False),
            ("培训约30人", False, True),
            ("培训30余人", False, True),
            ("培训不少于30余人", True, True),
        ],
    )
    def test_how_exactly(self, text, compared, vague):
        """
        What says "at least" or "about" says less than that it was exactly so many.
        """
        (mention,) = mentions(text, LEXICON)

        assert (mention.compared, mention.vague, mention.loose) == (compared, vague, compared or vague)

    @pytest.mark.parametrize(
        ("text", "uncommon"),
        [
            ("140家", True),
            ("101人", True),
            ("99人", False),
            ("100人", False),
            ("3000人", False),
            ("1.5万人", True),
            ("0.5万册", False),
            ("2万人", False),
            ("12.5吨", False),
            ("135%", False),
        ],
    )
    def test_which_are_hardly_promised_twice_by_chance(self, text, uncommon):
        """
        From 100 on, and of more than one digit before the noughts.
        """
        (mention,) = mentions(text, LEXICON)

        assert mention.uncommon == uncommon


class TestOfACell:
    def test_all_of_them_or_those_whose_unit_is_alone(self):
        """
        Of two counts of sessions neither is the one of the cell.
        """
        statement = read_statement("线上5场、国际3场，参加300人")

        assert [m.number.text for m in find_mentions(statement, LEXICON)] == ["5场", "3场", "300人"]
        assert [m.number.text for m in alone(statement, LEXICON)] == ["300人"]

    def test_a_long_text(self):
        """
        It is prose, but its figures are spoken of all the same.
        """
        statement = read_statement("各" * 400 + "，参加300人")

        assert [m.number.text for m in find_mentions(statement, LEXICON)] == ["300人"]
        assert [m.number.text for m in alone(statement, LEXICON)] == ["300人"]

    def test_a_phrase(self):
        """
        It has none.
        """
        assert find_mentions(read_statement("提高"), LEXICON) == alone(read_statement("提高"), LEXICON) == ()


def test_sentences_end_at_full_stops():
    """
    Not at commas; nothing stands behind the last.
    """
    assert sentences("培训30人，参观12人。发放；完成！", LEXICON) == ("培训30人,参观12人", "发放", "完成")
