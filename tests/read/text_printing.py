"""
Prints tables the way programs print them as text, so that reading can be tried on forms nobody has published.

A table is laid out in columns of given widths, every cell centred in its row. What is printed then is what a program
sees that goes through the cells in the order they were drawn: pieces at one height share a line.
"""

from __future__ import annotations

import random
import unicodedata

from attrs import frozen


__all__ = ["FAMILY_A", "FAMILY_B", "Layout", "drawn", "form_text", "listed", "random_layout", "random_rows"]

FAMILY_A = ("level1", "level2", "name", "target", "actual", "weight", "score", "reason")
FAMILY_B = ("level1", "level2", "name", "weight", "target", "actual", "score", "reason")

HEADS = {
    "level1": "一级指标",
    "level2": "二级指标",
    "name": "三级指标",
    "target": "年度指标值",
    "actual": "实际完成值",
    "weight": "分值",
    "score": "得分",
    "reason": "偏差原因分析及改进措施",
}
BLOCKS = {
    "产出指标": ("数量指标", "质量指标", "时效指标", "成本指标"),
    "效益指标": ("经济效益指标", "社会效益指标", "可持续影响指标"),
    "满意度指标": ("服务对象满意度指标",),
}
SUBJECTS = ("培训", "补贴", "设备", "道路", "档案", "水质", "图书", "宣传", "巡查", "绿化", "网络", "演出", "种苗")
VERBS = ("开展", "完成", "改造", "更新", "发放", "采购", "维护", "举办", "编制", "推广", "整理")
MEASURES = ("数量", "场次", "覆盖率", "及时率", "合格率", "人数", "面积", "成本", "次数", "满意度")
UNITS = ("个", "次", "人次", "场", "份", "家", "万元", "亩", "公里", "项")
PHRASES = (
    "按照年度计划有序推进",
    "覆盖全部乡镇和街道",
    "群众反映较好",
    "进一步提升服务能力",
    "为后续工作打下基础",
    "建立长效管理机制",
    "加强日常监督检查",
    "共组织12场活动",
    "累计服务3500人次",
    "其中新增260户",
    "资金全部拨付到位",
    "质量符合要求",
)


@frozen
class Layout:
    """
    The columns of a table, their widths in half-width characters, and the habits of the program that prints it.
    """

    widths: dict[str, int]
    order: tuple[str, ...]
    blank_lines: bool
    keeps_punctuation: bool
    seed: int


def random_layout(rng, *, order, blank_lines):
    widths = {
        "level1": rng.choice([8, 12]),
        "level2": rng.choice([8, 10, 18]),
        "name": rng.choice([12, 16, 20, 24]),
        "target": rng.choice([12, 18, 26, 36]),
        "actual": rng.choice([10, 16, 24, 38]),
        "weight": 6,
        "score": 6,
        "reason": rng.choice([12, 18, 26]),
    }
    return Layout(widths, order, blank_lines, rng.random() < 0.5, rng.randrange(1000))


def random_rows(rng):
    return [
        {"level1": level1, "level2": level2, **random_row(rng)}
        for level1, levels2 in BLOCKS.items()
        for level2 in levels2
        for _ in range(rng.choice([1, 1, 2, 4]))
    ]


def random_row(rng):
    more = rng.choice(["", "项目", "和" + rng.choice(SUBJECTS)])
    name = rng.choice(VERBS) + rng.choice(SUBJECTS) + more + rng.choice(MEASURES)
    weight = rng.choice([1, 2, 2, 3, 4, 5, 6, 8, 10, 12])
    score = weight if rng.random() < 0.8 else rng.choice([0, weight - 1, f"{weight - 0.5:g}"])
    if rng.random() < 0.25:
        target = actual = rng.choice(["≥90%", "100%", "≥95%", "12月底前"])
    elif rng.random() < 0.5:
        number, unit = rng.choice([1, 2, 12, 60, 135, 1000, 3500]), rng.choice(UNITS)
        target = f"{rng.choice(['≥', '≤', '', '=', '不少于'])}{number}{unit}"
        actual = f"{number + rng.choice([0, 0, 1, 5])}{unit}"
    else:
        target, actual = prose(rng, 4), rng.choice([prose(rng, 6), "达到预期目标", "已完成"])
    reason = prose(rng, 2) if str(score) != str(weight) or rng.random() < 0.1 else None
    points = {"weight": str(weight), "score": str(score)}
    return {"name": name, "target": target, "actual": actual, **points, "reason": reason}


def prose(rng, most):
    return "，".join(rng.sample(PHRASES, rng.randint(1, most))) + rng.choice(["", "。"])


def width(text):
    return sum(2 if unicodedata.east_asian_width(character) in "WFA" else 1 for character in text)


def wrapped(text, column, *, keeps_punctuation=False):
    """
    The lines of a cell; numbers stay whole, and a careful program begins no line with closing punctuation.
    """
    units = []
    for character in text:
        number = units and character in "0123456789.%" and units[-1][-1] in "0123456789."
        if number or (units and keeps_punctuation and character in "，。"):
            units[-1] += character
        else:
            units.append(character)
    lines = [""]
    for unit in units:
        if lines[-1] and width(lines[-1] + unit) > column:
            lines.append("")
        lines[-1] += unit
    return lines


def drawn(layout, rows, *, cut=None):
    """
    A table as PDF extraction prints it, row by row; every *cut*-th tall row breaks off and goes on behind a page break.
    """
    rng = random.Random(layout.seed)
    end = "\n\n" if layout.blank_lines else "\n"
    text, above = "", {}
    for number, row in enumerate(rows, 1):
        for role, outer in (("level1", ("level1",)), ("level2", ("level1", "level2"))):
            if any(above.get(level) != row[level] for level in outer):
                text += "\n".join(wrapped(row[role], layout.widths[role])) + end
        above = row
        lines = {
            role: wrapped(row[role], layout.widths[role], keeps_punctuation=layout.keeps_punctuation)
            for role in layout.order[2:]
            if row[role]
        }
        height = max(map(len, lines.values()))
        rest = []
        if cut and number % cut == 0 and height > 4:
            height //= 2
            rest = ["\n".join(cell[height:]) for cell in lines.values() if len(cell) > height]
            lines = {role: cell[:height] for role, cell in lines.items()}
        text += row_text(rng, layout, lines, height) + end
        text += "\n\n\n" * bool(rest) + "".join(cell + end for cell in rest)
    return text


def row_text(rng, layout, lines, height):
    text, at = "", None
    for cell in lines.values():
        top = (height - len(cell)) / 2
        for i, line in enumerate(cell):
            if i == 0:
                text += " " if at == top else "\n" * bool(text)
            else:
                # a last line that is shorter is centred, and looks like a new paragraph to some programs
                short = i == len(cell) - 1 and width(line) < width(cell[i - 1]) - 2
                text += "\n\n" if layout.blank_lines and short and rng.random() < 0.6 else "\n"
            text += line
            at = top + i
    return text


def listed(rows, order, *, between, end="", line="\n", blanks=True):
    """
    A table cell after cell; a merged head only on the first row of its block.
    """
    out, above = [], {}
    for row in rows:
        cells = [row[role] or "" for role in order]
        if above.get("level1") == row["level1"]:
            cells[0] = ""
            cells[1] = "" if above["level2"] == row["level2"] else cells[1]
        above = row
        out.append(between.join(cell for cell in cells if cell or blanks) + end)
    return line.join(out)


def form_text(table, rows, order, *, between=" ", end="", line="\n"):
    """
    A form round a table: title, funds, the head row, and the total.
    """
    weight = 10 + sum(float(row["weight"]) for row in rows)
    score = 9 + sum(float(row["score"]) for row in rows)
    funds = line.join(
        between.join(cells) + end
        for cells in (
            ("年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"),
            ("年度资金总额", "100", "100", "90", "10", "90%", "9"),
        )
    )
    head = between.join(HEADS[role] for role in order) + end
    total = between.join(("总分", f"{weight:g}", f"{score:g}")) + end
    return line.join((f"项目支出绩效自评表(2022年度){end}", funds, head, table, total)) + line
