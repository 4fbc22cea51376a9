"""
A configuration that held is named in every output, with what it did to the findings: silence is no clean form.
"""

from __future__ import annotations

import io
import json

from io import BytesIO
from pathlib import Path

import pytest

from attrs import evolve

import perfscore

from perfscore.checking.report import ConfigurationUse
from perfscore.render import WRITERS, write_reports
from perfscore.render.summary import form_line
from perfscore.render.summary.xlsx import summary_workbook


SLIP = Path(__file__).parents[2] / "examples" / "one-slip.json"
USE = ConfigurationUse("下载/perfscore.toml", left_out=7, accepted=2, changed=3)
REPORT = evolve(perfscore.check(SLIP, select=["F103"]), configuration=USE)
TEXTS = [writer for writer in WRITERS if not writer.binary]


@pytest.mark.parametrize("writer", TEXTS, ids=lambda writer: writer.name + writer.suffix)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_text_names_it(writer, lang):
    out = io.StringIO()
    write_reports(writer, [("下载/a.json", 0, REPORT)], out, lang)

    assert "perfscore.toml" in out.getvalue()
    if writer.name != "csv":
        assert "7" in out.getvalue().partition("perfscore.toml")[2]


@pytest.mark.parametrize("writer", TEXTS, ids=lambda writer: writer.name + writer.suffix)
def test_nothing_is_said_where_there_is_none(writer):
    out = io.StringIO()
    write_reports(writer, [("a.json", 0, evolve(REPORT, configuration=None))], out, "en")

    assert "perfscore.toml" not in out.getvalue()


def test_workbooks_name_it():
    openpyxl = pytest.importorskip("openpyxl")
    (xlsx,) = (writer for writer in WRITERS if writer.name == "xlsx")
    copies = [
        xlsx.functions.annotate(b"{}", [REPORT], "en"),
        summary_workbook([form_line(REPORT, "a.json", 0, "en")], (), "", "en"),
    ]

    for data in copies:
        texts = {cell.value for sheet in openpyxl.load_workbook(BytesIO(data)) for cells in sheet for cell in cells}
        assert "configuration 下载/perfscore.toml: 7 findings left out, 2 accepted, 3 with another severity" in texts


def test_the_contract():
    assert REPORT.to_dict("en")["configuration"] == {
        "file": "下载/perfscore.toml",
        "left_out": 7,
        "accepted": 2,
        "changed": 3,
    }
    assert json.loads(json.dumps(perfscore.check(SLIP).to_dict("zh")))["configuration"] is None
