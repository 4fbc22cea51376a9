"""
The two sides of a comparison, and how a difference between two of their cells is written down.
"""

from __future__ import annotations

from typing import Final

from attrs import frozen

from perfscore.address import Address
from perfscore.bilingual import Text
from perfscore.comparing.difference import Difference
from perfscore.comparing.entry import Entry
from perfscore.form import Form
from perfscore.relations.labels import label
from perfscore.rules.rule import Rule, Severity


__all__ = ["Sides"]

_BLANK: Final = Text("（空）", "(blank)")
#: What the reader could not read for certain is worth a look, no more.
_UNCERTAIN: Final = Text("（读取没有把握，请对照原件）", " (the reading is uncertain: compare the document)")
_UNNAMED: Final = Text("", "")
#: A cell of the head speaks for the whole form.
_HEAD: Final = ("project",)


@frozen
class Sides:
    """
    The document before and the one after.
    """

    before: Entry
    after: Entry

    def difference(
        self,
        rule: Rule,
        before_cell: str | None,
        cell: str | None,
        *,
        message: Text | None = None,
        texts: tuple[str | None, str | None] | None = None,
        severity: Severity | None = None,
        direction: str | None = None,
        **values: object,
    ) -> Difference:
        """
        The difference that *rule* sees between two cells or rows; *texts* replace those of the cells.
        """
        before, after = texts or (_text(self.before.form, before_cell), _text(self.after.form, cell))
        uncertain = before_cell in self.before.form.uncertain or cell in self.after.form.uncertain
        said = message or rule.message
        shown = {"before": _BLANK if before is None else before, "after": _BLANK if after is None else after}
        return Difference(
            code=rule.code,
            name=rule.name,
            severity=Severity.NOTICE if uncertain else severity or rule.severity,
            label=self._label(before_cell, None if direction == "split" else cell),
            text=(Text(said.zh + _UNCERTAIN.zh, said.en + _UNCERTAIN.en) if uncertain else said).fill(
                **shown, **values
            ),
            before_cell=before_cell,
            cell=cell,
            before=before,
            after=after,
            direction=direction,
            before_place=self.before.form.place(before_cell) if before_cell else None,
            place=self.after.form.place(cell) if cell else None,
            before_file=self.before.name,
            file=self.after.name,
        )

    def _label(self, before_cell: str | None, cell: str | None) -> Text:
        """
        Row and column in the words of the second form, or of the first where the second has no such cell.
        """
        form, address = (self.before.form, before_cell) if cell is None else (self.after.form, cell)
        return _UNNAMED if address is None or address in _HEAD else label(form, address)


def _text(form: Form, address: str | None) -> str | None:
    """
    What a cell prints; of a row its name.
    """
    if address is None:
        return None
    at = Address.parse(address)
    return form.cell(address if at.index is None or at.column is not None else str(at.at("name"))).text
