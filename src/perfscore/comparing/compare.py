"""
Compare two forms, or many: which belong together, what kind of comparison is meant, and what differs.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import partial
from typing import Final, get_args, overload

from perfscore.address import Address
from perfscore.checking.check import check
from perfscore.checking.report import Finding
from perfscore.comparing.comparison import Comparison, Comparisons, Kind, Matched, Unmatched, Versions
from perfscore.comparing.difference import Difference
from perfscore.comparing.entry import Entry, entry
from perfscore.comparing.folder import within_folder
from perfscore.comparing.projects import match_projects
from perfscore.comparing.rows import Pair, match_rows
from perfscore.comparing.sides import Sides
from perfscore.comparing.summary import Summary, against_summary
from perfscore.comparing.targets import against_approved
from perfscore.comparing.years import against_last_year
from perfscore.form import Form
from perfscore.lexicon import Lexicon
from perfscore.notation.arithmetic import exact_arithmetic
from perfscore.notation.number import is_blank
from perfscore.rulebook import Rulebook, load_rulebook


__all__ = ["compare", "target_findings"]

_ONE_BY_ONE: Final = "two forms, two lists of forms, a summary and a list of forms, or one list of forms"

Side = Form | Entry
Many = Sequence[Form | Entry]


@overload
def compare(
    before: Side, after: Side, *, kind: Kind | None = None, rulebook: str | Rulebook = "national"
) -> Comparison: ...
@overload
def compare(
    before: Many | Summary,
    after: Many | None = None,
    *,
    kind: Kind | None = None,
    rulebook: str | Rulebook = "national",
) -> Comparisons: ...
@exact_arithmetic
def compare(
    before: Side | Many | Summary,
    after: Side | Many | None = None,
    *,
    kind: Kind | None = None,
    rulebook: str | Rulebook = "national",
) -> Comparison | Comparisons:
    """
    Compare two forms, or many.

    - Two forms: approved targets and the self-evaluation (``targets``), an earlier version and a later one
      (``versions``), last year's form and this year's (``years``). Where *kind* is left out, it is told from the forms.
    - Two lists: each form with its partner of the same project, unit and year.
    - A `Summary` (汇总表) and a list: each row with its form.
    - One list: its forms among themselves.

    *rulebook* is the one under which versions and summaries are recomputed, and brings the words that targets are read by.

    :raises TypeError: for anything else.
    :raises ValueError: for a *kind* that there is not.
    :raises perfscore.RulebookError: when the rulebook cannot be used.
    """
    book = load_rulebook(rulebook)
    if kind not in (None, *get_args(Kind)):
        msg = f"kind must be one of {', '.join(get_args(Kind))}, not {kind!r}"
        raise ValueError(msg)
    entries = partial(_entries, lexicon=book.lexicon)
    if isinstance(before, Form | Entry) and isinstance(after, Form | Entry):
        return _two(entry(before, book.lexicon), entry(after, book.lexicon), kind, book)
    if isinstance(before, Summary) and isinstance(after, Sequence):
        return against_summary(before, entries(after), book)
    if isinstance(before, Sequence) and after is None:
        return Comparisons(findings=tuple(within_folder(entries(before))))
    if isinstance(before, Sequence) and isinstance(after, Sequence):
        return _lists(entries(before), entries(after), kind, book)
    msg = f"compare takes {_ONE_BY_ONE}"
    raise TypeError(msg)


def _entries(forms: Many, lexicon: Lexicon) -> list[Entry]:
    return [entry(form, lexicon) for form in forms]


def _lists(before: list[Entry], after: list[Entry], kind: Kind | None, rulebook: Rulebook) -> Comparisons:
    pairs = match_projects(before, after)
    made = [_two(before[i], after[j], kind, rulebook) for i, j in pairs]
    left, right = {i for i, _ in pairs}, {j for _, j in pairs}
    return Comparisons(
        tuple(made),
        (),
        tuple(one for i, one in enumerate(before) if i not in left),
        tuple(one for j, one in enumerate(after) if j not in right),
    )


def _two(before: Entry, after: Entry, kind: Kind | None, rulebook: Rulebook) -> Comparison:
    sides = Sides(before, after)
    meant = kind or _kind_of(before, after)
    pairs = match_rows(before, after)
    look = against_last_year if meant == "years" else against_approved
    findings = sorted(look(sides, pairs), key=lambda finding: finding.severity, reverse=True)
    return Comparison(
        meant,
        before,
        after,
        tuple(findings),
        tuple(Matched(_rows(pair.before), _rows(pair.after), pair.certainty) for pair in pairs),
        _unmatched_rows(sides, pairs),
        guessed=kind is None,
        versions=_versions(sides, pairs, rulebook) if meant == "versions" else None,
    )


def _kind_of(before: Entry, after: Entry) -> Kind:
    """
    The kind that the forms themselves speak for: a declaration, or a form without actual values, is approved targets.
    """
    if "declaration" in (before.form.kind, after.form.kind) or _is_unfinished(before.form):
        return "targets"
    if before.year is not None and after.year is not None and before.year != after.year:
        return "years"
    return "versions"


def _is_unfinished(form: Form) -> bool:
    return all(is_blank(row.actual) and is_blank(row.score) for row in form.indicators)


def _rows(indices: Iterable[int]) -> tuple[str, ...]:
    return tuple(str(Address("indicators", index)) for index in indices)


def _unmatched_rows(sides: Sides, pairs: Iterable[Pair]) -> Unmatched:
    left = set(range(len(sides.before.form.indicators)))
    right = set(range(len(sides.after.form.indicators)))
    for pair in pairs:
        left -= set(pair.before)
        right -= set(pair.after)
    return Unmatched(_rows(sorted(left)), _rows(sorted(right)))


def _versions(sides: Sides, pairs: Iterable[Pair], rulebook: Rulebook) -> Versions:
    before, after = (check(side.form, rulebook=rulebook) for side in (sides.before, sides.after))
    moved = {Address("indicators", pair.before[0]): Address("indicators", pair.after[0]) for pair in pairs}
    was = {(finding.code, _move(finding.cell, moved)): finding for finding in before.findings}
    now = {(finding.code, finding.cell): finding for finding in after.findings}
    return Versions(before, after, _only(was, now), _only(now, was))


def _move(cell: str, moved: dict[Address, Address]) -> str:
    at = Address.parse(cell)
    row = moved.get(at.row, at.row)
    return str(row if at.column is None else row.at(at.column))


def _only(some: dict[tuple[str, str], Finding], others: dict[tuple[str, str], Finding]) -> tuple[Finding, ...]:
    return tuple(finding for key, finding in some.items() if key not in others)


def target_findings(approved: Sequence[Entry], form: Form, rulebook: Rulebook) -> tuple[Difference, ...] | None:
    """
    What differs from the approved targets of the same project; ``None`` where they are not among *approved*.
    """
    evaluated = entry(form, rulebook.lexicon)
    pairs = match_projects(approved, [evaluated])
    if not pairs:
        return None
    return _two(entry(approved[pairs[0][0]], rulebook.lexicon), evaluated, "targets", rulebook).findings
