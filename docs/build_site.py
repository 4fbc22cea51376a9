"""
The documentation as a site: ``python docs/build_site.py [FOLDER]`` builds it, English at the top and Chinese in ``zh/``.

Needs the extra ``perfscore[site]`` and no network. A warning of Sphinx, a link or anchor that leads nowhere,
and a page that would load anything from elsewhere each make it fail.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile

from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path
from typing import Final
from urllib.parse import unquote, urlsplit


DOCS: Final = Path(__file__).parent

#: What a browser fetches by itself when it opens a page.
_LOADS: Final = {"img": "src", "script": "src", "link": "href", "iframe": "src", "source": "srcset", "object": "data"}
#: Of links in a page's head only these are fetched.
_FETCHED: Final = frozenset({"stylesheet", "icon", "preload", "modulepreload"})

_ELSEWHERE: Final = re.compile(r"""@import|url\(\s*["']?(?:https?:)?//""", re.IGNORECASE)


def build(folder: Path) -> list[str]:
    """
    Build both languages into *folder*; what is wrong with the result, a line each.
    """
    with tempfile.TemporaryDirectory() as scratch:
        runs = [_sphinx(DOCS, folder, scratch, []), _sphinx(DOCS / "zh", folder / "zh", scratch, ["-t", "zh"])]
        said = [
            run.communicate()[1].strip() or (f"sphinx ended with {run.returncode}" if run.returncode else "")
            for run in runs
        ]
    if any(said):
        return [line for text in said for line in text.splitlines()]
    return list(problems(folder))


def _sphinx(source: Path, into: Path, scratch: str, tags: list[str]) -> subprocess.Popen[str]:
    """
    Sphinx, started for one language; each runs on a core of its own.
    """
    options = ["-W", "--keep-going", "-E", "-q", "-b", "html", "-d", f"{scratch}/{source.name}", *tags]
    command = [sys.executable, "-m", "sphinx", *options, "-c", str(DOCS), str(source), str(into)]
    return subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, encoding="utf-8")


class _Page(HTMLParser):
    """
    The links, anchors and loaded things of a page.
    """

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.links: list[str] = []
        self.anchors: set[str] = {""}
        self.loaded: list[str] = []
        self.unanswered = 0
        self.feed(path.read_text(encoding="utf-8"))

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        self.anchors.add(values.get("id", ""))
        self.unanswered += "xref myst" in values.get("class", "")  # how MyST leaves a link that it could not follow
        if tag == "a" and values.get("href"):
            self.links.append(values["href"])
        source = values.get(_LOADS.get(tag, ""), "")
        if source and (tag != "link" or _FETCHED & set(values.get("rel", "").split())):
            self.loaded.append(source)


def problems(folder: Path) -> Iterator[str]:
    """
    What leads nowhere or would be loaded from elsewhere, in every page and style sheet below *folder*.
    """
    pages = {path.resolve(): _Page(path) for path in sorted(folder.rglob("*.html"))}
    for path, page in pages.items():
        name = path.relative_to(folder.resolve())
        if page.unanswered:
            yield f"{name}: {page.unanswered} links without a page"
        for link in [*page.links, *page.loaded]:
            parts = urlsplit(link)
            if parts.scheme or parts.netloc:
                if link in page.loaded and parts.scheme != "data":
                    yield f"{name}: loads {link}"
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path
            if not target.is_file():
                yield f"{name}: {link} leads nowhere"
            elif target in pages and unquote(parts.fragment) not in pages[target].anchors:
                yield f"{name}: {link} names no part of that page"
    for path in sorted(folder.rglob("*.css")):
        text = path.read_text(encoding="utf-8")
        if _ELSEWHERE.search(text):
            yield f"{path.relative_to(folder)}: loads from elsewhere"


def main() -> None:
    """
    Build, and say what is wrong.
    """
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else DOCS.parent / "build" / "site"
    wrong = build(folder)
    if wrong:
        sys.exit("\n".join(wrong))
    sys.stdout.write(f"{folder / 'index.html'}\n{folder / 'zh' / 'index.html'}\n")


if __name__ == "__main__":
    main()
