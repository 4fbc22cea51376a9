"""
The site is whole: every link leads somewhere, nothing is fetched, and what is public is on it in both languages.
"""

from __future__ import annotations

import sys

from pathlib import Path

import pytest

import perfscore

from perfscore import RULES, strategies
from perfscore.rulebook import shipped_rulebooks


sys.path.insert(0, str(Path(__file__).parent.parent / "docs"))

import build_site

from build_site import DOCS


pytestmark = pytest.mark.unmeasured


def test_what_is_public_can_be_linked_to(site):
    """
    The build itself fails on warnings, on broken links and anchors, and on pages that load from elsewhere.
    """
    page = (site / "library.html").read_text(encoding="utf-8")

    for module in (perfscore, strategies):
        for name in module.__all__:
            assert f'id="{module.__name__}.{name}"' in page


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_every_rule_and_rulebook_has_its_page(site, lang):
    pages = {path.name for path in (site if lang == "en" else site / "zh").glob("rule*/*.html")}

    assert {f"{rule.code}.html" for rule in RULES} | {f"{name}.html" for name in shipped_rulebooks()} <= pages


def test_chinese_pages_have_an_english_twin_and_say_so(site):
    pages = [path.relative_to(DOCS / "zh").with_suffix(".html") for path in (DOCS / "zh").rglob("*.md")]

    assert len(pages) > len(RULES)
    for page in pages:
        assert (site / page).exists()
        assert f'/{page.name}" hreflang="en"' in (site / "zh" / page).read_text(encoding="utf-8")
        assert 'hreflang="zh-CN"' in (site / page).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("page", "problem"),
    [
        ('<a href="gone.html">x</a>', "a.html: gone.html leads nowhere"),
        ('<a href="b.html#gone">x</a>', "a.html: b.html#gone names no part of that page"),
        ('<span class="xref myst">x</span>', "a.html: 1 links without a page"),
        ('<a href="#gone">x</a>', "a.html: #gone names no part of that page"),
        ('<img src="https://example.org/x.png">', "a.html: loads https://example.org/x.png"),
        ('<script src="//example.org/x.js"></script>', "a.html: loads //example.org/x.js"),
        ('<link rel="stylesheet" href="https://example.org/x.css">', "a.html: loads https://example.org/x.css"),
    ],
)
def test_a_fault_would_be_seen(tmp_path, page, problem):
    (tmp_path / "b.html").write_text('<p id="there">', encoding="utf-8")
    (tmp_path / "a.html").write_text(page, encoding="utf-8")

    assert list(build_site.problems(tmp_path)) == [problem]


def test_sound_pages_have_no_fault(tmp_path):
    (tmp_path / "b.html").write_text('<p id="there">', encoding="utf-8")
    (tmp_path / "a.html").write_text(
        '<link rel="canonical" href="https://example.org"><a href="b.html#there">x</a><a href="https://example.org">y</a>'
        '<a href="#"></a><img src="data:image/png;base64,AA==">',
        encoding="utf-8",
    )

    assert list(build_site.problems(tmp_path)) == []


@pytest.mark.parametrize(
    "rule", ['a { src: url("https://example.org/x") }', "a { src: url(//example.org/x) }", '@import "x"']
)
def test_a_style_sheet_that_fetches_is_a_fault(tmp_path, rule):
    (tmp_path / "a.css").write_text(rule, encoding="utf-8")

    assert list(build_site.problems(tmp_path)) == ["a.css: loads from elsewhere"]
