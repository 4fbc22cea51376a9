"""
Formats of past years and of other programs, read by LibreOffice where it is installed: it saves the document as DOCX or
XLSX, which is then read like any other.

LibreOffice runs with a profile of its own in a folder that is deleted afterwards, without macros, without a network as
far as it keeps to its settings, and within limits of computing, memory and disk.
"""

from __future__ import annotations

import os
import shutil
import signal
import subprocess

from contextlib import suppress
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final

from attrs import evolve

from perfscore.bilingual import Text
from perfscore.read.errors import ReadError
from perfscore.read.recognise import REFUSALS, recognise


if TYPE_CHECKING:
    from perfscore.read.document import Document
    from perfscore.read.grid import Grid


__all__ = ["grids"]

#: What a document of each kind is saved as.
_SAVED_AS: Final = {"doc": "docx", "rtf": "docx", "odt": "docx", "xlsb": "xlsx"}

#: Where it is when it is not on the path.
_PLACES: Final = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    r"C:\Program Files\LibreOffice\program\soffice.com",
    r"C:\Program Files (x86)\LibreOffice\program\soffice.com",
)

_OPTIONS: Final = ("--headless", "--invisible", "--nologo", "--nodefault", "--norestore", "--nolockcheck")

#: Computing, memory in kB and blocks of 512 bytes on disk, then the command; a shell sets limits in every thread.
_CONFINED: Final = ("/bin/sh", "-c", 'ulimit -t "$1" -v "$2" -f "$3" -c 0; shift 3; exec "$@"', "sh")

#: LibreOffice takes several times the memory of the document for itself alone.
_MEMORY_TIMES = 2

#: Times its seconds of computing, by the clock: it may wait for something that never comes.
_PATIENCE = 10

_FAILED = Text(
    zh="LibreOffice 未能转换该文件，请在 Word、Excel 或 WPS 中另存为 {to}",
    en="LibreOffice could not convert it: save it as .{to} in Word, Excel or WPS",
)

#: No macro runs, no link to the outside is followed.
_PROFILE: Final = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry" xmlns:xs="http://www.w3.org/2001/XMLSchema"
 xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="MacroSecurityLevel" oor:op="fuse">
<value>3</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="DisableMacrosExecution" oor:op="fuse">
<value>true</value></prop></item>
<item oor:path="/org.openoffice.Office.Common/Security/Scripting"><prop oor:name="BlockUntrustedRefererLinks"
 oor:op="fuse"><value>true</value></prop></item>
</oor:items>
"""


def grids(document: Document) -> list[Grid]:
    """
    The tables of a document that LibreOffice can open.

    :raises ReadError: when LibreOffice is not installed, saying what to save the document as, or cannot convert it.
    """
    kind = recognise(document.data)
    program = _program()
    if program is None:
        raise ReadError(REFUSALS[kind], file=document.name)
    to = _SAVED_AS[kind]
    data = _convert(program, document, kind, to)
    if not data or recognise(data) != to:
        raise ReadError(_FAILED.fill(to=to), file=document.name)
    found: list[Grid] = import_module(f"perfscore.read.formats.{to}").grids(evolve(document, data=data))
    return found


def _program() -> str | None:
    found = shutil.which("soffice")
    # a program in the working folder may be a stranger's
    if found and os.path.isabs(found) and os.path.dirname(found) != os.getcwd():
        return found
    return next((place for place in _PLACES if os.path.isfile(place)), None)


def _convert(program: str, document: Document, kind: str, to: str) -> bytes:
    """
    The document as LibreOffice saves it, ``b""`` where it does not.
    """
    limits = document.limits
    with TemporaryDirectory(prefix="perfscore-") as name:
        folder = Path(name)
        source, saved = folder / f"document.{kind}", folder / "saved"
        source.write_bytes(document.data)
        user = folder / "profile" / "user"
        user.mkdir(parents=True)
        (user / "registrymodifications.xcu").write_text(_PROFILE, encoding="utf-8")
        command = [
            program,
            f"-env:UserInstallation={user.parent.as_uri()}",
            *_OPTIONS,
            "--convert-to",
            to,
            "--outdir",
            str(saved),
            str(source),
        ]
        if os.name == "posix":
            kilobytes = _MEMORY_TIMES * limits.memory // 1024
            bounds = (limits.seconds, kilobytes, limits.file_bytes // 512)
            command = [*_CONFINED, *map(str, bounds), *command]
        _run(command, folder, _PATIENCE * limits.seconds)
        result = saved / f"document.{to}"
        return result.read_bytes() if result.is_file() else b""


def _run(command: list[str], folder: Path, seconds: int) -> None:
    nowhere = "http://127.0.0.1:9"
    process = subprocess.Popen(  # noqa: S603 - the program of that name, without a shell's reading of any argument
        command,
        cwd=folder,
        env={
            "HOME": str(folder),
            "PATH": os.defpath,
            "LC_ALL": "C.UTF-8",
            "SAL_USE_VCLPLUGIN": "svp",
            "http_proxy": nowhere,
            "https_proxy": nowhere,
        },
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        pass
    finally:
        # whatever it started ends with it
        with suppress(OSError, AttributeError):
            os.killpg(process.pid, signal.SIGKILL)
        process.kill()
        process.wait()
