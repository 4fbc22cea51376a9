"""
Which cells may begin with a token, where each ends, and what it costs to read it so.
"""

from __future__ import annotations

import re

from collections.abc import Iterator, Sequence
from itertools import islice, pairwise
from typing import Final, NamedTuple

from attrs import define, field, frozen

from perfscore.read.lines import penalties
from perfscore.read.lines.cell_lines import Edge, Room
from perfscore.read.lines.column_cost import ANY_LEVEL, NEVER, column_cost
from perfscore.read.lines.labels import COMPARED_WORDS, UNITS, is_label
from perfscore.read.lines.tokens import Gap, Token, width
from perfscore.read.lines.widths import Break, break_before
from perfscore.read.vocabulary import fold


__all__ = ["Cell", "Cells", "ends_paragraph"]

#: Cells of more tokens than this have not been met.
_LONGEST: Final = 60
#: Two digits that are equal may be one number.
_FEWEST_TWICE: Final = 2
#: Digits of the longest number among the points, where every digit is a token.
_DIGITS: Final = 6
#: Columns whose cells are one word.
_ECHOES: Final = frozenset({"actual", "score"})
_LEVELS: Final = frozenset({"level1", "level2"})
#: How level heads go on when they wrap.
_LEVEL_ENDS: Final = frozenset({"指标", "目标"})
_WORDS: Final = frozenset({"weight", "score", "comparator"})

_VALUE_TOKEN: Final = re.compile(rf"[≥≤=]?\d[\d,]*(?:\.\d+)?[{UNITS}]{{0,2}}")
_LAST_DIGITS: Final = re.compile(r"(?<![\d.,])\d+$")
_FIRST_DIGITS: Final = re.compile(r"\d+(?![\d.,])")
_BARE_NUMBER: Final = re.compile(r"\d{1,3}(?:\.\d{1,4})?")
_COMPARISONS: Final = "≥≤=<>≧≦═"
_COMPARED: Final = re.compile(COMPARED_WORDS)
#: A number that its unit is certain of, because another number has the same.
_WITH_UNIT: Final = re.compile(r"\d[^\d\s.,:%年月日]{1,6}$")
_SENTENCE_END: Final = ("。", "！", "!")
_PARAGRAPH_END: Final = "。；;：:！!"
_ENUMERATION: Final = re.compile(r"\d{1,2}[.、．]|[（(]\d{1,2}[)）]|[一二三四五六七八九十]、|目标\d")


class Cell(NamedTuple):
    """
    A cell that ends before the token *last*; *broken* if it runs over several lines, *echo* if it says once more
    what stands right before it.
    """

    last: int
    cost: int
    broken: bool
    echo: bool = False


@frozen
class _Run:
    """
    The tokens before *last* as one cell, and what that costs before they are taken for a column's.
    """

    last: int
    cost: int
    broken: bool


def ends_paragraph(line: str, following: str) -> bool:
    """
    Whether a line may be short because its paragraph ends.
    """
    return line[-1:] in _PARAGRAPH_END or _ENUMERATION.match(following) is not None


@define
class Cells:
    """
    The cells of a table's tokens.

    Some programs give a cell of several lines lines of its own; where *flows*, its first line goes on behind the cell
    before it, and only its last line is its own. *edges* and *wide* are worked out once, the cells of a column once for every width tried.
    """

    text: str
    tokens: Sequence[Token]
    spaced_digits: tuple[bool, bool] = (False, False)
    cells_are_lines: bool = False
    flows: bool = False
    edges: list[Edge] = field(init=False)
    wide: list[int] = field(init=False)
    _known: dict[tuple[str, int | None], list[list[Cell]]] = field(factory=dict, init=False)
    _runs: dict[int | None, list[list[_Run]]] = field(factory=dict, init=False)
    texts: list[list[str]] = field(init=False)
    column_costs: dict[tuple[str, int], list[int]] = field(factory=dict, init=False)

    def __attrs_post_init__(self) -> None:
        self.wide = list(_line_widths(self.text, self.tokens, tight=any(self.spaced_digits)))
        edges = (
            self._edge(before, token, low)
            for (before, token), low in zip(pairwise(self.tokens), self.wide, strict=False)
        )
        self.edges = [Edge(penalties.IMPOSSIBLE), *edges]
        self.texts = [[fold(token.text)] for token in self.tokens]

    def first(self, count: int) -> Cells:
        """
        The cells of the first *count* tokens, which have the same texts.
        """
        fewer = Cells(self.text, self.tokens[:count], self.spaced_digits, self.cells_are_lines, self.flows)
        fewer.texts, fewer.column_costs = self.texts, self.column_costs
        return fewer

    def flowing(self) -> Cells:
        """
        The same cells, the first lines of which may go on behind others.
        """
        other = Cells(self.text, self.tokens, self.spaced_digits, self.cells_are_lines, flows=True)
        other.texts, other.column_costs = self.texts, self.column_costs
        return other

    def column(self, role: str, known: int | None) -> list[list[Cell]]:
        """
        For every token the cells of a column, *known* half-width characters wide, that begin with it.
        """
        if (role, known) not in self._known:
            found = [list(self._from(first, role, known)) for first in range(len(self.tokens))]
            self._known[role, known] = found
        return self._known[role, known]

    def _from(self, first: int, role: str, known: int | None) -> Iterator[Cell]:
        if not self.tokens[first].text:
            yield Cell(first + 1, penalties.BLANK_CELL.get(role, 0) // penalties.SEEN, broken=False)
            return
        unspaced = len(self.tokens) > 1 and self.tokens[-1].gap is Gap.NONE
        longest = (_DIGITS if unspaced else self._points(first)) if role in _WORDS else _LONGEST
        column_costs = self.column_costs.setdefault((role, first), [])
        for number, run in enumerate(islice(self._runs_from(first, known), longest)):
            if number == len(column_costs):
                like = column_cost(role, self._folded(first, run.last))
                column_costs.append(self._level(like, first, run.last, unspaced=unspaced) if role in _LEVELS else like)
            if (like := column_costs[number]) < NEVER:
                # the words of a level are whole wherever their lines break
                whole = role in _LEVELS and not like and run.broken
                cost = penalties.BREAK_FULL if whole else run.cost + like
                yield Cell(run.last, cost, run.broken, echo=role in _ECHOES and self._echo(first, run.last))

    def _points(self, first: int) -> int:
        """
        Of how many tokens the points that begin here are: some programs print a blank in ``20 分``.
        """
        after = self.tokens[first + 1] if first + 1 < len(self.tokens) else None
        return 2 if after is not None and after.text == "分" and after.gap is Gap.SPACE else 1

    def _level(self, like: int, first: int, last: int, *, unspaced: bool) -> int:
        """
        What a cell costs as a level head, given how much its words look like one.

        Words that nobody lists need a border on both sides: what is alone on a line may be a part of any wrapped cell.
        """
        if not 0 < like < NEVER:
            return like
        if unspaced or (last < len(self.tokens) and self.tokens[last].text in _LEVEL_ENDS):
            return NEVER
        lines = all(token.opens and token.closes and token.gap is not Gap.PIPE for token in self.tokens[first:last])
        return like + penalties.WORDS_ALONE if like >= ANY_LEVEL and lines and not self.cells_are_lines else like

    def _folded(self, first: int, last: int) -> str:
        """
        The text of a cell without white space and in half width, worked out once.
        """
        texts = self.texts[first]
        while len(texts) < last - first:
            texts.append(texts[-1] + self.texts[first + len(texts)][0])
        return texts[last - first - 1]

    def _runs_from(self, first: int, known: int | None) -> list[_Run]:
        """
        The tokens that may belong to one cell of a column *known* half-width characters wide, whatever the column is.
        """
        if known not in self._runs:
            self._runs[known] = [list(self._runs_of(index, known)) for index in range(len(self.tokens))]
        return self._runs[known][first]

    def _runs_of(self, first: int, known: int | None) -> Iterator[_Run]:
        tokens = self.tokens
        if not tokens[first].text:
            return
        room = Room(known)
        # what of the first line belongs to the cells before
        indent = self.wide[first] - width(tokens[first].text)
        cut = self._number_cut(first)
        cost = room.line(self.wide[first] - indent)
        blank = False
        for last in range(first + 1, min(first + _LONGEST, len(tokens)) + 1):
            if last - first > 1:
                edge = self.edges[last - 1]
                cost += edge.cost + room.edge(edge.inside(indent) if self.flows and indent else edge)
                if edge.break_ is not None:
                    indent = 0
                    cost += penalties.LINE_AFTER_BLANK if blank else 0
                    blank = edge.blank
                cost += room.line(self.wide[last - 1] - indent)
            if cost > penalties.GIVE_UP:
                return
            yield _Run(last, cut + cost + self._border(first, last, room), room.broken)

    def _edge(self, before: Token, token: Token, low: int) -> Edge:
        if token.gap in (Gap.PIPE, Gap.CUT) or not token.text or not before.text:
            return Edge(penalties.IMPOSSIBLE)
        label = penalties.LABEL_INSIDE if is_label(before.text) else 0
        if token.gap is Gap.NONE:
            label += penalties.LABEL_INSIDE if is_label(token.text) else 0
            return Edge(label + _seam(before.text, token.text))
        if token.gap is Gap.SPACE:
            value = not any(self.spaced_digits) and _VALUE_TOKEN.fullmatch(before.text) is not None
            return Edge(
                label + _space(before.text[-1], token.text[0], self.spaced_digits) + penalties.SPACE_AFTER_VALUE * value
            )
        if token.opens and token.closes and is_label(token.text) and not is_label(before.text + token.text):
            label = penalties.LABEL_INSIDE
        if self.cells_are_lines:
            return Edge(label + penalties.LINE_INSIDE)
        gaps = {Gap.BLANK: penalties.BLANK_INSIDE, Gap.PAGE: penalties.PAGE_INSIDE}
        unit = break_before(before.text, token.text)
        # a line that ends in a number of its own mostly ends a row
        points = penalties.LINE_AFTER_NUMBER if not before.opens and _BARE_NUMBER.fullmatch(before.text) else 0
        return Edge(
            label + points + gaps.get(token.gap, 0),
            Break(low, low + unit.high - unit.low),
            ends_paragraph(before.text, token.text),
            token.gap is Gap.BLANK,
        )

    def _number_cut(self, first: int) -> int:
        """
        The cost of beginning a cell amid digits, which is none between the halves of a number that is printed twice.
        """
        if not first or self.tokens[first].gap is not Gap.NONE:
            return 0
        before, after = self.texts[first - 1][0], self.texts[first][0]
        if not before[-1:].isdigit() or not after[:1].isdigit():
            return 0
        nearby = range(max(first - _DIGITS, 0), min(first + _DIGITS, len(self.tokens)))
        left = _LAST_DIGITS.search("".join(self.texts[index][0] for index in nearby if index < first))
        right = _FIRST_DIGITS.match("".join(self.texts[index][0] for index in nearby if index >= first))
        twice = left and right and left[0].endswith(right[0]) and len(right[0]) >= _FEWEST_TWICE
        return 0 if twice else penalties.NUMBER_CUT

    def _echo(self, first: int, last: int) -> bool:
        cell = self._folded(first, last)
        before, start = "", first
        while start and len(before) < len(cell) and self.texts[start - 1][0]:
            start -= 1
            before = self.texts[start][0] + before
        return before.endswith(cell)

    def _border(self, first: int, last: int, room: Room) -> int:
        """
        What the first and the last line of a cell say.
        """
        opens, closes = self.tokens[first].opens, self.tokens[last - 1].closes
        cost = penalties.SHARES_LINE if room.broken and not ((opens or self.flows) and closes) else 0
        sentence = self.tokens[last - 1].text.endswith(_SENTENCE_END)
        if room.known is not None and opens and closes and last < len(self.tokens) and not sentence:
            edge = self.edges[last].break_
            cost += penalties.FULL_AT_END if edge is not None and edge.misfit(room.known) == 0 else 0
        return cost


def _line_widths(text: str, tokens: Sequence[Token], *, tight: bool) -> Iterator[int]:
    """
    For every token the width of its line up to its end.
    """
    wide, position = 0, 0
    for token in tokens:
        if token.opens or "\n" in text[position : token.start]:
            wide, position = 0, token.start
        piece = text[position : token.end]
        wide += width(piece.replace(" ", "") if tight else piece)
        position = token.end
        yield wide


def _seam(left: str, right: str) -> int:
    """
    The cost of reading on in text without gaps.
    """
    if left[-1].isdigit():
        return 0 if right[0].isdigit() or right[0] in UNITS else penalties.NUMBER_INSIDE
    if left[-1] in "%‰" or _WITH_UNIT.search(left) or right[0] in _COMPARISONS or _COMPARED.match(right):
        return penalties.VALUE_INSIDE
    if right[0].isdigit():
        return 0 if left[0] in _COMPARISONS or _COMPARED.fullmatch(left) else penalties.NUMBER_INSIDE
    return penalties.SEAM_INSIDE


def _space(left: str, right: str, spaced_digits: Sequence[bool]) -> int:
    if left.isascii() and right.isascii() and left.isalpha() and right.isalpha():
        return penalties.SPACE_INSIDE_LATIN
    if left.isdigit() and not right.isascii():
        return penalties.SPACE_INSIDE_LOOSE if spaced_digits[0] else penalties.SPACE_INSIDE_NUMBER
    if right.isdigit() and not left.isascii():
        return penalties.SPACE_INSIDE_LOOSE if spaced_digits[1] else penalties.SPACE_INSIDE_NUMBER
    return penalties.SPACE_INSIDE
