"""
The pictures of the documentation, made again: the report on a terminal, the page of a form, the index of a folder.

``python docs/make_pictures.py`` writes them to ``docs/pictures``, in both languages.
It needs Chromium with its driver, and the ``browser`` extra.
"""

from __future__ import annotations

import base64
import io
import os
import re
import sys
import tempfile

from collections.abc import Iterator
from html import escape, unescape
from itertools import accumulate
from pathlib import Path
from typing import Any, Final

from rich.cells import cell_len
from rich.console import Console
from rich.text import Text

import perfscore

from perfscore import Report
from perfscore.bilingual import Language
from perfscore.render import Style, html, write_reports, writer
from perfscore.render.terminal import report as terminal
from perfscore.render.terminal.drawing import style_of
from perfscore.render.writer import pieces_of
from perfscore.running.delivery import Destination


ROOT: Final = Path(__file__).parent.parent
PICTURES: Final = ROOT / "docs" / "pictures"

sys.path.insert(0, str(ROOT / "tests" / "browser"))
import chromium  # noqa: E402 - the tests start the browser the same way


_WIDTH: Final = 1100
_INDEX_WIDTH: Final = 1240
_COLUMNS: Final = 100

#: As rich's own, without the font that it would fetch.
_SVG: Final = """\
<svg class="rich-terminal" viewBox="0 0 {width} {height}" xmlns="http://www.w3.org/2000/svg">
<style>
.{unique_id}-matrix {{ font-family: Menlo, Consolas, "DejaVu Sans Mono", "Noto Sans Mono CJK SC", monospace; font-size: {char_height}px; line-height: {line_height}px; }}
.{unique_id}-title {{ font-size: 18px; font-weight: bold; font-family: sans-serif; }}
{styles}
</style>
<defs><clipPath id="{unique_id}-clip-terminal"><rect x="0" y="0" width="{terminal_width}" height="{terminal_height}"/></clipPath>{lines}</defs>
{chrome}
<g transform="translate({terminal_x}, {terminal_y})" clip-path="url(#{unique_id}-clip-terminal)">
{backgrounds}
<g class="{unique_id}-matrix">{matrix}</g>
</g>
</svg>
"""


#: What rich writes for each piece of text, and the width that it gives a character.
_TEXT: Final = re.compile(
    r'<text class="(?P<style>perfscore-r\d+)" x="(?P<x>[\d.]+)" y="(?P<y>[\d.]+)"[^>]*>(?P<text>[^<]*)</text>'
)
_CELL: Final = 12.2


class _Terminal(io.StringIO):
    """
    Takes colours, as a terminal does.
    """

    def isatty(self) -> bool:
        return True


def terminal_picture(report: tuple[str, int, Report], lang: Language) -> str:
    """
    The report as it looks on a terminal, as SVG.
    """
    out = _Terminal()
    os.environ.update(COLUMNS=str(_COLUMNS), TERM="xterm-256color")
    style = style_of(out, lang)
    terminal.write(pieces_of(writer("text"), [report], style), (), out, style)
    console = Console(record=True, width=_COLUMNS, file=io.StringIO())
    console.print(Text.from_ansi(f"$ perfscore check {report[0]}\n{out.getvalue().rstrip()}"))
    picture = console.export_svg(title="perfscore", code_format=_SVG, unique_id="perfscore")
    return _TEXT.sub(_in_columns, picture)


def _in_columns(match: re.Match[str]) -> str:
    """
    A piece of text with every character where its column is; rich takes wide ones for narrow.
    """
    text = unescape(match["text"])
    columns = accumulate(map(cell_len, text), initial=0)
    lefts = " ".join(f"{float(match['x']) + column * _CELL:.1f}" for column, _ in zip(columns, text, strict=False))
    return f'<text class="{match["style"]}" x="{lefts}" y="{match["y"]}">{escape(text)}</text>' if text.strip() else ""


def page_pictures(browser: Any, folder: Path) -> Iterator[tuple[str, bytes]]:
    """
    The page of the form with one slip down to its goals, light and dark; a cell with its finding; the index.
    """
    for name, page, scheme, until, width in (
        ("index", "index.html", "light", "footer", _INDEX_WIDTH),
        ("form", "form.html", "light", ".sheet .goals", _WIDTH),
        ("form-dark", "form.html", "dark", ".sheet .goals", _WIDTH),
    ):
        size = {"width": width, "height": 900, "deviceScaleFactor": 1, "mobile": False}
        browser.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
        emulated = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
        browser.execute_cdp_cmd("Emulation.setEmulatedMedia", emulated)
        browser.get((folder / page).as_uri())
        end = browser.execute_script(f"return document.querySelector('{until}').getBoundingClientRect().top")
        clip = {"x": 0, "y": 0, "width": width, "height": end, "scale": 1}
        yield name, _taken(browser, clip=clip, captureBeyondViewport=True)
    browser.get((folder / "form.html").as_uri())
    # As the keyboard does it: the mark of the total in focus, with its finding beside it.
    browser.execute_script(
        "const flag = document.querySelector('#form-total-score .flag');"
        "scrollTo(0, flag.getBoundingClientRect().top - 430); flag.focus({preventScroll: true})"
    )
    yield "cell", _taken(browser)


def _taken(browser: Any, **more: Any) -> bytes:
    return base64.b64decode(browser.execute_cdp_cmd("Page.captureScreenshot", {"format": "png", **more})["data"])


def main() -> None:
    """
    All pictures in both languages.
    """
    paths = sorted((ROOT / "examples").glob("*.json"))
    reports = [(path.name, 0, perfscore.check(form)) for path in paths for form in perfscore.read(path)]
    (slip,) = (report for report in reports if report[0] == "one-slip.json")
    PICTURES.mkdir(exist_ok=True)
    languages: tuple[Language, ...] = ("zh", "en")
    with tempfile.TemporaryDirectory() as scratch:
        browser = chromium.start(Path(scratch) / "profile")
        try:
            for lang in languages:
                (PICTURES / f"terminal-{lang}.svg").write_text(terminal_picture(slip, lang), encoding="utf-8")
                pages = Path(scratch) / lang
                style = Style(lang, layout="own file")
                destination = Destination(f"{pages}/", {file: file for file, _, _ in reports})
                html.write_folder(pieces_of(writer("html"), reports, style), (), pages, style, destination.file)
                with (pages / "form.html").open("w", encoding="utf-8") as out:
                    write_reports(writer("html"), [slip], out, lang, alone=True)
                for name, picture in page_pictures(browser, pages):
                    (PICTURES / f"{name}-{lang}.png").write_bytes(picture)
        finally:
            browser.quit()


if __name__ == "__main__":
    main()
