"""
Strategies for the laws: printed numbers, values at and around ties, and whole forms in the shape of the contract.
"""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from hypothesis import strategies as st

from oracle import half_up


PLACES = st.integers(0, 6)

#: The units that forms put behind numbers.
UNITS = st.sampled_from(["", "%", "分", "元", "万元", "亿元", "人次", "家", "个月", "篇"])


@st.composite
def decimals(draw, most=10**9, places=PLACES):
    """
    Numbers with a few decimals, of both signs.
    """
    return Decimal(draw(st.integers(-most, most))).scaleb(-draw(places))


@st.composite
def near_ties(draw):
    """
    A value and a number of decimals for which it is a tie, next to a tie, or neither.
    """
    places = draw(PLACES)
    units = draw(st.one_of(st.integers(-40, 40), st.integers(-(10**8), 10**8)))
    hundredths = draw(st.sampled_from([0, 1, 44, 45, 46, 49, 50, 51, 54, 55, 56, 99]))
    tail = draw(st.sampled_from([0, 0, 0, 1, -1])) * draw(st.sampled_from([1, 49, 50, 51]))
    value = Decimal(units * 10_000 + hundredths * 100 + tail).scaleb(-places - 4)
    return value, places


def print_with(value, places):
    """
    A fraction with at most that many decimals, as text.
    """
    scaled = half_up(value, places) * 10**places
    return f"{Decimal(int(scaled)).scaleb(-places):f}"


def in_thousands(text):
    """
    ``1234567.5`` with separators: ``1,234,567.5``.
    """
    whole, point, rest = text.partition(".")
    sign = "-" if whole.startswith("-") else ""
    return f"{sign}{int(whole.lstrip('-')):,}{point}{rest}"


def full_width(text):
    """
    The same text in the full-width forms of its digits and signs.
    """
    return "".join(chr(ord(c) + 0xFEE0) if c in "0123456789.,%+-()" else c for c in text)


@st.composite
def weights(draw, count):
    """
    That many whole weights above 0 that add up to 90, the execution row's 10 apart.
    """
    cuts = draw(st.lists(st.integers(1, 89), min_size=count - 1, max_size=count - 1, unique=True))
    edges = [0, *sorted(cuts), 90]
    return [high - low for low, high in pairwise(edges)]


@st.composite
def _indicator(draw, name, weight):
    """
    A row that is met, missed and scored by the formula, a phrase, or scored at will.
    """
    kind = draw(st.sampled_from(["met", "missed", "phrase", "wrong"]))
    target = draw(st.integers(2, 60))
    actual = target + draw(st.integers(0, 9)) if kind == "met" else draw(st.integers(1, target - 1))
    earned = Fraction(weight * actual, target)
    score = {
        "met": str(weight),
        "missed": print_with(earned, 2),
        "phrase": str(draw(st.integers(0, weight))),
        "wrong": print_with(Fraction(draw(st.integers(0, weight * 100)), 100), 2),
    }[kind]
    said = ("效果明显", "效果明显") if kind == "phrase" else (f"≥{target}家", f"{actual}家")
    return {
        "level1": "产出指标",
        "level2": draw(st.sampled_from(["数量指标", "质量指标"])),
        "name": name,
        "target": said[0],
        "actual": said[1],
        "weight": str(weight),
        "score": score,
        "reason": None if kind == "met" else "疫情影响",
    }


@st.composite
def sheets(draw, most_rows=8):
    """
    Forms as the contract writes them; most of their relations hold, some do not.
    """
    shares = draw(weights(draw(st.integers(1, most_rows))))
    rows = [draw(_indicator(f"指标{index}", weight)) for index, weight in enumerate(shares)]
    budget = draw(st.integers(1, 10**9))
    executed = draw(st.integers(0, budget))
    rate = Fraction(100 * executed, budget)
    score = half_up(rate, 2) / 10
    off = draw(st.sampled_from([0, 0, 0, Fraction(1, 100), 10]))
    total = sum((Fraction(row["score"]) for row in rows), half_up(score, 2)) + off
    amounts = {"budget": print_with(Fraction(budget, 10**4), 6), "executed": print_with(Fraction(executed, 10**4), 6)}
    fund = {"name": "年度资金总额", **amounts, "weight": "10", "rate": print_with(rate, 2) + "%"}
    return {
        "year": "2022",
        "currency_unit": "万元",
        "funds": [{"role": "total", **fund, "score": print_with(score, 2)}, {"role": "component", **amounts}],
        "indicators": rows,
        "total": {"weight": draw(st.sampled_from(["100", "100", "90"])), "score": print_with(total, 2)},
    }


PRINTED = st.one_of(
    st.none(), st.text(max_size=8), st.sampled_from(["10", "53.56%", "-", "≥20条", "未完成", "12月底前"])
)

_ROWS = {
    "funds": ("name", "initial", "budget", "executed", "weight", "rate", "score"),
    "sections": ("name", "weight", "score"),
    "indicators": (
        "level1",
        "level2",
        "name",
        "comparator",
        "target",
        "unit",
        "actual",
        "weight",
        "score",
        "reason",
    ),
    "goals": ("expected", "actual"),
    "total": ("weight", "score", "grade"),
}
PLAIN = ("title", "year", "project", "department", "unit", "currency_unit")


def _row(part):
    more = {"role": st.sampled_from(["total", "component"])} if part == "funds" else {}
    return st.fixed_dictionaries({}, optional={**dict.fromkeys(_ROWS[part], PRINTED), **more})


#: Anything the contract allows, whether it makes sense or not.
CONTRACTS = st.fixed_dictionaries(
    {"indicators": st.lists(_row("indicators"), max_size=4)},
    optional={
        **dict.fromkeys(PLAIN, PRINTED),
        "schema": st.just("perfscore/form/1"),
        "complete": st.booleans(),
        "funds": st.lists(_row("funds"), max_size=3),
        "sections": st.lists(_row("sections"), max_size=2),
        "goals": _row("goals"),
        "total": _row("total"),
    },
)

#: Values that JSON may hold where the contract wants another kind.
STRAYS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.text(max_size=3),
    st.lists(st.integers(), max_size=2),
    st.dictionaries(st.sampled_from(["name", "score", "x"]), st.integers(), max_size=2),
)


@st.composite
def misfits(draw):
    """
    The contract's dictionaries with a few values and keys put wrong.
    """
    data = draw(CONTRACTS)
    for _ in range(draw(st.integers(0, 3))):
        part = draw(
            st.sampled_from(["indicators", "funds", "sections", "goals", "total", "complete", "schema", "title"])
        )
        held = data.get(part)
        if isinstance(held, list) and held and isinstance(held[-1], dict):
            held = held[-1]
        if isinstance(held, dict):
            held[draw(st.sampled_from(["name", "score", "role", "weight", "strange"]))] = draw(STRAYS)
        else:
            data[part] = draw(STRAYS)
    if draw(st.integers(0, 9)) == 0:
        data[draw(st.sampled_from(["strange", "places", "stored", "remarks"]))] = draw(STRAYS)
    return data
