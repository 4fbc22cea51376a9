"""
What a text costs grows with its length, not with its square, whatever parts its cells.
"""

from __future__ import annotations

import time

import pytest

from text_shapes import SHAPES, unspaced

from perfscore.read.lines import forms


HEAD = [
    ["湿地保护项目绩效自评表"],
    ["项目名称", "湿地保护{}期"],
    ["一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"],
]
NAMES = "湿地巡护里程 芦苇收割面积 候鸟监测次数 设施完好率 任务完成及时率 投诉办结率".split()


def printed(shape, count, rows, series):
    printer = {**SHAPES, "unspaced": unspaced}[shape]
    body = [
        ["产出指标" if not n else "", "数量指标" if not n % 5 else "", NAMES[n % 6], f"≥{series}{40 + n % 50}%", f"{series}{60 + n % 40}%", "5", "4"]
        for n in range(rows)
    ]  # fmt: skip
    heads = ([[cell.format(form) for cell in row] for row in HEAD] for form in range(count))
    return "\n".join(printer([*head, *body, ["总分", "100", "90"]]) for head in heads)


def cost(shape, count, rows):
    """
    Seconds of computing, the least of three texts that were never seen, and the rows that were read.
    """
    taken = []
    for series in (1, 2, 3):
        text = printed(shape, count, rows, series)
        start = time.process_time()
        read = sum(len(form.indicators) for form in forms(text))
        taken.append(time.process_time() - start)
    return min(taken), read


@pytest.mark.parametrize("shape", [*SHAPES, "unspaced"])
@pytest.mark.parametrize(("few", "many"), [((3, 8), (24, 8)), ((1, 30), (1, 240))], ids=["forms", "rows"])
def test_eight_times_the_text_costs_about_eight_times(shape, few, many):
    (before, rows), (after, more) = cost(shape, *few), cost(shape, *many)

    assert more == 8 * rows
    assert after <= 12 * before + 0.1
