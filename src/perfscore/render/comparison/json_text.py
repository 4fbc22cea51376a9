"""
Comparisons as JSON.
"""

from __future__ import annotations

import json

from collections.abc import Sequence
from typing import IO

from perfscore.comparing import Comparison, Comparisons
from perfscore.contract.comparisons import comparison_to, comparisons_to
from perfscore.render.formats.json_text import escape_marks
from perfscore.render.writer import Style


__all__ = ["write"]


def write(result: Comparison | Comparisons, complaints: Sequence[str], out: IO[str], style: Style) -> None:
    """
    One object, with what is to be said of documents that were not compared.
    """
    data = comparison_to(result, style.lang) if isinstance(result, Comparison) else comparisons_to(result, style.lang)
    if complaints:
        data["complaints"] = list(complaints)
    out.write(escape_marks(json.dumps(data, ensure_ascii=False, indent=1)) + "\n")
