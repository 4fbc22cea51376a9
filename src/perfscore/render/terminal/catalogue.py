"""
The catalogue on a terminal: rules, their pages, and rulebooks.
"""

from __future__ import annotations

import json

from collections.abc import Iterable, Sequence
from typing import IO, Any

from rich.padding import Padding
from rich.table import Table
from rich.text import Text as Line

from perfscore.bilingual import Language
from perfscore.relations.labels import MARKS
from perfscore.render.phrases import SEVERITIES
from perfscore.render.terminal.drawing import COLOURS, clean, console_on
from perfscore.rulebook import Rulebook, Source, load_rulebook
from perfscore.rules import Rule
from perfscore.rules.pages import Page


__all__ = ["write_page", "write_rulebook", "write_rulebooks", "write_rules"]


def write_rules(rules: Sequence[Rule], out: IO[str], lang: Language) -> None:
    """
    The catalogue: code, name, severity, one line each.
    """
    table = Table(box=None, show_header=False, pad_edge=False)
    for rule in rules:
        severity = Line(SEVERITIES[rule.severity].say(lang), style=COLOURS[rule.severity])
        table.add_row(Line(rule.code, style="bold"), Line(rule.name), severity, Line(rule.summary.say(lang)))
    console_on(out).print(table)


def write_page(page: Page, out: IO[str], lang: Language) -> None:
    """
    One rule: purpose, source, example that passes, example that fails, known false positives.
    """
    console, rule = console_on(out), page.rule
    severity = SEVERITIES[rule.severity].say(lang)
    console.print(Line.assemble((f"{rule.code} {rule.name}", "bold"), f"  {severity}  {rule.summary.say(lang)}"))
    titles = (
        ("说明", "来源", "通过的例子", "不通过的例子", "已知误报")
        if lang == "zh"
        else ("Why", "Source", "Passes", "Fails", "Known false positives")
    )
    bodies = (
        page.purpose.say(lang),
        rule.cited(load_rulebook("national")).say(lang),
        _example(page.passes),
        _example(page.fails),
        page.false_positives.say(lang),
    )
    for title, body in zip(titles, bodies, strict=True):
        console.print()
        console.print(Line(title, style="bold"))
        console.print(Padding(Line(body.strip()), (0, 0, 0, 2)))


def _example(form: dict[str, Any]) -> str:
    """
    The cells of an example, a row a line.
    """
    rows = ((part, row) for part, value in form.items() for row in (value if isinstance(value, list) else [value]))
    return "\n".join(f"{part}: {json.dumps(row, ensure_ascii=False)}" for part, row in rows)


def write_rulebooks(books: Iterable[Rulebook], out: IO[str], lang: Language) -> None:
    """
    The rulebooks by name and title.
    """
    table = Table(box=None, show_header=False, pad_edge=False)
    for book in books:
        table.add_row(Line(book.name, style="bold"), Line(clean(book.title.say(lang))))
    console_on(out).print(table)


def write_rulebook(book: Rulebook, out: IO[str], lang: Language) -> None:
    """
    One rulebook: each key with its value, then mark, origin, dates and source.
    """
    console = console_on(out)
    console.print(Line.assemble((clean(book.name), "bold"), "  ", clean(book.title.say(lang))))
    for key, source in book.sources.items():
        console.print()
        console.print(Line.assemble((key, "bold"), f" = {clean(_value(book.written[key]))}"))
        console.print(Padding(Line(clean(_citation(source, lang))), (0, 0, 0, 2)))


def _value(written: Any) -> str:
    return written if isinstance(written, str) else json.dumps(written, ensure_ascii=False)


def _citation(source: Source, lang: Language) -> str:
    dates = f", {source.since or ''} – {source.until or ''}" if source.since or source.until else ""
    mark, said = MARKS[source.mark].say(lang), source.source.say(lang)
    return (
        f"{source.rulebook}（{mark}{dates}）：{said}" if lang == "zh" else f"{source.rulebook} ({mark}{dates}): {said}"
    )
