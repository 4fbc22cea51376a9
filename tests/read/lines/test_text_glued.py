"""
Text without any gaps: what its figures and its labels tell is read, what is left open is said to be open.
"""

from __future__ import annotations

from perfscore.read.lines import forms


HEAD = "项目支出绩效自评表（2022年度）项目名称防火演练实施单位某县应急局"
FUNDS = "项目资金（万元）年初预算数全年预算数全年执行数分值执行率得分"
COLUMNS = "绩效指标一级指标二级指标三级指标年度指标值实际完成值分值得分偏差原因分析及改进措施"


def only(text):
    (form,) = forms(text)
    return form


def rows(form):
    return [(row.name, row.target, row.actual, row.weight, row.score) for row in form.indicators]


def test_points_that_run_together_behind_a_value():
    """
    1010 is a weight and its score; a digit is no number that could be above the one before it.
    """
    form = only(
        f"{HEAD}{COLUMNS}产出指标（70分）数量指标指标1：安全检查企业数≥320家356家5050质量指标指标1：隐患整改率≥98%98.6%2020"
        "效益指标（30分）社会效益指标指标1：群众知晓率≥90%95%3030总分100100"
    )

    assert rows(form) == [
        ("指标1：安全检查企业数", "≥320家", "356家", "50", "50"),
        ("指标1：隐患整改率", "≥98%", "98.6%", "20", "20"),
        ("指标1：群众知晓率", "≥90%", "95%", "30", "30"),
    ]
    assert [(section.name, section.weight) for section in form.sections] == [("产出指标", "70"), ("效益指标", "30")]
    assert form.total.score == "100"


def test_amounts_that_run_together_are_parted_as_amounts_are_printed():
    form = only(
        f"{HEAD}{FUNDS}年度资金总额986.321153.741153.7410100%10其中：财政拨款986.321153.741153.74—100%—"
        f"上年结转资金000—0—其他资金———{COLUMNS}产出指标数量指标检查企业数≥320家356家9090总分100100"
    )

    assert [(fund.name, fund.initial, fund.budget, fund.executed, fund.weight, fund.rate, fund.score) for fund in form.funds] == [
        ("年度资金总额", "986.32", "1153.74", "1153.74", "10", "100%", "10"),
        ("其中：财政拨款", "986.32", "1153.74", "1153.74", None, "100%", None),
        ("上年结转资金", "0", "0", "0", None, "0", None),
        ("其他资金", None, None, None, None, None, None),
    ]  # fmt: skip


def test_the_total_ends_the_table_under_any_of_its_names():
    for label in ("总分", "自评总分", "总计", "总得分", "自评得分", "合计"):
        form = only(
            f"{HEAD}{COLUMNS}产出指标数量指标检查企业数≥320家356家9090质量指标隐患整改率≥98%99%1010{label}100100"
        )

        assert rows(form) == [("检查企业数", "≥320家", "356家", "90", "90"), ("隐患整改率", "≥98%", "99%", "10", "10")]
        assert form.total.score == "100"


def test_a_name_that_may_begin_with_the_reason_above_is_left_open():
    form = only(
        f"{HEAD}{COLUMNS}产出指标数量指标奖补户数≥2300户2268户509部分户外出奖补项目个数≥2600个2711个5050总分10059"
    )

    names = {f"indicators[{index}].name" for index, row in enumerate(form.indicators) if "外出" in (row.name or "")}
    assert names
    assert names <= set(form.uncertain)


def test_without_any_known_level_no_name_is_told_from_the_level_before_it():
    form = only(f"{HEAD}{COLUMNS}产出目标数量服务老年人次≥300人次286人次6057质量服务达标率100%100%4040总分10097")

    assert len(form.indicators) == 2
    assert {"indicators[0].name", "indicators[1].name"} <= set(form.uncertain)


def test_two_values_that_run_together_are_not_one_actual_value():
    columns = "一级指标二级指标三级指标指标值度量单位实际完成值完成率分值得分"
    form = only(
        f"{HEAD}{columns}产出指标数量指标安置岗位人数≥260人24393.46%6056质量指标补贴准确率≥90%100100%4040总分10096"
    )

    doubtful = {
        f"indicators[{index}].actual"
        for index, row in enumerate(form.indicators)
        if "93.46" in (row.actual or "") or row.actual == "100100%"
    }
    assert doubtful <= set(form.uncertain)
    assert any("93.46" in (row.actual or "") or "93.46%" in row.extra.values() for row in form.indicators)


def test_no_wrong_rate_or_score_makes_amounts_be_parted_otherwise():
    """
    What is wrong with the figures is for the checks to say: the digits are parted as they look.
    """
    for rate, score in (("90%", "10"), ("90%", "9"), ("19%", "10"), ("82.12%", "8.5")):
        form = only(f"{HEAD}{FUNDS}年度资金总额33.533.530.1510{rate}{score}{COLUMNS}")

        fund = form.funds[0]
        assert (fund.initial, fund.budget, fund.executed, fund.weight, fund.rate, fund.score) == (
            "33.5", "33.5", "30.15", "10", rate, score,
        )  # fmt: skip
        assert not form.uncertain


def test_no_wrong_total_makes_points_be_parted_otherwise():
    rows_ = "数量指标检查企业数≥320家356家1510质量指标隐患整改率≥98%99%6058"
    for total in ("10068", "10099", "9068"):
        form = only(f"{HEAD}{COLUMNS}产出指标{rows_}总分{total}")

        assert [(row.weight, row.score) for row in form.indicators] == [("15", "10"), ("60", "58")]


def test_points_that_may_be_parted_in_two_ways_are_uncertain():
    form = only(f"{HEAD}{COLUMNS}产出指标数量指标检查企业数≥320家356家158质量指标隐患整改率≥98%99%9090总分100100")

    assert {"indicators[0].weight", "indicators[0].score"} <= set(form.uncertain)
    assert not {"indicators[1].weight", "indicators[1].score"} & set(form.uncertain)


def test_a_weight_that_other_rows_have_parts_points():
    """
    51 above 5 would be the better score of the two, and is not what other rows print.
    """
    form = only(
        f"{HEAD}{COLUMNS}产出指标数量指标检查企业数≥320家356家5050质量指标隐患整改率≥98%99%515"
        "时效指标完成及时率≥98%99%55总分100100"
    )

    assert [(row.weight, row.score) for row in form.indicators] == [("50", "50"), ("5", "15"), ("5", "5")]


def test_a_name_that_runs_into_a_value_is_no_unit_of_it():
    """
    10 and 柳树补种数量 are the points of one row and the name of the next, or nobody can tell.
    """
    form = only(
        f"{HEAD}一级指标二级指标三级指标分值年度指标值实际完成值得分产出指标数量指标补种各类树苗数量1010柳树补种数量60株60株"
        "质量指标苗木成活率10≥90%95%9总分10099"
    )

    doubtful = {
        f"indicators[{index}].target" for index, row in enumerate(form.indicators) if "柳树" in (row.target or "")
    }
    assert doubtful <= set(form.uncertain)


def test_a_unit_belongs_to_its_number_because_another_number_has_it():
    """
    No list knows 羽 or 盏次; that two numbers have it is enough.
    """
    form = only(f"{HEAD}{COLUMNS}产出指标数量指标鸡苗发放≥1200羽1206羽5050路灯巡检360盏次358盏次5049.7总分10099.7")

    assert rows(form) == [
        ("鸡苗发放", "≥1200羽", "1206羽", "50", "50"),
        ("路灯巡检", "360盏次", "358盏次", "50", "49.7"),
    ]


def test_amounts_whose_border_only_their_decimals_tell_are_uncertain():
    """
    862.4 and 870.15, or 862.48 and 70.15: amounts are printed with one decimal or with two.
    """
    form = only(f"{HEAD}{FUNDS}年度资金总额862.4870.15826.641095%9.5{COLUMNS}")

    assert {"funds[0].initial", "funds[0].budget"} <= set(form.uncertain)


def test_digits_that_are_equal_are_no_value_that_is_printed_twice():
    form = only(f"{HEAD}{FUNDS}年度资金总额9488.483.781094.78%9.48{COLUMNS}")

    assert {"funds[0].initial", "funds[0].budget"} <= set(form.uncertain)


def test_an_unlisted_head_among_others_in_text_without_gaps():
    heads = "一级指标二级指标三级指标年度指标值实际完成值分值现场核减得分"
    form = only(f"{HEAD}{heads}产出指标数量指标演练场次≥6场6场60060质量指标预案完备率100%95%40238总分100298")

    assert [row.name for row in form.indicators] == ["演练场次", "预案完备率"]
    assert [(row.target, row.actual) for row in form.indicators] == [("≥6场", "6场"), ("100%", "95%")]
