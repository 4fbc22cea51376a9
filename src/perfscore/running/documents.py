"""
Checking what a caller has at hand: a form, or a document with one form in it.
"""

from __future__ import annotations

import os

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

from perfscore.bilingual import Language
from perfscore.checking.check import check as check_form
from perfscore.checking.misuse import require_form
from perfscore.checking.report import Report
from perfscore.form import Form
from perfscore.lexicon import Lexicon
from perfscore.read import Source, is_source, read
from perfscore.rulebook import Rulebook, load_rulebook
from perfscore.rules import RULES, Rule, Severity, select_rules
from perfscore.running.configuration import Configuration


__all__ = ["check", "check_file"]

_T = TypeVar("_T")


def check(
    form: Form | Source,
    *,
    rulebook: str | Rulebook = "national",
    rules: Iterable[Rule] = RULES,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    severities: Mapping[str, str] | None = None,
) -> Report:
    """
    Recompute everything that can be recomputed, and report every inconsistency.

    *form* is a form, or a document that holds one and no more: whatever `perfscore.read` takes.
    *rulebook* is a shipped rulebook's name, the path of one of your own, or a `Rulebook`; documents are read by its words.
    *rules* are those of the catalogue unless others are given; one that raises is reported in `Report.failures`.
    Of these, *select* and *ignore* choose by codes or prefixes (``["F", "T401"]``), as the options of the command do,
    and *severities* changes how serious their findings are (``{"R503": "warning"}``).
    A wrong form is never an exception, it is findings.

    :raises perfscore.RulebookError: when the rulebook cannot be used.
    :raises perfscore.ReadError: when the document cannot be read.
    :raises TypeError: for an argument of another kind, or a cell of the form that holds no text.
    :raises ValueError: when the document holds several forms, of which each has a report of its own, or for a code that
        no rule has.
    """
    chosen = _choose_rules(rules, select, ignore)
    book = load_rulebook(rulebook)
    decisions = Configuration(severity=_severities(severities or {}))
    one: Any = form if isinstance(form, Form) or not is_source(form) else _only_form(form, book.lexicon)
    with require_form(one, "a Form or a document (a path, its content, an open file)"):
        report = check_form(one, rulebook=book, rules=chosen)
    return decisions.applied(report, "-")


def check_file(
    path: str | os.PathLike[str],
    *,
    rulebook: str | Rulebook = "national",
    rules: Iterable[Rule] = RULES,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    severities: Mapping[str, str] | None = None,
    lang: Language | None = None,
) -> list[dict[str, Any]]:
    """
    The reports on every form in a file, as the JSON contract has them: plain data, for engines that map over files.

    The arguments are those of `check`; *lang* is the language of the sentences, by default that of the process.

    :raises perfscore.ReadError: when the file cannot be read.
    """
    name = os.fspath(path)
    book = load_rulebook(rulebook)
    options: dict[str, Any] = {"select": select, "ignore": ignore, "severities": severities}
    return [
        check(form, rulebook=book, rules=rules, **options).to_dict(lang, file=name, form=place)
        for place, form in enumerate(read(Path(name), lexicon=book.lexicon))
    ]


def _choose_rules(rules: Iterable[Rule], select: Iterable[str], ignore: Iterable[str]) -> tuple[Rule, ...]:
    chosen = tuple(_require_list("rules", rules, Rule, "Rule objects (codes go into select)"))
    wanted, unwanted = (
        [code.upper() for code in _require_list(name, codes, str, 'codes or prefixes, such as ["F103"]')]
        for name, codes in (("select", select), ("ignore", ignore))
    )
    return select_rules(wanted, unwanted, chosen)


def _require_list(argument: str, values: Any, kind: type[_T], wanted: str) -> list[_T]:
    """
    The *values*, if each is of its *kind*.

    :raises TypeError: naming the argument, what is wrong and what is *wanted*.
    """
    found: list[Any] = [values] if isinstance(values, str) or not isinstance(values, Iterable) else list(values)
    wrong = [value for value in found if not isinstance(value, kind)]
    if wrong or found == [values]:
        msg = f"{argument} must be a list of {wanted}, not {(wrong or found)[0]!r:.60}"
        raise TypeError(msg)
    return found


def _severities(given: Mapping[str, str]) -> dict[str, Severity]:
    if not isinstance(given, Mapping):
        msg = f'severities must be a dictionary such as {{"R503": "warning"}}, not {given!r:.60}'
        raise TypeError(msg)
    for code, name in given.items():
        if name not in tuple(Severity):
            msg = f"severities[{code!r}] must be one of {', '.join(Severity)}, not {name!r}"
            raise ValueError(msg)
    return {code: Severity(name) for code, name in given.items()}


def _only_form(source: Source, lexicon: Lexicon) -> Form:
    forms = read(source, lexicon=lexicon)
    if len(forms) > 1:
        msg = f"the document holds {len(forms)} forms: check each of those that perfscore.read gives"
        raise ValueError(msg)
    return forms[0]
