"""
The one exception of reading: a document that cannot be read, where, and what would help.
"""

from __future__ import annotations

from typing import final

from perfscore.form import Place
from perfscore.words import Language, Text, preferred_language


__all__ = ["ReadError"]


@final
class ReadError(Exception):
    """
    A document that cannot be read.

    *file* is its name, *place* where in it the trouble is (if that is known), *reason* what is wrong and what would help.
    """

    def __init__(self, reason: Text, *, file: str = "-", place: Place | None = None, path: str | None = None) -> None:
        super().__init__(reason.en)
        self.reason = reason
        self.file = file
        self.place = place
        self.path = path

    def say(self, lang: Language) -> str:
        """
        The complaint as one line: file, place, what is wrong.
        """
        where = [self.file]
        if self.path is not None:
            where.append(self.path)
        elif self.place is not None:
            where.extend(str(part) for part in (self.place.page, self.place.line or self.place.row) if part)
        return ": ".join((":".join(where), self.reason.say(lang)))

    def __str__(self) -> str:
        return self.say(preferred_language())
