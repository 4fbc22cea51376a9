"""
When two figures are the same quantity: the last words that link them beside the first that do not.
"""

from __future__ import annotations

import pytest

from attrs import evolve

from builders import fires, form, row
from perfscore import Goals


QUANTITY, TIMELINESS, BENEFIT = "数量指标", "时效指标", "社会效益指标"


def talks(level2, target=None, actual=None, name="消防宣讲"):
    return row(level2=level2, name=name, target=target, actual=actual)


class TestByNoun:
    def test_the_same_name_under_two_heads(self):
        """
        15 under quantity, 10 under timeliness, neither with a word around it.
        """
        pair = (talks(QUANTITY, "≥15次"), talks(TIMELINESS, "≥10次"))

        assert fires(form(*pair), "X703") == ["indicators[0].target notice"]
        assert fires(form(*(evolve(talk, name="路灯杆") for talk in pair)), "X703") == ["indicators[0].target notice"]
        assert fires(form(*(evolve(talk, name="路灯") for talk in pair)), "X703") == []

    def test_each_pair_is_told_once(self):
        """
        15 and 15 agree; each contradicts the 10, and so do the 300 and 300 and the 200.
        """
        three = (
            talks(QUANTITY, "消防宣讲15次300人"),
            talks(TIMELINESS, "消防宣讲15次300人"),
            talks(BENEFIT, "消防宣讲10次200人"),
        )

        assert fires(form(*three), "X703") == ["indicators[0].target notice", "indicators[1].target notice"]

    def test_both_columns(self):
        """
        What was promised and what was done are two statements.
        """
        pair = (talks(QUANTITY, "≥15次", "16次"), talks(TIMELINESS, "≥10次", "12次"))

        assert fires(form(*pair), "X703") == ["indicators[0].target notice", "indicators[0].actual notice"]

    def test_shares_are_of_different_wholes(self):
        """
        90 % of one thing and 80 % of another.
        """
        assert fires(form(talks(QUANTITY, "≥90%"), talks(TIMELINESS, "≥80%")), "X703") == []

    @pytest.mark.parametrize(
        ("one", "other", "fired"),
        [
            ("15.4吨", "15吨", True),
            ("15.4万吨", "15万吨", False),
            ("15.4万吨", "154000吨", False),
            ("153999吨", "15.4万吨", False),
            ("153900吨", "15.4万吨", False),
            ("153400吨", "15.4万吨", True),
        ],
    )
    def test_the_same_quantity_in_round_ten_thousands(self, one, other, fired):
        """
        15.4万 stands for what rounds to it, and 15万 for 15.4万; 15 is 15 alone.
        """
        pair = (talks(QUANTITY, one), talks(TIMELINESS, other))

        assert bool(fires(form(*pair), "X703")) == fired

    @pytest.mark.parametrize(
        ("column", "counted", "said", "fired"),
        [
            ("target", "6800人次", "走进区县，听众4.9万人次", True),
            ("target", "≥6800人次", "走进区县，听众不少于5000人次", True),
            ("target", "6800人次", "走进区县4.9万人次，听众反映好", False),
            ("target", "6800人次", "走进区县，听众4.9万人", False),
            ("target", "覆盖听众6800人次，反响好", "走进区县，听众4.9万人次", False),
            ("target", "6800人次", "走进区县4.9万人次", False),
            ("actual", "6800人次", "走进区县，听众4.9万人次", True),
            ("actual", "6800人次以上", "走进区县，听众4.9万人次", False),
            ("actual", "6800人次", "走进区县，听众约4.9万人次", False),
        ],
    )
    def test_what_is_counted_of_it(self, column, counted, said, fired):
        """
        听众 of 政策讲座 in a row of its own, and in the clause of the figure in the row of 政策讲座.
        """
        audience = row(level2=QUANTITY, name="政策讲座听众", **{column: counted})
        lecture = row(level2=BENEFIT, name="政策讲座", **{column: said})

        assert bool(fires(form(audience, lecture), "X703")) == fired


class TestByNumber:
    ONE = row(level2=QUANTITY, name="对接企业需求", target="140家次", actual="150家次")
    PROMISED = "为出海企业提供140家次服务企业，扩大市场"

    def linked(self, actual, promised=PROMISED, one=ONE, more=()):
        other = row(level2=BENEFIT, name="开拓市场", target=promised, actual=actual)
        return bool(fires(form(one, other, *more), "X703"))

    @pytest.mark.parametrize(
        ("actual", "fired"),
        [
            ("为出海企业提供140家次服务企业，成效好", True),
            ("给群众提供140家次支持，成效好", True),  # the same words before
            ("共计140家次服务群众，成效好", True),  # the same words after
            ("共计140家次支持群众，成效好", False),
            ("为出海企业提供140家次以上服务企业，成效好", False),
            ("为出海企业提供140人次服务企业，成效好", False),
            ("为出海企业提供140家次服务企业，又提供20家次服务", False),
            ("为出海企业提供150家次服务企业，成效好", False),
        ],
    )
    def test_between_the_same_words(self, actual, fired):
        """
        Two characters on either side tell what became of the 140家次.
        """
        assert self.linked(actual) == fired

    @pytest.mark.parametrize(
        ("promised", "actual"),
        [("服务企业140家次，扩大市场", "好评140家次，市场扩大"), ("140家次服务，扩大市场", "140家次支持，市场扩大")],
    )
    def test_no_words_are_not_the_same_words(self, promised, actual):
        """
        Both stand at the end of their clause, or at its beginning.
        """
        assert not self.linked(actual, promised)

    @pytest.mark.parametrize(
        ("changes", "fired"),
        [
            ({}, True),
            ({"actual": "150家次以上"}, False),
            ({"actual": "服务150家次，成效好"}, False),
            ({"actual": "已完成"}, False),
            ({"actual": "150场"}, False),
            ({"target": "≥140家次", "actual": "150家次"}, True),
            ({"target": "140家次，好"}, False),
            ({"target": "140场"}, False),
        ],
    )
    def test_the_row_that_promises_nothing_else(self, changes, fired):
        """
        Its whole target is the number, its whole actual value a figure.
        """
        actual = "为出海企业提供140家次服务企业，成效好"

        assert self.linked(actual, one=evolve(self.ONE, **changes)) == fired

    def test_a_common_number_links_nothing(self):
        """
        20家次 may be promised twice by chance.
        """
        one = evolve(self.ONE, target="20家次", actual="30家次")

        assert not self.linked("提供20家次服务企业，成效好", "提供20家次服务企业，扩大市场", one)

    def test_two_rows_with_the_same_promise(self):
        """
        Nobody knows which of them is meant.
        """
        again = evolve(self.ONE, name="走访企业")

        assert not self.linked("提供140家次服务企业，成效好", more=[again])


class TestGoal:
    @pytest.mark.parametrize(
        ("promised", "fired"),
        [
            ("全年消防宣讲12场", True),
            ("项目期目标：消防宣讲36场。年度目标：消防宣讲12场", True),
            ("年度目标：消防宣讲36场。年度目标：消防宣讲15场", False),
            ("年度目标：消防宣讲36场。年度目标：培训200人", False),
            ("项目期目标：消防宣讲36场", False),
            ("消防宣讲12场300人", True),
            ("消防宣讲15场300人", False),
            ("消防宣讲12场，其中线下消防宣讲3场", False),
            ("消防宣讲约12场", False),
            ("消防宣讲覆盖80%", False),
        ],
    )
    def test_of_the_year(self, promised, fired):
        """
        The last 年度目标 is this year's; one figure of the unit stands in the clause of the noun.
        """
        unsaid = talks(QUANTITY, "≥5个", name="宣传专栏")
        table = form(row(target="好"), row(), unsaid, talks(QUANTITY, "≥15场"), goals=Goals(promised))

        assert fires(table, "X704") == (["indicators[3].target notice"] if fired else [])

    @pytest.mark.parametrize(
        ("name", "target", "promised", "fired"),
        [
            ("消防宣讲", "10-20场", "消防宣讲12场", False),
            ("路灯杆", "≥15根", "路灯杆12根", True),
            ("路灯", "≥15根", "路灯12根", True),
            ("路灯", "≥15个", "路灯12个", False),
            ("居民满意", "≥90%", "居民满意85%", True),
            ("居民满意", "≥90", "居民满意85%", False),
            ("居民满意", "≥90", "居民满意85户", True),
            ("采购图书", "36", "采购图书36万元", False),
            ("采购图书", "36", "采购图书3.6万元", True),
            ("采购图书", "36元", "采购图书36万元", True),
        ],
    )
    def test_of_which_rows(self, name, target, promised, fired):
        """
        A range is no figure and two characters are no noun; a bare 90 may be any unit but a share.
        """
        assert bool(fires(form(talks(QUANTITY, target, name=name), goals=Goals(promised)), "X704")) == fired

    @pytest.mark.parametrize(
        ("actual", "told", "fired"),
        [
            ("3061户", "厕所改造3016户", True),
            ("=3061户", "厕所改造3016户", True),
            ("≥3061户", "厕所改造3016户", False),
            ("3061户", "厕所改造3000户以上", False),
        ],
    )
    def test_what_was_done_is_compared_where_both_say_it_exactly(self, actual, told, fired):
        """
        At least so many may well be more.
        """
        table = form(talks(QUANTITY, "好", actual, name="厕所改造"), goals=Goals(actual=told))

        assert bool(fires(table, "X704")) == fired


class TestParts:
    @pytest.mark.parametrize(
        ("told", "fired"),
        [
            ("企业610家，其中甲类498家、乙类137家", True),
            ("企业610家，其中甲类498家，其中乙类137家", True),
            ("企业635家，其中甲类498家、乙类137家", False),
            ("企业610家，其中甲类498家、乙类113家", True),  # 611
            ("企业610家，其中甲类498家、乙类111.5家", True),  # 609.5
            ("企业100家，其中甲类60家、乙类50家", True),  # a tenth more
            ("企业100家，其中甲类60家、乙类51家", False),
            ("企业100家，其中甲类60家、乙类30家", True),
            ("企业100家，其中甲类60家、乙类29家", False),
            ("企业100家，其中甲类95家", False),
            ("完成95%，其中甲类60%、乙类36%", False),
            ("企业不少于100家，其中甲类60家、乙类50家", False),
            ("企业100家，其中甲类60家、乙类约50家", False),
            ("活动20场600人，其中线上5场300人、线下250人", True),
            ("企业100家，包括甲类60家、乙类50家", False),
            ("企业100家。其中甲类60家、乙类50家", False),
        ],
    )
    def test_of_a_sum(self, told, fired):
        """
        Two parts and more of one sentence that miss their sum by up to a tenth of it.
        """
        assert fires(form(row(), goals=Goals(actual=told)), "X704") == (["goals.actual notice"] if fired else [])
