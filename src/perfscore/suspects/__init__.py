"""
Which cell is wrong.

For each cell that a broken relation touches, every relation it takes part in is solved for that cell, and the typos that
could have made its printed text are tried; a value is kept when no relation that held breaks by it. A sum of scores and
the grade of a total follow the scores they are computed from. What is left is ranked by

1. how many broken relations it fixes,
2. whether it accounts for full marks by another target or actual value: that a score was given too generously is the
   commonest fault, and comes before any typo in a target,
3. how many witnesses speak for it that did not before: relations that hold (the target was met, and the score equals the
   weight again), rows that are no longer odd in themselves (more points than the weight, points lost without a reason),
4. how many relations hold only by another way of rounding: an exact fit explains more,
5. how many sums have to follow,
6. how small the typo is that would have made the printed text of it,
7. the order of the form, results of formulas first.

Ties are kept and share a rank; nothing depends on chance. Where no single cell explains everything, known mistakes are
tried (columns exchanged, a rate of the wrong budget), then pairs: one change that fixes something, and any single
change that fixes the rest. Where no pair does, those that fix most are named. The search is complete up to two cells
unless it says that its bound was reached.
"""

from __future__ import annotations

from perfscore.suspects.suspect import Change, Explained, Suspect


__all__ = ["Change", "Explained", "Suspect"]
