"""
What a reason cell says.
"""

from __future__ import annotations

import pytest

from perfscore.lexicon import load_lexicon
from perfscore.notation.reasons import Reason, read_reason


LEXICON = load_lexicon()


@pytest.mark.parametrize(
    ("says", "texts"),
    [
        (
            Reason.NONE,
            [
                None,
                "",
                "-",
                "——",
                "/",
                "无",
                "无。",
                "暂无",
                "无偏差",
                "无偏差。",
                "偏差原因：无",
                "偏差原因：无；改进措施：无",
            ],
        ),
        (
            Reason.NONE,
            ["1.无 2.无", "原因分析：不适用", "不适用", "已完成", "偏差原因:无偏差;改进措施:无", "没有偏差", "（无）"],
        ),
        (
            Reason.HOLLOW,
            [
                "略",
                "N/A",
                "同上",
                "酌情扣分",
                "扣1分",
                "扣0.5分。",
                "1",
                "。",
                "xxx",
                "……",
                "原因：略",
                "x",
                "***",
                "其他",
                "客观原因",
            ],
        ),
        (Reason.HOLLOW, ["未完成", "偏差原因：同上；改进措施：无", "12", "5%"]),
        (
            Reason.GIVEN,
            [
                "疫情原因",
                "受疫情影响，培训任务未完成",
                "原因：停电；措施：补训",
                "部分企业停产",
                "设备到货晚，扣1分",
                "2020年疫情",
            ],
        ),
        (
            Reason.GIVEN,
            ["按完成比例得13.5分，另因资料归档不全扣1分", "不适用，按百分制折算", "招标延期", "人员变动", "预算压减"],
        ),
    ],
)
def test_what_a_reason_says(says, texts):
    """
    Labels and punctuation do not count; one cause is enough.
    """
    assert {text: read_reason(text, frozenset(), LEXICON) for text in texts} == dict.fromkeys(texts, says)


def test_words_of_a_rulebook():
    """
    A rulebook may take more words for none.
    """
    assert read_reason("按计划推进", frozenset({"按计划推进"}), LEXICON) is Reason.NONE
    assert read_reason("按计划推进", frozenset(), LEXICON) is Reason.GIVEN
