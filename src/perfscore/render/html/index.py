"""
Many forms at a glance: how they ended, how their totals are spread, which rules spoke most, and a table that leads to each.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from decimal import Decimal
from typing import Final
from urllib.parse import unquote

from perfscore.bilingual import Language, Text
from perfscore.notation.number import Number, read_number
from perfscore.render.html.form_table import form_filters, form_table
from perfscore.render.html.histogram import histogram
from perfscore.render.html.icons import draw_icon
from perfscore.render.html.tags import Child, Markup, head_row, tag
from perfscore.render.phrases import UNREAD, VERDICTS
from perfscore.render.summary import FormLine
from perfscore.render.writer import Complaint
from perfscore.rules import BY_CODE


__all__ = ["HEADING", "index"]

HEADING: Final = Text("自评表核对结果（{count} 张）", "Performance self-evaluation forms, checked ({count})")
_FORMS: Final = Text("全部表格", "All forms")
_NONE: Final = Text("无", "none")

_TOTALS: Final = Text("填报总分的分布", "How the stated totals are spread")
_RULES: Final = Text("问题最多的规则", "Rules with most findings")
_CODE: Final = Text("规则", "rule")
_SUMMARY: Final = Text("规则内容", "what the rule says")
_IN_FORMS: Final = Text("涉及表格", "forms")
_IN_CELLS: Final = Text("处数", "findings")
_MOST_RULES: Final = 10
_STALE: Final = Text("以前核对留下、本次没有更新的页面", "Pages of earlier runs that this one did not write again")


def index(
    lines: Mapping[str, FormLine],
    lang: Language,
    complaints: Collection[Complaint] = (),
    stale: Collection[str] = (),
) -> Markup:
    """
    The overview of all forms, by the address of each one's page or section.

    The *complaints* about files that could not be read are in no other part; *stale* are addresses of older pages.
    """
    listed = list(lines.values())
    return tag(
        "section",
        tag("h1", HEADING.say(lang, count=len(lines)), id="index"),
        _verdicts(listed, lang),
        _list_unread(complaints, lang) if complaints else None,
        tag(
            "div",
            tag("section", tag("h2", _TOTALS.say(lang)), histogram([_total(line) for line in listed], lang)),
            tag("section", tag("h2", _RULES.say(lang)), _rules(listed, lang)),
            class_="overview",
        ),
        tag("section", tag("h2", _FORMS.say(lang)), form_filters(listed, lang), form_table(lines, lang)),
        _stale_pages(stale, lang) if stale else None,
        class_="index",
    )


def _total(line: FormLine) -> tuple[Decimal | None, str]:
    """
    The stated total of a form with its verdict.
    """
    number = read_number(line.stated)
    return (number.value if isinstance(number, Number) else None), line.verdict


def _stale_pages(stale: Collection[str], lang: Language) -> Markup:
    listed = (tag("li", tag("a", unquote(address, errors="replace"), href=address)) for address in stale)
    return tag("section", tag("h2", _STALE.say(lang)), tag("ul", listed), class_="stale")


def _verdicts(lines: Sequence[FormLine], lang: Language) -> Markup:
    counts = Counter[str](line.verdict for line in lines)
    return tag(
        "p",
        (
            tag("span", draw_icon(verdict), f"{words.say(lang)} {counts[verdict]}", class_=f"verdict {verdict}")
            for verdict, words in VERDICTS.items()
            if counts[verdict]
        ),
        class_="verdicts",
    )


def _list_unread(complaints: Collection[Complaint], lang: Language) -> Markup:
    return tag(
        "section",
        tag("h2", draw_icon("warning"), UNREAD.say(lang)),
        tag("ul", (tag("li", said) for said in dict.fromkeys(text for _, text in complaints))),
        class_="unread warning",
    )


def _rules(lines: Sequence[FormLine], lang: Language) -> Child:
    cells = Counter(code for line in lines for code in line.codes)
    forms = Counter(code for line in lines for code in set(line.codes))
    frequent = sorted(cells, key=lambda code: (-forms[code], -cells[code], code))[:_MOST_RULES]
    if not frequent:
        return tag("p", _NONE.say(lang))
    heads = (_CODE, _SUMMARY, _IN_FORMS, _IN_CELLS)
    return tag(
        "table",
        tag("caption", _RULES.say(lang), class_="unseen"),
        head_row(head.say(lang) for head in heads),
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
