"""
The assignment of greatest value, held against trying everything.
"""

from __future__ import annotations

import random
import time

import pytest

from perfscore.comparing.assignment import assign


def best(values, left, rights):
    """
    The greatest sum that any assignment of the left items from *left* on reaches.
    """
    if left < 0:
        return 0
    made = [
        values[left, right] + best(values, left - 1, rights - {right}) for right in rights if (left, right) in values
    ]
    return max([best(values, left - 1, rights), *made])


def test_no_assignment_is_worth_more():
    """
    One thousand random tables of up to five by five, some of their pairs forbidden.
    """
    chance = random.Random(20231127)
    for _ in range(1000):
        lefts, rights = chance.randint(1, 5), chance.randint(1, 5)
        values = {(i, j): chance.randint(1, 9) for i in range(lefts) for j in range(rights) if chance.random() < 0.7}

        made = assign(values)

        assert len(set(made.values())) == len(made)
        assert sum(values[pair] for pair in made.items()) == best(values, lefts - 1, frozenset(range(rights)))


@pytest.mark.unmeasured
def test_two_hundred_by_two_hundred_take_no_time():
    chance = random.Random(7)
    values = {(i, j): chance.randint(1, 100) for i in range(200) for j in range(200)}
    start = time.process_time()

    made = assign(values)

    assert len(made) == 200
    assert time.process_time() - start < 0.5
