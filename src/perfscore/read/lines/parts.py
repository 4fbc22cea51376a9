"""
Parts a text into the forms it holds, and each form into its head, its fund table and its indicator table.
"""

from __future__ import annotations

import re

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from operator import attrgetter
from typing import Final, Literal

from attrs import define, field, frozen

from perfscore.read.lines.heads import Header, Shape, fund_headers, indicator_headers
from perfscore.read.lines.labels import TOTAL
from perfscore.read.lines.stream import Stream
from perfscore.read.vocabulary import HEADINGS, in_text


__all__ = ["Part", "parts", "stands_alone"]

_PROJECT: Final = re.compile("|".join(re.escape(word) for word, role in HEADINGS.items() if role == "project"))
_TITLE: Final = re.compile(in_text("form", "title"))
#: How much of a project's name has to be the same for a page to repeat the head of the form before.
_NAME: Final = 12


@frozen
class Part:
    """
    One form: positions in the folded text, and the head rows found there.

    *tables* has more than one head row where every page repeats it.
    """

    start: int
    end: int
    funds: Header | None
    tables: tuple[Header, ...]

    @property
    def shape(self) -> Shape:
        """
        The shape of the first table there is.
        """
        return next((header.shape for header in (*self.tables, self.funds) if header is not None), Shape.SPACES)

    @property
    def head_end(self) -> int:
        """
        Where the head of the form ends and its first table begins.
        """
        return min((header.start for header in (*self.tables, self.funds) if header is not None), default=self.end)


@frozen
class _Mark:
    kind: Literal["title", "project", "funds", "table", "total"]
    start: int
    header: Header | None = None
    name: str = ""


def parts(stream: Stream) -> Iterator[Part]:
    """
    The forms of the text, in order.
    """
    form = _Open(0)
    for mark in sorted(_marks(stream), key=attrgetter("start")):
        if form.ends_before(mark):
            yield form.closed(mark.start)
            form = _Open(mark.start)
        form.take(mark)
    yield form.closed(len(stream.folded))


@define
class _Open:
    start: int
    name: str = ""
    funds: Header | None = None
    tables: list[Header] = field(factory=list)
    titled: bool = False
    total: bool = False
    rest: bool = False

    def ends_before(self, mark: _Mark) -> bool:
        """
        Whether a new form begins with the mark: a head after a table, unless it repeats this form's on a new page.
        """
        if mark.kind in ("table", "total"):
            return False
        if not self.tables:
            # the rest of a table whose beginning is cut off has a total and nothing else
            return self.rest and mark.kind in ("title", "project")
        if mark.kind == "funds":
            return self.funds is not None
        return self.total or mark.name != self.name

    def take(self, mark: _Mark) -> None:
        match mark.kind:
            case "title":
                self.titled = True
            case "project":
                self.titled, self.name = True, self.name or mark.name
            case "funds":
                self.funds = self.funds or mark.header
            case "table" if mark.header is not None:
                self.tables.append(mark.header)
            case "total":
                self.total = self.total or bool(self.tables)
                self.rest = self.rest or not (self.titled or self.funds or self.tables)

    def closed(self, end: int) -> Part:
        return Part(self.start, end, self.funds, tuple(self.tables))


def _marks(stream: Stream) -> Iterable[_Mark]:
    for header in indicator_headers(stream):
        yield _Mark("table", header.start, header)
    for header in fund_headers(stream):
        yield _Mark("funds", header.start, header)
    projects = [match for match in _PROJECT.finditer(stream.folded) if stands_alone(stream, match.start())]
    for match in projects:
        yield _Mark("project", match.start(), name=_name(stream, match))
    for match in _TITLE.finditer(stream.folded):
        if start := _title_start(stream, match):
            following = bisect_left(projects, match.end(), key=re.Match.start)
            name = _name(stream, projects[following]) if following < len(projects) else ""
            yield _Mark("title", start, name=name)
    for match in TOTAL.finditer(stream.folded):
        if stands_alone(stream, match.start()) and stands_alone(stream, match.end()):
            yield _Mark("total", match.start())


def _name(stream: Stream, project: re.Match[str]) -> str:
    return stream.folded[project.end() : project.end() + _NAME]


def _title_start(stream: Stream, match: re.Match[str]) -> int:
    """
    Where the title's line or cell begins, if it is short enough for a title and ends with it; else 0.
    """
    start = match.start()
    while start and not stream.between(start, start):
        start -= 1
    rest = stream.between(match.end(), match.end()) or stream.folded[match.end() : match.end() + 1] == "("
    return start if rest and match.end() - start < 45 else 0


def stands_alone(stream: Stream, index: int) -> bool:
    """
    Whether something parts the folded text before its *index*-th character.
    """
    return index in (0, len(stream.folded)) or bool(stream.between(index, index))
