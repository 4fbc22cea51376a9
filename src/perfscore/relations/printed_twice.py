"""
The totals that a form prints outside the table's last row: in its title, in a line of its head, in a row of the head.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from perfscore.address import cell
from perfscore.form import Form
from perfscore.notation.number import Figure, Number, fold, read_number
from perfscore.notation.patterns import Pattern


__all__ = ["total_printed_again", "totals_outside_cells"]

#: A total stated in running text: 项目总得分99分.
_STATED_TOTAL: Final = Pattern(
    r"(?:自评|项目|绩效)?(?:总得分|总分|自评得分)(?:\(分\))?[::]?(?P<score>\d{1,3}(?:\.\d+)?)(?=分|$)"
)

#: What the head calls a total that has a cell of its own.
_TOTAL_HEADS: Final = frozenset({"总分", "总得分", "项目总得分", "自评得分", "自评总分"})


def total_printed_again(form: Form) -> Iterator[str]:
    """
    The addresses of the cells that print the total once more; ``title`` stands for the title and the lines around it.
    """
    for index, section in enumerate(form.sections):
        if fold(section.name or "") in _TOTAL_HEADS and isinstance(read_number(section.score), Number):
            yield cell("sections", index, "score")
    if "title" in totals_outside_cells(form):
        yield "title"


def totals_outside_cells(form: Form) -> dict[str, Figure]:
    """
    The total in the title or in a line of the head that has no cell, by the address ``title``.
    """
    for text in (form.title or "", *(remark.text for remark in form.unplaced)):
        match = _STATED_TOTAL.search(fold(text)) if "分" in text else None
        if match is not None:
            return {"title": read_number(match["score"])}
    return {}
