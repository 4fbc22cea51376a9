"""
How the stated totals of many forms are spread, as bars and, for whoever cannot see them, as a table.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import ROUND_FLOOR, Decimal
from typing import Final

from attrs import frozen

from perfscore.bilingual import Counted, Language, Text
from perfscore.notation.arithmetic import exact_arithmetic
from perfscore.render.html.tags import Child, Markup, head_row, tag
from perfscore.render.phrases import VERDICTS


__all__ = ["histogram"]

_ALT: Final = Text(
    "{count} 张表填报了总分，最低 {least}，最高 {most}。", "{count} forms state a total, from {least} to {most}."
)
_WITHOUT: Final = Counted(
    Text("另有 {count} 张没有总分。", "{count} states none."), Text("另有 {count} 张没有总分。", "{count} state none.")
)
_NO_TOTALS: Final = Text("没有一张表填报总分。", "No form states a total.")
_AS_TABLE: Final = Text("以表格显示", "as a table")
_RANGE: Final = Text("总分", "total")
_FORMS: Final = Text("表格数", "forms")
_BELOW: Final = Text("{low} 至不足 {high}", "{low} to below {high}")
_FROM: Final = Text("{low} 及以上", "{low} and above")

#: Widths of a bar in points, and how many bars are still told apart.
_WIDTHS: Final = (1, 2, 5, 10, 20, 50, 100)
_MOST_BARS: Final = 20

#: The drawing, in its own units.
_BAR: Final = 24
_HEIGHT: Final = 120
_FOOT: Final = 22
_TOP: Final = 16
#: Narrower than this, the bars of a few forms would be stretched out of shape.
_LEAST_BARS: Final = 10


@frozen
class _Bin:
    """
    The totals from *low* to below *high*, by the verdict on their forms; the last one's also *high* and above.
    """

    low: int
    high: int
    counts: Counter[str]


@exact_arithmetic
def histogram(stated: Sequence[tuple[Decimal | None, str]], lang: Language) -> Child:
    """
    The stated totals, each given with the verdict on its form, in bars of whole points.
    """
    totals = [(total, verdict) for total, verdict in stated if total is not None]
    if not totals:
        return tag("p", _NO_TOTALS.say(lang))
    values = [value for value, _ in totals]
    bins = _bins(totals)
    without = len(stated) - len(totals)
    said = _ALT.say(lang, count=len(totals), least=f"{min(values):f}", most=f"{max(values):f}")
    return [
        tag("p", said, " ", _WITHOUT.say(lang, without) if without else None, id="totals-said"),
        _drawing(bins),
        tag("p", (_key(verdict, words.say(lang)) for verdict, words in VERDICTS.items()), class_="key"),
        tag("details", tag("summary", _AS_TABLE.say(lang)), _table(bins, lang)),
    ]


def _bins(totals: Sequence[tuple[Decimal, str]]) -> list[_Bin]:
    values = [value for value, _ in totals]
    # A slip such as 9083 for 90.83 must not squeeze all others into one bar; it is counted in the last one.
    least, most = max(min(values), Decimal(0)), min(max(values), Decimal(200))
    width = next((w for w in _WIDTHS if most // w - least // w < _MOST_BARS), _WIDTHS[-1])
    first, last = _floor(least, width), _floor(most, width)
    # Full marks close the last bar instead of opening one of their own, which would read "100 to 105".
    last = max(first, last - width if last == most else last)
    counts: dict[int, Counter[str]] = {low: Counter() for low in range(first, last + 1, width)}
    for value, verdict in totals:
        counts[min(max(_floor(value, width), first), last)][verdict] += 1
    return [_Bin(low, low + width, found) for low, found in counts.items()]


def _floor(value: Decimal, width: int) -> int:
    return int((value / width).to_integral_value(ROUND_FLOOR)) * width


def _key(verdict: str, words: str) -> Markup:
    swatch = tag("svg", _rect(0, 0, 12, 12, verdict), viewBox="0 0 12 12", width=12, height=12, aria_hidden="true")
    return tag("span", swatch, words)


def _drawing(bins: Sequence[_Bin]) -> Markup:
    """
    Bars without a scale: each carries its number.
    """
    width, height = max(len(bins), _LEAST_BARS) * _BAR, _TOP + _HEIGHT + _FOOT
    most = max(sum(part.counts.values()) for part in bins)
    return tag(
        "svg",
        (_bar(index, part, most) for index, part in enumerate(bins)),
        tag("line", x1=0, y1=_TOP + _HEIGHT, x2=len(bins) * _BAR, y2=_TOP + _HEIGHT, class_="axis"),
        tag("text", str(bins[-1].high), x=len(bins) * _BAR, y=height - 6, class_="tick") if len(bins) > 1 else None,
        viewBox=f"-10 0 {width + 20} {height}",
        class_="histogram",
        role="img",
        aria_labelledby="totals-said",
    )


def _bar(index: int, part: _Bin, most: int) -> Iterator[Markup]:
    left, bottom = index * _BAR, _TOP + _HEIGHT
    for verdict in VERDICTS:
        high = part.counts[verdict] * _HEIGHT * 10 // most
        bottom -= high // 10
        if high:
            yield _rect(left + 2, bottom, _BAR - 4, high // 10, verdict)
    if count := sum(part.counts.values()):
        yield tag("text", str(count), x=left + _BAR // 2, y=bottom - 4, class_="number")
    yield tag("text", str(part.low), x=left, y=_TOP + _HEIGHT + _FOOT - 6, class_="tick")


def _rect(x: int, y: int, width: int, height: int, verdict: str) -> Markup:
    return tag("rect", x=x, y=y, width=width, height=height, class_=f"bar {verdict}")


def _range(part: _Bin, last: _Bin, lang: Language) -> str:
    return (_FROM if part is last else _BELOW).say(lang, low=part.low, high=part.high)


def _table(bins: Sequence[_Bin], lang: Language) -> Markup:
    heads = (_RANGE.say(lang), _FORMS.say(lang), *(words.say(lang) for words in VERDICTS.values()))
    return tag(
        "table",
        head_row(heads),
        tag(
            "tbody",
            (
                tag(
                    "tr",
                    tag("th", _range(part, bins[-1], lang), scope="row"),
                    tag("td", sum(part.counts.values()), class_="figure"),
                    (tag("td", part.counts[verdict], class_="figure") for verdict in VERDICTS),
                )
                for part in bins
                if part.counts
            ),
        ),
    )
