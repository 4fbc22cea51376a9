"""
Arithmetic that does not depend on the decimal context of the caller.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import localcontext
from functools import wraps
from typing import ParamSpec, TypeVar

from perfscore.notation.number import EXACT


__all__ = ["exact_arithmetic"]

P = ParamSpec("P")
R = TypeVar("R")


def exact_arithmetic(function: Callable[P, R]) -> Callable[P, R]:
    """
    *function*, carried out in the context `EXACT` whatever the precision and the traps of the caller's context.
    """

    @wraps(function)
    def carried_out(*args: P.args, **kwargs: P.kwargs) -> R:
        with localcontext(EXACT):
            return function(*args, **kwargs)

    return carried_out
