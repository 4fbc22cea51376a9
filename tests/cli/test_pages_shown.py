"""
Who waits at a terminal for a scan sees how far its recognition is; nobody else does.
"""

from __future__ import annotations

import sys

from functools import partial

import pytest

from perfscore import cli
from perfscore.read.watching import PAGE_RECOGNISED


@pytest.fixture(autouse=True)
def _restored():
    token = PAGE_RECOGNISED.set(None)
    yield
    PAGE_RECOGNISED.reset(token)


@pytest.mark.parametrize(
    ("terminal", "options", "shown"), [(True, [], True), (True, ["--quiet"], False), (False, [], False)]
)
def test_only_at_a_terminal(monkeypatch, tmp_path, terminal, options, shown):
    (tmp_path / "form.json").write_text('{"indicators": []}', encoding="utf-8")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: terminal, raising=False)
    cli.main(["check", *options, str(tmp_path / "form.json")])

    assert (PAGE_RECOGNISED.get() is not None) == shown


def test_the_line_is_gone_in_the_end(capsys):
    show = partial(cli._show_page, "en")
    show("folder/scan.pdf", 1, 2)
    show("folder/scan.pdf", 2, 2)

    assert capsys.readouterr().err == "\rscan.pdf: page 1 of 2 recognised\x1b[K\r\x1b[K"
