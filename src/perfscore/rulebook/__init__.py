"""
Rulebooks: the dated parameters of the rules, with their sources.
"""

from __future__ import annotations

from perfscore.rulebook.book import SCALED, UNROUNDED_INPUTS, Mark, Rulebook, RulebookError, Source, parameters
from perfscore.rulebook.file import load_rulebook, shipped_rulebooks


__all__ = [
    "SCALED",
    "UNROUNDED_INPUTS",
    "Mark",
    "Rulebook",
    "RulebookError",
    "Source",
    "load_rulebook",
    "parameters",
    "shipped_rulebooks",
]
