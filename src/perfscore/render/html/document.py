"""
The page around it all: one file that fetches nothing and runs nothing but its own script.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256
from importlib.resources import files
from typing import Final

from perfscore.bilingual import Language, Text
from perfscore.render.html.tags import Child, Markup, tag
from perfscore.version import VERSION


__all__ = ["GENERATOR", "document", "style"]

#: What a page says it was made by, so that a later run knows it for what it is.
GENERATOR: Final = "perfscore"

_SKIP: Final = Text("跳到正文", "Skip to content")
_MADE: Final = Text(
    "由 perfscore {version} 重算生成。数字以原表为准；标出的是表内相互矛盾之处。",
    "Made by perfscore {version}. What is marked contradicts the rest of the form; the form itself was not changed.",
)
_LANGUAGES: Final = {"zh": "zh-CN", "en": "en"}


def document(title: str, lang: Language, *body: Child, made: Text = _MADE) -> str:
    """
    A whole page; *made* is the line at its foot.
    """
    page = tag(
        "html",
        tag(
            "head",
            tag("meta", charset="utf-8"),
            # early, so that a later run knows the page for what it is
            tag("meta", name="generator", content=f"{GENERATOR} {VERSION}"),
            tag("meta", http_equiv="Content-Security-Policy", content=_policy()),
            tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
            tag("meta", name="color-scheme", content="light dark"),
            # An empty picture: without one, a browser asks the server of the page for its icon.
            tag("link", rel="icon", href="data:,"),
            tag("title", title),
            tag("style", Markup(style() + _asset("page.css"))),
        ),
        tag(
            "body",
            tag(
                "div",
                tag("a", _SKIP.say(lang), href="#content", class_="skip"),
                tag("main", body, id="content", tabindex=-1),
                tag("footer", made.say(lang, version=VERSION)),
                class_="perfscore",
            ),
            tag("script", Markup(_asset("page.js"))),
        ),
        lang=_LANGUAGES[lang],
    )
    return f"<!DOCTYPE html>\n{page.html}\n"


def style() -> str:
    """
    The rules for everything inside an element of class ``perfscore``; a notebook uses them too.
    """
    return _asset("style.css")


def _policy() -> str:
    """
    Nothing may be fetched, and only this style and this script are in force, whatever else a form might smuggle in.
    """
    styled, scripted = _digest(style() + _asset("page.css")), _digest(_asset("page.js"))
    return (
        f"default-src 'none'; img-src data:; style-src '{styled}'; script-src '{scripted}'; "
        "base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"


def _asset(name: str) -> str:
    return files("perfscore.render.html").joinpath(name).read_text(encoding="utf-8")
