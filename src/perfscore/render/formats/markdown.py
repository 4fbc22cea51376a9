"""
Reports in Markdown, for the conversation of a pull request: a table of forms, then the findings of each.
"""

from __future__ import annotations

import re

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from io import StringIO
from types import MappingProxyType
from typing import IO, Any, Final

from perfscore.bilingual import Language, Text
from perfscore.checking.report import Report
from perfscore.render.escaping import in_one_line
from perfscore.render.notices import group_neighbours
from perfscore.render.phrases import (
    ACCEPTED,
    CODE,
    COMPUTED,
    DERIVATION,
    FINDING,
    PLURALS,
    SEVERITIES,
    SEVERITY,
    STATED,
    STATED_TOTAL,
    SUMMED_TOTAL,
    UNREAD,
    VERDICT,
    VERDICTS,
    describe_configuration,
)
from perfscore.render.writer import Complaint, Style, as_contract


__all__ = ["escape_text", "piece", "write"]

_FORMS: Final = (
    Text("表", "form"),
    VERDICT,
    STATED_TOTAL,
    SUMMED_TOTAL,
    *PLURALS.values(),
)
_FINDINGS: Final = (
    CODE,
    SEVERITY,
    FINDING,
    STATED,
    COMPUTED,
    DERIVATION,
)
_TITLE: Final = Text("绩效自评表核对结果", "Self-evaluation forms checked")

#: Everything that Markdown or the HTML inside it could take for markup.
_MARKUP: Final = re.compile(r"[\\`*_{}\[\]<>#|~!$&]")
#: After these, a platform makes a link of what follows.
_LINKS: Final = re.compile(r"@|www(?=\.)|(?<=[a-z]):(?=//)", re.IGNORECASE)
_ENTITIES: Final = MappingProxyType({"<": "&lt;", ">": "&gt;", "&": "&amp;"})


def piece(report: Report, file: str, form: int, style: Style) -> tuple[str, str]:
    """
    The form's row in the table of forms, and its findings as a table of their own.
    """
    contract, lang, row = as_contract(report, file, form, style), style.lang, StringIO()
    name = escape_text(file if form == 0 else f"{file}#{form}")
    totals = (escape_text(contract[column].get("total.score")) for column in ("stated", "expected"))
    counts = Counter(finding["severity"] for finding in contract["findings"] if "accepted" not in finding)
    numbers = (str(counts[severity.value]) for severity in PLURALS)
    _write_row((name, VERDICTS[report.verdict].say(lang), *totals, *numbers), row)
    details = _details(name, contract["findings"], lang) if contract["findings"] else ""
    if configured := describe_configuration(report, lang):
        details = f"{details or f'{chr(10)}### {name}{chr(10)}'}\n{escape_text(configured)}\n"
    return row.getvalue(), details


def write(pieces: Iterable[tuple[str, str]], complaints: Collection[Complaint], out: IO[str], style: Style) -> None:
    """
    A table of forms, what could not be read, then a table of findings for each form that has some.
    """
    details: list[str] = []
    lang = style.lang
    out.write(f"## {_TITLE.say(lang)}\n\n")
    _write_head(_FORMS, out, lang)
    for row, findings in pieces:
        out.write(row)
        details.append(findings)
    if complaints:
        out.write(f"\n### {UNREAD.say(lang)}\n\n")
        out.writelines(f"- {escape_text(text)}\n" for text in dict.fromkeys(text for _, text in complaints))
    out.writelines(details)


def _details(name: str, findings: Iterable[Mapping[str, Any]], lang: Language) -> str:
    text = StringIO()
    text.write(f"\n### {name}\n\n")
    _write_head(_FINDINGS, text, lang)
    for group in group_neighbours(findings, _rule_of_notice):
        severity = SEVERITIES[group[0]["severity"]].say(lang)
        said = [_message(finding, lang) for finding in group]
        columns = [[escape_text(finding[name]) for finding in group] for name in ("stated", "expected", "derivation")]
        code = group[0]["code"] if len(group) == 1 else f"{group[0]['code']} × {len(group)}"
        _write_row((code, severity, _lines(said), *map(_lines, columns)), text)
    return text.getvalue()


def _rule_of_notice(finding: Mapping[str, Any]) -> str | None:
    return str(finding["code"]) if finding["severity"] == "notice" else None


def _message(finding: Mapping[str, Any], lang: Language) -> str:
    accepted = f" ({ACCEPTED.say(lang, reason=finding['accepted'])})" if "accepted" in finding else ""
    return escape_text(finding["message"] + accepted)


def _lines(texts: list[str]) -> str:
    """
    A cell with a line for each of the *texts*, or nothing where they are all empty.
    """
    return "<br>".join(texts) if any(texts) else ""


def _write_head(titles: Iterable[Text], out: IO[str], lang: Language) -> None:
    said = [title.say(lang) for title in titles]
    _write_row(said, out)
    _write_row(["---"] * len(said), out)


def _write_row(cells: Iterable[str], out: IO[str]) -> None:
    out.write(f"| {' | '.join(cells)} |\n")


def escape_text(text: object) -> str:
    """
    *text* as words and nothing else; an empty comment keeps ``@`` from calling anybody, and addresses from being links.
    """
    if text is None:
        return ""
    words = _MARKUP.sub(lambda match: _ENTITIES.get(match[0], f"\\{match[0]}"), in_one_line(text))
    return _LINKS.sub(lambda match: f"{match[0]}<!-- -->", words)
