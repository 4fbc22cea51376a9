"""
Pages taken apart again with the standard parser, and forms that would like to take pages over.
"""

from __future__ import annotations

import io

from dataclasses import dataclass, field
from html.parser import HTMLParser

import perfscore

from perfscore import Form, FundRow, Goals, Indicator, Remark, Section, Total
from perfscore.render import write_reports, writer
from perfscore.rules import select_rules


VOID = {"br", "col", "input", "link", "meta"}

#: Ways into a page: out of text, out of attributes, through addresses, through styles, through half-closed markup.
PAYLOADS = (
    "<script>window.__pwned = 1</script>",
    "<img src=x onerror='window.__pwned = 1'>",
    '"><svg onload="window.__pwned = 1">',
    "' onmouseover='window.__pwned = 1' x='",
    '" autofocus onfocus="window.__pwned = 1',
    "</style><script>window.__pwned = 1</script>",
    "</title></textarea></noscript><script>alert(1)</script>",
    "<a href='javascript:window.__pwned = 1'>x</a>",
    "<iframe srcdoc='<script>parent.__pwned = 1</script>'></iframe>",
    "<!--><img src=x onerror=window.__pwned=1>-->",
    "]]><script>alert(1)</script>",
    "<base href='https://example.com/'><form action='https://example.com/'>",
    "<meta http-equiv=refresh content='0;url=https://example.com/'>",
    "<link rel=stylesheet href=https://example.com/x.css><style>@import 'https://example.com/y.css'</style>",
    "{{constructor.constructor('window.__pwned=1')()}} ${alert(1)}",
    "\x00<scr\x00ipt>alert(1)</scr\x00ipt>\u202e\u2028\ud800",
)


@dataclass
class Node:
    """
    An element: its name, its attributes, and what stands in it, elements and texts.
    """

    name: str
    attributes: dict[str, str | None]
    inside: list = field(default_factory=list)

    def walk(self):
        yield self
        for child in self.inside:
            if isinstance(child, Node):
                yield from child.walk()

    def all(self, name=None, class_=None):
        """
        The elements in it of that name and class.
        """
        return [
            node
            for node in self.walk()
            if (name is None or node.name == name)
            and (class_ is None or class_ in (node.attributes.get("class") or "").split())
        ]

    def one(self, name=None, class_=None):
        (found,) = self.all(name, class_)
        return found

    @property
    def text(self):
        return "".join(child.text if isinstance(child, Node) else child for child in self.inside)


class Tree(HTMLParser):
    """
    A parser that forgives nothing: every element is closed, in order, and has each attribute once.
    """

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.root = Node("", {})
        self._open = [self.root]
        self.feed(text)
        self.close()
        assert self._open == [self.root]

    def handle_starttag(self, tag, attrs):
        attributes = dict(attrs)
        assert len(attributes) == len(attrs), attrs
        node = Node(tag, attributes)
        self._open[-1].inside.append(node)
        if tag not in VOID:
            self._open.append(node)

    def handle_endtag(self, tag):
        assert self._open.pop().name == tag

    def handle_data(self, data):
        self._open[-1].inside.append(data)

    def handle_comment(self, data):
        raise AssertionError(data)


def tree(text):
    return Tree(text).root


def page(*forms, lang="en", select=()):
    """
    The page of these forms, as text, under all rules or some.
    """
    rules = select_rules(select)
    out = io.StringIO()
    reports = [(f"form-{n}.docx", 0, perfscore.check(form, rules=rules)) for n, form in enumerate(forms)]
    write_reports(writer("html"), reports, out, lang, alone=len(forms) == 1)
    return out.getvalue()


def hostile(payload):
    """
    A form with *payload* in every cell, before and after a number where the checks would pass over it otherwise.
    """
    texts = dict.fromkeys(("level1", "level2", "name", "comparator", "unit", "reason"), payload)
    rows = (
        Indicator(**texts, target=payload, actual=payload, weight=payload, score=payload, extra={payload: payload}),
        Indicator(**texts, target="≥30%", actual=f"实际支出率4.66% {payload}", weight="3", score="3"),
        Indicator(**{**texts, "reason": None}, target="≥3次", actual="2次", weight="87", score="80"),
    )
    funds = (
        FundRow("total", payload, "100", "100", "53.56", "10", "53.56%", "5.63"),
        FundRow("component", *([payload] * 7)),
    )
    return Form(
        rows,
        *([payload] * 6),
        complete=False,
        funds=funds,
        goals=Goals(payload, payload),
        sections=(Section(payload, payload, payload), Section(payload, "1", "1")),
        total=Total("100", "99.63", payload),
        remarks=(Remark("unplaced", payload), Remark("hidden", payload, cell="total.score")),
    )
