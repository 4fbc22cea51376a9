"""
What the pages say, in both languages.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

from perfscore.rules import Severity
from perfscore.verdict import Verdict
from perfscore.words import Text


__all__ = ["ICONS", "JUDGED", "REMARKS", "SEVERITIES", "VERDICTS"]

VERDICTS: Final = MappingProxyType(
    {
        "consistent": Text("数字一致", "consistent"),
        "inconsistent": Text("数字矛盾", "inconsistent"),
        "unchecked": Text("无可核对", "nothing could be checked"),
    }
)

SEVERITIES: Final = MappingProxyType(
    {
        Severity.ERROR: Text("错误", "error"),
        Severity.WARNING: Text("警告", "warning"),
        Severity.NOTICE: Text("提示", "notice"),
    }
)

#: Signs that tell the severities apart without colour; every font has them.
ICONS: Final = MappingProxyType(
    {
        "error": "×",
        "warning": "!",
        "notice": "i",
        "suspect": "?",
        "held": "✓",
        "consistent": "✓",
        "inconsistent": "×",
        "unchecked": "–",
    }
)

JUDGED: Final = MappingProxyType(
    {
        Verdict.EXACT: Text("一致", "exact"),
        Verdict.ROUNDING: Text("取整后一致", "by rounding"),
        Verdict.BROKEN: Text("不符", "broken"),
        Verdict.UNCHECKED: Text("未核对", "not checked"),
    }
)

REMARKS: Final = MappingProxyType(
    {
        "unplaced": Text("未能归位的文字", "text that belongs to no known cell"),
        "no-result": Text("公式没有结果", "formula without a stored result"),
        "hidden": Text("隐藏的内容", "hidden in the document"),
        "changes": Text("未接受的修订", "changes nobody has accepted"),
        "symbol": Text("无法辨认的符号", "unknown symbol"),
        "uncertain": Text("难以确定单元格的文字", "cells hard to tell apart"),
    }
)
