"""
Reports, forms and rules as JSON.
"""

from __future__ import annotations

import json
import re
import textwrap

from collections.abc import Collection, Iterable, Sequence
from typing import IO, TYPE_CHECKING, Any, Final

from perfscore.bilingual import Language
from perfscore.checking.report import Report
from perfscore.contract import FORMS, REPORTS, explanation_to, form_to
from perfscore.form import Form
from perfscore.render.writer import Complaint, Style, as_contract
from perfscore.rulebook import Rulebook, load_rulebook
from perfscore.rules import Rule


if TYPE_CHECKING:
    from perfscore.checking.explain import Explanation
    from perfscore.rules.pages import Page

__all__ = [
    "escape_marks",
    "piece",
    "write",
    "write_explanation",
    "write_forms",
    "write_page",
    "write_rulebook",
    "write_rulebooks",
    "write_rules",
]

#: JSON escapes the control characters below space only; the others could still speak to a terminal or end a line.
_CONTROLS: Final = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def piece(report: Report, file: str, form: int, style: Style) -> str:
    """
    The report as an object, indented to its place in the list.
    """
    return textwrap.indent(_as_text(as_contract(report, file, form, style)), "  ")


def write(pieces: Iterable[str], complaints: Collection[Complaint], out: IO[str], _style: Style) -> None:
    """
    One object with every report, and what is to be said of files that have none.
    """
    out.write(f'{{\n "schema": "{REPORTS}",\n "reports": [')
    end = "]"
    for number, text in enumerate(pieces):
        out.write(f"{',' if number else ''}\n{text}")
        end = "\n ]"
    out.write(end)
    if complaints:
        said = [{"file": file, "message": text} for file, text in complaints]
        out.write(f',\n "complaints": {textwrap.indent(_as_text(said), " ").lstrip()}')
    out.write("\n}\n")


def write_forms(forms: Iterable[tuple[str, int, Form]], out: IO[str], lang: Language) -> None:  # noqa: ARG001 - forms speak for themselves
    """
    One object with every form.
    """
    _write({"schema": FORMS, "forms": [form_to(form) for _, _, form in forms]}, out)


def write_explanation(explanation: Explanation, out: IO[str], lang: Language) -> None:
    """
    The explanation of one cell.
    """
    _write(explanation_to(explanation, lang), out)


def write_rules(rules: Sequence[Rule], out: IO[str], lang: Language) -> None:
    """
    The catalogue.
    """
    _write({"rules": [_rule(rule, lang) for rule in rules]}, out)


def write_page(page: Page, out: IO[str], lang: Language) -> None:
    """
    One rule with its page.
    """
    body = {"purpose": page.purpose.say(lang).strip(), "false_positives": page.false_positives.say(lang).strip()}
    source = page.rule.cited(load_rulebook("national")).say(lang)
    _write({**_rule(page.rule, lang), "source": source, **body, "passes": page.passes, "fails": page.fails}, out)


def write_rulebooks(books: Sequence[Rulebook], out: IO[str], lang: Language) -> None:
    """
    The rulebooks by name and title.
    """
    _write({"rulebooks": [{"name": book.name, "title": book.title.say(lang)} for book in books]}, out)


def write_rulebook(book: Rulebook, out: IO[str], lang: Language) -> None:
    """
    One rulebook: each value as the file writes it, with its source, mark, dates and the rulebook that sets it.
    """
    parameters = {
        key: {
            "value": book.written[key],
            "source": source.source.say(lang),
            "mark": source.mark,
            "rulebook": source.rulebook,
            "since": source.since and source.since.isoformat(),
            "until": source.until and source.until.isoformat(),
        }
        for key, source in book.sources.items()
    }
    _write({"name": book.name, "title": book.title.say(lang), "parameters": parameters}, out)


def _rule(rule: Rule, lang: Language) -> dict[str, Any]:
    summary = rule.summary.say(lang)
    return {
        "code": rule.code,
        "name": rule.name,
        "severity": rule.severity.value,
        "summary": summary,
        "source": rule.citation.say(lang),
    }


def escape_marks(text: str) -> str:
    """
    JSON with every control character and lone surrogate written as its number.
    """
    return _CONTROLS.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _as_text(data: Any) -> str:
    return escape_marks(json.dumps(data, ensure_ascii=False, indent=1))


def _write(data: Any, out: IO[str]) -> None:
    out.write(_as_text(data) + "\n")
