"""
Documents → grids of cells or lines → `Form`.
"""

from __future__ import annotations

from importlib import import_module
from os import PathLike, fspath
from typing import IO, Any, Final

from perfscore.bilingual import Text
from perfscore.files import system_reason
from perfscore.form import Form
from perfscore.lexicon import Lexicon, load_lexicon
from perfscore.read.deadline import cpu_deadline
from perfscore.read.document import Document, Limits
from perfscore.read.errors import CANNOT_OPEN, ReadError
from perfscore.read.recognise import recognise


__all__ = ["Limits", "ReadError", "Source", "is_source", "open_document", "read"]

#: A document: where it is, what is in it, or an open file.
Source = str | PathLike[str] | bytes | bytearray | memoryview | IO[bytes] | IO[str]

_NO_FORM: Final = Text("没有找到自评表", "holds no self-evaluation form")
_NOT_FOUND: Final = Text("文件不存在", "no such file")
_FOLDER: Final = Text("是文件夹，不是文件", "is a folder, not a file")
_TOO_LARGE: Final = Text("文件超过 {most} MB", "is larger than {most} MB")


def read(
    source: Source, *, name: str | None = None, limits: Limits | None = None, lexicon: Lexicon | None = None
) -> list[Form]:
    """
    Every form in a document: a path, its bytes, its text, or an open file.

    The format is told from the content. A string is a path, unless it has several lines or begins like JSON or HTML.
    *name* is what messages call the document; *lexicon* holds the words of heads and labels, a project's own among them.

    :raises ReadError: when it cannot be read, naming the file, the place and what would help.
    :raises TypeError: for what is no document.
    """
    document = open_document(source, name=name, limits=limits, lexicon=lexicon)
    with cpu_deadline(document.limits.seconds, document.name):
        # imported when a file of that kind is met
        reader = "formats.json_form" if recognise(document.data) == "json" else "tables"
        found: list[Form] = import_module(f"perfscore.read.{reader}").forms(document)
    if not found:
        raise _refusal(document, _NO_FORM)
    return found


def open_document(
    source: Source, *, name: str | None = None, limits: Limits | None = None, lexicon: Lexicon | None = None
) -> Document:
    """
    The bytes of a document and what messages call it.

    :raises ReadError: when there is nothing that could be read.
    :raises TypeError: for what is no document.
    """
    if not is_source(source):
        msg = f"source must be a path, the content of a document or an open file, not {type(source).__name__}"
        raise TypeError(msg)
    bounds, words = limits or Limits(), lexicon or load_lexicon()
    if isinstance(source, PathLike) or (isinstance(source, str) and not _is_text(source)):
        document = Document(name or fspath(source), _bytes(fspath(source), bounds), bounds, words)
    else:
        document = Document(name or str(getattr(source, "name", "-")), _content(source, bounds), bounds, words)
    if len(document.data) > bounds.file_bytes:
        raise _refusal(document, _TOO_LARGE, most=bounds.file_bytes // 1024**2)
    return document


def is_source(value: object) -> bool:
    """
    Whether *value* is a document, or says where one is.
    """
    return isinstance(value, str | bytes | bytearray | memoryview | PathLike) or hasattr(value, "read")


def _is_text(source: str) -> bool:
    """
    Whether *source* is a document itself: no path looks like that.
    """
    return "\n" in source or source.lstrip().startswith(("{", "<"))


def _content(source: str | bytes | bytearray | memoryview | IO[bytes] | IO[str], limits: Limits) -> bytes:
    data = source if isinstance(source, (str, bytes, bytearray, memoryview)) else source.read(limits.file_bytes + 1)
    # half a surrogate cannot be encoded, and no form has one
    return data.encode("utf-8", "replace") if isinstance(data, str) else bytes(data)


def _bytes(path: str, limits: Limits) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read(limits.file_bytes + 1)
    except FileNotFoundError:
        reason = _NOT_FOUND
    except IsADirectoryError:
        reason = _FOLDER
    except OSError as error:
        reason = CANNOT_OPEN.fill(why=system_reason(error))
    except ValueError as error:
        # a zero byte in the name
        reason = CANNOT_OPEN.fill(why=error)
    raise ReadError(reason, file=path) from None


def _refusal(document: Document, reason: Text, **values: Any) -> ReadError:
    return ReadError(reason.fill(**values), file=document.name)
