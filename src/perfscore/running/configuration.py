"""
Configuration: what a project has decided about its forms.

It stands in ``perfscore.toml``, or in ``pyproject.toml`` under ``[tool.perfscore]``, in the folder of the checked file or
in one above it; the nearest holds alone::

    rulebook = "beijing"                # or a file, relative to this one
    select = ["F", "T4"]
    ignore = ["M605"]

    [severity]
    R503 = "warning"                    # codes or prefixes

    [[accepted]]
    file = "2021/*.docx"
    cell = "indicators[16].score"       # left out: any cell
    code = "S304"
    reason = "付款推迟经主管部门同意"

The records are named tuples, as in `perfscore.running.task`: every command waits for them.
"""

from __future__ import annotations

import os
import tomllib

from collections.abc import Mapping
from fnmatch import fnmatchcase
from types import MappingProxyType
from typing import Any, Final, NamedTuple

from attrs import evolve

from perfscore.checking.report import Finding, Report
from perfscore.files import read_small_file
from perfscore.rules import Severity


__all__ = [
    "Acceptance",
    "Configuration",
    "ConfigurationError",
    "configuration_for",
    "load_configuration",
]

_NAMES: Final = ("perfscore.toml", "pyproject.toml")
_NO_SEVERITIES: Final[Mapping[str, Severity]] = MappingProxyType({})


class ConfigurationError(Exception):
    """
    A configuration that cannot be used: the file, the key, and what is wrong with it.
    """


class Acceptance(NamedTuple):
    """
    A finding that somebody has looked at and lets stand, and why. *file* is a pattern relative to the configuration.
    """

    code: str
    reason: str
    file: str = "*"
    cell: str = "*"

    def covers(self, finding: Finding, file: str) -> bool:
        return finding.code == self.code and self.cell in ("*", finding.cell) and fnmatchcase(file, self.file)


class Configuration(NamedTuple):
    """
    The decisions; *folder* is where they were found.
    """

    folder: str = ""
    rulebook: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = _NO_SEVERITIES
    accepted: tuple[Acceptance, ...] = ()

    def applied(self, report: Report, file: str) -> Report:
        """
        The *report* on *file* with severities changed and accepted findings marked; nothing is taken away.
        """
        if not self.severity and not self.accepted:
            return report
        path = os.path.relpath(os.path.abspath(file), self.folder).replace(os.sep, "/")
        findings = (self._judged(finding, path) for finding in report.findings)
        return evolve(report, findings=tuple(sorted(findings, key=lambda finding: -finding.severity)))

    def _judged(self, finding: Finding, path: str) -> Finding:
        prefixes = [prefix for prefix in self.severity if finding.code.startswith(prefix)]
        severity = self.severity[max(prefixes, key=len)] if prefixes else finding.severity
        reason = next((a.reason for a in self.accepted if a.covers(finding, path)), None)
        return evolve(finding, severity=severity, accepted=reason)


def configuration_for(file: str) -> Configuration:
    """
    The configuration nearest to *file*, looked for upwards from its folder; that of the working folder for stdin.

    :raises ConfigurationError: naming the file and the key that is unknown or of the wrong type.
    """
    folder = os.getcwd() if file == "-" else os.path.dirname(os.path.abspath(file))
    while True:
        for name in _NAMES:
            table = _table(os.path.join(folder, name))
            if table is not None:
                return _configuration(table, os.path.join(folder, name))
        above = os.path.dirname(folder)
        if above == folder:
            return Configuration()
        folder = above


def load_configuration(path: str) -> Configuration:
    """
    The configuration in the file *path*.

    :raises ConfigurationError: when there is none, or as above.
    """
    table = _table(path)
    if table is None:
        msg = f"{path}: holds no configuration"
        raise ConfigurationError(msg)
    return _configuration(table, path)


def _table(path: str) -> dict[str, Any] | None:
    """
    What a file says of us; ``None`` where there is no such file, or a pyproject.toml without ``[tool.perfscore]``.
    """
    try:
        table = tomllib.loads(read_small_file(path).decode())
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        return None
    except OSError as error:
        msg = f"{path}: cannot be read ({error.strerror})"
        raise ConfigurationError(msg) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        msg = f"{path}: is not TOML: {error}"
        raise ConfigurationError(msg) from error
    if os.path.basename(path) != "pyproject.toml":
        return table
    tools = table.get("tool", {})
    return tools.get("perfscore") if isinstance(tools, dict) else None


def _configuration(table: dict[str, Any], path: str) -> Configuration:
    known = {"rulebook": _rulebook, "select": _codes, "ignore": _codes, "severity": _severity, "accepted": _accepted}
    values: dict[str, Any] = {"folder": os.path.dirname(os.path.abspath(path))}
    for key, value in table.items():
        if key not in known:
            msg = f"{path}: {key}: no such key; there are {', '.join(known)}"
            raise ConfigurationError(msg)
        values[key] = known[key](value, path, key)
    return Configuration(**values)


def _text(value: Any, path: str, key: str) -> str:
    if not isinstance(value, str) or not value:
        msg = f"{path}: {key}: wants a text"
        raise ConfigurationError(msg)
    return value


def _rulebook(value: Any, path: str, key: str) -> str:
    """
    A name, or a path made absolute: it is relative to the configuration.
    """
    name = _text(value, path, key)
    own = "/" in name or name.endswith(".toml")
    return os.path.join(os.path.dirname(os.path.abspath(path)), name) if own else name


def _codes(value: Any, path: str, key: str) -> tuple[str, ...]:
    if not isinstance(value, list) or not all(isinstance(code, str) and code for code in value):
        msg = f'{path}: {key}: wants a list of codes or prefixes, such as ["F103", "S3"]'
        raise ConfigurationError(msg)
    return tuple(code.upper() for code in value)


def _severity(value: Any, path: str, key: str) -> Mapping[str, Severity]:
    if not isinstance(value, dict):
        msg = f'{path}: {key}: wants a table such as {{ M601 = "notice" }}'
        raise ConfigurationError(msg)
    severities = {severity.label: severity for severity in Severity}
    for code, label in value.items():
        if label not in severities:
            msg = f"{path}: {key}.{code}: wants one of {', '.join(severities)}"
            raise ConfigurationError(msg)
    return MappingProxyType({code.upper(): severities[label] for code, label in value.items()})


def _accepted(value: Any, path: str, key: str) -> tuple[Acceptance, ...]:
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        msg = f"{path}: {key}: wants tables such as [[accepted]] with code, reason, file and cell"
        raise ConfigurationError(msg)
    return tuple(_acceptance(entry, path, f"{key}[{index}]") for index, entry in enumerate(value))


def _acceptance(entry: dict[str, Any], path: str, key: str) -> Acceptance:
    for name in entry:
        if name not in Acceptance._fields:
            msg = f"{path}: {key}.{name}: no such key; there are {', '.join(Acceptance._fields)}"
            raise ConfigurationError(msg)
    for name in ("code", "reason"):
        if name not in entry:
            msg = f"{path}: {key}.{name}: is missing"
            raise ConfigurationError(msg)
    texts = {name: _text(text, path, f"{key}.{name}") for name, text in entry.items()}
    return Acceptance(**{**texts, "code": texts["code"].upper()})
