"""
Which cell is wrong.

For each cell that a broken relation touches, every relation it takes part in is solved for that cell, and the slips of
its printed text are tried; a value is kept when no relation that held breaks by it. What is left is ranked by

1. how many broken relations it mends,
2. how many witnesses speak for it that did not before: relations that hold (the target was met, and the score equals the
   weight again), rows that are no longer odd in themselves (more points than the weight, points lost and no word why),
3. how many relations hold only by another way of rounding: an exact fit explains more,
4. how small the slip is that would have made the printed text of it,
5. the order of the form.

Ties are kept and share a rank; nothing depends on chance. Where no single cell explains everything, known stories are
tried (columns exchanged, a rate of the wrong budget), then pairs: one change that mends something, and any single
change that mends the rest. The search is complete up to two cells unless it says that its bound was reached.
"""

from __future__ import annotations

from perfscore.suspects.search import suspects
from perfscore.suspects.suspect import Change, Explained, Suspect


__all__ = ["Change", "Explained", "Suspect", "suspects"]
