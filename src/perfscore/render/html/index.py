"""
Many forms at a glance: how they ended, how their totals are spread, which rules spoke most, and a table that leads to each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Final

from attrs import frozen

from perfscore.bilingual import Language, Text
from perfscore.notation.number import Number, read_number
from perfscore.render.html.histogram import histogram
from perfscore.render.html.icons import ICONS
from perfscore.render.html.sheet import printed
from perfscore.render.html.tags import Child, Markup, fragment, tag
from perfscore.render.phrases import (
    CHECKED,
    DIFFERENCE,
    SEVERITIES,
    STATED_TOTAL,
    SUMMED_TOTAL,
    UNREAD,
    VERDICT,
    VERDICTS,
)
from perfscore.render.writer import Complaint
from perfscore.rules import BY_CODE, Severity


__all__ = ["HEADING", "Entry", "index"]

HEADING: Final = Text("自评表核对结果（{count} 张）", "Performance self-evaluation forms, checked ({count})")
_FORMS: Final = Text("全部表格", "All forms")
_NUMBER: Final = Text("序号", "no.")
_FORM: Final = Text("项目", "form")
_WORST: Final = Text("最严重的问题", "worst finding")
_NONE: Final = Text("无", "none")

_FILTER: Final = Text("筛选", "Filter")
_SEARCH: Final = Text("名称或文件", "name or file")
_RULE: Final = Text("规则", "rule")
_ALL: Final = Text("全部", "all")
_SHOWN: Final = Text("显示 {shown} / {all} 张", "{shown} of {all} shown")

_TOTALS: Final = Text("填报总分的分布", "How the stated totals are spread")
_RULES: Final = Text("问题最多的规则", "Rules with most findings")
_CODE: Final = Text("规则", "rule")
_SUMMARY: Final = Text("规则内容", "what the rule says")
_IN_FORMS: Final = Text("涉及表格", "forms")
_IN_CELLS: Final = Text("处数", "findings")
_MOST_RULES: Final = 10


@frozen(eq=False)
class Entry:
    """
    A checked form as the index knows it.

    *apart* is how much the stated total is above the recomputed one; *found* counts findings that nobody has accepted,
    *codes* lists the rules of all; *judged* of *relations* could be judged.
    """

    title: str
    file: str | None
    verdict: str
    stated: str | None
    expected: str | None
    total: Decimal | None
    apart: str | None
    found: Mapping[Severity, int]
    codes: tuple[str, ...]
    judged: int
    relations: int


def index(entries: Mapping[str, Entry], lang: Language, complaints: Collection[Complaint] = ()) -> Markup:
    """
    The overview of all forms, by the address of each one's page or section, with the *complaints* about files that could not be read: they are in no other part.
    """
    listed = list(entries.values())
    return tag(
        "section",
        tag("h1", HEADING.say(lang, count=len(entries)), id="index"),
        _verdicts(listed, lang),
        _unread(complaints, lang) if complaints else None,
        tag(
            "div",
            tag(
                "section",
                tag("h2", _TOTALS.say(lang)),
                histogram([(entry.total, entry.verdict) for entry in listed], lang),
            ),
            tag("section", tag("h2", _RULES.say(lang)), _rules(listed, lang)),
            class_="overview",
        ),
        tag("section", tag("h2", _FORMS.say(lang)), _filters(listed, lang), _table(entries, lang)),
        class_="index",
    )


def _verdicts(entries: Sequence[Entry], lang: Language) -> Markup:
    counts = Counter[str](entry.verdict for entry in entries)
    return tag(
        "p",
        (
            tag("span", _icon(verdict), f"{words.say(lang)} {counts[verdict]}", class_=f"verdict {verdict}")
            for verdict, words in VERDICTS.items()
            if counts[verdict]
        ),
        class_="verdicts",
    )


def _unread(complaints: Collection[Complaint], lang: Language) -> Markup:
    return tag(
        "section",
        tag("h2", _icon("warning"), UNREAD.say(lang)),
        tag("ul", (tag("li", said) for said in dict.fromkeys(text for _, text in complaints))),
        class_="unread warning",
    )


def _icon(name: str) -> Markup:
    return tag("span", ICONS[name], class_="icon", aria_hidden="true")


def _rules(entries: Sequence[Entry], lang: Language) -> Child:
    cells = Counter(code for entry in entries for code in entry.codes)
    forms = Counter(code for entry in entries for code in set(entry.codes))
    frequent = sorted(cells, key=lambda code: (-forms[code], -cells[code], code))[:_MOST_RULES]
    if not frequent:
        return tag("p", _NONE.say(lang))
    heads = (_CODE, _SUMMARY, _IN_FORMS, _IN_CELLS)
    return tag(
        "table",
        tag("caption", _RULES.say(lang), class_="unseen"),
        tag("thead", tag("tr", (tag("th", head.say(lang), scope="col") for head in heads))),
        tag(
            "tbody",
            (
                tag(
                    "tr",
                    tag("th", code, scope="row"),
                    tag("td", BY_CODE[code].summary.say(lang) if code in BY_CODE else None),
                    tag("td", forms[code], class_="figure"),
                    tag("td", cells[code], class_="figure"),
                )
                for code in frequent
            ),
        ),
        class_="rules",
    )


def _filters(entries: Sequence[Entry], lang: Language) -> Markup:
    """
    Hidden until the script that makes them work has started.
    """
    verdicts = ((verdict, words.say(lang)) for verdict, words in VERDICTS.items())
    severities = ((severity.value, SEVERITIES[severity].say(lang)) for severity in sorted(Severity, reverse=True))
    codes = sorted({code for entry in entries for code in entry.codes})
    return tag(
        "form",
        tag("fieldset", tag("legend", _FILTER.say(lang), class_="unseen"), (
            tag("label", _SEARCH.say(lang), tag("input", type="search", name="text", autocomplete="off")),
            _choice("verdict", VERDICT.say(lang), verdicts, lang),
            _choice("severity", _WORST.say(lang), severities, lang),
            _choice("rule", _RULE.say(lang), ((code, code) for code in codes), lang),
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


def _table(entries: Mapping[str, Entry], lang: Language) -> Markup:
    heads = (
        (_NUMBER, "number"),
        (_FORM, "text"),
        (VERDICT, "number"),
        (STATED_TOTAL, "number"),
        (SUMMED_TOTAL, "number"),
        (DIFFERENCE, "number"),
        (_WORST, "number"),
        (CHECKED, "number"),
    )
    rows = (_row(number, href, entry, lang) for number, (href, entry) in enumerate(entries.items(), start=1))
    return tag(
        "div",
        tag(
            "table",
            tag("caption", _FORMS.say(lang), class_="unseen"),
            tag("thead", tag("tr", (tag("th", head.say(lang), scope="col", data_sort=kind) for head, kind in heads))),
            tag("tbody", rows),
            class_="forms",
        ),
        class_="wide",
        role="region",
        aria_label=_FORMS.say(lang),
        tabindex=0,
    )


def _row(number: int, href: str, entry: Entry, lang: Language) -> Markup:
    worst = max(entry.found, default=None)
    share = entry.judged * 100 // entry.relations if entry.relations else 0
    name = printed(entry.title, lang)
    cells = (
        _figure(str(number), Decimal(number)),
        tag(
            "th",
            tag("a", name, href=href),
            tag("small", entry.file) if entry.file else None,
            scope="row",
            data_value=entry.title,
        ),
        tag(
            "td",
            tag("span", _icon(entry.verdict), VERDICTS[entry.verdict].say(lang), class_=f"verdict {entry.verdict}"),
            data_value=list(VERDICTS).index(entry.verdict),
        ),
        _figure(entry.stated),
        _figure(entry.expected),
        _figure(entry.apart, class_="apart" if entry.apart not in (None, "0") else None),
        _worst(worst, entry.found, lang),
        _figure(f"{entry.judged} / {entry.relations}", Decimal(share)),
    )
    codes = " ".join(sorted(set(entry.codes)))
    return tag("tr", cells, data_verdict=entry.verdict, data_severity=worst.value if worst else "", data_rules=codes)


def _worst(worst: Severity | None, found: Mapping[Severity, int], lang: Language) -> Markup:
    if worst is None:
        return tag("td", _NONE.say(lang), data_value=0)
    count = found[worst]
    words = fragment(_icon(worst.value), f"{SEVERITIES[worst].say(lang)} {count}")
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
