"""
JSON that follows the contract.
"""

from __future__ import annotations

import json

from typing import Any

from perfscore.bilingual import Text
from perfscore.contract import ContractError, forms_from
from perfscore.form import Form, Place
from perfscore.read.document import Document
from perfscore.read.errors import ReadError
from perfscore.read.formats.plain import decode_text


__all__ = ["forms"]

_BROKEN = Text(
    "不是完整的 JSON：{why}（第 {line} 行第 {column} 列）", "is not complete JSON: {why} (line {line}, column {column})"
)
_TOO_DEEP = Text("JSON 嵌套过深", "is JSON nested too deep to be a form")
_TWICE = Text("键 {key} 出现两次", "the key {key} stands twice")


class _Twice(ValueError):  # noqa: N818 - carries a key, never leaves this module
    pass


def forms(document: Document) -> list[Form]:
    """
    The forms in one FORM, or in what ``perfscore read --format json`` printed.

    :raises ReadError: with every problem and its path.
    """
    text = decode_text(document)
    try:
        data = json.loads(
            text,
            object_pairs_hook=_unique,
            parse_int=_refuse_number,
            parse_float=_refuse_number,
            parse_constant=_refuse_number,
        )
    except json.JSONDecodeError as error:
        values = {"why": error.msg, "line": error.lineno, "column": error.colno}
        reason = _BROKEN.fill(**values)
        raise ReadError(reason, file=document.name, place=Place(line=error.lineno)) from None
    except _Twice as error:
        raise ReadError(_TWICE.fill(key=error), file=document.name) from None
    except RecursionError:
        raise ReadError(_TOO_DEEP, file=document.name) from None
    try:
        return forms_from(data)
    except ContractError as error:
        first, *others = error.problems
        more = tuple((problem.path, problem.text) for problem in others)
        raise ReadError(first.text, file=document.name, path=first.path, more=more) from None


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """
    An object whose keys are all different; of two values for one cell nobody could say which was printed.
    """
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        raise _Twice(next(key for key in keys if keys.count(key) > 1))
    return found


def _refuse_number(_: str) -> int:
    """
    A JSON number, whatever its digits: the contract has printed text only, and will refuse it with its path.
    """
    return 0
