"""
An approved table and its self-evaluation, as the tests of comparing begin with them.
"""

from __future__ import annotations

from attrs import evolve

from perfscore import Form, FundRow, Indicator


def row(name, target, weight="10", level2="数量指标", **more):
    """
    An indicator under a head.
    """
    return Indicator(level1="产出指标", level2=level2, name=name, target=target, weight=weight, **more)


def approved(*rows, **more):
    """
    A table of approved targets.
    """
    head = {
        "kind": "declaration",
        "project": "老旧管网改造",
        "year": "2023",
        "unit": "某区水务局",
        "currency_unit": "万元",
    }
    return Form(tuple(rows), **{**head, **more})


def evaluated(*rows, **more):
    """
    A self-evaluation of the same project; rows without an actual value get one.
    """
    done = (evolve(one, actual=one.actual or "完成", score=one.score or one.weight) for one in rows)
    return approved(*done, **{"kind": "self-evaluation", **more})


def money(budget, initial=None, executed=None, name="年度资金总额", role="total"):
    """
    A fund row.
    """
    return FundRow(role, name, initial, budget, executed)


def found(comparison):
    """
    Codes, directions and names of rows, in the order they are reported.
    """
    return [(finding.code, finding.direction, finding.before_cell, finding.cell) for finding in comparison.findings]
