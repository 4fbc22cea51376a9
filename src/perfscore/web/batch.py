"""
Documents that were handed to the page together, in a private folder, with what was made of them.
"""

from __future__ import annotations

import os
import re
import time
import zipfile

from collections.abc import Callable, Iterable, Iterator
from itertools import count
from pathlib import Path, PurePosixPath
from threading import RLock
from typing import Final

from attrs import Factory, define, evolve, field, frozen

from perfscore.bilingual import Language, Text
from perfscore.checking.report import Report
from perfscore.comparing import Comparison, Comparisons
from perfscore.files import system_reason
from perfscore.form import Form
from perfscore.lexicon import Lexicon
from perfscore.render import Style, writer
from perfscore.render.files import file_in_making, short_name, write_whole
from perfscore.render.writer import UnusableError
from perfscore.rulebook import Rulebook
from perfscore.running.delivery import DeliveryError, Destination, deliver
from perfscore.running.sources import Renamed
from perfscore.running.task import Check, Checked, Outcome, Task
from perfscore.running.worker import Worker


__all__ = ["Batch", "Decisions", "Limits", "RefusedError", "require_documents"]

_LATE: Final = Text(
    "超过时限 {seconds} 秒，其余文件未核对", "more than {seconds} seconds: the other documents were not checked"
)
_TOO_MANY_FORMS: Final = Text(
    "全部文件中超过 {most} 张表，其余未核对", "more than {most} forms in all documents: the others were not checked"
)
_TOO_MANY: Final = Text("一次最多 {most} 个文件", "{most} documents at a time at most")
_TOO_LARGE: Final = Text("{name} 超过 {most} MB", "{name} is larger than {most} MB")
_ALL: Final = Text("全部文件", "the documents together")
_NOT_UNDERSTOOD: Final = Text("请求无法读取", "the request cannot be read")
_NO_ROOM: Final = Text("无法保存文件：{why}", "the documents cannot be kept: {why}")
_REMOVED: Final = Text("已删除，不再核对", "removed: not checked any further")
_NOTHING: Final = Text("没有选择文件", "no document was chosen")

#: Characters that no system likes in the name of a file, and those that a terminal or page could obey.
_UNSAFE: Final = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]')


@frozen
class Limits:
    """
    What the page accepts: bytes of a document, documents, forms and seconds of a batch, batches that are kept, and for how
    long.
    """

    file_bytes: int = 64 * 1024**2
    files: int = 500
    forms: int = 5000
    batch_bytes: int = 1024**3
    seconds: int = 600
    batches: int = 20
    kept_seconds: int = 3600


@frozen
class Decisions:
    """
    How documents are checked: *prepare* makes the check, *rulebook_for* tells the rulebook that holds for a document, and
    with it the words that it is read by; *apply_configuration* gives a comparison as the configuration for a document has it.
    """

    prepare: Callable[[], Check]
    rulebook_for: Callable[[str], Rulebook]
    apply_configuration: Callable[[Comparison | Comparisons, str], Comparison | Comparisons]

    def lexicons(self) -> Callable[[str], Lexicon]:
        """
        What tells the words that a document is read by.
        """
        return lambda file: self.rulebook_for(file).lexicon


class RefusedError(Exception):
    """
    Something handed in that is not accepted; the message is one line for the page.
    """


@define(eq=False)
class Batch:
    """
    Documents that were handed in together, and how far they have been checked.
    """

    folder: str
    lang: Language
    limits: Limits
    #: paths, by the names that the documents go by
    files: dict[str, str] = Factory(dict)
    checked: list[Checked] = Factory(list)
    complaints: list[str] = Factory(list)
    done: int = 0
    finished: bool = False
    is_comparison: bool = False
    #: set when it is removed: nobody waits for the rest
    stopped: bool = False
    began: float = field(factory=time.monotonic)
    _bytes: int = 0
    #: held while results are made: several may be asked for at once, and one is part of another
    making: RLock = Factory(RLock)

    def add(self, name: str, content: Iterable[bytes]) -> None:
        """
        Keep a document under a name that can do no harm.

        :raises RefusedError: when there are too many, or it is too large, or there is no room for it.
        """
        limits = self.limits
        if len(self.files) >= limits.files:
            raise RefusedError(_TOO_MANY.say(self.lang, most=limits.files))
        shown = next(one for one in _names(_safe_name(name)) if one not in self.files)
        size, path = 0, os.path.join(self.folder, f"document-{len(self.files)}")
        try:
            with open(path, "wb") as out:
                for piece in content:
                    size += len(piece)
                    self._bytes += len(piece)
                    if size > limits.file_bytes or self._bytes > limits.batch_bytes:
                        most = limits.file_bytes if size > limits.file_bytes else limits.batch_bytes
                        raise RefusedError(_TOO_LARGE.say(self.lang, name=shown, most=most // 1024**2))
                    out.write(piece)
        except OSError as error:
            raise RefusedError(_NO_ROOM.say(self.lang, why=system_reason(error))) from None
        self.files[shown] = path

    def refuse_size(self) -> None:
        """
        :raises RefusedError: always: all documents together are too large.
        """
        most = self.limits.batch_bytes // 1024**2
        raise RefusedError(_TOO_LARGE.say(self.lang, name=_ALL.say(self.lang), most=most))

    def refuse_form(self, reason: str) -> None:
        """
        :raises RefusedError: always: the form that was sent cannot be taken, for the *reason* that its parser gives.
        """
        known = _TOO_MANY if reason.startswith("Too many files") else _NOT_UNDERSTOOD
        raise RefusedError(known.say(self.lang, most=self.limits.files))

    def check(self, decisions: Decisions) -> None:
        """
        Check the documents and write their pages; what goes wrong is told on the page.
        """
        try:
            self._write("html", decisions, self._watch)
        finally:
            self.finished = True

    def keep_comparison(self, page: str) -> None:
        """
        Keep the page that compares the documents.
        """
        folder = os.path.join(self.folder, "pages")
        os.makedirs(folder, exist_ok=True)
        write_whole(os.path.join(folder, "comparison.html"), page.encode("utf-8", "replace"))
        self.is_comparison = self.finished = True

    def result(self, name: str, decisions: Decisions) -> str:
        """
        The path of a result, which is made when it is first asked for: ``copies``, ``summary`` or ``everything``.
        """
        with self.making:
            if name == "everything":
                for part in ("copies", "summary"):
                    self.result(part, decisions)
                return _make_zip(self.folder, ("pages", "copies", "summary"), name)
            target = os.path.join(self.folder, name)
            if not os.path.exists(target):
                unfinished = f"{target}.part"
                format_name = {"copies": "xlsx", "summary": "summary"}[name]
                self._write(format_name, decisions, lambda stream: stream, unfinished)
                os.rename(unfinished, target)
            return self.packed(name)

    def packed(self, name: str) -> str:
        """
        The path of the one file in the folder *name*, or of a zip of several.
        """
        files = os.listdir(os.path.join(self.folder, name))
        return os.path.join(self.folder, name, files[0]) if len(files) == 1 else _make_zip(self.folder, (name,), name)

    def _write(
        self,
        format_name: str,
        decisions: Decisions,
        watch: Callable[[Iterator[Outcome]], Iterator[Outcome]],
        target: str | None = None,
    ) -> None:
        made = writer(format_name)
        output = os.path.join(target or os.path.join(self.folder, "pages"), "")
        os.makedirs(output, exist_ok=True)
        is_file = format_name == "summary"
        style = Style(self.lang, layout="own file" if made.makes_folder else "among others")
        try:
            names = {name: name for name in self.files}
            destination = Destination(f"{output}summary.xlsx" if is_file else output, names)
            documents = (Renamed(name, path) for name, path in self.files.items())
            deliver(
                watch(
                    map(Worker(Task(style, lambda: self._limit_check(decisions), made, decisions.lexicons)), documents)
                ),
                made,
                destination,
                style,
                lambda text: self.complaints.append(text.say(self.lang)),
            )
        except DeliveryError as error:
            self.complaints.append(error.reason.say(self.lang))

    def _limit_check(self, decisions: Decisions) -> Check:
        """
        The check, which refuses whatever is too late or too much.
        """
        check, number, limits = decisions.prepare(), count(1), self.limits
        end = time.monotonic() + limits.seconds

        def limited(form: Form, file: str, place: int) -> tuple[Report, int]:
            if self.stopped:
                raise UnusableError(_REMOVED.say(self.lang))
            if time.monotonic() > end:
                raise UnusableError(_LATE.say(self.lang, seconds=limits.seconds))
            if next(number) > limits.forms:
                raise UnusableError(_TOO_MANY_FORMS.say(self.lang, most=limits.forms))
            return check(form, file, place)

        return limited

    def _watch(self, stream: Iterator[Outcome]) -> Iterator[Outcome]:
        """
        Outcomes that are counted, until the time is over.
        """
        for outcome in stream:
            self.done += 1
            self.checked += (evolve(checked, piece=None) for checked in outcome.checked)
            self.complaints += outcome.complaints
            yield outcome
            if self.stopped:
                return
            if time.monotonic() - self.began > self.limits.seconds:
                self.complaints.append(_LATE.say(self.lang, seconds=self.limits.seconds))
                return


def _safe_name(name: str) -> str:
    """
    The document's own name, without folders and without what could be obeyed.
    """
    last = PurePosixPath(name.replace("\\", "/")).name
    return short_name(_UNSAFE.sub("_", last).strip(" .") or "document", "")


def _names(name: str) -> Iterator[str]:
    """
    The name, and others for further documents of that name.
    """
    yield name
    stem, suffix = os.path.splitext(name)
    yield from (f"{stem}-{number}{suffix}" for number in count(2))


def _make_zip(folder: str, parts: Iterable[str], name: str) -> str:
    """
    A zip of the folders *parts*. It is made once: somebody may still be receiving it.
    """
    target = os.path.join(folder, f"{name}.zip")
    if os.path.exists(target):
        return target
    with file_in_making(target) as made, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as out:
        for part in parts:
            for path in sorted(Path(folder, part).rglob("*")):
                if path.is_file():
                    out.write(path, path.relative_to(folder))
    return target


def require_documents(batch: Batch) -> None:
    """
    :raises RefusedError: for a batch without documents.
    """
    if not batch.files:
        raise RefusedError(_NOTHING.say(batch.lang))
