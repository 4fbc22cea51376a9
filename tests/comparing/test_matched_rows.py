"""
Which row is which: the same name, a new name, a new place, one row made of several.
"""

from __future__ import annotations

import random
import time

import pytest

from approved_targets import approved, row

from perfscore.comparing.entry import Entry
from perfscore.comparing.rows import match_rows


def pairs(before, after):
    """
    The rows that belong together, by their numbers.
    """
    return [(pair.before, pair.after) for pair in match_rows(Entry(approved(*before)), Entry(approved(*after)))]


LENGTH = row("管网改造长度", "≥12公里")
VALVES = row("更换阀门数量", "≥260个")
PASSED = row("工程验收合格率", "≥95%", level2="质量指标")


def test_order_does_not_matter():
    assert pairs([LENGTH, VALVES, PASSED], [PASSED, LENGTH, VALVES]) == [((0,), (1,)), ((1,), (2,)), ((2,), (0,))]


def test_spelling_of_a_name_does_not_matter():
    """
    Numbers in front, widths, blanks and brackets come and go.
    """
    spelled = row("指标1： 管网改造 长度", "≥12公里")

    assert pairs([LENGTH], [spelled]) == [((0,), (0,))]


def test_a_new_name_is_recognised_with_less_certainty():
    (pair,) = match_rows(Entry(approved(LENGTH)), Entry(approved(row("供水管网改造总长度", "≥12公里"))))

    assert (pair.before, pair.after) == ((0,), (0,))
    assert 55 <= pair.certainty < 100


def test_another_indicator_is_not_guessed_to_be_the_dropped_one():
    """
    The same target under the same head is not enough.
    """
    assert pairs([PASSED], [row("用户满意度", "≥95%", level2="质量指标")]) == []


def test_rows_of_one_name_are_told_apart_by_their_head_and_target():
    paid, kept = row("补助标准", "≥300元"), row("补助标准", "≤300元", level2="成本指标")
    low, high = row("补助标准", "≥500元"), row("补助标准", "≥800元")

    assert pairs([paid, kept], [kept, paid]) == [((0,), (1,)), ((1,), (0,))]
    assert pairs([low, high], [high, low]) == [((0,), (1,)), ((1,), (0,))]


def test_a_row_that_was_split_is_one_change():
    parts = [row("主干管网改造长度", "≥8公里"), row("支线管网改造长度", "≥4公里")]

    assert pairs([LENGTH, VALVES], [*parts, VALVES]) == [((0,), (0, 1)), ((1,), (2,))]
    assert pairs([*parts, VALVES], [LENGTH, VALVES]) == [((0, 1), (0,)), ((2,), (1,))]


def test_parts_that_do_not_add_up_are_no_split():
    parts = [row("主干管网改造长度", "≥8公里"), row("支线管网改造长度", "≥3公里")]

    assert ((0,), (0, 1)) not in pairs([LENGTH], parts)


@pytest.mark.unmeasured
def test_two_hundred_renamed_rows_take_less_than_a_fifth_of_a_second():
    """
    Names that are all alike, so that every pair has to be weighed.
    """
    order = list(range(200))
    random.Random(5).shuffle(order)
    taken = []
    for year in (2021, 2022, 2023):
        before, after = (
            Entry(approved(*(row(name.format(year, i), f"≥{90 + i % 10}%") for i in numbers)))
            for name, numbers in (("{}年标准化任务{}建设完成率", range(200)), ("{}年标准化的任务{}的建设完成率", order))
        )
        start = time.process_time()
        matched = match_rows(before, after)
        taken.append(time.process_time() - start)

        assert all(order[pair.after[0]] == pair.before[0] for pair in matched)
        assert len(matched) == 200
    assert min(taken) < 0.3
