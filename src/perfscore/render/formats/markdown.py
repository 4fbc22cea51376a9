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
from perfscore.render import Complaint, contracts
from perfscore.render.escaping import in_one_line
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
    gathered,
)


__all__ = ["shown", "write_contracts", "write_reports"]

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
_ENTITIES: Final = MappingProxyType({"<": "&lt;", ">": "&gt;", "&": "&amp;"})


def write_reports(reports: Iterable[tuple[str, int, Report]], out: IO[str], lang: Language) -> None:
    """
    A table of forms, then a table of findings for each form that has some.
    """
    write_contracts(contracts(reports, lang), (), out, lang)


def write_contracts(
    reports: Iterable[Mapping[str, Any]], complaints: Collection[Complaint], out: IO[str], lang: Language
) -> None:
    """
    A table of forms, what could not be read, then a table of findings for each form that has some.
    """
    details: list[str] = []
    out.write(f"## {_TITLE.say(lang)}\n\n")
    _write_head(_FORMS, out, lang)
    for report in reports:
        name = shown(report["file"] if report["form"] == 0 else f"{report['file']}#{report['form']}")
        totals = (shown(report[column].get("total.score")) for column in ("stated", "expected"))
        counts = Counter(finding["severity"] for finding in report["findings"] if "accepted" not in finding)
        numbers = (str(counts[severity.value]) for severity in PLURALS)
        _write_row((name, VERDICTS[report["verdict"]].say(lang), *totals, *numbers), out)
        if report["findings"]:
            details.append(_details(name, report["findings"], lang))
    if complaints:
        out.write(f"\n### {UNREAD.say(lang)}\n\n")
        out.writelines(f"- {shown(text)}\n" for text in dict.fromkeys(text for _, text in complaints))
    out.writelines(details)


def _details(name: str, findings: Iterable[Mapping[str, Any]], lang: Language) -> str:
    text = StringIO()
    text.write(f"\n### {name}\n\n")
    _write_head(_FINDINGS, text, lang)
    for group in gathered(findings, _rule_of_notice):
        severity = SEVERITIES[group[0]["severity"]].say(lang)
        said = [_message(finding, lang) for finding in group]
        columns = [[shown(finding[name]) for finding in group] for name in ("stated", "expected", "derivation")]
        code = group[0]["code"] if len(group) == 1 else f"{group[0]['code']} × {len(group)}"
        _write_row((code, severity, _lines(said), *map(_lines, columns)), text)
    return text.getvalue()


def _rule_of_notice(finding: Mapping[str, Any]) -> str | None:
    return str(finding["code"]) if finding["severity"] == "notice" else None


def _message(finding: Mapping[str, Any], lang: Language) -> str:
    accepted = f" ({ACCEPTED.say(lang, reason=finding['accepted'])})" if "accepted" in finding else ""
    return shown(finding["message"] + accepted)


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


def shown(text: object) -> str:
    """
    *text* as words and nothing else; an empty comment after ``@`` keeps anybody from being called.
    """
    if text is None:
        return ""
    words = _MARKUP.sub(lambda match: _ENTITIES.get(match[0], f"\\{match[0]}"), in_one_line(text))
    return words.replace("@", "@<!-- -->")
