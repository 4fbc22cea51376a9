"""
What Hypothesis calls when it is imported, so that ``st.from_type(perfscore.Form)`` works.

The strategies are looked up when a form is first asked for: whoever imports them before Hypothesis would otherwise meet
them half imported.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from perfscore.form import Form, FundRow, Indicator


__all__ = ["register"]


def register() -> None:
    """
    Tell Hypothesis what a `Form`, an `Indicator` and a `FundRow` look like.
    """
    from hypothesis import strategies as st  # noqa: PLC0415 - Hypothesis is the caller

    for kind, strategy in ((Form, _forms), (Indicator, _indicators), (FundRow, _fund_rows)):
        found: Callable[[Any], st.SearchStrategy[Any]] = strategy
        st.register_type_strategy(kind, found)


def _forms(_: type[Form]) -> Any:
    from perfscore.strategies import forms  # noqa: PLC0415 - see above

    return forms()


def _indicators(_: type[Indicator]) -> Any:
    from perfscore.strategies import indicators  # noqa: PLC0415

    return indicators()


def _fund_rows(_: type[FundRow]) -> Any:
    from hypothesis import strategies as st  # noqa: PLC0415

    from perfscore.strategies import fund_tables  # noqa: PLC0415

    return fund_tables().flatmap(st.sampled_from)
