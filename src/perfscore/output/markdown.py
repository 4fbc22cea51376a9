"""
Reports in Markdown, for the conversation of a pull request: a table of forms, then the findings of each.
"""

from __future__ import annotations

import re

from collections import Counter
from collections.abc import Iterable, Mapping
from io import StringIO
from types import MappingProxyType
from typing import IO, Any, Final

from perfscore.output import contracts
from perfscore.output.characters import in_one_line
from perfscore.report import Report
from perfscore.words import Language, Text


__all__ = ["write_contracts", "write_reports"]

_FORMS: Final = (
    Text("表", "form"),
    Text("结论", "verdict"),
    Text("填写总分", "stated total"),
    Text("重算总分", "recomputed"),
    Text("错误", "errors"),
    Text("警告", "warnings"),
    Text("提示", "notices"),
)
_FINDINGS: Final = (
    Text("代码", "code"),
    Text("程度", "severity"),
    Text("问题", "finding"),
    Text("填写", "stated"),
    Text("应为", "expected"),
    Text("计算", "arithmetic"),
)
_WORDS: Final = MappingProxyType(
    {
        "consistent": Text("数字一致", "consistent"),
        "inconsistent": Text("数字矛盾", "inconsistent"),
        "unchecked": Text("无可核对", "unchecked"),
        "error": Text("错误", "error"),
        "warning": Text("警告", "warning"),
        "notice": Text("提示", "notice"),
    }
)
_ACCEPTED: Final = Text("已接受：{reason}", "accepted: {reason}")
_TITLE: Final = Text("绩效自评表核对结果", "Self-evaluation forms checked")

#: Everything that Markdown or the HTML inside it could take for markup.
_MARKUP: Final = re.compile(r"[\\`*_{}\[\]<>#|~!$&]")
_ENTITIES: Final = MappingProxyType({"<": "&lt;", ">": "&gt;", "&": "&amp;"})


def write_reports(reports: Iterable[tuple[str, int, Report]], out: IO[str], lang: Language) -> None:
    """
    A table of forms, then a table of findings for each form that has some.
    """
    write_contracts(contracts(reports, lang), out, lang)


def write_contracts(reports: Iterable[Mapping[str, Any]], out: IO[str], lang: Language) -> None:
    """
    A table of forms, then a table of findings for each form that has some.
    """
    details: list[str] = []
    out.write(f"## {_TITLE.say(lang)}\n\n")
    _write_head(_FORMS, out, lang)
    for report in reports:
        name = _shown(report["file"] if report["form"] == 0 else f"{report['file']}#{report['form']}")
        totals = (_shown(report[column].get("total.score")) for column in ("stated", "expected"))
        counts = Counter(finding["severity"] for finding in report["findings"] if "accepted" not in finding)
        numbers = (str(counts[severity]) for severity in ("error", "warning", "notice"))
        _write_row((name, _WORDS[report["verdict"]].say(lang), *totals, *numbers), out)
        if report["findings"]:
            details.append(_details(name, report["findings"], lang))
    out.writelines(details)


def _details(name: str, findings: Iterable[Mapping[str, Any]], lang: Language) -> str:
    text = StringIO()
    text.write(f"\n### {name}\n\n")
    _write_head(_FINDINGS, text, lang)
    for finding in findings:
        accepted = f" ({_ACCEPTED.say(lang, reason=finding['accepted'])})" if "accepted" in finding else ""
        columns = (finding["message"] + accepted, finding["stated"], finding["expected"], finding["derivation"])
        severity = _WORDS[finding["severity"]].say(lang)
        _write_row((finding["code"], severity, *map(_shown, columns)), text)
    return text.getvalue()


def _write_head(titles: Iterable[Text], out: IO[str], lang: Language) -> None:
    said = [title.say(lang) for title in titles]
    _write_row(said, out)
    _write_row(["---"] * len(said), out)


def _write_row(cells: Iterable[str], out: IO[str]) -> None:
    out.write(f"| {' | '.join(cells)} |\n")


def _shown(text: object) -> str:
    """
    *text* as words and nothing else; an empty comment after ``@`` keeps anybody from being called.
    """
    if text is None:
        return ""
    words = _MARKUP.sub(lambda match: _ENTITIES.get(match[0], f"\\{match[0]}"), in_one_line(text))
    return words.replace("@", "@<!-- -->")
