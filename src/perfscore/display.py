"""
The one door from records to what draws them: notebooks and rich ask a form or a report itself how it looks.

The imports stand inside the methods because renderers are built on these records; nothing else in the library imports
a renderer from below.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from perfscore.bilingual import Language, preferred_language


if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderableType

__all__ = ["DisplayedForm", "DisplayedReport"]


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
