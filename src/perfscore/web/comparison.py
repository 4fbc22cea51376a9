"""
Two documents that were handed in, compared on a page.
"""

from __future__ import annotations

from io import StringIO
from pathlib import Path
from typing import Final

from perfscore.bilingual import Text
from perfscore.comparing import Comparison, Comparisons, Entry, compare
from perfscore.read import ReadError, read
from perfscore.render import Style
from perfscore.render.comparison import comparison_writer
from perfscore.structuring import SettingsError
from perfscore.web.batch import Batch, Decisions, RefusedError


__all__ = ["comparison_page"]

_TWO: Final = Text("请选择两个文件：先前的和后来的", "choose two documents: the earlier and the later one")
_TOO_MANY: Final = Text("一个文件中超过 {most} 张表，未比较", "more than {most} forms in a document: not compared")


def comparison_page(batch: Batch, decisions: Decisions) -> str:
    """
    The page that compares the two documents of a batch, in the order they were chosen.

    :raises RefusedError: when there are not two, one cannot be read, or the settings cannot be used.
    """
    if len(batch.files) != 2:
        raise RefusedError(_TWO.say(batch.lang))
    sides = []
    for shown, path in batch.files.items():
        try:
            rulebook = decisions.rulebook_for(shown)
            forms = read(Path(path), name=shown, lexicon=rulebook.lexicon)
        except (ReadError, SettingsError) as error:
            raise RefusedError(error.say(batch.lang)) from None
        except ValueError as error:
            raise RefusedError(str(error)) from None
        sides.append([Entry(form, shown, index) for index, form in enumerate(forms)])
    if max(map(len, sides)) > batch.limits.forms:
        raise RefusedError(_TOO_MANY.say(batch.lang, most=batch.limits.forms))
    before, after = sides
    if len(before) == len(after) == 1:
        result: Comparison | Comparisons = compare(before[0], after[0], rulebook=rulebook)
    else:
        result = compare(before, after, rulebook=rulebook)
    result = decisions.apply_configuration(result, shown)
    out = StringIO()
    comparison_writer("html").functions.write(result, (), out, Style(batch.lang))
    return out.getvalue()
