"""
The pages of the rules and rulebooks, from the files that the command reads: ``python docs/write_rules.py``.

One page for each rule in ``docs/rules/``, with a list of all, and one for each rulebook in ``docs/rulebooks/``.
The tests fail where a page is not what this writes.
"""

from __future__ import annotations

import json

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Final

from perfscore import RULES, Rulebook, load_rulebook
from perfscore.rulebook import shipped_rulebooks
from perfscore.rules.pages import Page, page


FOLDER: Final = Path(__file__).parent

_RULE = """\
# {code} {name}

{summary_zh} · {summary_en}

**{severity}**{parameter} · {source}

## 说明

{purpose_zh}

## Why

{purpose_en}

## 通过的例子 · Passes

{passes}

## 不通过的例子 · Fails

{fails}

## 已知误报

{false_zh}

## Known false positives

{false_en}
"""


def pages() -> Iterator[tuple[Path, str]]:
    """
    Every file that is written, with its text.
    """
    yield FOLDER / "rules" / "README.md", _list_of_rules()
    yield from ((FOLDER / "rules" / f"{rule.code}.md", _rule(page(rule))) for rule in RULES)
    books = [load_rulebook(name) for name in shipped_rulebooks()]
    yield FOLDER / "rulebooks" / "README.md", _list_of_rulebooks(books)
    yield from ((FOLDER / "rulebooks" / f"{book.name}.md", _rulebook(book)) for book in books)


def _list_of_rules() -> str:
    head = "# Rules · 规则\n\n| code | name | severity | | |\n|---|---|---|---|---|\n"
    return head + "".join(
        f"| [{r.code}]({r.code}.md) | {r.name} | {r.severity.label} | {r.summary.zh} | {r.summary.en} |\n"
        for r in RULES
    )


def _rule(shown: Page) -> str:
    rule = shown.rule
    return _RULE.format(
        code=rule.code,
        name=rule.name,
        severity=rule.severity.label,
        summary_zh=rule.summary.zh,
        summary_en=rule.summary.en,
        parameter=f" · [`{rule.parameter}`](../rulebooks/national.md)" if rule.parameter else "",
        source=rule.cited(load_rulebook("national")).en,
        purpose_zh=shown.purpose.zh.strip(),
        purpose_en=shown.purpose.en.strip(),
        passes=_example(shown.passes),
        fails=_example(shown.fails),
        false_zh=shown.false_positives.zh.strip(),
        false_en=shown.false_positives.en.strip(),
    )


def _example(form: Mapping[str, Any]) -> str:
    """
    The example as the JSON that ``perfscore check`` reads, a row a line.
    """
    parts = []
    for key, value in form.items():
        if isinstance(value, list) and value:
            rows = ",\n".join(f"  {json.dumps(row, ensure_ascii=False)}" for row in value)
            parts.append(f" {json.dumps(key)}: [\n{rows}\n ]")
        else:
            parts.append(f" {json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}")
    return "```json\n{\n" + ",\n".join(parts) + "\n}\n```"


def _list_of_rulebooks(books: list[Rulebook]) -> str:
    head = "# Rulebooks · 规则手册\n\n| name | | |\n|---|---|---|\n"
    return head + "".join(f"| [{b.name}]({b.name}.md) | {b.title.zh} | {b.title.en} |\n" for b in books)


def _rulebook(book: Rulebook) -> str:
    """
    What the rulebook sets itself, and what it takes from others.
    """
    own = [key for key, source in book.sources.items() if source.rulebook == book.name]
    rest = [key for key in book.sources if key not in own]
    text = f"# {book.name}\n\n{book.title.zh} · {book.title.en}\n\n{_table(book, own)}"
    return text + (f"\n## From the rulebooks it extends · 沿用\n\n{_table(book, rest)}" if rest else "")


def _table(book: Rulebook, keys: list[str]) -> str:
    head = "| key | value | mark | source |\n|---|---|---|---|\n"
    rows = []
    for key in keys:
        source, written = book.sources[key], book.written[key]
        value = written if isinstance(written, str) else json.dumps(written, ensure_ascii=False)
        dates = f" ({source.since or ''} – {source.until or ''})" if source.since or source.until else ""
        rows.append(f"| `{key}` | `{value}` | {source.mark}{dates} | {source.source.en} |\n")
    return head + "".join(rows)


def main() -> None:
    """
    Write every page, and remove those of rules and rulebooks that went away.
    """
    written = dict(pages())
    for folder in {path.parent for path in written}:
        folder.mkdir(exist_ok=True)
        for stale in set(folder.glob("*.md")) - written.keys():
            stale.unlink()
    for path, text in written.items():
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
