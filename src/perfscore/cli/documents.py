"""
The documents that a comparison is given: read one after the other, and complained of where that fails.
"""

from __future__ import annotations

import sys

from perfscore.bilingual import Language
from perfscore.cli.settings import complain
from perfscore.comparing import Entry
from perfscore.read import ReadError, read
from perfscore.running.listing import listed


__all__ = ["Documents"]


class Documents:
    """
    What was read so far, and what could not be: the rest is still compared.
    """

    def __init__(self, lang: Language) -> None:
        self.lang = lang
        self.complaints: list[str] = []
        self.files: list[str] = []

    def complain(self, text: str) -> None:
        """
        Say *text* on stderr, and remember that there was trouble.
        """
        self.complaints.append(text)
        complain(text)

    def entries(self, path: str) -> list[Entry]:
        """
        The forms of a document or folder.
        """
        listing = listed([path], self.lang)
        for outcome in listing.refused:
            for complaint in outcome.complaints:
                self.complain(complaint)
        entries: list[Entry] = []
        for file in listing.files:
            self.files.append(file)
            try:
                found = read(sys.stdin.buffer if file == "-" else file, name=file)
            except ReadError as error:
                self.complain(error.say(self.lang))
            else:
                entries += [Entry(form, file, index) for index, form in enumerate(found)]
        return entries
