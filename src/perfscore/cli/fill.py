"""
``perfscore fill``: computed rates, scores and totals in the blanks of the user's own document.
"""

from __future__ import annotations

import argparse
import os
import sys

from collections.abc import Sequence
from io import StringIO
from typing import Final

from perfscore.bilingual import Language, Text
from perfscore.checking.fill import fill
from perfscore.cli.settings import Settings, complain
from perfscore.files import CANNOT_WRITE, system_reason
from perfscore.form import Form
from perfscore.read import ReadError, read
from perfscore.render import printer
from perfscore.render.files import write_whole
from perfscore.render.office.filling import fill_document
from perfscore.render.writer import NoCopyError, UnusableError
from perfscore.running.run import CLEAN
from perfscore.structuring import SettingsError


__all__ = ["run"]

_WRITTEN: Final = Text("已写入 {output}：填写 {count} 格", "written to {output}: cells filled: {count}")
_SAME: Final = Text("{output} 是原文件，不能覆盖", "{output} is the document itself: it is not overwritten")
_OTHER_FORMAT: Final = Text(
    "{output}: 填好的副本与 {path} 格式相同，扩展名也应相同（或为 .json）",
    "{output}: the filled copy has the format of {path}, and takes its suffix (or .json)",
)


def run(options: argparse.Namespace) -> int:
    """
    Fill the blanks of a document and write it to another place; a ``.json`` output is the filled forms.
    """
    path, output, lang = options.path, options.output, options.lang
    try:
        rulebook = Settings(options).of(path).rulebook
        forms = read(path, lexicon=rulebook.lexicon)
        filled = [fill(form, rulebook=rulebook) for form in forms]
        if output is None or output.endswith(".json"):
            return _write_json(path, filled, output, lang)
        if os.path.exists(output) and os.path.samefile(path, output):
            return complain(_SAME.say(lang, output=output))
        with open(path, "rb") as source:
            data = source.read()
        document, count = fill_document(data, forms, filled, lang)
        if os.path.splitext(output)[1].lower() != os.path.splitext(path)[1].lower():
            return complain(_OTHER_FORMAT.say(lang, output=output, path=path))
        write_whole(output, document)
    except (ReadError, SettingsError) as error:
        return complain(error.say(lang))
    except (NoCopyError, UnusableError, ValueError) as error:
        return complain(f"{path}: {error}")
    except OSError as error:
        return complain(CANNOT_WRITE.say(lang, path=output, why=system_reason(error)))
    complain(_WRITTEN.say(lang, output=output, count=count))
    return CLEAN


def _write_json(path: str, forms: Sequence[Form], output: str | None, lang: Language) -> int:
    out = StringIO()
    printer("json").write_forms([(path, index, form) for index, form in enumerate(forms)], out, lang)
    if output is None:
        sys.stdout.write(out.getvalue())
    else:
        write_whole(output, out.getvalue().encode())
    return CLEAN
