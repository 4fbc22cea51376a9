"""
The site in a real browser, opened from a folder: it finds words of both languages, and nothing on it goes wrong.
"""

from __future__ import annotations

import pytest


pytestmark = pytest.mark.browser


def found(browser, folder, words):
    """
    What the search of a language finds, once it has ended.
    """
    browser.get(f"{(folder / 'search.html').as_uri()}?q={words}")
    script = "return [...document.querySelectorAll('#search-results li > a')].map(link => link.textContent)"
    ended = "return document.querySelector('#search-results .search-summary')?.textContent ?? ''"
    for _ in range(200):
        if browser.execute_script(ended).strip() and (titles := browser.execute_script(script)):
            return titles
        browser.execute_async_script("setTimeout(arguments[0], 50)")
    return []


@pytest.mark.parametrize(
    ("language", "words", "title"),
    [
        ("zh", "预算执行得分", "F103 预算执行得分 = 分值 × 执行率"),
        ("zh", "怎样看", "怎样看核对结果"),
        ("zh", "X707", "X707 指标得分率与预算执行相称"),
        ("", "年度资金总额", "F101 the component rows add up to the total fund row"),
        ("", "witness", "Which cell is wrong"),
        ("", "load_rulebook", "perfscore.load_rulebook"),
    ],
)
def test_the_search_finds_words_of_both_languages(browser, site, language, words, title):
    browser.get_log("browser")  # what other tests left there

    assert title in found(browser, site / language, words)
    assert browser.get_log("browser") == []


def test_what_is_nowhere_is_not_found(browser, site):
    assert found(browser, site / "zh", "量子纠缠") == []
