"""
Signs that tell severities and verdicts apart without colour.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from perfscore.bilingual import Language
from perfscore.render.html.tags import Child, Markup, tag
from perfscore.render.phrases import SEVERITIES
from perfscore.rules import Severity


__all__ = ["ICONS", "draw_flag", "draw_icon", "draw_severity"]

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


def draw_icon(name: str, *, own_colour: bool = False) -> Markup:
    """
    A sign, in the colour of what it stands in, or in one of its own.
    """
    return tag("span", ICONS[name], class_=f"icon {name}" if own_colour else "icon", aria_hidden="true")


def draw_severity(severity: Severity, lang: Language) -> Child:
    """
    The sign of a severity, and its name for whoever hears the page.
    """
    return draw_icon(severity.value), tag("span", SEVERITIES[severity].say(lang), " ", class_="unseen")


def draw_flag(severity: Severity, code: str, target: str, lang: Language) -> Markup:
    """
    Sign, severity and code; it leads to the full text at *target*, which also describes it when read aloud.
    """
    return tag(
        "a",
        draw_severity(severity, lang),
        code,
        class_=f"flag {severity.value}",
        href=f"#{target}",
        aria_describedby=target,
    )
