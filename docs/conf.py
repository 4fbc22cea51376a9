"""
How Sphinx builds the site; ``python docs/build_site.py`` runs it, once for each language.

Pages are Markdown that reads as well where no site is built, so that links name files, across languages too.
"""

from __future__ import annotations

import os
import re

from pathlib import Path
from typing import Any, Final

from docutils import nodes
from sphinx.addnodes import download_reference, pending_xref
from sphinx.application import Sphinx
from sphinx.locale import _ as translated
from sphinx.search.en import SearchEnglish

import perfscore


DOCS: Final = Path(__file__).parent
CHINESE: Final = tags.has("zh")  # type: ignore[name-defined]  # noqa: F821 - from Sphinx

project = "perfscore"
author = "The perfscore developers"
version = release = perfscore.__version__
language = "zh_CN" if CHINESE else "en"
html_title = "perfscore 绩效自评表核对" if CHINESE else "perfscore"
exclude_patterns = ["_*"] if CHINESE else ["zh", "_*"]

extensions = ["myst_parser", "sphinx.ext.autodoc"]
myst_heading_anchors = 3
suppress_warnings = [
    "myst.xref_missing"
]  # names of the library are no headings; build_site.py finds links that lead nowhere
autodoc_member_order = "bysource"
autodoc_typehints_format = "short"
default_role = "py:obj"

html_theme = "furo"
html_static_path = ["site/static"]
html_css_files = ["site.css"]
templates_path = ["site/templates"]
html_copy_source = False
html_show_copyright = False
html_domain_indices = False
html_search_language = "mixed"
html_show_search_summary = False  # it would fetch pages, which a browser refuses where a folder is opened


class MixedSearch(SearchEnglish):
    """
    Looks for words of either language: English by stems, Chinese by pairs of characters, which needs no dictionary.
    """

    lang = "mixed"
    language_name = "English"  # whose stemmer the pages load
    js_splitter_code = """
var splitQuery = (query) => (query.match(/[\\u3400-\\u9fff]+|[^\\W_]+(?:[_-][^\\W_]+)*|[^\\s\\u0000-\\u3400]+/gu) || []).flatMap(
  (run) => /^[\\u3400-\\u9fff]{2,}$/u.test(run) ? [...run].slice(1).map((character, i) => run[i] + character) : [run]
);
"""

    def split(self, text: str) -> list[str]:
        """
        The words of a text; overlapping pairs where it is Chinese.
        """
        words = []
        for run in re.findall(r"[\u3400-\u9fff]+|[^\W\u3400-\u9fff]+", text):
            chinese = "\u3400" <= run[0] <= "\u9fff" and len(run) > 1
            words += [run[i : i + 2] for i in range(len(run) - 1)] if chinese else [run]
        return words


def _trees_in_comments(_app: Sphinx, _page: str, source: list[str]) -> None:
    """
    The lists of pages for the side of the site stand in comments, which nobody sees where the files are read as they are.
    """
    source[0] = re.sub(r"^<!-- toctree$(.*?)^-->$", r"```{toctree}\1```", source[0], flags=re.MULTILINE | re.DOTALL)


def _across(app: Sphinx, doctree: nodes.document) -> None:
    """
    Links to pages that this run does not build: those of the other language, and files of the project, to be downloaded.
    """
    folder = Path(app.env.doc2path(app.env.docname)).parent
    for link in list(doctree.findall(pending_xref)):
        path = Path(f"{link['reftarget']}.md")
        if link.get("refdomain") != "doc" or not path.is_absolute() or not path.exists():
            continue
        for words in link.findall(nodes.inline):
            words["classes"] = []  # those by which build_site.py knows a link that nobody answered
        if DOCS in path.parents:
            there = os.path.relpath(path.with_suffix(".html"), folder) + f"#{link['reftargetid'] or ''}".rstrip("#")
            link.replace_self(nodes.reference("", "", *link.children, refuri=there, internal=True))
        else:
            link.replace_self(download_reference("", "", *link.children, reftarget=os.path.relpath(path, folder)))


def _signature(
    _app: Sphinx, _what: str, _name: str, _o: object, _options: object, said: str | None, gives: str | None
) -> Any:
    """
    The catalogue as a default, by its name instead of its rules.
    """
    return said and re.sub(r"\(<perfscore\.rules.*?>\)", "RULES", said), gives


#: What the theme says in English only.
_THEME_IN_CHINESE: Final = {"On this page": "本页内容", "Next": "下一页", "Previous": "上一页", "Home": "首页"}
_WIDE: Final = "[\u2018-\u201d\u2026\u3000-\u303f\u3400-\u9fff\uff00-\uffef]"


def _lines_joined(_app: Sphinx, doctree: nodes.document) -> None:
    """
    No space where a line of Chinese ends; browsers would draw one.
    """
    for line_break in [text for text in doctree.findall(nodes.Text) if text == "\n"]:
        around = line_break.parent.children
        here = next(i for i, child in enumerate(around) if child is line_break)
        before, after = (
            "".join(n.astext() for n in around[:here])[-1:],
            "".join(n.astext() for n in around[here + 1 :])[:1],
        )
        if re.fullmatch(_WIDE, before) and re.fullmatch(_WIDE, after):
            line_break.parent.remove(line_break)


def _other_language(_app: Sphinx, pagename: str, _template: str, context: dict[str, Any], _tree: object) -> None:
    """
    The same page in the other language, or its first page.
    """
    there = DOCS if CHINESE else DOCS / "zh"
    page = pagename if (there / f"{pagename}.md").exists() else "index"
    up = "../" * pagename.count("/")
    context["other_language"] = f"{up}../{page}.html" if CHINESE else f"{up}zh/{page}.html"
    context["other_language_name"] = "English" if CHINESE else "中文"
    context["other_language_tag"] = "en" if CHINESE else "zh-CN"
    if CHINESE:
        context["_"] = lambda words: _THEME_IN_CHINESE.get(words) or translated(words)


def _pictures_in_the_dark(_app: Sphinx, doctree: nodes.document) -> None:
    """
    Beside ``form-en.png`` stands ``form-dark-en.png``, where somebody made one.
    """
    for image in list(doctree.findall(nodes.image)):
        name, _, rest = image["uri"].rpartition("-")
        dark = f"{name}-dark-{rest}"
        if (Path(doctree["source"]).parent / dark).exists():
            second = image.deepcopy()
            second["uri"], second["candidates"] = dark, {"*": dark}
            image["classes"].append("only-light")
            second["classes"].append("only-dark")
            image.parent.insert(image.parent.index(image) + 1, second)


def setup(app: Sphinx) -> None:
    """
    What the pages need beyond Sphinx and MyST.
    """
    app.add_search_language(MixedSearch)
    app.connect("source-read", _trees_in_comments)
    app.connect("doctree-read", _across, priority=400)
    app.connect("autodoc-process-signature", _signature)
    app.connect("doctree-read", _pictures_in_the_dark, priority=400)  # before Sphinx collects the images
    app.connect("doctree-read", _lines_joined)
    app.connect("html-page-context", _other_language)
