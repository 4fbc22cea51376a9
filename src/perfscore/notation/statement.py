"""
What targets and actual values say, and the sets of values that they denote.

A cell is one or more clauses (`perfscore.notation.clauses`), dates, words of ordered scales, statements that a thing was
not done. What was not understood is kept: ``492万元。主要用于…`` is not silently a number.
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import Final

from attrs import evolve, frozen

from perfscore.lexicon import Lexicon, alternatives, load_lexicon
from perfscore.notation.baselines import Baseline, read_baseline
from perfscore.notation.clauses import Clause, Comparator, Span, clauses
from perfscore.notation.dates import Period, impossible_dates, read_dates
from perfscore.notation.number import Number, fold, is_blank, join_digit_groups
from perfscore.notation.numerals import MISPRINT, in_digits, with_letters_mended
from perfscore.notation.patterns import Pattern
from perfscore.notation.phrases import NO_PROGRESS, Grade, Progress, graded_words, progress, says_it_happened
from perfscore.notation.usual import usual_figure


__all__ = [
    "LONGEST",
    "Clause",
    "Comparator",
    "Statement",
    "Words",
    "read_statement",
    "read_target",
    "spelled_out",
    "target_direction",
    "without_notes",
]

#: No cell that states a figure is longer; what is longer is prose, and is not searched for figures.
LONGEST: Final = 400

_SHIPPED: Final = load_lexicon()
_PUNCTUATION: Final = Pattern(r"[\s,，。;；:：、()（）.!！\"'“”‘’]+")
#: A quotient that fills the cell: 190/202.
_QUOTIENT: Final = Pattern(r"(\d{1,7})[^\d/,.;:()]{0,2}/(\d{1,7})[^\d/,.;:()]{0,2}")


@frozen(eq=False)
class Words:
    """
    What a cell says besides figures.

    *rest* is what is left when figures and dates are taken away; *progress* whether it says that something was not done;
    *occurrence* whether that something happened (发生) or did not (零投诉); *whole* that all of it was done (全覆盖).
    """

    dates: tuple[Period, ...] = ()
    rest: str = ""
    progress: Progress = NO_PROGRESS
    grades: tuple[Grade, ...] = ()
    occurrence: bool | None = None
    whole: bool = False
    not_applicable: bool = False
    #: That a promise was kept (按期完成, 未超预算), or one that is only aimed at (力争).
    fulfilled: bool = False
    soft: bool = False
    blank: bool = False
    #: That the cell compares with something named: 不低于上年, 未超预算.
    baseline: Baseline | None = None
    #: Days that no calendar has.
    impossible: tuple[str, ...] = ()


#: Most cells hold a figure and no more.
_NO_WORDS: Final = Words()


@frozen(eq=False)
class Statement:
    """
    What a target or actual cell says: its clauses, the one that is the whole of the cell, and its other words.

    *misprinted* tells that a letter was read as the digit it stands for.
    """

    text: str
    clauses: tuple[Clause, ...] = ()
    clause: Clause | None = None
    words: Words = _NO_WORDS
    misprinted: bool = False

    @property
    def dates(self) -> tuple[Period, ...]:
        return self.words.dates

    @property
    def rest(self) -> str:
        return self.words.rest

    @property
    def failure(self) -> bool:
        """
        Whether the cell says that the thing was not done, and nothing else of it that was.
        """
        return self.words.progress.failed and not self.words.progress.done

    @property
    def blank(self) -> bool:
        return self.words.blank

    def same_words(self, other: Statement) -> bool:
        """
        Whether the two cells say the same, white space and widths aside.
        """
        return fold(self.text) == fold(other.text)


_BLANK: Final = Statement("", words=Words(blank=True))


def read_target(
    comparator: str | None, target: str | None, unit: str | None, year: int = 2000, lexicon: Lexicon = _SHIPPED
) -> Statement:
    """
    The target of a row, also where a form prints comparator, value and unit in three columns.
    """
    if not comparator and not unit:
        return read_statement(target, year, lexicon)
    if target is None or is_blank(target):
        return _BLANK
    meaning = _column(lexicon).get(fold(comparator or ""))
    compared = None if meaning == "quality" else {">=": "", "<=": "", "=": "="}.get(meaning or "", comparator)
    target = target.rstrip("。；;")
    words = [part for part in (compared, target, unit) if part and not is_blank(part)]
    # Some print in the middle column what stands beside it as well: ≥, ≥95%, %.
    for part, doubled in ((unit, target.endswith(unit or " ")), (compared, target.startswith(compared or " "))):
        if doubled and part in words and part != target:
            words.remove(part)
    return read_statement("".join(words), year, lexicon)


@lru_cache(maxsize=2048)
def target_direction(comparator: str | None, name: str, lexicon: Lexicon = _SHIPPED) -> Comparator:
    """
    Which way a row says it counts: in a column of its own (正向, 反向), or by a comparator in its name (培训人次（≥）).
    """
    meaning = _column(lexicon).get(fold(comparator or ""))
    if meaning in (">=", "<="):
        return _COMPARED[meaning]
    words = [word for word in _PUNCTUATION.split(fold(name)) if word]
    signs = lexicon.meanings("comparators", "before")
    found = next(
        (signs[sign] for sign in sorted(signs, key=len, reverse=True) if words and words[-1].endswith(sign)), ""
    )
    return _COMPARED.get(found, "")


_COMPARED: Final[dict[str, Comparator]] = {">=": ">=", ">": ">=", "<=": "<=", "<": "<="}


@lru_cache(maxsize=16)
def _column(lexicon: Lexicon) -> dict[str, str]:
    return dict(lexicon.meanings("comparators", "column"))


def read_statement(text: str | None, year: int = 2000, lexicon: Lexicon = _SHIPPED) -> Statement:
    """
    What *text* says; dates without a year are of *year*.
    """
    if text is None:
        return _BLANK
    if len(text) > LONGEST:
        return Statement(text, words=Words(rest=text))
    return _read(text, year, lexicon)


def without_notes(folded: str, lexicon: Lexicon = _SHIPPED) -> str:
    """
    A folded text without brackets that only say where more is told: 98%(详见附件).
    """
    return _notes(lexicon).sub("", folded) if "(" in folded else folded


@lru_cache(maxsize=16)
def _notes(lexicon: Lexicon) -> Pattern:
    return Pattern(rf"\((?:{alternatives(lexicon.words('statements', 'notes', 'words'))})[^()]{{0,30}}\)$")


def spelled_out(text: str, lexicon: Lexicon = _SHIPPED) -> str:
    """
    A text folded, with its numbers in digits throughout: what clauses and dates are looked for in.
    """
    return in_digits(join_digit_groups(with_letters_mended(fold(text))), lexicon)


@lru_cache(maxsize=8192)
def _read(text: str, year: int, lexicon: Lexicon) -> Statement:
    figure = usual_figure(text, lexicon)
    if figure is not None:
        return Statement(text, (figure,), figure)
    if is_blank(text):
        return evolve(_BLANK, text=text)
    folded = without_notes(fold(text), lexicon)
    plain = spelled_out(folded, lexicon)
    found = tuple(clauses(plain, lexicon))
    dates = tuple(period for period in read_dates(plain, year) if not _is_compared(period.span, found))
    dated = [period.span for period in dates]
    said = tuple(clause for clause in found if not any(_overlap(clause.span, span) for span in dated))
    if quotient := _quotient(plain, said):
        said, found, dates = (quotient,), (quotient,), ()
    rest = _without(plain, [*(clause.span for clause in found), *dated], lexicon)
    whole = len(said) == 1 and not dates and not rest
    words = _words(plain, rest, dates, said, lexicon)
    return Statement(text, said, said[0] if whole else None, words, bool(MISPRINT.search(folded)))


def _words(plain: str, rest: str, dates: tuple[Period, ...], said: tuple[Clause, ...], lexicon: Lexicon) -> Words:
    impossible = impossible_dates(plain) if not plain.isdecimal() else ()
    if not rest and (dates or said):
        return Words(dates, impossible=impossible) if dates or impossible else _NO_WORDS
    bare = _PUNCTUATION.sub("", plain)
    failed = progress(plain, lexicon)
    compared = any(clause.comparator == "<" for clause in said)
    return Words(
        dates,
        "" if failed.failed and not failed.done and not said else rest,
        NO_PROGRESS if compared else failed,
        graded_words(plain, lexicon) if not said else (),
        says_it_happened(plain, lexicon),
        bare in lexicon.words("statements", "whole", "100") or bool(_said_done(lexicon)[0].fullmatch(bare)),
        bare in lexicon.words("statements", "not_applicable", "row"),
        bare in lexicon.words("statements", "fulfilled", "phrases") or bool(_said_done(lexicon)[1].fullmatch(bare)),
        any(word in plain for word in lexicon.words("comparators", "aims", "soft")),
        baseline=read_baseline(plain, lexicon),
        impossible=impossible,
    )


@lru_cache(maxsize=16)
def _said_done(lexicon: Lexicon) -> tuple[Pattern, Pattern]:
    """
    That all of it was done (均已按期发放), and that it was done in time (已按时发放).
    """
    whole, done, adverb = (
        alternatives(lexicon.words("statements", *path))
        for path in (("all", "before"), ("all", "done"), ("in_time", "adverb"))
    )
    return (
        Pattern(f"(?:{whole})(?:已|{adverb})*(?:{done})"),
        Pattern(f"(?:已|均|均已)*(?:{adverb})(?:足额|全额)?(?:{done})?"),
    )


def _quotient(text: str, said: tuple[Clause, ...]) -> Clause | None:
    """
    A quotient that fills the cell, as a share: 190/202 is 94.06 %.
    """
    match = _QUOTIENT.fullmatch(text) if len(said) <= 2 else None
    if match is None or not int(match[2]) or int(match[1]) > int(match[2]):
        return None
    value = Decimal(int(match[1]) * 100) / int(match[2])
    return Clause("", Number(text, value, 2, "%"), span=(0, len(text)))


def _is_compared(span: Span, found: tuple[Clause, ...]) -> bool:
    """
    Whether a comparison makes a number of what looks like a date: ``≤12月``.
    """
    return any(
        (clause.comparator or clause.soft) and clause.span[0] <= span[0] and _overlap(clause.span, span)
        for clause in found
    )


def _overlap(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _without(text: str, spans: list[Span], lexicon: Lexicon) -> str:
    """
    What is left of *text*, without fillers and punctuation.
    """
    left, start = [], 0
    for first, last in sorted(spans):
        left.append(text[start:first])
        start = max(start, last)
    left.append(text[start:])
    words = (word for part in left for word in _PUNCTUATION.split(part))
    fillers = _fillers(lexicon)
    return " ".join(word for word in words if word and not fillers.fullmatch(word))


@lru_cache(maxsize=16)
def _fillers(lexicon: Lexicon) -> Pattern:
    """
    Words that say no more than that the figure beside them was reached.
    """
    before, verbs = (alternatives(lexicon.words("statements", "fillers", name)) for name in ("before", "verbs"))
    return Pattern(rf"(?:(?:19|20)\d{{2}}年度?)?(?:{before})*+(?:{verbs})*+")
