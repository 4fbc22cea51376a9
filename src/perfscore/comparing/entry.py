"""
A form with the document it came from, so that a comparison can name its sides.
"""

from __future__ import annotations

import re

from typing import Final

from attrs import evolve, field, frozen

from perfscore.comparing.likeness import name_key
from perfscore.form import Form
from perfscore.lexicon import Lexicon, load_lexicon


__all__ = ["Entry", "entry"]

_YEAR: Final = re.compile(r"(?:19|20)\d{2}")
#: Where no year is known, dates without one are compared within this one.
_ANY_YEAR: Final = 2000


@frozen
class Entry:
    """
    *index* is the place of the form in its *file*, from 0; *lexicon* knows the words its targets are read by.
    """

    form: Form
    file: str = ""
    index: int = 0
    lexicon: Lexicon = field(factory=load_lexicon, repr=False)

    @property
    def name(self) -> str:
        """
        The file, with the place of the form in it where it is not the first.
        """
        return self.file if self.index == 0 else f"{self.file}#{self.index}"

    @property
    def year(self) -> int | None:
        """
        The year of the form, by its own cell or else by its title.
        """
        found = _YEAR.search(self.form.year or "") or _YEAR.search(self.form.title or "")
        return int(found[0]) if found else None

    @property
    def date_year(self) -> int:
        """
        The year that dates without one are read in.
        """
        return self.year or _ANY_YEAR

    @property
    def project_key(self) -> str:
        """
        The name of the project, or of the form where it names none, without marks and widths.
        """
        return name_key(self.form.project or self.form.title)

    @property
    def unit_key(self) -> str:
        return name_key(self.form.unit or self.form.department)


def entry(form: Form | Entry, lexicon: Lexicon) -> Entry:
    """
    *form* as an entry that is read by the words of *lexicon*.
    """
    return evolve(form, lexicon=lexicon) if isinstance(form, Entry) else Entry(form, lexicon=lexicon)
