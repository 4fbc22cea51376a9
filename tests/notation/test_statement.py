"""
What target and actual cells say: comparisons, ranges, units, phrases, failures.
"""

from __future__ import annotations

import time

from datetime import date
from decimal import Decimal

import pytest

from perfscore.notation.statement import LONGEST, read_statement, read_target


def figures(text):
    return [(c.comparator, str(c.number.value), c.number.unit) for c in read_statement(text, 2021).clauses]


@pytest.mark.parametrize(
    ("text", "comparator"),
    [
        *(
            (f"{sign}20条", ">=")
            for sign in ("≥", "≧", ">=", "=>", "＞=", "不少于", "不低于", "不小于", "不得低于", "至少")
        ),
        *((f"{sign}20条", ">") for sign in (">", "＞", "大于", "超过", "高于", "多于")),
        *((f"{sign}20条", "<=") for sign in ("≤", "≦", "<=", "=<", "不超过", "不高于", "不大于", "不得超过", "至多")),
        *((f"{sign}20条", "<") for sign in ("<", "＜", "小于", "低于", "少于")),
        *((f"{sign}20条", "=") for sign in ("=", "＝", "等于")),
        *((f"20条{word}", ">=") for word in ("以上", "及以上")),
        *((f"20条{word}", "<=") for word in ("以下", "及以下", "以内", "之内")),
        ("20条", ""),
    ],
)
def test_comparators(text, comparator):
    """
    Every sign and word that forms use for a comparison, before or behind the number.
    """
    assert figures(text) == [(comparator, "20", "条")]
    assert read_statement(text).rest == ""


@pytest.mark.parametrize(
    ("text", "value", "unit"),
    [
        ("≥ 20 条", "20", "条"),
        ("≥２０条", "20", "条"),
        ("≥6,900人次", "6900", "人次"),
        ("4.9万人次", "4.9", "万人次"),
        ("119.8388万元", "119.8388", "万元"),
        ("≥90%", "90", "%"),
        ("≥90％", "90", "%"),
        ("100百分比", "100", "%"),
        ("1000家次以上", "1000", "家次"),
        ("13项次", "13", "项次"),
        ("12个月", "12", "个月"),
        ("≤12月", "12", "月"),
        ("≤24小时", "24", "小时"),
        ("500元/人", "500", "元/人"),
        ("100", "100", ""),
        ("-5%", "-5", "%"),
        ("≥-5%", "-5", "%"),
    ],
)
def test_numbers_and_units(text, value, unit):
    """
    The longest measure word that fits is the unit; widths, separators and white space do not count.
    """
    statement = read_statement(text)

    assert statement.clause is not None
    assert (statement.clause.number.value, statement.clause.number.unit) == (Decimal(value), unit)


@pytest.mark.parametrize("text", ["90%-95%", "90%～95%", "90-95%", "90%至95%", "90%到95%", "90%—95%"])
def test_ranges(text):
    """
    A range is one condition with two numbers, in the unit that either of them shows.
    """
    condition = read_statement(text).clause

    assert condition is not None
    assert condition.high is not None
    assert (condition.number.value, condition.high.value) == (90, 95)
    assert condition.number.unit == condition.high.unit == "%"


class TestDates:
    @pytest.mark.parametrize(
        ("text", "last"),
        [
            ("2021年6月30日前", date(2021, 6, 30)),
            ("2021年6月30日前拨付", date(2021, 6, 30)),
            ("12月底完成", date(2021, 12, 31)),
            ("10月前完成", date(2021, 10, 31)),
            ("2021年下半年", date(2021, 12, 31)),
            ("2021年内", date(2021, 12, 31)),
            ("第二季度", date(2021, 6, 30)),
        ],
    )
    def test_a_deadline_is_a_date_and_no_number(self, text, last):
        """
        The digits of a date are no figures, and a word that only says "done" is no remainder.
        """
        statement = read_statement(text, 2021)

        assert [period.last for period in statement.dates] == [last]
        assert statement.clauses == ()
        assert statement.rest == ""

    def test_compared_months_are_a_number(self):
        """
        ≤12月 compares a number of months; 12月 alone is December.
        """
        compared, alone = read_statement("≤12月", 2021), read_statement("12月", 2021)

        assert (len(compared.clauses), len(compared.dates)) == (1, 0)
        assert (len(alone.clauses), len(alone.dates)) == (0, 1)

    def test_date_and_share_together(self):
        """
        A share by a date is both, and neither alone is the whole of the cell.
        """
        statement = read_statement("2021年6月30日前支出94.87%", 2021)

        assert figures("2021年6月30日前支出94.87%") == [("", "94.87", "%")]
        assert len(statement.dates) == 1
        assert statement.clause is None


class TestSeveralConditions:
    def test_each_is_read(self):
        """
        Two conditions in a cell are two, and the cell is no single comparison.
        """
        statement = read_statement("≥3次，≥90%")

        assert figures("≥3次，≥90%") == [(">=", "3", "次"), (">=", "90", "%")]
        assert statement.clause is None

    def test_ten_thousand_without_a_unit(self):
        """
        万 alone counts what the row is about.
        """
        assert figures("投入5万，惠及3.5万人") == [("", "5", "万"), ("", "3.5", "万人")]

    def test_with_nothing_between_them(self):
        """
        The unit of the first ends it; in a date the next digits go on with it.
        """
        assert figures("培训≥12场300人次") == [(">=", "12", "场"), ("", "300", "人次")]
        assert figures("6月30日前培训12场") == [("", "12", "场")]


class TestRest:
    @pytest.mark.parametrize(
        ("text", "rest"),
        [
            ("492万元。主要用于国际学术交流", "主要用于国际学术交流"),
            ("不少于3次，数控技术产学研合作得到提升", "数控技术产学研合作得到提升"),
            ("好坏", "好坏"),
            ("≥90%（满意）", "满意"),
            ("全市场景发布工作前完成60%", "全市场景发布工作前完成"),
        ],
    )
    def test_what_is_not_understood_stays(self, text, rest):
        """
        Words beside a figure are kept, so that the cell does not pass for the figure alone.
        """
        statement = read_statement(text)

        assert statement.rest == rest
        assert statement.clause is None

    @pytest.mark.parametrize("text", ["实际支出率4.66%", "已完成4.66%", "达到4.66%", "（4.66%）", "4.66%。"])
    def test_words_that_say_no_more_are_not_kept(self, text):
        """
        "Reached", "completed" and punctuation add nothing to the figure beside them.
        """
        statement = read_statement(text)

        assert statement.clause is not None
        assert statement.clause.number.value == Decimal("4.66")

    @pytest.mark.parametrize("text", ["Nature2021", "5G", "SWITCH2020"])
    def test_digits_in_a_name_are_no_figure(self, text):
        """
        The digits of a name count nothing.
        """
        assert read_statement(text).clauses == ()

    def test_prose_is_not_searched(self):
        """
        What is longer than any cell that states a figure is a phrase as a whole.
        """
        text = "完成≥20条" + "提" * LONGEST

        assert read_statement(text).clauses == ()
        assert read_statement(text).rest == text


@pytest.mark.parametrize("text", ["约20家", "近20家", "20余家", "20多家"])
def test_about(text):
    """
    约, 近, 余 and 多 make a figure an approximate one.
    """
    condition = read_statement(text).clause

    assert condition is not None
    assert condition.approximate or condition.number.approximate
    assert (condition.number.value, condition.number.unit) == (20, "家")


class TestFailure:
    @pytest.mark.parametrize(
        "text",
        [
            "未完成",
            "未开展",
            "没有完成",
            "未按期完成",
            "尚未启动",
            "2021年未召开",
            "项目未实施",
            "未采购",
            "未发放",
            "因疫情未举办",
            "项目取消",
            "已取消",
            "活动终止实施",
        ],
    )
    def test_not_done(self, text):
        """
        The cell states that the thing was not done.
        """
        assert read_statement(text).failure

    @pytest.mark.parametrize(
        "text",
        [
            "未发生",
            "未接到投诉",
            "无",
            "已完成",
            "取消证明事项20项",
            "因管理到位未发生事故",
            "未超过2小时",
            "受托单位反映情况较好，未完成部分将于明年初继续推进落实到位",
            "0",
        ],
    )
    def test_done_or_no_trouble(self, text):
        """
        未发生 says that nothing bad happened, and a long sentence says more than a failure.
        """
        assert not read_statement(text).failure


class TestBlank:
    @pytest.mark.parametrize("text", [None, "", "-", "—", "/", "\u3000"])
    def test_blank(self, text):
        """
        A dash states nothing.
        """
        assert read_statement(text).blank

    def test_a_statement_is_not_blank(self):
        """
        无 and 0 are statements.
        """
        assert not read_statement("无").blank
        assert not read_statement("0").blank


class TestThreeColumns:
    def test_comparator_target_and_unit_are_put_together(self):
        """
        A form may print ≥, 90 and % in columns of their own.
        """
        condition = read_target("≥", "90", "%").clause

        assert condition is not None
        assert (condition.comparator, condition.number.value, condition.number.unit) == (">=", 90, "%")

    @pytest.mark.parametrize("target", [None, "", "-"])
    def test_without_a_target_the_others_say_nothing(self, target):
        """
        A comparator and a unit beside a blank target are the template's.
        """
        assert read_target("≥", target, "%").blank

    def test_dashes_in_the_other_columns_do_not_count(self):
        """
        A row without comparator or unit prints dashes there.
        """
        condition = read_target("-", "≥90%", "/").clause

        assert condition is not None
        assert (condition.comparator, condition.number.unit) == (">=", "%")

    @pytest.mark.parametrize(
        ("comparator", "target", "unit"),
        [("≥", "95%", "%"), ("≥", "≥95", "%"), ("≥", "≥95%", "%"), ("≥", "≥95%", None), (None, "≥95%", "%")],
    )
    def test_what_is_printed_twice_counts_once(self, comparator, target, unit):
        """
        Some repeat comparator or unit in the column between them.
        """
        condition = read_target(comparator, target, unit).clause

        assert condition is not None
        assert (condition.comparator, condition.number.value, condition.number.unit) == (">=", 95, "%")

    @pytest.mark.parametrize(("comparator", "target", "unit"), [("-", "3-", "-"), ("个", "个", "个"), ("≥", "≥", None)])
    def test_columns_without_a_figure(self, comparator, target, unit):
        """
        Whatever stands there, no condition is made of it.
        """
        assert read_target(comparator, target, unit).clauses in ((), read_statement(target).clauses)


@pytest.mark.parametrize(
    ("text", "unit", "whole"),
    [
        ("≥12台(套)", "台", True),
        ("12场（次）", "场", True),
        ("12个(含续建1个)", "个", False),
        ("12台(套)以上", "台", True),
    ],
)
def test_a_unit_named_twice(text, unit, whole):
    """
    台(套) and 场(次) are one unit, more in brackets is more.
    """
    statement = read_statement(text)

    assert (statement.clauses[0].number.base, statement.clause is not None) == (unit, whole)


def test_same_words():
    """
    Two cells say the same whatever the widths and the white space.
    """
    assert read_statement("≥ 90％").same_words(read_statement("≥90%"))
    assert not read_statement("≥90%").same_words(read_statement("≥91%"))


@pytest.mark.parametrize(
    "unit",
    [
        *("已", "约", "未", "≥", "1", "1,", "1-", "1 ", " ", "（", "月", "1月", "20", "2021-", "1.1"),
        *(
            "年底",
            "完成",
            "实际完成",
            "目标任务",
            "第一季度",
            "2021年",
            "未能按时",
            "1,111",
            "不得",
            "大于",
            "元/",
            "指标目标",
        ),
    ],
)
@pytest.mark.parametrize("end", ["", "x", "!", "1"])
def test_no_cell_is_slow(unit, end):
    """
    400 characters of whatever repeats are read in less than a tenth of a second, at best of three.
    """
    seconds = []
    for length in (LONGEST, LONGEST - 1, LONGEST - 2):
        text = (unit * LONGEST)[: length - 1] + end
        start = time.perf_counter()
        statement = read_statement(text)
        seconds.append(time.perf_counter() - start)
        assert statement.text == text

    assert min(seconds) < 0.1
