"""
The looks of cells in a new workbook, numbered as they are asked for.
"""

from __future__ import annotations

from typing import Final
from xml.sax.saxutils import quoteattr

from attrs import frozen


__all__ = ["CellLook", "StyleSheet"]

_MAIN: Final = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_FONTS: Final = {
    "plain": '<sz val="11"/>',
    "head": '<b/><sz val="11"/>',
    "title": '<b/><sz val="16"/>',
    "link": '<u/><sz val="11"/><color rgb="FF0563C1"/>',
}
#: Formats that every workbook knows by number.
_BUILT_IN: Final = {"General": 0, "@": 49}
_FIRST_OWN: Final = 164
_WRAPPED: Final = '<alignment vertical="center" wrapText="1"/>'


@frozen
class CellLook:
    """
    How a cell looks: its font by name, its fill as ``RRGGBB``, the format of its number, whether it has borders, and
    whether its text is shown with a quote in front, because it would be a formula if somebody typed it.
    """

    font: str = "plain"
    fill: str | None = None
    number: str = "@"
    is_bordered: bool = True
    is_quoted: bool = False


class StyleSheet:
    """
    The looks that were asked for; each is known by its number, from 1.
    """

    def __init__(self) -> None:
        self._looks: dict[CellLook, int] = {}

    def number(self, look: CellLook) -> int:
        """
        The number of a look.
        """
        return self._looks.setdefault(look, len(self._looks) + 1)

    def xml(self) -> str:
        """
        The style sheet as a part of a workbook.
        """
        fills = list(dict.fromkeys(look.fill for look in self._looks if look.fill))
        formats = list(dict.fromkeys(look.number for look in self._looks if look.number not in _BUILT_IN))
        fonts = "".join(f'<font>{font}<name val="宋体"/></font>' for font in _FONTS.values())
        solid = "".join(
            f'<fill><patternFill patternType="solid"><fgColor rgb="FF{fill}"/><bgColor indexed="64"/></patternFill></fill>'
            for fill in fills
        )
        own = "".join(
            f'<numFmt numFmtId="{number}" formatCode={quoteattr(code)}/>'
            for number, code in enumerate(formats, _FIRST_OWN)
        )
        looks = "".join(_look(look, fills, formats) for look in self._looks)
        plain = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
        sides = "".join(f'<{side} style="thin"/>' for side in ("left", "right", "top", "bottom"))
        return (
            f'<styleSheet xmlns="{_MAIN}">'
            f"{f'<numFmts count={quoteattr(str(len(formats)))}>{own}</numFmts>' if formats else ''}"
            f'<fonts count="{len(_FONTS)}">{fonts}</fonts>'
            f'<fills count="{len(fills) + 2}"><fill><patternFill patternType="none"/></fill>'
            f'<fill><patternFill patternType="gray125"/></fill>{solid}</fills>'
            f'<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border>'
            f"<border>{sides}<diagonal/></border></borders>"
            '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
            f'<cellXfs count="{len(self._looks) + 1}">{plain}{looks}</cellXfs>'
            '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
        )


def _look(look: CellLook, fills: list[str], formats: list[str]) -> str:
    number = _BUILT_IN[look.number] if look.number in _BUILT_IN else _FIRST_OWN + formats.index(look.number)
    fill = 0 if look.fill is None else fills.index(look.fill) + 2
    font = list(_FONTS).index(look.font)
    quoted = ' quotePrefix="1"' if look.is_quoted else ""
    wrapped = f' applyAlignment="1">{_WRAPPED}</xf>' if look.is_bordered else "/>"
    return (
        f'<xf numFmtId="{number}" fontId="{font}" fillId="{fill}" borderId="{int(look.is_bordered)}" xfId="0"'
        f"{quoted}{wrapped}"
    )
