"""
The assignment of greatest value between two lists: each item to at most one of the other side.

Candidates fall into groups that have nothing to do with each other; within a group the assignment is exact (the Hungarian
method with potentials). Among assignments of the same value the choice depends on the order of the items alone.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping


__all__ = ["assign"]


def assign(values: Mapping[tuple[int, int], int]) -> dict[int, int]:
    """
    The partner of each left item in an assignment whose values add up to the most.

    *values* holds the positive value of every admissible pair (left, right); a pair that is not in it is never made.
    """
    chosen: dict[int, int] = {}
    for lefts, rights in _groups(values):
        if len(lefts) <= len(rights):
            matched = _assign(lefts, rights, values)
        else:
            turned = {(right, left): value for (left, right), value in values.items()}
            matched = {left: right for right, left in _assign(rights, lefts, turned).items()}
        chosen |= matched
    return chosen


def _groups(values: Mapping[tuple[int, int], int]) -> Iterator[tuple[list[int], list[int]]]:
    """
    The items that are connected by candidates, left and right, each in order.
    """
    of_left: defaultdict[int, list[int]] = defaultdict(list)
    of_right: defaultdict[int, list[int]] = defaultdict(list)
    for left, right in values:
        of_left[left].append(right)
        of_right[right].append(left)
    seen: set[int] = set()
    for first in sorted(of_left):
        if first in seen:
            continue
        seen.add(first)
        lefts, rights, waiting = [first], set[int](), [first]
        while waiting:
            for right in of_left[waiting.pop()]:
                if right in rights:
                    continue
                rights.add(right)
                new = [left for left in of_right[right] if left not in seen]
                seen.update(new)
                lefts += new
                waiting += new
        yield sorted(lefts), sorted(rights)


def _assign(rows: list[int], columns: list[int], values: Mapping[tuple[int, int], int]) -> dict[int, int]:
    """
    The best assignment of *rows*, which are no more than the *columns*.

    Costs are the values turned round; 0 stands for a pair that may not be made and is dropped in the end.
    """
    count = len(columns)
    costs = [[-values.get((row, column), 0) for column in columns] for row in rows]
    row_potential, column_potential = [0] * len(rows), [0] * count
    row_of: list[int | None] = [None] * count
    for start in range(len(rows)):
        _augment(start, costs, row_potential, column_potential, row_of)
    return {
        rows[row]: columns[column] for column, row in enumerate(row_of) if row is not None and costs[row][column] < 0
    }


def _augment(
    start: int,
    costs: list[list[int]],
    row_potential: list[int],
    column_potential: list[int],
    row_of: list[int | None],
) -> None:
    """
    Find the cheapest alternating path from row *start* to a free column, and turn it over.
    """
    free = list(range(len(row_of)))
    distance: dict[int, int] = {}
    before: dict[int, int | None] = {}
    reached: list[tuple[int, int]] = []  # columns on the tree, each with its distance
    row, column, base = start, None, 0
    while True:
        line, shift = costs[row], base - row_potential[row]
        for other in free:
            length = line[other] + shift - column_potential[other]
            if other not in distance or length < distance[other]:
                distance[other], before[other] = length, column
        column = min(free, key=distance.__getitem__)
        base = distance[column]
        free.remove(column)
        reached.append((column, base))
        owner = row_of[column]
        if owner is None:
            break
        row = owner
    row_potential[start] += base
    for other, length in reached[:-1]:
        held = row_of[other]
        row_potential[held if held is not None else start] += base - length
        column_potential[other] -= base - length
    while column is not None:
        previous = before[column]
        row_of[column] = start if previous is None else row_of[previous]
        column = previous
