"""
The one door from records to what draws them: notebooks and rich ask a form or a report itself how it looks.

Renderers are built on these records, so they are named in a table and imported when they are asked for; nothing else
in the library reaches a renderer from below.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from importlib import import_module
from typing import TYPE_CHECKING, Any, Self

from perfscore.bilingual import Language, preferred_language


if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType

__all__ = ["DisplayedComparison", "DisplayedComparisons", "DisplayedForm", "DisplayedReport"]

#: What draws and writes the records, by the module that holds it.
_MODULES = {
    "perfscore.contract": "report_to",
    "perfscore.contract.comparisons": "comparison_to comparisons_to",
    "perfscore.contract.rows": "finding_rows form_from_rows",
    "perfscore.render.html": "form_fragment report_fragment",
    "perfscore.render.terminal.report": "form_parts report_parts",
}
_HOMES = {name: module for module, names in _MODULES.items() for name in names.split()}


def _call(function: str, *values: Any, **options: Any) -> Any:
    return getattr(import_module(_HOMES[function]), function)(*values, **options)


class DisplayedForm:
    """
    A form as rich and notebooks show it.
    """

    __slots__ = ()

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        """
        The form as rich prints it.
        """
        yield from _call("form_parts", self, preferred_language())

    def _repr_html_(self) -> str:
        """
        The form as a notebook shows it.
        """
        fragment: str = _call("form_fragment", self, preferred_language())
        return fragment

    @classmethod
    def from_rows(cls, indicators: Iterable[Mapping[str, Any]], *, decimals: int | None = None, **parts: Any) -> Self:
        """
        A form of rows whose values are strings, ints, Decimals, dates or None, such as ``df.to_dict("records")``.

        *parts* are ``funds`` and ``sections`` (rows), ``goals`` and ``total`` (mappings), and the cells at the head of
        the form. With *decimals*, numbers that are no ints are rounded half up to so many decimals; without, a Decimal
        is printed with its own, and a number that has no fixed decimals is refused. NaN is None.

        :raises ContractError: naming the row and column of every value or key that does not fit.
        """
        form: Self = _call("form_from_rows", indicators, decimals=decimals, **parts)
        return form


class DisplayedReport:
    """
    A report as rich and notebooks show it, and as the contract writes it.
    """

    __slots__ = ()

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        """
        The report as rich prints it.
        """
        yield from _call("report_parts", self, preferred_language())

    def _repr_html_(self) -> str:
        """
        The report as a notebook shows it.
        """
        fragment: str = _call("report_fragment", self, preferred_language())
        return fragment

    def to_dict(self, lang: Language | None = None, *, file: str | None = None, form: int = 0) -> dict[str, Any]:
        """
        The report as the dictionary that the JSON contract describes, its sentences in *lang* (by default the
        process's language); *file* and *form* say which form was checked.
        """
        plain: dict[str, Any] = _call("report_to", self, lang or preferred_language(), file=file, form=form)
        return plain

    def rows(self, lang: Language | None = None, *, file: str | None = None, form: int = 0) -> list[dict[str, Any]]:
        """
        The findings as flat rows, with the file and the project: ``pd.DataFrame(report.rows())``.
        """
        return list(_call("finding_rows", self.to_dict(lang, file=file, form=form)))


class DisplayedComparison:
    """
    A comparison as the contract writes it.
    """

    __slots__ = ()

    def to_dict(self, lang: Language | None = None) -> dict[str, Any]:
        """
        The comparison as the dictionary that the JSON contract describes, its sentences in *lang* (by default the
        process's language).
        """
        plain: dict[str, Any] = _call("comparison_to", self, lang or preferred_language())
        return plain


class DisplayedComparisons:
    """
    Many comparisons as the contract writes them.
    """

    __slots__ = ()

    def to_dict(self, lang: Language | None = None) -> dict[str, Any]:
        """
        The comparisons as the dictionary that the JSON contract describes.
        """
        plain: dict[str, Any] = _call("comparisons_to", self, lang or preferred_language())
        return plain
