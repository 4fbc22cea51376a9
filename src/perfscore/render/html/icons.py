"""
Signs that tell severities and verdicts apart without colour.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final


__all__ = ["ICONS"]

#: Every font has them.
ICONS: Final = MappingProxyType(
    {
        "error": "×",
        "warning": "!",
        "notice": "i",
        "suspect": "?",
        "held": "✓",
        "consistent": "✓",
        "inconsistent": "×",
        "partial": "~",
        "unchecked": "–",
    }
)
