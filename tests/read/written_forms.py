"""
Forms in layouts nobody published, drawn at random and written as every kind of document.

A form is a list of tables; a table is a list of rows; a row is a list of cells ``(text, rows, columns)`` that fill the
slots which no cell from above takes.
"""

from __future__ import annotations

import csv
import html

from decimal import Decimal
from io import StringIO

from attrs import frozen
from containers import docx, xlsx, zipped
from hypothesis import strategies as st


__all__ = ["DOCUMENTS", "Written", "written"]

WORDS = {
    "level1": ("一级指标", "一级"),
    "level2": ("二级指标", "二级\n指标"),
    "name": ("三级指标", "指标名称", "具体指标"),
    "target": ("年度指标值", "年度\n指标值", "年初目标值（A）", "预期指标值", "计划完成值"),
    "comparator": ("指标性质",),
    "unit": ("度量单位", "计量单位"),
    "actual": ("实际完成值", "全年实际值（B）", "全年完成情况", "完成值"),
    "weight": ("分值", "权重", "指标权重（分）", "标准分", "满分"),
    "score": ("得分", "自评得分", "实际得分", "自评分值"),
    "reason": ("偏差原因分析及改进措施", "未完成原因", "扣分原因"),
    "other": ("完成率", "评分依据", "专家评分", "数据来源", "处室意见"),
    "initial": ("年初预算数", "年初\n预算"),
    "budget": ("全年预算数", "预算数（A）", "调整后预算数", "预算安排数"),
    "executed": ("全年执行数", "执行数（B）", "全年支出数"),
    "rate": ("执行率", "执行率（B/A）", "预算执行率（%）"),
}
TOTALS = ("总分", "总 分", "合计", "自评总分", "总分值")
LEVELS = {
    "产出指标": ("数量指标", "质量指标", "时效指标"),
    "效益指标": ("社会效益指标", "生态效益指标"),
    "满意度指标": ("服务对象满意度指标",),
}
NAMES = st.text("修路架桥清洁便民河道培训", min_size=3, max_size=9)
FACTS = st.sampled_from(
    [
        ("≥", "3", "公里", "3公里"),
        ("=", "100", "%", "92.5%"),
        ("≤", "20.5", "万元", "19.8万元"),
        ("", "12月底前", "", "11月完成"),
        ("", "有效改善", "", "部分达成预期指标"),
        ("", "95%", "", "0.96"),
    ]
)
MONEY = ("initial", "budget", "executed", "weight", "rate", "score")
INDICATOR = ("level1", "level2", "name", "comparator", "target", "unit", "actual", "weight", "score", "reason")


@frozen
class Written:
    """
    The *tables* with the lines above the first, and what is to be read from them.
    """

    lines: tuple[str, ...]
    tables: tuple[tuple[tuple[tuple[str, int, int], ...], ...], ...]
    funds: tuple[tuple[str, ...], ...]
    indicators: tuple[tuple[str, ...], ...]
    total: tuple[str, str]
    project: str


def cells(*texts):
    return tuple((text, 1, 1) for text in texts)


@st.composite
def written(draw):
    """
    An honest form in some layout.
    """
    rows = draw(_rows())
    columns = draw(_columns())
    head = {role: draw(st.sampled_from(WORDS[role])) for role in {*columns, *MONEY}}
    width = len(columns) + 1
    total = str(sum(Decimal(row["score"]) for row in rows))
    project = draw(NAMES)
    lines, top = ["项目支出绩效自评表", "（2023年度）"], []
    if draw(st.booleans()):
        lines.append(f"项目名称：{project}　　主管部门：某县水利局")
    else:
        top.append((("项目名称", 1, 1), (project, 1, width - 1)))
    funds, money = draw(_money(head))
    table, shown = draw(_indicators(rows, columns, head))
    score = draw(st.sampled_from(["below", "head", "nowhere"]))
    if score == "head":
        top.append((("自评总分", 1, 1), (total, 1, width - 1)))
    if score == "below":
        before = min(columns.index(role) for role in ("weight", "score") if role in columns) + 1
        told = {"weight": "90", "score": total}
        label = draw(st.sampled_from(TOTALS))
        table.append(((label, 1, before), *cells(*(told.get(role, "") for role in columns[before - 1 :]))))
    parts = [tuple(top), tuple(money), tuple(table)]
    if draw(st.booleans()):
        parts = [tuple(row for part in parts for row in part)]
    return Written(
        tuple(lines),
        tuple(part for part in parts if part),
        tuple(funds),
        tuple(shown),
        ("90" if score == "below" and "weight" in columns else "", "" if score == "nowhere" else total),
        project,
    )


@st.composite
def _rows(draw):
    levels = [(one, two) for one, twos in LEVELS.items() for two in twos if draw(st.booleans())]
    rows = []
    for one, two in levels or [("产出指标", "数量指标")]:
        for _ in range(draw(st.integers(3, 4))):
            comparator, target, unit, actual = draw(FACTS)
            weight = draw(st.integers(1, 30))
            score = str(weight) if draw(st.booleans()) else f"{weight - 1}.5"
            rows.append(
                {
                    "level1": one, "level2": two, "name": draw(NAMES), "comparator": comparator, "target": target,
                    "unit": unit, "actual": actual, "weight": str(weight), "score": score,
                    "reason": draw(st.sampled_from(["", "雨季长，\n已加快进度", "无"])), "other": "85",
                }
            )  # fmt: skip
    return rows


@st.composite
def _columns(draw):
    target = ("comparator", "target", "unit") if draw(st.booleans()) else ("target",)
    groups = [target, ("actual",), ("score",)]
    groups += [(role,) for role in ("weight", "reason", "other") if draw(st.booleans())]
    levels = ("level1", "level2", "name") if draw(st.booleans()) else ("level1", "name")
    return (*levels, *(role for group in draw(st.permutations(groups)) for role in group))


@st.composite
def _money(draw, head):
    """
    Three shapes of fund table: a row for each source, a column for each source, labels and values.
    """
    total = {"initial": "12.00", "budget": "10.00", "executed": "9.00", "weight": "10", "rate": "90.00%", "score": "9"}
    part = {"initial": "", "budget": "10.00", "executed": "9.00", "weight": "-", "rate": "90.00%", "score": "-"}
    shape = draw(st.sampled_from(["rows", "columns", "labels", "none"]))
    name = draw(st.sampled_from(["年度资金总额", "资金总额：", "合计"]))
    if shape == "rows":
        roles = [role for role in MONEY if role in ("budget", "executed") or draw(st.booleans())]
        body = [cells(name, *(total[role] for role in roles)), cells("其中：财政拨款", *(part[role] for role in roles))]
        stub = ("项目资金\n（万元）", 3, 1)
        rows = [(stub, *cells("", *(head[role] for role in roles))), *body]
        return [_fund(name, total, roles), _fund("其中：财政拨款", part, roles)], rows
    if shape == "columns":
        roles = ("initial", "budget", "executed")
        rows = [(("项目资金（万元）", 4, 1), *cells("", "合计", "财政拨款"))]
        rows += [cells(head[role], total[role], part[role]) for role in roles]
        return [_fund("合计", total, roles), _fund("财政拨款", part, roles)], rows
    if shape == "labels":
        roles = ("budget", "executed")
        line = cells("预算数：", total["budget"], "执行数：", total["executed"])
        return [_fund("", total, roles)], [line]
    return [], []


def _fund(name, amounts, roles):
    return (name, *(amounts[role] if role in roles else "" for role in MONEY))


@st.composite
def _indicators(draw, rows, columns, head):
    """
    The table under its heads, the name of the block beside it, and what its rows say.
    """
    merged, prefix, blank = draw(st.booleans()), draw(st.booleans()), draw(st.booleans())
    weighted = draw(st.booleans())
    body, shown = [], []
    for index, row in enumerate(rows):
        texts = row | {"name": f"指标{index + 1}：{row['name']}" if prefix else row["name"]}
        line = []
        for role in columns:
            if role in ("level1", "level2"):
                same = [
                    other
                    for other in rows[index:]
                    if other["level1"] == row["level1"] and (role == "level1" or other["level2"] == row["level2"])
                ]
                first = index == 0 or rows[index - 1] not in _like(row, rows, role)
                label = row[role] + ("（30分）" if weighted and role == "level1" else "")
                if not merged or first:
                    line.append((label, len(same) if merged else 1, 1))
            elif role == "target" and "unit" not in columns:
                line.append((row["comparator"] + row["target"] + row["unit"], 1, 1))
            else:
                line.append((texts[role], 1, 1))
        body.append(tuple(line))
        kept = {role: texts[role] for role in columns if role != "other"}
        if "unit" not in columns:
            kept["target"] = row["comparator"] + row["target"] + row["unit"]
        kept["reason"] = kept.get("reason", "").replace("\n", "")
        shown.append(tuple(kept.get(role, "") for role in INDICATOR))
    if blank and not merged:
        body.append(cells(*("……" if role == "name" else "" for role in columns)))
    stub = (draw(st.sampled_from(["绩\n效\n指\n标", "年度绩效指标"])), 1 + len(body), 1)
    heads = (stub, *cells(*(head[role] for role in columns)))
    return [heads, *body], shown


def _like(row, rows, role):
    roles = ("level1",) if role == "level1" else ("level1", "level2")
    return [other for other in rows if all(other[name] == row[name] for name in roles)]


def _placed(table):
    """
    The cells of a table with row and column, those of every slot.
    """
    taken, placed = set(), []
    for r, row in enumerate(table):
        c = 0
        for text, rows, columns in row:
            while (r, c) in taken:
                c += 1
            taken |= {(r + down, c + right) for down in range(rows) for right in range(columns)}
            placed.append((r, c, text, rows, columns))
            c += columns
    return placed


def _matrix(table):
    placed = _placed(table)
    width = max(c + columns for _, c, _, _, columns in placed)
    rows = [[""] * width for _ in table]
    for r, c, text, _, _ in placed:
        rows[r][c] = text
    return rows


def as_docx(form):
    def run(text):
        return "".join(f"<w:p><w:r><w:t>{html.escape(line)}</w:t></w:r></w:p>" for line in text.split("\n"))

    def table(rows):
        placed = _placed(rows)
        width = max(c + columns for _, c, _, _, columns in placed)
        slots = {
            (r + down, c): (text, down, rows, columns) for r, c, text, rows, columns in placed for down in range(rows)
        }
        lines = []
        for r in range(len(rows)):
            line = ""
            for c in range(width):
                if (r, c) in slots:
                    text, down, tall, wide = slots[r, c]
                    merge = ("<w:vMerge/>" if down else '<w:vMerge w:val="restart"/>') if tall > 1 else ""
                    span = f'<w:gridSpan w:val="{wide}"/>' if wide > 1 else ""
                    line += f"<w:tc><w:tcPr>{span}{merge}</w:tcPr>{run('' if down else text)}</w:tc>"
            lines.append(f"<w:tr>{line}</w:tr>")
        return f"<w:tbl>{''.join(lines)}</w:tbl>"

    return docx("".join(map(run, form.lines)) + "<w:p/>".join(map(table, form.tables)))


def _page(form):
    parts = [f"<p>{line}</p>" for line in form.lines]
    for table in form.tables:
        rows = [""] * len(table)
        for r, _, text, tall, wide in _placed(table):
            inside = html.escape(text).replace("\n", "<br>\n   ")
            rows[r] += f"<td rowspan={tall} colspan={wide}>\n  {inside}\n</td>"
        parts.append(f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>")
    return "<html><body>" + "\n".join(parts) + "</body></html>"


def as_html(form):
    return _page(form).encode()


def as_chinese_html(form):
    return _page(form).replace("<html>", '<html><meta charset="gb2312">').encode("gb18030")


def _stacked(form):
    """
    Everything below each other, as on a sheet: the lines are rows of one cell.
    """
    width = max(c + columns for table in form.tables for _, c, _, _, columns in _placed(table))
    rows = [((line, 1, width),) for line in form.lines] + [row for table in form.tables for row in table]
    return rows, width


def as_xlsx(form):
    rows, _ = _stacked(form)
    lines, merges = {}, ""
    for r, c, text, tall, wide in _placed(rows):
        at, to = f"{_letters(c)}{r + 1}", f"{_letters(c + wide - 1)}{r + tall}"
        lines[r] = lines.get(r, "") + f'<c r="{at}" t="inlineStr"><is><t>{html.escape(text)}</t></is></c>'
        merges += f'<mergeCell ref="{at}:{to}"/>' if tall * wide > 1 else ""
    data = "".join(f'<row r="{r + 1}">{line}</row>' for r, line in sorted(lines.items()))
    return xlsx(f"<sheetData>{data}</sheetData><mergeCells>{merges}</mergeCells>")


def _letters(column):
    return (chr(64 + column // 26) if column > 25 else "") + chr(65 + column % 26)


def as_ods(form):
    rows, width = _stacked(form)
    slots = {(r, c): (text, tall, wide) for r, c, text, tall, wide in _placed(rows)}
    lines = ""
    for r in range(len(rows)):
        line = ""
        for c in range(width):
            text, tall, wide = slots.get((r, c), ("", 0, 0))
            spans = f'table:number-rows-spanned="{tall}" table:number-columns-spanned="{wide}"' if tall else ""
            tag = "table-cell" if tall else "covered-table-cell"
            words = "".join(f"<text:p>{html.escape(part)}</text:p>" for part in text.split("\n"))
            line += f"<table:{tag} {spans}>{words}</table:{tag}>"
        lines += f"<table:table-row>{line}</table:table-row>"
    table = f'<office:body><office:spreadsheet><table:table table:name="表">{lines}</table:table></office:spreadsheet></office:body>'
    names = 'xmlns:office="o" xmlns:table="t" xmlns:text="x"'
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": f"<office:document-content {names}>{table}</office:document-content>",
        }
    )


def as_csv(form):
    rows, width = _stacked(form)
    out = StringIO()
    csv.writer(out).writerows(row + [""] * (width - len(row)) for row in _matrix(rows))
    return out.getvalue().encode("utf-8-sig")


def as_markdown(form):
    parts = ["\n\n".join(form.lines)]
    for table in form.tables:
        rows = ["| " + " | ".join(text.replace("\n", "<br>") for text in row) + " |" for row in _matrix(table)]
        parts.append("\n".join(rows))
    return "\n\n".join(parts).encode()


DOCUMENTS = {
    "docx": as_docx,
    "xlsx": as_xlsx,
    "ods": as_ods,
    "html": as_html,
    "html in gb2312": as_chinese_html,
    "csv": as_csv,
    "markdown": as_markdown,
}
