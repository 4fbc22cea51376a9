"""
The page itself: where documents are dropped, and what became of them. Its script does the rest.
"""

from __future__ import annotations

from typing import Final

from perfscore.bilingual import Language, Text
from perfscore.render.html.tags import Markup, tag
from perfscore.render.phrases import VERDICTS
from perfscore.web.batch import Limits


__all__ = ["page"]

_TITLE: Final = Text("绩效自评表核对", "Self-evaluation forms, checked")
_LOCAL: Final = Text(
    "文件只在本机核对，不上传到任何地方；关闭程序即删除。",
    "Documents are checked on this machine and sent nowhere; they are deleted when the program ends.",
)
_DROP: Final = Text("把文件或文件夹拖到这里", "Drop documents or a folder here")
_FILES: Final = Text("选择文件", "Choose documents")
_CHOOSE: Final = Text("选择", "Choose")
_FOLDER: Final = Text("选择文件夹", "Choose a folder")
_LIMITS: Final = Text(
    "每个文件不超过 {mb} MB，一次不超过 {files} 个", "at most {mb} MB a document, {files} documents at a time"
)
_COMPARE: Final = Text("比较两份表", "Compare two forms")
_BEFORE: Final = Text("先前的表或批复的目标", "the earlier form, or the approved targets")
_AFTER: Final = Text("后来的表", "the later form")
_DO_COMPARE: Final = Text("比较", "Compare")
_RESULTS: Final = Text("结果", "Results")
_OTHER: Final = Text("English", "中文")

#: What the script says.
_WORDS: Final = {
    "sending": Text("正在读取…", "reading…"),
    "checking": Text("已核对 {done} / {all}", "{done} of {all} checked"),
    "open": Text("打开结果", "Open the results"),
    "summary": Text("下载汇总表", "Download the summary"),
    "copies": Text("下载标注的表格", "Download the marked workbooks"),
    "filled": Text("填写空格", "Fill in the blanks"),
    "everything": Text("下载全部（zip）", "Download everything (zip)"),
    "remove": Text("删除", "Remove"),
    "error": Text("{count} 处错误", "{count} error"),
    "errors": Text("{count} 处错误", "{count} errors"),
    "failed": Text("无法完成，请检查程序是否仍在运行", "failed: is the program still running?"),
}


def page(lang: Language, limits: Limits) -> str:
    """
    The whole page.
    """
    words = {f"data_{name}": text.say(lang) for name, text in _WORDS.items()}
    verdicts = {f"data_verdict_{name}": text.say(lang) for name, text in VERDICTS.items()}
    other = "en" if lang == "zh" else "zh"
    most = _LIMITS.say(lang, mb=limits.file_bytes // 1024**2, files=limits.files)
    html = tag(
        "html",
        tag(
            "head",
            tag("meta", charset="utf-8"),
            tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
            tag("meta", name="color-scheme", content="light dark"),
            tag("link", rel="icon", href="data:,"),
            tag("link", rel="stylesheet", href="/assets/page.css"),
            tag("title", _TITLE.say(lang)),
        ),
        tag(
            "body",
            tag(
                "main",
                tag(
                    "header",
                    tag("h1", _TITLE.say(lang)),
                    tag("a", _OTHER.say(lang), href=f"/?lang={other}", lang=other),
                ),
                tag("p", _LOCAL.say(lang)),
                _check_area(lang, most),
                _compare_area(lang),
                tag(
                    "section",
                    tag("h2", _RESULTS.say(lang), id="results-heading"),
                    tag("div", id="results", aria_live="polite", **words, **verdicts),
                    aria_labelledby="results-heading",
                ),
            ),
            tag("script", src="/assets/page.js", defer=True),
        ),
        lang="zh-CN" if lang == "zh" else "en",
        data_lang=lang,
    )
    return f"<!DOCTYPE html>\n{html.html}\n"


def _check_area(lang: Language, most: str) -> Markup:
    return tag(
        "section",
        tag("p", _DROP.say(lang), class_="invitation"),
        tag("label", _FILES.say(lang), tag("input", type="file", id="files", multiple=True), class_="button"),
        tag("label", _FOLDER.say(lang), tag("input", type="file", id="folder", webkitdirectory=True), class_="button"),
        tag("small", most),
        id="drop",
    )


def _compare_area(lang: Language) -> Markup:
    return tag(
        "details",
        tag("summary", _COMPARE.say(lang)),
        _chooser(lang, "before", _BEFORE),
        _chooser(lang, "after", _AFTER),
        tag("button", _DO_COMPARE.say(lang), type="button", id="compare"),
    )


def _chooser(lang: Language, name: str, what: Text) -> Markup:
    """
    What chooses one document; the script shows its name. Browsers would say so in a language of their own.
    """
    chooser = tag("input", type="file", id=name, aria_describedby=f"{name}-name")
    return tag(
        "p",
        tag("label", f"{what.say(lang)}  ", tag("span", _CHOOSE.say(lang), class_="button"), chooser, class_="chooser"),
        tag("output", id=f"{name}-name"),
    )
