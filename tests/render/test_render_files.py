"""
Files that are whole or not there, and names that no file system refuses.
"""

from __future__ import annotations

import os
import shutil

from pathlib import Path

import pytest

from perfscore.cli import main
from perfscore.render.files import file_in_making, short_name, write_whole


SLIP = Path(__file__).parents[2] / "examples" / "one-slip.json"


class TestWriting:
    def test_what_fails_leaves_what_was_there(self, tmp_path):
        (tmp_path / "a").write_bytes(b"before")

        def fill_the_disk():
            with file_in_making(str(tmp_path / "a")) as made:
                Path(made).write_bytes(b"hal")
                raise OSError(28, "No space left on device")

        with pytest.raises(OSError, match="No space"):
            fill_the_disk()

        assert [path.name for path in tmp_path.iterdir()] == ["a"]
        assert (tmp_path / "a").read_bytes() == b"before"

    def test_permissions_and_links_stay(self, tmp_path):
        (tmp_path / "a").write_bytes(b"before")
        (tmp_path / "a").chmod(0o640)
        (tmp_path / "link").symlink_to("a")
        write_whole(str(tmp_path / "link"), b"after")

        assert (tmp_path / "link").is_symlink()
        assert (tmp_path / "a").read_bytes() == b"after"
        assert (tmp_path / "a").stat().st_mode & 0o777 == 0o640

    def test_what_is_no_file_is_written_to(self):
        write_whole(os.devnull, b"gone")

        assert not os.path.isfile(os.devnull)

    def test_folders_are_made(self, tmp_path):
        write_whole(str(tmp_path / "new" / "folder" / "a"), b"x")

        assert (tmp_path / "new" / "folder" / "a").read_bytes() == b"x"


class TestNames:
    @pytest.mark.parametrize("stem", ["表" * 82, "表" * 84, "a" * 255, "é" * 200, "\udcff" * 300])
    def test_none_is_too_long(self, stem, tmp_path):
        """
        A name of the system's greatest length and a suffix more; names that differ stay different.
        """
        name, other = short_name(stem, ".checked.xlsx"), short_name(f"{stem}x", ".checked.xlsx")
        (tmp_path / name).touch()

        assert name.endswith(".checked.xlsx")
        assert name != other
        assert max(len(os.fsencode(name)), len(os.fsencode(other))) <= 255

    def test_a_short_one_stays(self):
        assert short_name("自评表.pdf", ".xlsx") == "自评表.pdf.xlsx"


@pytest.mark.parametrize("name", ["json", "csv", "text", "xlsx", "html"])
def test_one_long_name_stops_no_delivery(tmp_path, name):
    """
    Eighty-two Chinese characters, quite usual in this field.
    """
    forms = tmp_path / "forms"
    forms.mkdir()
    for stem in ("a", "表" * 82, "z"):
        shutil.copy(SLIP, forms / f"{stem}.json")

    assert main(["check", "--no-config", str(forms), "--format", name, "--output", f"{tmp_path / 'out'}/"]) == 1
    assert len([path for path in (tmp_path / "out").rglob("*") if path.is_file()]) == 3 + (name == "html")


def test_one_file_that_cannot_be_written_stops_no_delivery(tmp_path, capsys):
    """
    There is a folder in its place.
    """
    forms = tmp_path / "forms"
    forms.mkdir()
    for stem in ("a", "b", "c"):
        shutil.copy(SLIP, forms / f"{stem}.json")
    (tmp_path / "out" / "b.checked.json" / "x").mkdir(parents=True)
    code = main(
        ["check", "--no-config", "--lang", "en", str(forms), "--format", "json", "--output", f"{tmp_path / 'out'}/"]
    )

    assert code == 2
    assert "cannot be written" in capsys.readouterr().err
    assert {path.name for path in (tmp_path / "out").iterdir() if path.is_file()} == {
        "a.checked.json",
        "c.checked.json",
    }
