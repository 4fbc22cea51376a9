"""
The documents that a command line names: files, patterns, stdin, and what folders hold; and what is passed over there.
"""

from __future__ import annotations

import glob
import os

from collections import Counter
from collections.abc import Iterator, Sequence
from types import MappingProxyType
from typing import Final

from attrs import field, frozen

from perfscore.bilingual import Language, Text
from perfscore.files import system_reason
from perfscore.read.errors import CANNOT_OPEN
from perfscore.read.scan import is_installed
from perfscore.render.files import WORKBOOK_MARK
from perfscore.running.sources import LINES, addresses, is_address
from perfscore.running.task import Outcome


__all__ = ["SUFFIXES", "Listing", "list_documents", "looks_like_path"]

#: Names under which forms are published; in a folder, other files are passed over.
SUFFIXES: Final = frozenset(
    (
        ".json .txt .md .csv .tsv .html .htm .mht .mhtml .docx .docm .doc .wps .rtf .xlsx .xlsm .xlsb .xls .et"
        " .ods .odt .pdf .ofd"
    ).split()
)

#: Pictures that are read where text recognition is installed.
_PICTURES: Final = frozenset(".png .jpg .jpeg .tif .tiff".split())

_EMPTY: Final = Text("文件夹中没有可读的文件", "the folder holds no file that could be a form")
_NO_MATCH: Final = Text("没有符合的文件", "no file has such a name")

#: What may hold forms and is passed over all the same, by the ends of names.
_IMAGES: Final = Text("图片 {count} 个（须先作文字识别）", "pictures: {count} (they need text recognition first)")
_ARCHIVES: Final = Text("压缩包 {count} 个（须先解压）", "archives: {count} (unpack them first)")
_OWN: Final = Text("本程序写出的文件 {count} 个", "files that perfscore wrote: {count}")
_LINKS: Final = Text("链接的文件夹 {count} 个", "folders behind links: {count}")
_UNREADABLE: Final = MappingProxyType(
    {
        **dict.fromkeys([*sorted(_PICTURES), ".bmp", ".gif", ".webp", ".heic"], _IMAGES),
        **dict.fromkeys(".zip .rar .7z .tar .gz .tgz".split(), _ARCHIVES),
    }
)
_PASSED_OVER: Final = Text("{folder}: 略过{kinds}；如 {example}", "{folder}: passed over {kinds}; such as {example}")

#: What folders hold beside forms: a word to the reader, and what Office and macOS leave beside an open or copied file.
_NO_FORMS: Final = ("readme", "~$", "._")

_SCHEMA: Final = b'{"schema":"perfscore/'
#: What stands at the beginning of what a run wrote, blanks left out; forms as JSON begin like its reports.
_BEGINNINGS: Final = MappingProxyType(
    {
        **dict.fromkeys((".json", *LINES), (_SCHEMA,)),
        ".html": (b'<metaname="generator"content="perfscore',),
        # findings, differences, and summaries in both languages
        ".csv": (
            b"file,form,project,code,name,severity,",
            b"kind,before_file,file,code,",
            b"file,project,unit,department,year,",
            "文件,项目名称,实施单位,主管部门,年度,".encode(),
        ),
    }
)
_FORMS: Final = (_SCHEMA + b"form/", _SCHEMA + b"forms/")


@frozen
class Listing:
    """
    What a command line names: each document once, with its name as seen from its folder; what became of folders and
    patterns in which there is none; and a line for each folder in which something was passed over.
    """

    files: dict[str, str] = field(factory=dict)
    refused: list[Outcome] = field(factory=list)
    passed_over: list[str] = field(factory=list)


def list_documents(paths: Sequence[str], lang: Language) -> Listing:
    """
    The documents that *paths* name, those of a folder or pattern sorted.

    Of a folder, what cannot be a form by its name is passed over, and so is what an earlier run wrote.
    """
    listing = Listing()
    for path in paths:
        if path == "-":
            listing.files.setdefault(path, "stdin")
        elif is_address(path):
            found, refused = addresses(path, SUFFIXES, lang)
            listing.files.update((address, os.path.basename(address.partition("::")[0])) for address in found)
            listing.refused.extend(refused)
        elif os.path.isdir(path):
            _add_folder(path, listing, lang)
        elif glob.has_magic(path) and not os.path.lexists(path):
            _add_pattern(path, listing, lang)
        else:
            listing.files.setdefault(path, os.path.basename(path))
    if not listing.files and not listing.refused:
        # a folder of earlier results beside documents is no mistake; alone it is
        listing.refused.extend(Outcome(path, complaints=(f"{path}: {_EMPTY.say(lang)}",)) for path in paths)
    return listing


def looks_like_path(text: str) -> bool:
    """
    Whether *text* is a path or a pattern rather than a word.
    """
    has_suffix = len(os.path.splitext(text)[1]) > 1
    return (
        text == "-" or is_address(text) or os.path.lexists(text) or glob.has_magic(text) or os.sep in text or has_suffix
    )


def _add_pattern(pattern: str, listing: Listing, lang: Language) -> None:
    """
    What the shell would do; those of Windows leave it to the program.
    """
    found = sorted(glob.glob(pattern, recursive=True))
    if not found:
        listing.refused.append(Outcome(pattern, complaints=(f"{pattern}: {_NO_MATCH.say(lang)}",)))
    for path in found:
        if os.path.isdir(path):
            _add_folder(path, listing, lang)
        else:
            listing.files.setdefault(path, os.path.basename(path))


def _add_folder(folder: str, listing: Listing, lang: Language) -> None:
    closed: list[OSError] = []
    passed_over: list[tuple[str, Text]] = []
    inside: list[str] = []
    for path, kind in _walk(folder, closed):
        if kind is None:
            inside.append(path)
        else:
            passed_over.append((os.path.relpath(path, folder), kind))
    for error in closed:
        why = CANNOT_OPEN.say(lang, why=system_reason(error))
        listing.refused.append(Outcome(error.filename, complaints=(f"{error.filename}: {why}",)))
    if not inside and not closed and {kind for _, kind in passed_over} != {_OWN}:
        listing.refused.append(Outcome(folder, complaints=(f"{folder}: {_EMPTY.say(lang)}",)))
    for path in sorted(inside):
        listing.files.setdefault(path, os.path.relpath(path, folder))
    if passed_over:
        counts = Counter(kind for _, kind in passed_over)
        kinds = ("、" if lang == "zh" else "; ").join(kind.say(lang, count=count) for kind, count in counts.items())
        example = min(name for name, _ in passed_over)
        listing.passed_over.append(_PASSED_OVER.say(lang, folder=folder, kinds=kinds, example=example))


def _walk(folder: str, closed: list[OSError]) -> Iterator[tuple[str, Text | None]]:
    """
    What lies in *folder*: documents, and what might be one and is passed over, with what it is.
    """
    suffixes = SUFFIXES | LINES | (_PICTURES if is_installed() else frozenset())
    for place, folders, names in os.walk(folder, onerror=closed.append):
        yield from ((path, _LINKS) for name in folders if os.path.islink(path := os.path.join(place, name)))
        for name in names:
            path, suffix = os.path.join(place, name), os.path.splitext(name)[1].lower()
            if suffix in _UNREADABLE and suffix not in suffixes:
                yield path, _UNREADABLE[suffix]
            elif suffix not in suffixes or name.lower().startswith(_NO_FORMS):
                continue
            # a pipe would keep the run waiting; what is not there at all is complained of by the reader
            elif not os.path.exists(path) or os.path.isfile(path):
                yield path, _OWN if _is_copy(name) or _is_report(path, suffix) else None


def _is_copy(name: str) -> bool:
    """
    Whether a run called a marked copy so: ``a.checked.xlsx``, and ``a.pdf.xlsx`` for what is no workbook.
    """
    stem, suffix = os.path.splitext(name.lower())
    return suffix in (".xlsx", ".docx") and os.path.splitext(stem)[1] in (".checked", *SUFFIXES, *_PICTURES)


def _is_report(path: str, suffix: str) -> bool:
    """
    Whether *path* is what a run said of forms, such as a page, reports or a baseline, and is kept beside them.
    """
    try:
        with open(path, "rb") as file:
            begun = b"".join(file.read(256).split())
            if begun.startswith(b"PK"):
                file.seek(-min(len(WORKBOOK_MARK), os.fstat(file.fileno()).st_size), os.SEEK_END)
                return file.read() == WORKBOOK_MARK
    except OSError:
        # the reader will say so
        return False
    return any(own in begun for own in _BEGINNINGS.get(suffix, ())) and not begun.startswith(_FORMS)
