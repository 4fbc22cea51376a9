"""
Words in the two languages perfscore speaks, and the choice between them.
"""

from __future__ import annotations

import os
import sys

from typing import Literal, get_args

from attrs import frozen


__all__ = ["LABELLED", "Counted", "Language", "Text", "both", "preferred_language", "require_language"]

Language = Literal["zh", "en"]


@frozen
class Text:
    """
    The same sentence in Chinese and English, with ``{names}`` to be filled in.
    """

    zh: str
    en: str

    def say(self, lang: Language, **values: object) -> str:
        """
        The sentence in *lang*; a value that is itself a `Text` is said in the same language.
        """
        sentence = self.zh if lang == "zh" else self.en
        if not values:
            return sentence
        spoken = {name: value.say(lang) if isinstance(value, Text) else value for name, value in values.items()}
        return sentence.format_map(spoken)

    def fill(self, **values: object) -> Text:
        """
        The sentence with its names filled in, in both languages.
        """
        return Text(self.say("zh", **values), self.say("en", **values))


@frozen
class Counted:
    """
    A sentence about one thing, about several, and where a language has a word for it about two.
    """

    one: Text
    many: Text
    two: Text | None = None

    def say(self, lang: Language, count: int, **values: object) -> str:
        """
        The sentence for *count* things, which it may name as ``{count}``.
        """
        words = self.one if count == 1 else self.two if count == 2 and self.two else self.many
        return words.say(lang, count=count, **values)


#: What a sentence is about, and the sentence.
LABELLED = Text("{label}：{sentence}", "{label}: {sentence}")


def both(words: str | Text) -> Text:
    """
    *words* in both languages; a plain text, such as the name of a document, is the same in each.
    """
    return words if isinstance(words, Text) else Text(words, words)


def preferred_language() -> Language:
    """
    ``zh`` where the process's locale is Chinese, ``en`` elsewhere.
    """
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if setting := os.environ.get(variable):
            return "zh" if setting.lower().startswith("zh") else "en"
    if sys.platform != "win32":
        return "en"
    import locale  # noqa: PLC0415 - Windows sets none of the three; its locale is called "Chinese (Simplified)_China"

    return "zh" if (locale.getlocale()[0] or "").lower().startswith(("zh", "chinese")) else "en"


def require_language(lang: Language) -> None:
    """
    Refuse what is none of the two languages.

    :raises ValueError: naming the argument and what is wanted.
    """
    if lang not in get_args(Language):
        msg = f'lang must be "zh" or "en", not {lang!r}'
        raise ValueError(msg)
