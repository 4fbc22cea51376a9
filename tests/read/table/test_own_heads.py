"""
Words of a project's own reach the heads and labels of a table, and no other reading.
"""

from __future__ import annotations

from drawn_tables import drawn, fund, row

from perfscore.lexicon import load_lexicon
from perfscore.read import read
from perfscore.read.table.layout import forms


DRAWING = """
工程名称 | 排涝泵站 | < | < | < | <
经费构成 | 核拨额 | 全年预算数 | 用掉的 | 分值 | 得分
合计 | 33 | 33 | 30 | 10 | 9.1
细目 | 一级指标 | 年度指标值 | 实际完成值 | 分值 | 评议
泵站检修 | 产出指标 | 5座 | 5座 | 90 | 88
"""
OWN = {
    "heads": {"indicators": {"score": "评议", "name": "细目"}, "funds": {"executed": "用掉的", "initial": "核拨额"}},
    "labels": {"facts": {"project": "工程名称"}},
}


def test_own_words_are_heads_and_labels():
    (form,) = forms([drawn(DRAWING, before="自评表")], lexicon=load_lexicon(OWN))

    assert form.project == "排涝泵站"
    assert [fund(entry) for entry in form.funds] == ["total: 合计 | 33 | 33 | 30 | 10 |  | 9.1"]
    assert [row(indicator) for indicator in form.indicators] == [
        "产出指标 |  | 泵站检修 |  | 5座 |  | 5座 | 90 | 88 | "
    ]


def test_they_stay_with_the_reading_they_were_given_to():
    forms([drawn(DRAWING, before="自评表")], lexicon=load_lexicon(OWN))
    (form,) = forms([drawn(DRAWING, before="自评表")])

    assert form.project is None
    assert form.indicators[0].score is None


def test_they_travel_with_a_document_of_any_format():
    lines = [line.replace(" | < ", " | ") for line in DRAWING.strip().splitlines()]
    cells = ("".join(f"<td>{cell.strip()}</td>" for cell in line.split("|")) for line in lines)
    page = f"<table>{''.join(f'<tr>{line}</tr>' for line in cells)}</table>"
    csv = "\n".join(",".join(cell.strip() for cell in line.split("|")) for line in lines)

    for source in (page, csv):
        (form,) = read(source, lexicon=load_lexicon(OWN))
        assert (form.project, form.indicators[0].score) == ("排涝泵站", "88")
