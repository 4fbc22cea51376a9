"""
What a cell says without a figure: that a thing was not done, that nothing happened, a word of an ordered scale.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Final

from attrs import frozen

from perfscore.lexicon import Lexicon, alternatives
from perfscore.notation.patterns import Pattern


__all__ = ["NO_PROGRESS", "Grade", "Progress", "graded_words", "progress", "says_it_happened"]

_PARTS: Final = Pattern(r"[,，。;；、!?！？:：()（）\n\s]+")
#: A whole cell that begins with a failure is no longer than this; what is longer tells of other things as well.
_FAILURE_LENGTH: Final = 16
_NEGATIONS: Final = frozenset("未没消止缓停撤搁")
_PLAIN_DEGREE: Final = 2


@frozen
class Grade:
    """
    A word of an ordered scale; more is better. *stem* is what is graded, where the scale grades anything: 健全 in 较健全.
    """

    scale: str
    rank: int
    stem: str = ""

    @property
    def decides(self) -> bool:
        """
        Whether a word of this scale leaves no doubt that a target was missed.
        """
        return self.scale == "answer"


@frozen
class Progress:
    """
    Whether a cell says that something was not done, and whether it says that something was.
    """

    failed: bool = False
    done: bool = False


NO_PROGRESS: Final = Progress()


@frozen
class _Patterns:
    failure: Pattern
    failed_part: Pattern
    done: Pattern
    never: Pattern
    happened: Pattern
    scales: Mapping[str, Pattern]


@lru_cache(maxsize=16)
def _patterns(lexicon: Lexicon) -> _Patterns:
    def words(*path: str) -> str:
        return alternatives(lexicon.words("phrases", *path))

    subject, negation, adverb, verb, cancelled = (
        words("failure", name) for name in ("subject", "negation", "adverb", "verb", "cancelled")
    )
    failed = rf"(?:{negation})(?:{adverb}){{0,2}}(?:{verb})"
    stopped = rf"(?:项目|活动|任务|该项|本年度?)?已?(?:{cancelled})(?:实施|执行|开展|举办|采购)?$"
    reason = r"(?:(?:因|受|由于)[^未没]{1,8})?"
    change, changes = alternatives(lexicon.meanings("phrases", "change")), words("changes", "verb")
    degree, qualities = alternatives(lexicon.meanings("phrases", "degree")), words("degrees", "quality")
    return _Patterns(
        Pattern(rf"{reason}(?:{subject}|\d{{4}}年){{0,3}}{failed}|{stopped}"),
        Pattern(rf"[^未没]{{0,12}}{failed}(?:{words('failure', 'object')})?$|{stopped}"),
        Pattern(rf"(?<![未没有能])(?:{words('done', 'verb')})"),
        Pattern(
            rf"[^\d]{{0,6}}?(?:{words('occurrence', 'never')})|(?:{words('occurrence', 'none')})[^\d\s]{{0,8}}?(?:{words('occurrence', 'thing')})$"
        ),
        Pattern(rf"(?:{words('occurrence', 'happened')})"),
        {
            "quality": Pattern(
                rf"[^\d]{{0,6}}?(?:等级|评级|评价|结果|考核|验收|总体|整体|为)?(?P<word>{alternatives(lexicon.meanings('phrases', 'quality'))})(?:及?以上)?"
            ),
            "answer": Pattern(rf"(?P<word>{alternatives(lexicon.meanings('phrases', 'answer'))})"),
            "change": Pattern(rf"[^\d]{{0,10}}?(?P<word>{change})(?:得到|得以|的|地)?(?P<stem>{changes})"),
            "completion": Pattern(
                rf"(?P<word>{alternatives(lexicon.meanings('phrases', 'completion'))})(?P<rest>[^\d]{{0,12}})"
            ),
            "degree": Pattern(
                rf"[^\d]{{0,10}}?(?<!持续)(?<!逐步)(?<!不断)(?<!日益)(?<!更加)(?<!进一步)(?P<word>{degree})?(?P<stem>{qualities})"
            ),
        },
    )


def progress(text: str, lexicon: Lexicon) -> Progress:
    """
    Whether a folded *text* says that the thing was not done.

    未发生 and 未接到投诉 are no failures: they say that nothing bad happened.
    """
    if _NEGATIONS.isdisjoint(text):
        return NO_PROGRESS
    patterns = _patterns(lexicon)
    if len(text) <= _FAILURE_LENGTH and patterns.failure.match(text) and not _done_beside(text, patterns):
        return Progress(failed=True)
    parts = [part for part in _PARTS.split(text) if part]
    failed = [part for part in parts if patterns.failed_part.fullmatch(part)]
    return Progress(bool(failed), bool(failed) and _done_beside(text, patterns))


def _done_beside(text: str, patterns: _Patterns) -> bool:
    """
    Whether a part of *text* that is no failure says that something was done.
    """
    parts = [part for part in _PARTS.split(text) if part]
    return any(
        patterns.done.search(part) and not patterns.failure.match(part) and not patterns.failed_part.fullmatch(part)
        for part in parts
    )


def says_it_happened(text: str, lexicon: Lexicon) -> bool | None:
    """
    Whether a folded *text* says that something happened (``发生``) or that nothing did (``不发生``, ``零投诉``).
    """
    patterns = _patterns(lexicon)
    bare = _PARTS.sub("", text)
    if patterns.never.match(bare):
        return False
    return True if patterns.happened.fullmatch(bare) else None


def graded_words(text: str, lexicon: Lexicon) -> tuple[Grade, ...]:
    """
    The words of ordered scales that fill a part of a folded *text*.
    """
    parts = dict.fromkeys(part for part in _PARTS.split(text) if part)
    found = (_grade(part, lexicon) for part in parts)
    return tuple(dict.fromkeys(grade for grade in found if grade is not None))


def _grade(part: str, lexicon: Lexicon) -> Grade | None:
    """
    The word of the first scale that fills a part of a text.
    """
    for scale, pattern in _patterns(lexicon).scales.items():
        match = pattern.fullmatch(part)
        if match is not None:
            word, groups = match["word"], match.groupdict()
            rank = _PLAIN_DEGREE if word is None else int(lexicon.meanings("phrases", scale)[word])
            return Grade(scale, rank, groups.get("stem") or "")
    return None
