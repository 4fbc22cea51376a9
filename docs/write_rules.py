"""
The pages of the rules and rulebooks, from the files that the command reads: ``python docs/write_rules.py``.

One page for each rule in ``docs/rules/``, with a list of all, and one for each rulebook in ``docs/rulebooks/``;
the same in Chinese below ``docs/zh/``. The tests fail where a page is not what this writes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any, Final

import perfscore

from perfscore import RULES, Finding, Form, Rule, Rulebook, load_rulebook
from perfscore.bilingual import Language, Text
from perfscore.comparing.catalogue import COMPARING_RULES, comparing_page
from perfscore.relations.labels import COLUMNS, MARKS, RECIPES, label
from perfscore.render.phrases import SEVERITIES
from perfscore.rulebook import shipped_rulebooks
from perfscore.rules.pages import Page, page


DOCS: Final = Path(__file__).parent
ROOTS: Final[Mapping[Language, Path]] = {"en": DOCS, "zh": DOCS / "zh"}

#: The families of rules, by the first letter of their codes.
FAMILIES: Final = {
    "F": Text("资金（F）", "Funds (F)"),
    "W": Text("分值（W）", "Weights (W)"),
    "S": Text("得分（S）", "Scores (S)"),
    "T": Text("总分和等级（T）", "Totals and grade (T)"),
    "R": Text("原因说明（R）", "Reasons (R)"),
    "M": Text("指标值和完成值（M）", "Targets and actual values (M)"),
    "X": Text("表内互相印证（X）", "Parts of the form against each other (X)"),
    "D": Text("表格本身（D）", "The document (D)"),
    "C": Text("两份文件对比（C）", "Two documents against each other (C)"),
}

#: What the documents of a comparison are called.
DOCUMENTS: Final = {
    "before": Text("前一份：", "The first document:"),
    "after": Text("后一份：", "The second document:"),
    "summary": Text("汇总表的一行：", "A row of the summary:"),
    "forms": Text("一份自评表：", "A form:"),
}

#: How sure a source is, in more words than a report has room for.
SURE: Final = {
    "read": Text("在所引文件或表中读到", "read in the cited document or form"),
    "in use": Text("正在使用的系统是这样做的", "a running system does so"),
    "on forms": Text("已公开的自评表是这样填的", "published forms do so"),
    "unconfirmed": Text("没有找到依据", "no source was found"),
}

#: What the parameters of a rulebook are.
KEYS: Final = {
    "execution.method": Text("预算执行得分怎么算", "how the execution score is computed"),
    "attainment.bands": Text("定量指标得分的档次（%）", "bands of a missed target's score (%)"),
    "attainment.steps": Text("定量指标按步扣分", "steps by which points are taken off"),
    "attainment.pass_mark": Text("及格线（完成率 %）", "pass mark (completion in %)"),
    "attainment.largest_cost_score": Text(
        "默认成本指标的最高得分（占分值 %）", "the most that a default row of costs earns (% of its weight)"
    ),
    "attainment.deductions_by_hand": Text(
        "可另行扣分（表中写明分数）", "points taken off by hand, where the form says how many"
    ),
    "qualitative.words": Text("定性结果各词应得的比例（%）", "what each word of a qualitative result earns (%)"),
    "execution.bands": Text("预算执行得分的档次（%）", "bands of the execution score (%)"),
    "execution.capped": Text("执行率超过 100% 时最多得满分", "a rate above 100 % earns the weight and no more"),
    "execution.zero_budget_rates": Text("预算为 0 时可填的执行率（%）", "rates accepted for a budget of 0 (%)"),
    "execution.weight": Text("预算执行的分值", "weight of the execution"),
    "total.weight": Text("总分值", "total weight"),
    "sections.splits": Text("各部分分值的分配", "weights of the sections"),
    "attainment.at_least": Text("正向指标（≥）未完成时的得分", "score of a missed ≥ target"),
    "attainment.at_most": Text("反向指标（≤）未完成时的得分", "score of a missed ≤ target"),
    "attainment.equal": Text("等于（＝）的指标未完成时的得分", "score of a missed = target"),
    "qualitative.met": Text(
        "定性指标“达成”至少得分值的（%）", "a phrase that says met earns at least (% of the weight)"
    ),
    "qualitative.partly": Text(
        "定性指标“部分达成”至少得分值的（%）", "a phrase that says partly met earns at least (%)"
    ),
    "over_fulfilment.threshold": Text(
        "完成值达到目标的多少算大幅超额（%）", "far exceeded from this share of the target (%)"
    ),
    "over_fulfilment.asks_for": Text("大幅超额时要求什么", "what far exceeding asks for"),
    "grade.bands": Text("总分与等级", "grades by total"),
    "rounding.decimals": Text("小数位数", "decimals"),
    "rounding.accepted": Text("不作为问题报告的舍入方法", "ways of rounding that pass in silence"),
    "rounding.noticed": Text("只作提示的舍入方法", "ways of rounding worth a notice"),
    "reason.fillers": Text("等于没写的原因", "words that are no reason"),
    "reason.when_points_lost": Text("扣分要说明原因", "lost points ask for a reason"),
    "reason.when_target_missed": Text("未达标要说明原因", "a missed target asks for a reason"),
    "reason.when_budget_changed": Text("预算调整要说明原因", "a changed budget asks for a reason"),
    "reason.below_execution_rate": Text("执行率低于多少要说明原因（%）", "a rate below this asks for a reason (%)"),
    "spending.outrun_limit": Text("指标得分率可比执行得分率高多少（%）", "how far scores may outrun spending (%)"),
}

#: What the cells of an example are called where the report has no word of its own.
NAMES: Final = {
    "funds": Text("项目资金", "funds"),
    "sections": Text("一级指标", "section"),
    "indicators": Text("三级指标", "indicator"),
}
HEAD: Final = {
    "title": Text("标题", "title"),
    "year": Text("年度", "year"),
    "project": Text("项目名称", "project"),
    "department": Text("主管部门", "department"),
    "unit": Text("实施单位", "unit"),
    "currency_unit": Text("金额单位", "unit of the amounts"),
}
UNPLACED: Final = Text("未能归位的文字", "text that could not be placed")
INCOMPLETE: Final = Text("（只是表的一部分）", "(only part of a form)")

#: The names of choices, beside those of recipes.
CHOICES: Final = {
    "linear": Text("线性", "linear"),
    "banded": Text("分档", "by bands"),
    "proportional": Text("按比例", "in proportion"),
    "steps": Text("按步扣分", "by steps"),
    "ratio": Text("目标 ÷ 实际", "target / actual"),
    "a look": Text("看一眼", "a look"),
    "an explanation": Text("说明原因", "an explanation"),
    "nothing": Text("不要求", "nothing"),
}
YES: Final = Text("是", "yes")
NO: Final = Text("否", "no")

_WRITTEN: Final = Text(
    "<!-- 由 docs/write_rules.py 生成，请修改规则或规则手册的数据文件 -->\n",
    "<!-- written by docs/write_rules.py from the data of the rules and rulebooks -->\n",
)
_RULE: Final = Text(
    """\
# {code} {summary}

**{severity}** · `{name}` · {source}

## 为什么

{purpose}

## 通过的例子

{passes}

## 不通过的例子

{fails}

perfscore 报告：

{found}

## 已知误报

{false}
""",
    """\
# {code} {summary}

**{severity}** · `{name}` · {source}

## Why

{purpose}

## Passes

{passes}

## Fails

{fails}

perfscore says:

{found}

## Known false positives

{false}
""",
)
_RULES: Final = Text(
    "# 规则\n\n每条规则一页：为什么有这一条、怎样算通过、怎样算不通过、什么时候可能误报。级别的含义见[怎样看核对结果](../report.md)。\n",
    "# Rules\n\nA page for each: why it exists, what passes, what fails, when it may be wrong. "
    "[How to read a report](../report.md) says what the severities mean.\n",
)
_RULE_COLUMNS: Final = Text("| 代码 | 应当如此 | 级别 |", "| code | what should hold | severity |")
_BOOKS: Final = Text(
    """\
# 规则手册

各地、各年的做法不同。规则手册就是一组参数，每个参数写明出处和可信程度：

{marks}

没有在文件中读到的，不会说成规定。核对时用 `--rulebook 名称` 选择，不选就用 `national`。
编写自己的规则手册见 [Adding a rulebook](../../adding-a-rulebook.md)（英文）。

| 名称 | 适用 | 自己规定的参数 |
|---|---|---|
""",
    """\
# Rulebooks

Places and years score differently. A rulebook is a set of parameters, each with its source and how sure that is:

{marks}

`--rulebook NAME` chooses one, `national` is the default. [A rulebook of your own](../adding-a-rulebook.md) extends one of these.

| name | for | sets itself |
|---|---|---|
""",
)
_BOOK_COLUMNS: Final = Text("| 参数 | 值 | 可信程度 | 出处 |", "| parameter | value | how sure | source |")
_EXTENDED: Final = Text("沿用其他规则手册的参数", "Taken from the rulebooks it extends")


def pages() -> Iterator[tuple[Path, str]]:
    """
    Every file that is written, with its text.
    """
    books = [load_rulebook(name) for name in shipped_rulebooks()]
    for lang, root in ROOTS.items():
        yield root / "rules" / "README.md", _list_of_rules(lang)
        yield from ((root / "rules" / f"{rule.code}.md", _rule(page(rule), lang)) for rule in RULES)
        yield from (
            (root / "rules" / f"{rule.code}.md", _comparing_rule(comparing_page(rule), lang))
            for rule in COMPARING_RULES
        )
        yield root / "rulebooks" / "README.md", _list_of_rulebooks(books, lang)
        yield from ((root / "rulebooks" / f"{book.name}.md", _rulebook(book, lang)) for book in books)


def _list_of_rules(lang: Language) -> str:
    text = _WRITTEN.say(lang) + _RULES.say(lang)
    every = (*RULES, *COMPARING_RULES)
    for letter, rules in groupby(every, key=lambda rule: rule.code[0]):
        text += f"\n## {FAMILIES[letter].say(lang)}\n\n{_RULE_COLUMNS.say(lang)}\n|---|---|---|\n"
        for rule in rules:
            severity = SEVERITIES[rule.severity].say(lang)
            text += f"| [{rule.code}]({rule.code}.md) | {rule.summary.say(lang)} | {severity} |\n"
    return text + _tree([rule.code for rule in every])


def _rule(shown: Page, lang: Language) -> str:
    fails = perfscore.form_from(shown.fails)
    found = perfscore.check(fails, rules=[shown.rule]).findings
    marked = _example(fails, lang, (finding.cell for finding in found))
    said = "\n".join(_said(finding, lang) for finding in found)
    return _page(shown, lang, _example(perfscore.form_from(shown.passes), lang), marked, said)


def _page(shown: Page, lang: Language, passes: str, fails: str, found: str) -> str:
    rule = shown.rule
    return _WRITTEN.say(lang) + _RULE.say(lang).format(
        code=rule.code,
        name=rule.name,
        severity=SEVERITIES[rule.severity].say(lang),
        summary=rule.summary.say(lang),
        source=_source(rule, lang),
        purpose=shown.purpose.say(lang).strip(),
        passes=passes,
        fails=fails,
        found=found,
        false=shown.false_positives.say(lang).strip(),
    )


def _comparing_rule(shown: Page, lang: Language) -> str:
    found = compared(shown.fails)
    said = "\n".join(f"- {finding.message_in(lang)}" for finding in found)
    return _page(shown, lang, _documents(shown.passes, lang), _documents(shown.fails, lang), said)


def compared(example: Mapping[str, Any]) -> tuple[perfscore.Difference, ...]:
    """
    What comparing the documents of an example finds, in the whole and in each pair.
    """
    if "before" in example:
        before, after = (perfscore.form_from(example[side]) for side in ("before", "after"))
        return perfscore.compare(before, after, kind=example.get("kind")).findings
    forms = [perfscore.form_from(form) for form in example["forms"]]
    rows = [perfscore.form_from(form) for form in example.get("summary", ())]
    found = perfscore.compare(perfscore.Summary(tuple(rows)), forms) if rows else perfscore.compare(forms)
    return (*found.findings, *(one for comparison in found.comparisons for one in comparison.findings))


def _documents(example: Mapping[str, Any], lang: Language) -> str:
    parts = []
    for name, documents in example.items():
        if name in DOCUMENTS:
            listed = documents if isinstance(documents, list) else [documents]
            parts += [f"{DOCUMENTS[name].say(lang)}\n\n{_example(perfscore.form_from(one), lang)}" for one in listed]
    return "\n\n".join(parts)


def _source(rule: Rule, lang: Language) -> str:
    """
    What the rule rests on and how sure that is; of a parameter, what the national rulebook says.
    """
    source, mark, named = rule.source, rule.mark, ""
    if rule.parameter is not None:
        cited = load_rulebook("national").sources[rule.parameter]
        source, mark, named = cited.source, cited.mark, f"[`{rule.parameter}`](../rulebooks/national.md) · "
    if source is None or mark is None:
        msg = f"{rule.code} says neither where it comes from nor how sure that is"
        raise ValueError(msg)
    said, sure = source.say(lang), MARKS[mark].say(lang)
    return f"{named}{said}（{sure}）" if lang == "zh" else f"{named}{said} ({sure})"


def _said(finding: Finding, lang: Language) -> str:
    colon = "：" if lang == "zh" else ": "
    derivation = f" (`{finding.derivation}`)" if finding.derivation else ""
    return f"- {finding.label.say(lang)}{colon}{finding.say(lang)}{derivation}"


def _example(form: Form, lang: Language, marked: Iterable[str] = ()) -> str:
    """
    The printed cells of an example, rows as tables and the others as points; the *marked* ones in bold.
    """
    bold = set(marked)
    printed = [cell for cell in form.cells() if cell.text is not None]
    texts = {cell.address: _escaped(cell.text or "", bold=cell.address in bold) for cell in printed}
    colon = "：" if lang == "zh" else ": "
    parts = []
    for part in ("funds", "sections", "indicators"):
        names = list(dict.fromkeys(a.rpartition(".")[2] for a in texts if a.startswith(f"{part}[")))
        heads = [(NAMES[part] if name == "name" else COLUMNS[name]).say(lang) for name in names]
        rows = [[texts.get(f"{part}[{i}].{name}", "") for name in names] for i in range(len(getattr(form, part)))]
        if rows:
            table = [heads, ["---"] * len(heads), *rows]
            parts.append("\n".join(f"| {' | '.join(cells)} |" for cells in table))
    points = [f"- {_named(address, form, lang)}{colon}{text}" for address, text in texts.items() if "[" not in address]
    points += [f"- {UNPLACED.say(lang)}{colon}{_escaped(remark.text)}" for remark in form.unplaced]
    points += [] if form.complete else [f"- {INCOMPLETE.say(lang)}"]
    return "\n\n".join([*parts, *(["\n".join(points)] if points else [])])


def _named(address: str, form: Form, lang: Language) -> str:
    return HEAD[address].say(lang) if address in HEAD else label(form, address).say(lang)


def _escaped(text: str, *, bold: bool = False) -> str:
    safe = text.replace("\n", " ").replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*")
    return f"**{safe}**" if bold else safe


def _list_of_rulebooks(books: list[Rulebook], lang: Language) -> str:
    colon = "：" if lang == "zh" else ": "
    marks = "\n".join(f"- {MARKS[mark].say(lang)}{colon}{words.say(lang)}" for mark, words in SURE.items())
    text = _WRITTEN.say(lang) + _BOOKS.say(lang).format(marks=marks)
    for book in books:
        own = [KEYS[key].say(lang) for key in _own(book)]
        text += f"| [{book.name}]({book.name}.md) | {book.title.say(lang)} | {('；' if lang == 'zh' else '; ').join(own)} |\n"
    return text + _tree([book.name for book in books])


def _own(book: Rulebook) -> list[str]:
    """
    What the rulebook sets itself; of the one that the others extend, nothing, for it sets all.
    """
    own = [key for key, source in book.sources.items() if source.rulebook == book.name]
    return own if len(own) < len(book.sources) else []


def _rulebook(book: Rulebook, lang: Language) -> str:
    own = [key for key, source in book.sources.items() if source.rulebook == book.name]
    rest = [key for key in book.sources if key not in own]
    text = f"{_WRITTEN.say(lang)}# {book.name}: {book.title.say(lang)}\n\n{_table(book, own, lang)}"
    return text + (f"\n## {_EXTENDED.say(lang)}\n\n{_table(book, rest, lang)}" if rest else "")


def _table(book: Rulebook, keys: list[str], lang: Language) -> str:
    rows = [f"{_BOOK_COLUMNS.say(lang)}\n|---|---|---|---|\n"]
    for key in keys:
        source, value = book.sources[key], _value(book.written[key], lang)
        dates = f" ({source.since or ''} – {source.until or ''})" if source.since or source.until else ""
        mark = MARKS[source.mark].say(lang)
        rows.append(f"| {KEYS[key].say(lang)} `{key}` | {value} | {mark}{dates} | {source.source.say(lang)} |\n")
    return "".join(rows)


def _value(written: Any, lang: Language) -> str:
    """
    A value as a person would write it; names that a file has to spell stay as they are.
    """
    if isinstance(written, bool):
        return (YES if written else NO).say(lang)
    if isinstance(written, list):
        return ("；" if lang == "zh" else "; ").join(_value(item, lang) for item in written) or "–"
    if isinstance(written, dict) and "from" in written:
        lowest, result = written.values()
        return f"≥ {lowest} → {result}"
    if isinstance(written, dict):
        return ", ".join(f"{name} {share}" for name, share in written.items())
    if written in RECIPES or written in CHOICES:
        return f"{(RECIPES.get(written) or CHOICES[written]).say(lang)} `{written}`"
    return str(written)


def _tree(names: list[str]) -> str:
    """
    The pages below this one, for the list at the side of the site.
    """
    return "\n<!-- toctree\n:hidden:\n\n" + "\n".join(names) + "\n-->\n"


def main() -> None:
    """
    Write every page, and remove those of rules and rulebooks that went away.
    """
    written = dict(pages())
    for folder in {path.parent for path in written}:
        folder.mkdir(exist_ok=True, parents=True)
        for stale in set(folder.glob("*.md")) - written.keys():
            stale.unlink()
    for path, text in written.items():
        path.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
