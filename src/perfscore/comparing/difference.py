"""
A difference between two documents: what a comparison reports.
"""

from __future__ import annotations

from typing import Final

from attrs import frozen

from perfscore.bilingual import LABELLED, Language, Text, preferred_language
from perfscore.form import Place
from perfscore.rules.rule import Severity


__all__ = ["Difference"]

_NOWHERE: Final = Text("", "")


@frozen
class Difference:
    """
    *before_cell* and *cell* are addresses in the first and the second document, ``None`` where it has no such cell;
    *before* and *after* are the printed texts. *direction* is ``easier``, ``harder``, ``turned``, ``unit``, ``dropped``
    (a comparator), ``wording``, ``renamed``, ``split``, ``merged``, ``more``, ``less`` or ``other`` where a rule tells one.
    *before_file* and *file* are filled where the documents are several.
    """

    code: str
    name: str
    severity: Severity
    label: Text
    text: Text
    before_cell: str | None = None
    cell: str | None = None
    before: str | None = None
    after: str | None = None
    direction: str | None = None
    before_place: Place | None = None
    place: Place | None = None
    before_file: str = ""
    file: str = ""
    #: Why somebody has accepted it, where a configuration says so.
    accepted: str | None = None

    def say(self, lang: Language) -> str:
        """
        The difference as a sentence, without the name of its cell.
        """
        return self.text.say(lang)

    def message_in(self, lang: Language) -> str:
        """
        Cell and sentence.
        """
        label = self.label.say(lang)
        return LABELLED.say(lang, label=label, sentence=self.say(lang)) if label else self.say(lang)

    @property
    def message(self) -> str:
        """
        Cell and sentence in the language of the process.
        """
        return self.message_in(preferred_language())
