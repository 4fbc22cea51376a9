"""
Files that steer a check are regular and small, or they are refused: nothing hangs, nothing fills the memory.
"""

from __future__ import annotations

import os
import subprocess
import sys

from itertools import product

import pytest

from perfscore.files import read_small_file, system_reason


FORM = '{"indicators":[{"name":"修路","target":"≥3公里","actual":"3公里","weight":"100","score":"100"}]}'


def test_what_a_regular_file_holds(tmp_path):
    (tmp_path / "a").write_bytes(b"x" * 10)

    assert read_small_file(str(tmp_path / "a"), 10) == b"x" * 10
    with pytest.raises(OSError, match="larger than"):
        read_small_file(str(tmp_path / "a"), 9)


def test_a_folder_and_a_missing_file(tmp_path):
    with pytest.raises(IsADirectoryError):
        read_small_file(str(tmp_path))
    with pytest.raises(FileNotFoundError):
        read_small_file(str(tmp_path / "none"))


@pytest.mark.parametrize(("name", "words"), [("pipe", "不是普通文件"), ("large", "文件过大")])
def test_why_is_said_in_both_languages(tmp_path, name, words):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "large").write_bytes(b"x" * 10)
    with pytest.raises(OSError, match=r"regular|larger") as refused:
        read_small_file(str(tmp_path / name), 9)

    assert system_reason(refused.value).zh == words


@pytest.fixture
def endless(tmp_path):
    """
    Names that are no regular files: a pipe nobody writes to, a device that never ends, and a file that is too large.
    """
    if not hasattr(os, "mkfifo"):
        pytest.skip("no pipes in the file system here")
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "zeros").symlink_to("/dev/zero")
    (tmp_path / "large").write_bytes(b"#" * 1_100_000)
    return tmp_path


@pytest.mark.parametrize("name", ["pipe", "zeros", "large"])
def test_such_a_name_is_refused(endless, name):
    with pytest.raises(OSError, match=r"not a regular file|larger than"):
        read_small_file(str(endless / name))


@pytest.mark.parametrize(
    ("use", "name"),
    [
        *product(["configuration", "option", "rulebook"], ["pipe", "zeros", "large"]),
        ("baseline", "pipe"),
        ("baseline", "zeros"),
    ],
)
def test_the_command_says_so_in_one_line(endless, name, use):
    """
    Beside the form, by an option, as a rulebook, as a baseline: exit status 2, within seconds and little memory.
    """
    resource = pytest.importorskip("resource", reason="no limits for a process here")
    file = endless / "form.json"
    file.write_text(FORM, encoding="utf-8")
    options = {
        "option": ["--config", str(endless / name)],
        "rulebook": ["--rulebook", str(endless / name)],
        "baseline": ["--baseline", str(endless / name)],
        "configuration": [],
    }[use]
    if use == "configuration":
        (endless / "perfscore.toml").symlink_to(endless / name)
    if use == "rulebook":
        (endless / "own.toml").symlink_to(endless / name)
        options = ["--rulebook", str(endless / "own.toml")]
    done = subprocess.run(
        [sys.executable, "-m", "perfscore", "check", "--lang", "en", *options, str(file)],
        capture_output=True,
        check=False,
        text=True,
        timeout=120,
        # a configuration counts where the command is started
        cwd=endless,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (500 * 1024**2,) * 2),
    )

    assert done.returncode == 2, done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert "regular" in done.stderr or "larger" in done.stderr


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="no such device here")
def test_stdin_without_end():
    """
    What comes in is read up to the size a document may have, and no further.
    """
    resource = pytest.importorskip("resource", reason="no limits for a process here")
    with open("/dev/zero", "rb") as zeros:
        done = subprocess.run(
            [sys.executable, "-m", "perfscore", "check", "--lang", "en", "-"],
            stdin=zeros,
            capture_output=True,
            check=False,
            text=True,
            timeout=120,
            preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_AS, (500 * 1024**2,) * 2),
        )

    assert done.returncode == 2
    assert "larger than 64 MB" in done.stderr
    assert len(done.stderr.splitlines()) == 1
