"""
Settings in TOML files: read with a limit, and refused with the file, the key and what is wrong with it.
"""

from __future__ import annotations

import tomllib

from typing import Any, Final

from perfscore.bilingual import Language, Text, preferred_language
from perfscore.files import read_small_file, system_reason
from perfscore.structuring.structure import Problem


__all__ = ["SettingsError", "read_toml"]

_CANNOT_READ: Final = Text("无法读取：{why}", "cannot be read: {why}")
_NO_TOML: Final = Text("不是有效的 TOML：{why}", "is not valid TOML: {why}")


class SettingsError(Exception):
    """
    Settings that cannot be used: for each problem the file, the key and what is wrong with it.
    """

    def __init__(self, file: str, problems: tuple[Problem, ...]) -> None:
        super().__init__(file, problems)
        self.file = file
        self.problems = problems

    def say(self, lang: Language) -> str:
        """
        A line for each problem.
        """
        keys = ((problem.path.removeprefix("$").removeprefix("."), problem.text.say(lang)) for problem in self.problems)
        return "\n".join(": ".join(filter(None, (self.file, key, text))) for key, text in keys)

    def __str__(self) -> str:
        return self.say(preferred_language())


def read_toml(path: str, file: str | None = None) -> dict[str, Any]:
    """
    The table in the TOML file *path*, which is called *file* in complaints.

    :raises SettingsError: when it cannot be read, is larger than 1 MiB, or is not TOML.
    """
    called = file or path
    try:
        return tomllib.loads(read_small_file(path).decode("utf-8"))
    except OSError as error:
        raise _refusal(called, _CANNOT_READ.fill(why=system_reason(error))) from None
    except (ValueError, RecursionError) as error:
        # ValueError: syntax, encoding, a whole number of thousands of digits
        raise _refusal(called, _NO_TOML.fill(why=error)) from None


def _refusal(file: str, text: Text) -> SettingsError:
    return SettingsError(file, (Problem("$", text),))
