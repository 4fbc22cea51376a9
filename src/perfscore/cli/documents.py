"""
The documents that a comparison is given: read one after the other, and complained of where that fails.
"""

from __future__ import annotations

import sys

from perfscore.bilingual import Language
from perfscore.cli.settings import Settings, complain
from perfscore.comparing import Entry
from perfscore.read import ReadError, read
from perfscore.running.listing import list_documents
from perfscore.structuring import SettingsError


__all__ = ["Documents"]


class Documents:
    """
    What was read so far, by the words of each file's *settings*, and what could not be: the rest is still compared.
    """

    def __init__(self, settings: Settings, lang: Language) -> None:
        self._settings = settings
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
        listing = list_documents([path], self.lang)
        for outcome in listing.refused:
            for complaint in outcome.complaints:
                self.complain(complaint)
        entries: list[Entry] = []
        for file in listing.files:
            self.files.append(file)
            try:
                lexicon = self._settings.of(file).rulebook.lexicon
                found = read(sys.stdin.buffer if file == "-" else file, name=file, lexicon=lexicon)
            except (ReadError, SettingsError) as error:
                self.complain(error.say(self.lang))
            except ValueError as error:
                # a code in the configuration that no rule has
                self.complain(str(error))
            else:
                entries += [Entry(form, file, index) for index, form in enumerate(found)]
        return entries
