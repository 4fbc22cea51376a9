"""
Documents that were handed in, with their blanks filled.
"""

from __future__ import annotations

import os

from collections.abc import Callable
from pathlib import Path
from typing import Final

from perfscore.bilingual import Text
from perfscore.checking.fill import fill
from perfscore.read import ReadError, read
from perfscore.render.files import write_whole
from perfscore.render.office.filling import fill_document
from perfscore.render.writer import NoCopyError, UnusableError
from perfscore.rulebook import Rulebook
from perfscore.structuring import SettingsError
from perfscore.web.batch import Batch, RefusedError


__all__ = ["filled_documents"]

_FOLDER: Final = "filled"
_NOTHING: Final = Text("没有能够算出而未填的单元格", "no blank cell could be computed")


def filled_documents(batch: Batch, rulebook_for: Callable[[str], Rulebook]) -> str:
    """
    The path of the one document of a batch in which something was filled, or of a zip of several.

    :raises RefusedError: when nothing could be filled, with the reason.
    """
    with batch.making:
        reasons = _fill_all(batch, rulebook_for)
        if not os.listdir(os.path.join(batch.folder, _FOLDER)):
            raise RefusedError((reasons or [_NOTHING.say(batch.lang)])[0])
        return batch.packed(_FOLDER)


def _fill_all(batch: Batch, rulebook_for: Callable[[str], Rulebook]) -> list[str]:
    """
    Write the documents in which something is filled; why others cannot be filled is the result.
    """
    folder, reasons = os.path.join(batch.folder, _FOLDER), []
    os.makedirs(folder, exist_ok=True)
    for shown, path in batch.files.items():
        try:
            document, count = _fill_document(Path(path), shown, batch, rulebook_for(shown))
        except (ReadError, SettingsError) as error:
            reasons.append(error.say(batch.lang))
        except (NoCopyError, UnusableError, ValueError) as error:
            reasons.append(f"{shown}: {error}")
        else:
            if count:
                write_whole(os.path.join(folder, shown), document)
    return reasons


def _fill_document(path: Path, shown: str, batch: Batch, rulebook: Rulebook) -> tuple[bytes, int]:
    forms = read(path, name=shown, lexicon=rulebook.lexicon)
    filled = [fill(form, rulebook=rulebook) for form in forms]
    return fill_document(path.read_bytes(), forms, filled, batch.lang)
