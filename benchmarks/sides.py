"""
One side of a comparison, alone in a process:

    python benchmarks/sides.py NAME FOLDER [--first N]

does the work of that side for each document of the folder, in their order, and prints the CPU seconds that a document
took, those of the processes it started included. The first two documents are not counted: they import what is needed.
Sides called ``perfscore…`` need nothing but perfscore, so that another version can be measured by its own Python. POSIX only.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import sys

from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any, Final

import perfscore


__all__ = ["SIDES", "cpu", "descendants"]

_WARM: Final = 2


def descendants(root: int) -> Iterator[int]:
    """
    The processes that come from *root*; on Linux.
    """
    for path in Path(f"/proc/{root}/task").glob("*/children"):
        for child in path.read_text(encoding="utf-8").split():
            yield int(child)
            yield from descendants(int(child))


def cpu() -> float:
    """
    Seconds of this process and those that it started.
    """
    uses = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    ticks = 0
    for process in descendants(os.getpid()):
        fields = Path(f"/proc/{process}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
        ticks += int(fields[11]) + int(fields[12])
    return sum(use.ru_utime + use.ru_stime for use in uses) + ticks / os.sysconf("SC_CLK_TCK")


def _form(path: Path) -> Any:
    return perfscore.read(path)[0]


def _spoiled(path: Path) -> Any:
    form = _form(path)
    row = len(form.indicators) // 2
    score = form.indicators[row].score or "0"
    return form.with_cells({f"indicators[{row}].score": f"{9 - int(score[0])}{score[1:]}"})


def _documents(path: Path) -> object:
    return [perfscore.check(form) for form in perfscore.read(path)]


def _bare(form: Any) -> object:
    from check_speed import bare  # noqa: PLC0415 - each side imports its own library

    return bare(form)


def _pydantic(data: Any) -> object:
    from validators import in_pydantic  # noqa: PLC0415 - as above

    return in_pydantic(data)


def _pandera(form: Any) -> object:
    from validators import in_pandera  # noqa: PLC0415 - as above

    return in_pandera(form)


def _beancount(form: Any) -> object:
    """
    The scores as entries of a ledger, the total as its balance.
    """
    from beancount.loader import load_string  # noqa: PLC0415 - as above

    lines = ["2024-01-01 open Assets:Total", "2024-01-01 open Income:Points"]
    for score in (form.funds[0].score, *(row.score for row in form.indicators)):
        lines.append('2024-01-02 * "row"')
        lines.append(f"  Assets:Total  {score or 0} POINT\n  Income:Points")
    lines.append(f"2024-01-03 balance Assets:Total  {form.total.score} POINT")
    return load_string("\n".join(lines))[1]


def _openpyxl(path: Path) -> object:
    """
    What a script does: open the workbook and add up its numbers.
    """
    from openpyxl import load_workbook  # noqa: PLC0415 - as above

    total = Decimal(0)
    for sheet in load_workbook(path, data_only=True):
        for row in sheet.iter_rows(values_only=True):
            total += sum(Decimal(str(value)) for value in row if str(value or "").replace(".", "", 1).isdigit())
    return total


def _calamine(path: Path) -> object:
    from python_calamine import load_workbook  # noqa: PLC0415 - as above

    book = load_workbook(str(path))
    return [book.get_sheet_by_name(name).to_python() for name in book.sheet_names]


def _xlrd(path: Path) -> object:
    from xlrd import open_workbook  # noqa: PLC0415 - as above

    return [sheet.row_values(number) for sheet in open_workbook(str(path)).sheets() for number in range(sheet.nrows)]


def _python_docx(path: Path) -> object:
    from docx import Document  # noqa: PLC0415 - as above

    return [[cell.text for cell in row.cells] for table in Document(str(path)).tables for row in table.rows]


def _lxml(path: Path) -> object:
    from lxml import html  # noqa: PLC0415 - as above

    return [cell.text_content() for cell in html.fromstring(path.read_bytes()).iter("td")]


def _pdfplumber(path: Path) -> object:
    import pdfplumber  # noqa: PLC0415 - as above

    with pdfplumber.open(path) as document:
        return [page.extract_tables() for page in document.pages]


def _camelot(path: Path) -> object:
    import camelot  # noqa: PLC0415 - as above

    return [table.df for table in camelot.read_pdf(str(path), pages="all", flavor="lattice")]


def _data(path: Path) -> Any:
    return json.loads(path.read_bytes())


def _itself(path: Path) -> Path:
    return path


#: What is made of a document beforehand, and the work that is measured.
SIDES: Final[dict[str, tuple[Callable[[Path], Any], Callable[[Any], object]]]] = {
    "perfscore.check": (_form, perfscore.check),
    "perfscore.suspects": (_spoiled, lambda form: perfscore.check(form).suspects),
    "perfscore": (_itself, _documents),
    "bare Decimal": (_form, _bare),
    "pydantic": (_data, _pydantic),
    "pandera": (_form, _pandera),
    "beancount": (_form, _beancount),
    "json.loads": (_itself, _data),
    "openpyxl + SUM": (_itself, _openpyxl),
    "python-calamine": (_itself, _calamine),
    "xlrd": (_itself, _xlrd),
    "python-docx": (_itself, _python_docx),
    "lxml": (_itself, _lxml),
    "pdfplumber": (_itself, _pdfplumber),
    "camelot": (_itself, _camelot),
}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("name", choices=SIDES)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--first", type=int, help="no more documents than these")
    options = parser.parse_args()
    prepare, work = SIDES[options.name]
    documents = [prepare(path) for path in sorted(options.folder.iterdir())[: options.first]]
    for document in documents[:_WARM]:
        work(document)
    before = cpu()
    for document in documents[_WARM:]:
        work(document)
    sys.stdout.write(f"{(cpu() - before) / max(len(documents) - _WARM, 1)}\n")


if __name__ == "__main__":
    main()
