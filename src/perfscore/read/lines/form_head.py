"""
What stands around the tables of a form: title, year, project, department, unit and goals.
"""

from __future__ import annotations

import re

from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import chain, pairwise
from typing import Final

from attrs import frozen

from perfscore.lexicon import Lexicon, alternatives
from perfscore.read.lines.grid_rows import GridRows, Text
from perfscore.read.lines.heads import Shape
from perfscore.read.lines.labels import SIDE
from perfscore.read.lines.parts import Part, stands_alone
from perfscore.read.lines.stream import Stream
from perfscore.read.lines.tokens import Gap, Token, join_tokens, on_one_line, tokens, width
from perfscore.read.lines.widths import Break, best_width, break_before
from perfscore.read.table.heads import fund_heads_in
from perfscore.read.vocabulary import NOTES, STUBS, fold, headings, in_text


__all__ = ["goals_start", "write_goals", "write_head"]

_TITLE: Final = re.compile(rf"[^\s|《》。；]*{in_text('form', 'title')}")
_CURRENCY: Final = re.compile(r"\((?:万元|元|千元|亿元)\)|单位:(?:万元|元|千元|亿元)")
_YEAR: Final = re.compile(r"20\d{2}年度?")
_BRACKETED_YEAR: Final = re.compile(r"\(20\d{2}年度?\)")
_BLANK_LINE: Final = re.compile(r"\n[^\S\n]*\n")

_SENTENCE_ENDS: Final = ("。", "；", ";", "！")
#: More lines than this are not tried for a cut.
_GOAL_LINES: Final = 120
_TOTALS: Final = in_text("form", "total")
_TOTAL_LABEL: Final = re.compile(f"{_TOTALS}:?")
_FIRST_BLOCK: Final = re.compile(in_text("form", "first-block"))
_CELL: Final = re.compile(r"[^\s|]+")
_WHOLE_POINTS: Final = re.compile(r"(?:100|\d{1,2})(?:\.\d{1,4})?分?")
_POINTS: Final = re.compile(r"\d{1,2}(?:\.\d{1,2})?分?")
_LABEL_LENGTH: Final = 12
_GOAL_LABEL: Final = re.compile(f"{in_text('form', 'goals')}$")
_HEADER_TOTAL: Final = re.compile(rf"({_TOTALS}:?)(\d{{1,3}}(?:\.\d{{1,4}})?)分?(?!\d)")


@frozen
class _Labels:
    """
    The labels of a form's head: the *roles* of the facts that they announce, ``""`` for those that only end the one before them.
    """

    roles: Mapping[str, str]
    pattern: re.Pattern[str]
    goals: re.Pattern[str]


@lru_cache(maxsize=64)
def _labels(lexicon: Lexicon) -> _Labels:
    words = headings(lexicon)
    facts = {word: role for word, role in words.items() if role in ("project", "department", "unit")}
    others = (words, NOTES, STUBS, map(fold, lexicon.words("labels", "notes", "facts")), fund_heads_in(lexicon).words)
    roles = dict.fromkeys(chain.from_iterable(others), "") | facts
    goals = (alternatives(word for word in words if words[word] == role) for role in ("expected", "actual"))
    return _Labels(
        roles,
        re.compile(rf"({alternatives(roles)})(?:\([^()]{{0,8}}\))?:?"),
        re.compile("".join(f"({words}):?" for words in goals)),
    )


def write_head(out: GridRows, part: Part) -> None:
    """
    Write the title, the year, and the labels of the form's head with what stands beside them.
    """
    stream = out.stream
    title = _TITLE.search(stream.text, stream.start(part.start), stream.start(part.head_end))
    headings, roles = list(_headings(stream, part)), _labels(stream.lexicon).roles
    first = next((match.start() for match in headings if roles[match[1]]), part.head_end)
    if title and title.start() < stream.start(first):
        out.add([Text(0, title[0], title.start())])
    year = _BRACKETED_YEAR.search(stream.folded, part.start, part.head_end)
    if year or (year := _YEAR.search(stream.folded, part.start, first)):
        out.add([Text(0, year[0], stream.start(year.start()))])
    last = part.tables[0].start if part.tables else part.end
    if currency := _CURRENCY.search(stream.folded, part.start, last):
        out.add([Text(0, currency[0], stream.start(currency.start()))])
    for match, after in pairwise([*headings, None]):
        if match is None or not roles[match[1]]:
            continue
        stop = after.start() if after else part.head_end
        label = Text(0, match[0], stream.start(match.start()))
        out.add([label, Text(1, _value(stream, part, match.end(), stop) or "", stream.start(match.end()))])
    if found := _header_total(stream, part):
        out.add(found)


def _headings(stream: Stream, part: Part) -> Iterator[re.Match[str]]:
    """
    The labels of the form's head; 交流项目 and 主管部门 side by side are no 项目主管部门.
    """
    position, labels = part.start, _labels(stream.lexicon)
    unspaced = part.shape is Shape.UNSPACED
    if unspaced and (title := _TITLE.search(stream.folded, position, part.head_end)):
        # its words may be those of labels: 项目支出绩效自评表
        position = title.end()
    while match := labels.pattern.search(stream.folded, position, part.head_end):
        label = stream.text[stream.start(match.start()) : stream.end(match.end())]
        alone = unspaced or (stands_alone(stream, match.start()) and not _BLANK_LINE.search(label))
        # a title may begin like a label: 项目资金绩效自评表
        if alone and not unspaced and not labels.roles[match[1]]:
            alone = stands_alone(stream, match.end()) or match[0].endswith((":", ")"))
        position = match.end() if alone else match.start() + 1
        if alone:
            yield match


def _value(stream: Stream, part: Part, start: int, end: int) -> str | None:
    first, last = stream.start(start), stream.start(end)
    shape = Shape.PIPES if "|" in stream.text[first:last] else part.shape
    if shape in (Shape.SPACES, Shape.UNSPACED):
        return on_one_line(stream.text[first:last]) or None
    return next((token.text for token in tokens(stream.text, first, last, shape) if token.text), None)


def _header_total(stream: Stream, part: Part) -> tuple[Text, Text] | None:
    """
    The total score where the head of the form prints it, ``自评得分 98``, behind its label.
    """
    end = part.tables[0].start if part.tables else part.end
    # the heads of the fund table have a column of that name
    inside = range(part.funds.start, part.funds.end) if part.funds else range(0)
    totals = (m for m in _HEADER_TOTAL.finditer(stream.folded, part.start, end) if m.start() not in inside)
    if match := next(totals, None):
        return Text(0, match[1], stream.start(match.start())), Text(1, match[2], stream.start(match.start(2)))
    labels = (m for m in _TOTAL_LABEL.finditer(stream.folded, part.start, end) if m.start() not in inside)
    label = next(labels, None)
    if label is None or not (stands_alone(stream, label.start()) and stands_alone(stream, label.end())):
        return None
    # A merged cell may hold the label above and the points below, other cells of the head between them.
    first = label.end()
    block = _FIRST_BLOCK.search(stream.folded, first, end)
    last = min(block.start() if block else end, part.funds.start if part.funds else end)
    words = list(_CELL.finditer(stream.text, stream.end(first), stream.start(last)))
    shown = [word for word in words if _WHOLE_POINTS.fullmatch(word[0])]
    numbers = [word for word in words if word[0][0].isdigit()]
    if len(shown) != 1 or len(numbers) != 1:
        return None
    return Text(0, label[0], stream.start(label.start())), Text(1, shown[0][0], shown[0].start())


def goals_start(stream: Stream, part: Part) -> int:
    """
    Where in the folded text the block of the goals begins; without any, where the table does.
    """
    head = _goal_head(stream, part)
    return head.start() if head else _goals_end(part)


def _goals_end(part: Part) -> int:
    return part.tables[0].start if part.tables else part.end


def _goal_head(stream: Stream, part: Part) -> re.Match[str] | None:
    start = part.funds.end if part.funds else part.start
    heads = list(_labels(stream.lexicon).goals.finditer(stream.folded, start, _goals_end(part)))
    return heads[-1] if heads else None


def write_goals(out: GridRows, part: Part) -> None:
    """
    Write the goals below their heads; older forms close the block with its score.
    """
    stream = out.stream
    head = _goal_head(stream, part)
    if head is None:
        return
    first, last = stream.end(head.end()), stream.start(_goals_end(part))
    pieces = [piece for piece in tokens(stream.text, first, last, _goal_shape(stream.text[first:last])) if piece.text]
    while pieces and (len(fold(pieces[-1].text)) == 1 or SIDE.fullmatch(fold(pieces[-1].text))):
        pieces.pop()
    heads = [Text(n, head[n], stream.start(head.start(n))) for n in (1, 2)]
    if len(pieces) > 1 and _POINTS.fullmatch(pieces[0].text) and _scores_blocks(part):
        label = Text(0, _label(stream, head.start()) or "", stream.start(head.start()))
        heads = [label, *heads, Text(3, pieces[0].text, pieces[0].start)]
        pieces = pieces[1:]
    if not pieces:
        return
    out.add(heads)
    if len(pieces) == 1 and " " in pieces[0].text:
        # both on one line
        pieces = list(tokens(stream.text, pieces[0].start, pieces[0].end, Shape.SPACES))
    cut = _cut(pieces)
    out.add(Text(n, join_tokens(goal), goal[0].start) for n, goal in ((1, pieces[:cut]), (2, pieces[cut:])) if goal)


def _scores_blocks(part: Part) -> bool:
    """
    Whether the form has no column for points, and may print those of whole blocks instead.
    """
    return bool(part.tables) and not {"weight", "score"} & set(part.tables[0].roles)


def _label(stream: Stream, end: int) -> str | None:
    """
    What the block of goals is called, right before its heads.
    """
    match = _GOAL_LABEL.search(stream.folded, max(end - _LABEL_LENGTH, 0), end)
    return match[0] if match else None


def _goal_shape(text: str) -> Shape:
    if "|" in text:
        return Shape.PIPES
    return Shape.LINES if text.strip().count("\n") else Shape.SPACES


def _cut(pieces: list[Token]) -> int:
    """
    Where the second goal begins: the lines of both wrap, each at its own width.
    """
    if len(pieces) <= 2:
        return 1

    def misfits(lines: list[Token]) -> int:
        breaks: list[Break] = [break_before(a.text, b.text) for a, b in pairwise(lines)]
        column = best_width(breaks, (width(line.text) for line in lines))
        return sum(column is None or not b.natural(column) for b in breaks)

    if all(piece.gap is Gap.SPACE for piece in pieces[1:]):
        ends = [cut for cut in range(1, len(pieces)) if pieces[cut - 1].text.endswith(_SENTENCE_ENDS)]
        return ends[0] if ends else len(pieces) // 2

    def cost(cut: int) -> tuple[int, bool]:
        return misfits(pieces[:cut]) + misfits(pieces[cut:]), pieces[cut].gap not in (Gap.BLANK, Gap.PAGE)

    return min(range(1, len(pieces)), key=cost) if len(pieces) <= _GOAL_LINES else len(pieces) // 2
