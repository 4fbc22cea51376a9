"""
The one door from records to what draws them: notebooks and rich ask a form or a report itself how it looks.

The imports stand inside the methods because renderers are built on these records; nothing else in the library imports
a renderer from below.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Self

from perfscore.bilingual import Language, preferred_language


if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType

__all__ = ["DisplayedComparison", "DisplayedComparisons", "DisplayedForm", "DisplayedReport"]


class DisplayedForm:
    """
    A form as rich and notebooks show it.
    """

    __slots__ = ()

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        """
        The form as rich prints it.
        """
        from perfscore.render.terminal.report import form_parts  # noqa: PLC0415

        yield from form_parts(self, preferred_language())  # type: ignore[arg-type]

    def _repr_html_(self) -> str:
        """
        The form as a notebook shows it.
        """
        from perfscore.render.html import form_fragment  # noqa: PLC0415

        return form_fragment(self, preferred_language())  # type: ignore[arg-type]

    @classmethod
    def from_rows(cls, indicators: Iterable[Mapping[str, Any]], *, decimals: int | None = None, **parts: Any) -> Self:
        """
        A form of rows whose values are strings, ints, Decimals, dates or None, such as ``df.to_dict("records")``.

        *parts* are ``funds`` and ``sections`` (rows), ``goals`` and ``total`` (mappings), and the cells at the head of
        the form. With *decimals*, numbers that are no ints are rounded half up to so many decimals; without, a Decimal
        is printed with its own, and a number that has no fixed decimals is refused. NaN is None.

        :raises ContractError: naming the row and column of every value or key that does not fit.
        """
        from perfscore.contract.rows import form_from_rows  # noqa: PLC0415

        return form_from_rows(indicators, decimals=decimals, **parts)  # type: ignore[return-value]


class DisplayedReport:
    """
    A report as rich and notebooks show it, and as the contract writes it.
    """

    __slots__ = ()

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> Iterator[RenderableType]:
        """
        The report as rich prints it.
        """
        from perfscore.render.terminal.report import report_parts  # noqa: PLC0415

        yield from report_parts(self, preferred_language())  # type: ignore[arg-type]

    def _repr_html_(self) -> str:
        """
        The report as a notebook shows it.
        """
        from perfscore.render.html import report_fragment  # noqa: PLC0415

        return report_fragment(self, preferred_language())  # type: ignore[arg-type]

    def to_dict(self, lang: Language | None = None, *, file: str | None = None, form: int = 0) -> dict[str, Any]:
        """
        The report as the dictionary that the JSON contract describes, its sentences in *lang* (by default the
        process's language); *file* and *form* say which form was checked.
        """
        from perfscore.contract import report_to  # noqa: PLC0415

        return report_to(self, lang or preferred_language(), file=file, form=form)  # type: ignore[arg-type]

    def rows(self, lang: Language | None = None, *, file: str | None = None, form: int = 0) -> list[dict[str, Any]]:
        """
        The findings as flat rows, with the file and the project: ``pd.DataFrame(report.rows())``.
        """
        from perfscore.contract.rows import finding_rows  # noqa: PLC0415

        return list(finding_rows(self.to_dict(lang, file=file, form=form)))


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
        from perfscore.contract.comparisons import comparison_to  # noqa: PLC0415

        return comparison_to(self, lang or preferred_language())  # type: ignore[arg-type]


class DisplayedComparisons:
    """
    Many comparisons as the contract writes them.
    """

    __slots__ = ()

    def to_dict(self, lang: Language | None = None) -> dict[str, Any]:
        """
        The comparisons as the dictionary that the JSON contract describes.
        """
        from perfscore.contract.comparisons import comparisons_to  # noqa: PLC0415

        return comparisons_to(self, lang or preferred_language())  # type: ignore[arg-type]
