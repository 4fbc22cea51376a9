"""
Comparing what a caller has at hand: forms, or documents of any readable format.
"""

from __future__ import annotations

import os

from collections.abc import Collection, Sequence
from contextlib import ExitStack

from attrs import evolve

from perfscore.checking.misuse import require_form
from perfscore.comparing import Comparison, Comparisons, Entry, Kind, Summary
from perfscore.comparing import compare as compare_entries
from perfscore.form import Form
from perfscore.lexicon import Lexicon
from perfscore.read import Source, is_source, read
from perfscore.rulebook import Rulebook, load_rulebook
from perfscore.running.configuration import Configuration


__all__ = ["apply_configuration", "compare"]

Side = Form | Entry | Source


def compare(
    before: Side | Sequence[Side] | Summary,
    after: Side | Sequence[Side] | None = None,
    *,
    kind: Kind | None = None,
    rulebook: str | Rulebook = "national",
) -> Comparison | Comparisons:
    """
    Compare two forms or documents, or many.

    - Two forms: approved targets and the self-evaluation (``targets``), an earlier version and a later one
      (``versions``), last year's form and this year's (``years``). Where *kind* is left out, it is told from the forms.
    - Two lists, or documents that hold several forms: each form with its partner of the same project, unit and year.
    - A summary (汇总表), as `perfscore.read_summary` reads it, and a list: each row with its form.
    - One list: its forms among themselves.

    *rulebook* is the one under which versions and summaries are recomputed; documents are read by its words.

    :raises perfscore.ReadError: when a document cannot be read.
    :raises perfscore.RulebookError: when the rulebook cannot be used.
    :raises TypeError: for anything else, or a cell of a form that holds no text.
    """
    book = load_rulebook(rulebook)
    one = before if isinstance(before, Summary) else _entries(before, book.lexicon)
    other = None if after is None else _entries(after, book.lexicon)
    with ExitStack() as stack:
        for entry in (*_as_list(one), *_as_list(other)):
            stack.enter_context(require_form(entry.form, "a Form in an Entry"))
        if isinstance(one, Entry) and isinstance(other, Entry):
            return compare_entries(one, other, kind=kind, rulebook=book)
        firsts = one if isinstance(one, Summary) else _as_list(one)
        return compare_entries(firsts, None if other is None else _as_list(other), kind=kind, rulebook=book)


def _as_list(side: Entry | list[Entry] | Summary | None) -> list[Entry]:
    return [side] if isinstance(side, Entry) else side if isinstance(side, list) else []


def _entries(side: Side | Sequence[Side], lexicon: Lexicon) -> Entry | list[Entry]:
    if isinstance(side, Entry):
        return side
    if isinstance(side, Form):
        return Entry(side)
    if isinstance(side, list | tuple):
        found = [_entries(one, lexicon) for one in side]
        return [entry for part in found for entry in ([part] if isinstance(part, Entry) else part)]
    if not is_source(side):
        msg = f"what is compared must be a Form, an Entry, a document, a list of these, or a Summary, not {type(side).__name__}"
        raise TypeError(msg)
    name = os.fspath(side) if isinstance(side, str | os.PathLike) else getattr(side, "name", "")
    forms = read(side, lexicon=lexicon)  # type: ignore[arg-type]
    entries = [Entry(form, str(name), index) for index, form in enumerate(forms)]
    return entries[0] if len(entries) == 1 else entries


def apply_configuration(
    result: Comparison | Comparisons, configuration: Configuration, codes: Collection[str]
) -> Comparison | Comparisons:
    """
    The *result* as the *configuration* has it; of what was mended and is new only the findings of the rules *codes*.
    """
    if isinstance(result, Comparison):
        return _apply_to_one(result, configuration, codes)
    return evolve(
        result,
        findings=configuration.on_differences(result.findings),
        comparisons=tuple(_apply_to_one(one, configuration, codes) for one in result.comparisons),
    )


def _apply_to_one(comparison: Comparison, configuration: Configuration, codes: Collection[str]) -> Comparison:
    versions = comparison.versions
    if versions is not None:
        mended, new = (tuple(one for one in found if one.code in codes) for found in (versions.mended, versions.new))
        versions = evolve(versions, mended=mended, new=new)
    return evolve(comparison, findings=configuration.on_differences(comparison.findings), versions=versions)
