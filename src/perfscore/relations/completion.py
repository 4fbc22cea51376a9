"""
A printed share and the numbers it comes from: 满意度95%（有效问卷198份，满意170份）, and columns 完成率 and 偏差率.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from itertools import combinations
from typing import ClassVar, Final, Literal

from attrs import frozen

from perfscore.lexicon import Lexicon
from perfscore.notation.clauses import Clause
from perfscore.notation.number import EXACT, Figure, Number, exact_sum, fold, plain, read_number
from perfscore.notation.patterns import Pattern
from perfscore.notation.statement import Statement, spelled_out
from perfscore.relations.judgement import Candidate, Judgement, Why
from perfscore.relations.parsed_form import Row
from perfscore.relations.relation import Kind, Numbers, Raw, Relation
from perfscore.rulebook import Rulebook


__all__ = ["Completion", "completions"]

_HUNDRED: Final = Decimal(100)
#: A quotient in figures beside a share: 94.1%(190/202).
_QUOTIENT: Final = Pattern(r"(\d+(?:\.\d+)?)%\(?[^\d()]{0,4}(\d{1,7})[^\d/,.;()]{0,2}/(\d{1,7})[^\d/,.;()]{0,2}\)?")
#: What share a word before it names: 满意度, 抽检合格率.
_SHARE: Final = Pattern(r"([^\d\s,，。;；:：、()]{2,})[率度](?:为|达|达到|是)?$")
#: Grades of a survey that may be added up, 满意 and 基本满意, are hardly more than this.
_MOST_PARTS: Final = 4


@frozen
class _Quotient:
    """
    A numerator and a denominator, and how the quotient is written.
    """

    above: Decimal
    below: Decimal
    words: str


@frozen(eq=False, repr=False)
class Completion(Relation):
    """
    A printed share = numerator / denominator, by one of the quotients that the form's own numbers allow.
    """

    stated: Number
    quotients: tuple[_Quotient, ...]
    others: tuple[str, ...] = ()
    kind: ClassVar[Kind] = "completion"

    @property
    def inputs(self) -> tuple[str, ...]:
        return self.others

    def candidates(self, numbers: Numbers, raw: Raw, rulebook: Rulebook) -> tuple[Candidate, ...] | Why:
        return tuple(
            Candidate(EXACT.multiply(EXACT.divide(q.above, q.below), _HUNDRED), rulebook.decimals, q.words)
            for q in self.quotients
        )

    def judge(self, numbers: Numbers, raw: Raw, rulebook: Rulebook) -> Judgement:
        return Relation.judge(self, self._with_stated(numbers), raw, rulebook)

    def arithmetic(self, candidate: Candidate, numbers: Numbers, rulebook: Rulebook) -> str:
        words: str = candidate.basis
        return words

    def expected(self, judgement: Judgement, numbers: Numbers, rulebook: Rulebook) -> str | None:
        text = Relation.expected(self, judgement, self._with_stated(numbers), rulebook)
        return None if text is None else f"{text}%"

    def _with_stated(self, numbers: Numbers) -> Mapping[str, Figure]:
        """
        The numbers with the share, which is only part of its cell.
        """
        return {**numbers, self.result: self.stated}


def completions(row: Row, lexicon: Lexicon) -> Iterator[Completion]:
    """
    The relations of one row: the share inside its actual value, and its columns 完成率 and 偏差率.
    """
    if row.indicator.extra:
        yield from _in_columns(row, lexicon)
    if "%" in row.actual.text or "％" in row.actual.text:
        found = _in_sentence(row.actual, lexicon)
        if found is not None:
            yield Completion(row.at("actual"), *found)


def _in_columns(row: Row, lexicon: Lexicon) -> Iterator[Completion]:
    attainment = row.attainment
    if not attainment.exact or attainment.wanted <= 0:
        return
    wanted, reached = attainment.wanted, attainment.reached
    for name, text in row.indicator.extra.items():
        kind = _column(name, lexicon)
        printed = read_number(text)
        if kind is None or not isinstance(printed, Number) or not printed.is_percent:
            continue
        cells = (row.at("target"), row.at("actual"))
        yield Completion(
            row.at("actual"), printed, tuple(_of_column(kind, wanted, reached, attainment.comparator)), cells
        )


def _of_column(kind: str, wanted: Decimal, reached: Decimal, comparator: str) -> Iterator[_Quotient]:
    target, actual = plain(wanted, 0, 6), plain(reached, 0, 6)
    if kind == "deviation":
        gap = EXACT.subtract(reached, wanted)
        yield _Quotient(gap, wanted, f"({actual} - {target}) / {target}")
        yield _Quotient(EXACT.minus(gap), wanted, f"({target} - {actual}) / {target}")
        return
    yield _Quotient(reached, wanted, f"{actual} / {target}")
    if comparator in ("<=", "<") and reached > 0:
        yield _Quotient(wanted, reached, f"{target} / {actual}")
    if (reached >= wanted) or comparator in ("<=", "<"):
        yield _Quotient(Decimal(1), Decimal(1), "100%")  # no more than the whole is counted


@lru_cache(maxsize=256)
def _column(name: str, lexicon: Lexicon) -> Literal["completion", "deviation"] | None:
    folded = fold(name)
    kinds: tuple[Literal["completion", "deviation"], ...] = ("completion", "deviation")
    return next((k for k in kinds if any(w in folded for w in lexicon.words("scoring", "rates", k))), None)


def _in_sentence(statement: Statement, lexicon: Lexicon) -> tuple[Number, tuple[_Quotient, ...]] | None:
    """
    A share in a sentence with the quotients that its other figures allow; ``None`` where the sentence does not say which
    figures it comes from.
    """
    if len(statement.clauses) < 2:
        return None
    match = _QUOTIENT.search(spelled_out(statement.text, lexicon)) if "/" in statement.text else None
    if match:
        above, below = Decimal(match[2]), Decimal(match[3])
        printed = read_number(f"{match[1]}%")
        if below and above <= below and isinstance(printed, Number):
            return printed, (_Quotient(above, below, f"{above} / {below}"),)
    shares = [clause for clause in statement.clauses if clause.number.is_percent and clause.is_exact]
    if len(shares) != 1 or len(statement.clauses) < 3:
        return None
    name = _SHARE.search(shares[0].before)
    counts = [
        clause for clause in statement.clauses if clause is not shares[0] and clause.is_exact and clause.number.unit
    ]
    quotients = tuple(_quotients(name[1] if name else "满意" if "满意" in statement.text else "", counts))
    return (shares[0].number, quotients) if quotients else None


def _quotients(noun: str, counts: Sequence[Clause]) -> Iterator[_Quotient]:
    """
    The quotients of counts that are named as the share is, alone or added up, and the counts that are not.
    """
    named = [clause for clause in counts if _names(noun, clause)][:_MOST_PARTS]
    others = [clause for clause in counts if clause not in named]
    for size in range(1, len(named) + 1):
        for parts in combinations(named, size):
            above = exact_sum(part.number.quantity for part in parts)
            for whole in others:
                below = whole.number.quantity
                if whole.number.base == parts[0].number.base and 0 < above <= below:
                    written = " + ".join(plain(part.number.quantity, 0, 6) for part in parts)
                    yield _Quotient(
                        above, below, f"({written}) / {plain(below)}" if size > 1 else f"{written} / {plain(below)}"
                    )


def _names(noun: str, clause: Clause) -> bool:
    """
    Whether the words beside a count are the noun of the share, or its last two characters: 合格1462批次 in 抽检合格率.
    """
    stem = noun[-2:]
    said = f"{clause.before}{clause.after[:4]}"
    return bool(stem) and stem in said and f"不{stem}" not in said and f"未{stem}" not in said
