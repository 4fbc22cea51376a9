"""
Two documents, a summary or a folder compared: approved targets, versions, years.
"""

from __future__ import annotations

from perfscore.comparing.catalogue import COMPARING_RULES
from perfscore.comparing.compare import compare
from perfscore.comparing.comparison import Comparison, Comparisons, Kind, Matched, Unmatched, Versions
from perfscore.comparing.difference import Difference
from perfscore.comparing.entry import Entry
from perfscore.comparing.summary import Summary


__all__ = [
    "COMPARING_RULES",
    "Comparison",
    "Comparisons",
    "Difference",
    "Entry",
    "Kind",
    "Matched",
    "Summary",
    "Unmatched",
    "Versions",
    "compare",
]
