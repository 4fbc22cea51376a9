"""
Checking what a caller has at hand: a form, or a document with one form in it.
"""

from __future__ import annotations

import os

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from perfscore.bilingual import Language
from perfscore.checking.check import check as check_form
from perfscore.checking.report import Report
from perfscore.form import Form
from perfscore.lexicon import Lexicon
from perfscore.read import Source, read
from perfscore.rulebook import Rulebook, load_rulebook
from perfscore.rules import RULES, Rule, Severity, selected
from perfscore.running.configuration import Configuration


__all__ = ["check", "check_file"]


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
    chosen = _chosen(rules, select, ignore)
    book = _loaded(rulebook)
    decided = Configuration(severity={code: _severity(code, name) for code, name in (severities or {}).items()})
    one = form if isinstance(form, Form) else _only_form(form, book.lexicon)
    try:
        report = check_form(one, rulebook=book, rules=chosen)
    except (TypeError, AttributeError):
        _require_texts(one)
        raise
    return decided.applied(report, "-")


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
    book = _loaded(rulebook)
    options: dict[str, Any] = {"select": select, "ignore": ignore, "severities": severities}
    return [
        check(form, rulebook=book, rules=rules, **options).to_dict(lang, file=name, form=place)
        for place, form in enumerate(read(Path(name), lexicon=book.lexicon))
    ]


def _loaded(rulebook: str | Rulebook) -> Rulebook:
    if isinstance(rulebook, str):
        return load_rulebook(rulebook)
    if isinstance(rulebook, Rulebook):
        return rulebook
    msg = f"rulebook must be a name, a path or a Rulebook, not {type(rulebook).__name__}"
    raise TypeError(msg)


def _chosen(rules: Iterable[Rule], select: Iterable[str], ignore: Iterable[str]) -> tuple[Rule, ...]:
    chosen = tuple(rules)
    for rule in chosen:
        if not isinstance(rule, Rule):
            msg = f"rules must be Rule objects, not {rule!r}; choose by code with select=[{str(rule)!r}]"
            raise TypeError(msg)
    for name, codes in (("select", select), ("ignore", ignore)):
        if isinstance(codes, str):
            msg = f'{name} must be a list of codes, not a string: {name}=["{codes}"]'
            raise TypeError(msg)
    return selected([code.upper() for code in select], [code.upper() for code in ignore], chosen)


def _severity(code: str, name: str) -> Severity:
    try:
        return Severity(name)
    except ValueError:
        msg = f"severities[{code!r}] must be one of {', '.join(Severity)}, not {name!r}"
        raise ValueError(msg) from None


def _only_form(source: Any, lexicon: Lexicon) -> Form:
    is_document = isinstance(source, str | bytes | bytearray | memoryview | os.PathLike) or hasattr(source, "read")
    if not is_document:
        hint: Mapping[type, str] = {
            dict: "; perfscore.form_from(data) makes a form of a dictionary",
            list: "; check each form on its own",
        }
        msg = (
            "form must be a Form or a document (a path, its content, an open file), "
            f"not {type(source).__name__}{hint.get(type(source), '')}"
        )
        raise TypeError(msg)
    forms = read(source, lexicon=lexicon)
    if len(forms) > 1:
        msg = f"the document holds {len(forms)} forms: check each of those that perfscore.read gives"
        raise ValueError(msg)
    return forms[0]


def _require_texts(form: Form) -> None:
    """
    :raises TypeError: naming the first cell that holds something else than its printed text.
    """
    for cell in form.cells():
        if cell.text is not None and not isinstance(cell.text, str):
            msg = (
                f"{cell.address} must be the printed text or None, not {type(cell.text).__name__} {cell.text!r}; "
                "Form.from_rows takes numbers and dates"
            )
            raise TypeError(msg)
