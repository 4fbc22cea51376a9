"""
What a comparison says, in the words of what was planted.
"""

from __future__ import annotations

from perfscore.strategies.pairs import PlantedChange


OPPOSITE = {
    "easier": "harder",
    "harder": "easier",
    "more": "less",
    "less": "more",
    "split": "merged",
    "C802": "C803",
    "C803": "C802",
}


def said(comparison):
    """
    Every finding as a planted change.
    """
    return sorted((_planted(comparison, finding) for finding in comparison.findings), key=repr)


def truth(planted):
    return sorted(planted, key=repr)


def turned(planted):
    """
    What is planted, seen from the other side.
    """
    return truth(
        PlantedChange(
            OPPOSITE.get(one.code, one.code), OPPOSITE.get(one.direction, one.direction), one.after, one.before
        )
        for one in planted
    )


def _planted(comparison, finding):
    before, after = _name(comparison.before.form, finding.before_cell), _name(comparison.after.form, finding.cell)
    if finding.direction in ("split", "merged"):
        before, after = (before, None) if finding.direction == "split" else (None, after)
    return PlantedChange(finding.code, finding.direction, before, after)


def _name(form, cell):
    """
    The name of the indicator at *cell*, without its number.
    """
    if cell is None or not cell.startswith("indicators"):
        return None
    row = form.indicators[int(cell.partition("[")[2].partition("]")[0])]
    return row.name.rpartition("：")[2]
