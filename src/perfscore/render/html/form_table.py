"""
The table of all forms, worst first, with filters, marks and an export; what moves is made to work by the page's script.
"""

from __future__ import annotations

import posixpath

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Final
from zlib import crc32

from perfscore.bilingual import Language, Text
from perfscore.notation.number import Number, read_number
from perfscore.render.html.icons import draw_icon
from perfscore.render.html.tags import Markup, fragment, quote_form, tag
from perfscore.render.phrases import (
    CHECKED,
    DIFFERENCE,
    HEAD_CELLS,
    SEVERITIES,
    STATED_TOTAL,
    SUMMED_TOTAL,
    VERDICT,
    VERDICTS,
)
from perfscore.render.summary import FormLine
from perfscore.rules import Severity


__all__ = ["form_filters", "form_table", "mark_choice", "worst_first"]

_FORMS: Final = Text("全部表格", "All forms")
_NUMBER: Final = Text("序号", "no.")
_FORM: Final = Text("项目", "form")
_FOLDER: Final = Text("文件夹", "folder")
_WORST: Final = Text("最严重的问题", "worst finding")
_NONE: Final = Text("无", "none")

_FILTER: Final = Text("筛选", "Filter")
_SEARCH: Final = Text("名称、单位、文件或规则代码", "name, unit, file or code of a rule")
_RULE: Final = Text("规则", "rule")
_ALL: Final = Text("全部", "all")
_SHOWN: Final = Text("显示 {shown} / {all} 张", "{shown} of {all} shown")
_EXPORT: Final = Text("导出所列（CSV）", "Export this list (CSV)")
_MARK: Final = Text("标记", "mark")
_MARKS: Final = (("seen", Text("已看", "seen")), ("returned", Text("退回", "returned")))

#: The heads with the kind of value to sort by, and how wide the column is, from 2 to 7: a browser that need not compare
#: the widths of all cells is done in half the time.
_HEADS: Final = (
    (_NUMBER, "number", 2),
    (_FORM, "text", 7),
    (HEAD_CELLS["unit"], "text", 5),
    (HEAD_CELLS["department"], "text", 5),
    (HEAD_CELLS["year"], "number", 3),
    (_FOLDER, "text", 5),
    (VERDICT, "number", 6),
    (STATED_TOTAL, "number", 3),
    (SUMMED_TOTAL, "number", 3),
    (DIFFERENCE, "number", 5),
    (_WORST, "number", 6),
    (CHECKED, "number", 4),
    (_MARK, "text", 4),
)

#: The verdicts in the order of what has to be looked at first.
_BY_URGENCY: Final = ("inconsistent", "partial", "unchecked", "consistent")


def worst_first(lines: Mapping[str, FormLine]) -> list[tuple[int, str, FormLine]]:
    """
    The forms with their numbers in the run and their addresses, those first that have to be looked at first.
    """
    numbered = [(number, href, line) for number, (href, line) in enumerate(lines.items(), start=1)]
    return sorted(
        numbered, key=lambda one: (_BY_URGENCY.index(one[2].verdict), -one[2].errors, -one[2].warnings, one[0])
    )


def form_filters(lines: Iterable[FormLine], lang: Language) -> Markup:
    """
    Hidden until the script that makes them work has started.
    """
    verdicts = ((verdict, words.say(lang)) for verdict, words in VERDICTS.items())
    severities = ((severity.value, SEVERITIES[severity].say(lang)) for severity in sorted(Severity, reverse=True))
    codes = sorted({code for line in lines for code in line.codes})
    return tag(
        "form",
        tag("fieldset", tag("legend", _FILTER.say(lang), class_="unseen"), (
            tag("label", _SEARCH.say(lang), tag("input", type="search", name="text", autocomplete="off")),
            _choice("verdict", VERDICT.say(lang), verdicts, lang),
            _choice("severity", _WORST.say(lang), severities, lang),
            _choice("rule", _RULE.say(lang), ((code, code) for code in codes), lang),
            _choice("mark", _MARK.say(lang), ((name, words.say(lang)) for name, words in _MARKS), lang),
            tag("button", _EXPORT.say(lang), type="button", name="export"),
            tag("output", data_template=_SHOWN.say(lang, shown="{shown}", all="{all}"), aria_live="polite"),
        )),
        class_="filters",
        role="search",
        hidden=True,
    )  # fmt: skip


def _choice(name: str, label: str, options: Iterable[tuple[str, str]], lang: Language) -> Markup:
    every = tag("option", _ALL.say(lang), value="")
    return tag(
        "label",
        label,
        tag("select", every, (tag("option", words, value=value) for value, words in options), name=name),
    )


def mark_choice(lang: Language, line: FormLine | None = None) -> Markup:
    """
    What a reviewer notes about the form: kept by the browser, hidden until the script has started.
    """
    options = [
        tag("option", f"({_MARK.say(lang)})", value=""),
        *(tag("option", words.say(lang), value=name) for name, words in _MARKS),
    ]
    key = None if line is None else _key(line)
    return tag("select", options, class_="mark", data_key=key, aria_label=_MARK.say(lang), hidden=True)


def _key(line: FormLine) -> str:
    """
    Under what the browser keeps the mark of a form: the same from run to run, it depends on nothing but the document.
    """
    return f"{crc32(f'{line.file}#{line.form}'.encode(errors='replace')):08x}"


def form_table(lines: Mapping[str, FormLine], lang: Language) -> Markup:
    """
    A row for each form, by the address of its page or section; the folder is named where there are several.
    """
    one_folder = len({posixpath.dirname(_with_slashes(line.file)) for line in lines.values()}) < 2
    heads = (
        tag("th", head.say(lang), scope="col", data_sort=kind, class_=f"wide-{width}")
        for head, kind, width in _HEADS
        if head is not _FOLDER or not one_folder
    )
    rows = (_row(number, href, line, lang, one_folder=one_folder) for number, href, line in worst_first(lines))
    return tag(
        "div",
        tag(
            "table",
            tag("caption", _FORMS.say(lang), class_="unseen"),
            tag("thead", tag("tr", heads)),
            tag("tbody", rows),
            class_="forms",
        ),
        tag("template", mark_choice(lang)),
        class_="wide",
        role="region",
        aria_label=_FORMS.say(lang),
        tabindex=0,
    )


def _with_slashes(file: str) -> str:
    return file.replace("\\", "/")


def _row(number: int, href: str, line: FormLine, lang: Language, *, one_folder: bool) -> Markup:
    share = line.judged * 100 // line.relations if line.relations else 0
    folder, name = posixpath.split(_with_slashes(line.file))
    cells = (
        _figure(str(number), Decimal(number)),
        tag(
            "th",
            tag("a", quote_form(line.title, lang), href=href),
            tag("small", name if line.form == 0 else f"{name}#{line.form}"),
            scope="row",
            data_value=line.title,
        ),
        _words(line.unit, lang),
        _words(line.department, lang),
        _figure(line.year),
        None if one_folder else _words(folder or None, lang),
        tag(
            "td",
            tag("span", draw_icon(line.verdict), VERDICTS[line.verdict].say(lang), class_=f"verdict {line.verdict}"),
            data_value=_BY_URGENCY.index(line.verdict),
        ),
        _figure(line.stated),
        _figure(line.computed),
        _figure(line.difference, class_="apart" if line.difference not in (None, "0") else None),
        _worst(line, lang),
        _figure(f"{line.judged} / {line.relations}", Decimal(share)),
        tag("td", data_key=_key(line)),
    )
    codes = " ".join(sorted(set(line.codes)))
    worst = line.worst.value if line.worst else ""
    return tag("tr", cells, data_verdict=line.verdict, data_severity=worst, data_rules=codes)


def _words(text: str | None, lang: Language) -> Markup:
    return tag("td", None if text is None else quote_form(text, lang), class_="words", data_value=text)


def _worst(line: FormLine, lang: Language) -> Markup:
    worst = line.worst
    if worst is None:
        return tag("td", _NONE.say(lang), data_value=0)
    count = {Severity.ERROR: line.errors, Severity.WARNING: line.warnings, Severity.NOTICE: line.notices}[worst]
    words = fragment(draw_icon(worst.value), f"{SEVERITIES[worst].say(lang)} {count}")
    # More errors are worse than fewer; no form has a million findings.
    return tag("td", tag("span", words, class_=f"count {worst.value}"), data_value=(worst.rank + 1) * 1_000_000 + count)


def _figure(text: str | None, value: Decimal | None = None, class_: str | None = None) -> Markup:
    """
    A cell that is sorted by the number it holds; one without a number comes last.
    """
    number = read_number(text)
    by = value if value is not None else number.value if isinstance(number, Number) else None
    return tag(
        "td",
        text if text is not None else "—",
        data_value=None if by is None else f"{by:f}",
        class_=" ".join(filter(None, ("figure", class_))),
    )
