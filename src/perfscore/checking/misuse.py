"""
What callers hand in that is no form, or a form whose cells are no texts.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Final

from perfscore.form import Form, FundRow, Goals, Indicator, Section, Total


__all__ = ["require_form"]

#: What to do with that instead.
_HINTS: Final[Mapping[type, str]] = {
    dict: "; perfscore.form_from(data) makes a form of a dictionary",
    list: "; take the forms one by one",
}
_ROWS: Final = {"funds": FundRow, "sections": Section, "indicators": Indicator}
_PARTS: Final = {"goals": Goals, "total": Total}


@contextmanager
def require_form(form: object, wanted: str = "a Form") -> Iterator[None]:
    """
    Whatever goes wrong inside because *form* is no form of texts is said of the argument, or of the cell.

    The cells are looked at only then: forms from documents hold texts.

    :raises TypeError: naming the argument or the cell, what it holds, and what is wanted.
    """
    if not isinstance(form, Form):
        msg = f"form must be {wanted}, not {type(form).__name__}{_HINTS.get(type(form), '')}"
        raise TypeError(msg)
    try:
        yield
    except (TypeError, AttributeError):
        _require_parts(form)
        _require_texts(form)
        raise


def _require_parts(form: Form) -> None:
    for part, row in _ROWS.items():
        rows = getattr(form, part)
        if not isinstance(rows, tuple | list) or not all(isinstance(one, row) for one in rows):
            msg = f"{part} must be a tuple of {row.__name__}, not {rows!r:.60}; Form.from_rows takes dictionaries"
            raise TypeError(msg)
    for part, kind in _PARTS.items():
        if not isinstance(getattr(form, part), kind):
            msg = (
                f"{part} must be {kind.__name__}(…), not {getattr(form, part)!r:.60}; Form.from_rows takes dictionaries"
            )
            raise TypeError(msg)


def _require_texts(form: Form) -> None:
    for cell in form.cells():
        if cell.text is not None and not isinstance(cell.text, str):
            msg = (
                f"{cell.address} must be the printed text or None, not {type(cell.text).__name__} {cell.text!r}; "
                "Form.from_rows takes numbers and dates"
            )
            raise TypeError(msg)
