"""
Who wants to know how far a long reading is.
"""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from typing import Final


__all__ = ["PAGE_RECOGNISED"]

#: Called with the file, the number of a page and of how many, whenever one was recognised: that takes seconds.
PAGE_RECOGNISED: Final[ContextVar[Callable[[str, int, int], None] | None]] = ContextVar("page_recognised", default=None)
