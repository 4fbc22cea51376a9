"""
Findings in SARIF 2.1.0, the format in which code hosts and editors take the results of checkers.
"""

from __future__ import annotations

import json
import re

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain
from pathlib import PurePath
from types import MappingProxyType
from typing import IO, Any, Final
from urllib.parse import quote

from perfscore.bilingual import Language
from perfscore.checking.report import Report
from perfscore.render.formats.fingerprint import fingerprint
from perfscore.render.formats.json_text import escape_marks
from perfscore.render.writer import Complaint, Style, as_contract
from perfscore.rules import RULES, Rule
from perfscore.rules.pages import page
from perfscore.version import VERSION


__all__ = ["piece", "write"]

_SCHEMA: Final = "https://json.schemastore.org/sarif-2.1.0.json"
#: Surrogates that stand for no byte of a file's name.
_NO_BYTE: Final = re.compile("[\ud800-\udc7f\udd00-\udfff]")
_LEVELS: Final = MappingProxyType({"error": "error", "warning": "warning", "notice": "note"})
#: What a finding has beyond what SARIF has a place for.
_MORE: Final = ("cells", "stated", "expected", "derivation", "recipe", "reference")


def piece(report: Report, file: str, form: int, style: Style) -> list[tuple[str, dict[str, Any]]]:
    """
    A result for each finding, with the name of its rule.
    """
    contract = as_contract(report, file, form, style)
    return [(finding["name"], _result(contract, finding)) for finding in contract["findings"]]


def write(
    pieces: Iterable[list[tuple[str, dict[str, Any]]]], complaints: Collection[Complaint], out: IO[str], style: Style
) -> None:
    """
    One log with one run: the catalogue of rules with their pages, every finding, and every file that could not be read.
    """
    descriptors = {rule.code: _descriptor(rule, style.lang) for rule in RULES}
    results = []
    for name, result in chain.from_iterable(pieces):
        # a rule of the caller's own has no page
        descriptors.setdefault(result["ruleId"], {"id": result["ruleId"], "name": name})
        results.append(result)
    driver = {"name": "perfscore", "version": VERSION, "rules": list(descriptors.values())}
    told = [_notification(file, text) for file, text in complaints]
    run = {
        "tool": {"driver": driver},
        "invocations": [{"executionSuccessful": not told, "toolExecutionNotifications": told}],
        "columnKind": "unicodeCodePoints",
        "results": results,
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    out.write(escape_marks(json.dumps(log, ensure_ascii=False, indent=1)) + "\n")


def _descriptor(rule: Rule, lang: Language) -> dict[str, Any]:
    words = page(rule)
    purpose, exceptions = words.purpose.say(lang).strip(), words.false_positives.say(lang).strip()
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.summary.say(lang)},
        "fullDescription": {"text": purpose},
        "help": {"text": f"{purpose}\n\n{exceptions}\n\n{rule.citation.say(lang)}"},
        "defaultConfiguration": {"level": _LEVELS[rule.severity.value]},
    }


def _result(report: Mapping[str, Any], finding: Mapping[str, Any]) -> dict[str, Any]:
    identity = (finding[key] for key in ("code", "cell", "stated", "expected"))
    derived = f" ({finding['derivation']})" if finding["derivation"] else ""
    reason = finding.get("accepted")
    more = {key: value for key in _MORE if (value := finding[key])}
    # the index into the rules is left out: it says no more than the code does
    return {
        "ruleId": finding["code"],
        "level": _LEVELS[finding["severity"]],
        "message": {"text": finding["message"] + derived},
        "locations": [_location(report, finding)],
        "partialFingerprints": {"perfscore/v1": fingerprint(report["project"], *identity)},
        **({"suppressions": [{"kind": "external", "justification": reason}]} if reason else {}),
        "properties": {
            "form": report["form"],
            "verdict": report["verdict"],
            **({"configuration": report["configuration"]} if report["configuration"] else {}),
            **more,
            **dict(_where(finding)),
        },
    }


def _notification(file: str, text: str) -> dict[str, Any]:
    physical = _physical(file, None)
    return {"level": "error", "message": {"text": text}, **({"locations": [physical]} if physical else {})}


def _location(report: Mapping[str, Any], finding: Mapping[str, Any]) -> dict[str, Any]:
    """
    The file, its line where it is a text, and the cell.
    """
    line = finding["location"] and finding["location"]["line"]
    cell = {"fullyQualifiedName": finding["cell"], "kind": "member"}
    return {"logicalLocations": [cell], **_physical(report["file"], line)}


def _physical(file: str | None, line: int | None) -> dict[str, Any]:
    """
    Where the file is; nothing for what came from none.
    """
    if file in (None, "-"):
        return {}
    region = {"region": {"startLine": line}} if line else {}
    return {"physicalLocation": {"artifactLocation": {"uri": _uri(file)}, **region}}


def _where(finding: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """
    The place in a document that has no lines: page, sheet, row, column.
    """
    place = finding["location"] or {}
    return (
        (name, value)
        for name in ("page", "sheet", "table", "row", "column", "cell")
        if (value := place.get(name)) is not None
    )


def _uri(file: str) -> str:
    """
    The file's name as an address; the bytes of a name that is no UTF-8 stay what they are.
    """
    path = PurePath(_NO_BYTE.sub("\ufffd", file))
    encoded = quote(path.as_posix().encode("utf-8", "surrogateescape"))
    return f"file://{'' if encoded.startswith('/') else '/'}{encoded}" if path.is_absolute() else encoded
