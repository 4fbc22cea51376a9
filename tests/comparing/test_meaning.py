"""
Two targets as sets: the same, easier, harder, or neither.
"""

from __future__ import annotations

import pytest

from approved_targets import row

from perfscore import Form
from perfscore.comparing import Entry
from perfscore.comparing.meaning import change_between, figure, promise


FORM = Entry(Form((), year="2023"))
OPPOSITE = {"easier": "harder", "harder": "easier"}


def change(before, after, name="管网改造长度", level2="数量指标", **more):
    """
    How the target *after* differs from *before*.
    """
    one, other = (promise(row(name, target, level2=level2, **more), FORM) for target in (before, after))
    return change_between(one, other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("≥20条", "20条以上"),
        ("≥20条", "不少于20条"),
        ("≥20条", "＞＝２０条"),
        ("≤50万元", "不超过500000元"),
        ("≥1,200人次", "≥1200人"),
        ("≥1.2万人次", "≥12000人次"),
        ("≥95%", "≥95.0％"),
        ("≤3天", "72小时以内"),
        ("6月底前", "2023年6月30日前"),
        ("≥2公里", "2000米以上"),
        ("长效管理机制健全", "长效管理机制 健全。"),
        ("每季度≥1次", "≥4次"),
        ("不少于二十条", "≥20条"),
        ("改造管网12公里", "12公里"),
        ("≥0.9", "≥90%"),
        ("≤0.05", "≤5％"),
        ("0.8-0.9", "80%-90%"),
    ],
)
def test_two_spellings_of_one_target_are_no_change(one, other):
    assert change(one, other) is None
    assert change(other, one) is None


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("≥20条", "≥10条", "easier"),
        ("≥20条", "≥30条", "harder"),
        ("≤50万元", "≤60万元", "easier"),
        ("≥90%", ">90%", "harder"),
        ("≤3天", "≤2小时", "harder"),
        ("6月底前", "2023年12月底前", "easier"),
        ("2023年9月底前", "2023年三季度前", None),
        ("80%-90%", "70%-95%", "easier"),
        ("培训3期、200人次", "培训2期、200人次", "easier"),
        ("≥20条", "≤20条", "turned"),
        ("≥20条", "≥20项", "unit"),
        ("显著提升", "有所提升", "easier"),
        ("优", "良", "easier"),
        ("显著提升", "机制健全", "wording"),
        ("新建管网≥12公里", "维护管网≥12公里", "wording"),
        ("≥20条", "逐步增加", "other"),
        ("≥0.8", "≥90%", "harder"),
        ("≥0.95", "≥90%", "other"),
        ("≥85", "≥90%", "harder"),
    ],
)
def test_a_change_is_told_by_its_direction(before, after, expected):
    """
    And the other way round it is the opposite.
    """
    assert change(before, after) == expected
    assert change(after, before) == OPPOSITE.get(expected, expected)


def test_a_bare_number_takes_the_direction_of_its_row():
    """
    A rate of approval is wanted high, whether its sign is printed or not; of a count of posts nobody knows.
    """
    assert change("95%", "≥95%", name="验收合格率", level2="质量指标") is None
    assert change("95%", "90%", name="验收合格率", level2="质量指标") == "easier"
    assert change("20个", "≥20个", name="编制数", level2="") == "dropped"
    assert change("20个", "18个", name="编制数", level2="") == "other"


def test_columns_of_their_own_say_the_same_as_one_cell():
    one = promise(row("管网改造长度", "20", comparator="≥", unit="公里"), FORM)

    assert change_between(one, promise(row("管网改造长度", "≥20公里"), FORM)) is None


@pytest.mark.parametrize(
    ("comparator", "name", "sign"),
    [
        ("正向指标", "编制数", "≥"),
        ("正向", "雨污混接点减少数", "≥"),
        ("反向指标", "编制数", "≤"),
        ("反向", "管网漏损点", "≤"),
        (None, "编制数（≥）", "≥"),
        (None, "编制数（≤）", "≤"),
    ],
)
def test_a_printed_direction_says_the_same_as_a_comparator(comparator, name, sign):
    """
    In a column of its own or behind the name; a change of the number then has a direction.
    """
    printed, fewer = (
        promise(row(name, target, level2="", comparator=comparator, unit="个"), FORM) for target in ("20", "18")
    )
    signed = promise(row(name, f"{sign}20个", level2=""), FORM)

    assert change_between(printed, signed) is None
    assert change_between(signed, printed) is None
    assert change_between(printed, fewer) == ("easier" if sign == "≥" else "harder")


def test_a_figure_is_the_whole_of_its_cell():
    assert figure("213人次", FORM) == figure("213 人次", FORM)
    assert figure("约213人次", FORM) is None
    assert figure("≥213人次", FORM) is None
    assert figure("已完成", FORM) is None
