"""
The one exception of reading: a document that cannot be read, where, and what would help.
"""

from __future__ import annotations

from functools import partial
from typing import Any, Final, final

from perfscore.bilingual import Language, Text, preferred_language
from perfscore.form import Place


__all__ = ["CANNOT_OPEN", "ReadError"]

CANNOT_OPEN: Final = Text("无法打开：{why}", "cannot be opened: {why}")


@final
class ReadError(Exception):
    """
    A document that cannot be read.

    *file* is its name, *place* or *path* (``$.indicators[3].score``) where in it the trouble is, if that is known,
    *reason* what is wrong and what would help; *more* holds further troubles with their paths.
    *too_large* tells that a limit was reached, so that less of the document might still be read.
    """

    def __init__(
        self,
        reason: Text,
        *,
        file: str = "-",
        place: Place | None = None,
        path: str | None = None,
        more: tuple[tuple[str, Text], ...] = (),
        too_large: bool = False,
    ) -> None:
        super().__init__(reason.en)
        self.reason = reason
        self.file = file
        self.place = place
        self.path = path
        self.more = more
        self.too_large = too_large

    def __reduce__(self) -> tuple[Any, ...]:
        return partial(ReadError, file=self.file, place=self.place, path=self.path, more=self.more), (self.reason,)

    def say(self, lang: Language) -> str:
        """
        A line for each trouble: file, place, what is wrong.
        """
        line = self.place and (self.place.line or self.place.row)
        where = f"{self.file}:{line}" if line else self.file
        troubles = ((self.path, self.reason), *self.more)
        return "\n".join(": ".join((where, *filter(None, (path, text.say(lang))))) for path, text in troubles)

    def __str__(self) -> str:
        return self.say(preferred_language())
