"""
Printed shares and the numbers they come from.
"""

from __future__ import annotations

import pytest

from builders import fires, form, row


ERROR = ["indicators[0].actual error"]


@pytest.mark.parametrize(
    ("actual", "fired"),
    [
        ("96%（回收问卷160份，满意138份）", ERROR),  # 138/160 = 86.25 %
        ("86%（回收问卷160份，满意138份）", []),
        ("86.3%（回收问卷160份，满意138份）", []),
        ("满意度95%（有效问卷198份，满意188份）", []),  # 94.95 %
        ("满意度95%（发放问卷200份，有效问卷198份，满意188份）", []),
        ("满意度94%（发放问卷200份，有效问卷198份，满意188份）", []),  # of those sent out
        ("满意度95%（有效问卷200份，满意150份，基本满意40份）", []),  # added up
        ("满意度85%（有效问卷200份，满意150份，基本满意40份）", ERROR),
        ("满意度95%（有效问卷200份，不满意20份）", []),  # nobody says how many were satisfied
        ("94.1%（190/202）", []),  # 94.06 %
        ("96%（190/202）", ERROR),
        ("95%（202/190）", []),  # no part is larger than its whole
        ("95%（有效问卷18批，满意188份，发放20批）", []),  # batches are no questionnaires
        ("95%，培训3期200人次", []),
        ("95%", []),
        ("满意人数150人，满意度75%，参加调查200人", []),
    ],
)
def test_a_share_in_a_sentence(actual, fired):
    """
    The numerator is named as the share is; without one nothing is said.
    """
    asked = form(row("10", "10", "≥70%", actual, level1="满意度指标", name="家长满意度"))

    assert fires(asked, "S311") == fired


@pytest.mark.parametrize(
    ("target", "actual", "columns", "fired"),
    [
        ("≥200人次", "180人次", {"完成率": "90%"}, []),
        ("≥200人次", "180人次", {"完成率": "95%"}, ERROR),
        ("≥200人次", "180人次", {"完成率": "111.11%"}, ERROR),  # the other way round only where less is better
        ("≥200人次", "210人次", {"完成率": "105%"}, []),
        ("≥200人次", "210人次", {"完成率": "100%"}, []),  # no more than the whole is counted
        ("≥200人次", "180人次", {"偏差率": "-10%"}, []),
        ("≥200人次", "180人次", {"偏差率": "10%"}, []),
        ("≥200人次", "180人次", {"偏差率": "5%"}, ERROR),
        ("≤100万元", "80万元", {"完成率": "100%"}, []),
        ("≤100万元", "80万元", {"完成率": "80%"}, []),
        ("≤100万元", "120万元", {"完成率": "83.33%"}, []),
        ("≤100万元", "120万元", {"完成率": "95%"}, ERROR),
        ("≥200人次", "约180人次", {"完成率": "95%"}, []),
        ("≥200人次", "180人次", {"完成率": "较高"}, []),
        ("≥200人次", "180人次", {"备注": "95%"}, []),
        ("提高", "提高", {"完成率": "100%"}, []),
    ],
)
def test_columns_of_completion(target, actual, columns, fired):
    """
    完成率 = actual / target, 偏差率 = (actual - target) / target, with either sign.
    """
    printed = form(row("10", "10", target, actual, extra=columns))

    assert fires(printed, "S311") == fired
