"""
Two documents that were handed in, compared on a page.
"""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import Final

from perfscore.bilingual import Text
from perfscore.comparing import Entry, compare
from perfscore.read import ReadError, read
from perfscore.render import Style
from perfscore.render.comparison import comparison_writer
from perfscore.web.store import Batch, RefusedError


__all__ = ["comparison_page"]

_TWO: Final = Text("请选择两个文件：先前的和后来的", "choose two documents: the earlier and the later one")


def comparison_page(batch: Batch) -> str:
    """
    The page that compares the two documents of a batch, in the order they were chosen.

    :raises RefusedError: when there are not two, or one cannot be read.
    """
    if len(batch.files) != 2:
        raise RefusedError(_TWO.say(batch.lang))
    sides = []
    for shown, path in batch.files.items():
        try:
            sides.append([Entry(form, shown, index) for index, form in enumerate(read(Path(path), name=shown))])
        except ReadError as error:
            raise RefusedError(error.say(batch.lang)) from None
    before, after = sides
    result = compare(before[0], after[0]) if len(before) == len(after) == 1 else compare(before, after)
    out = StringIO()
    comparison_writer("html").functions.write(result, (), out, Style(batch.lang))
    return out.getvalue()
