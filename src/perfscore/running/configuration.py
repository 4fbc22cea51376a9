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
"""

from __future__ import annotations

import os

from collections.abc import Mapping
from fnmatch import fnmatchcase
from typing import Any, Final

from attrs import evolve, field, frozen

from perfscore.bilingual import Text
from perfscore.checking.report import Finding, Report
from perfscore.rules import Severity
from perfscore.structuring import Problem, SettingsError, StructureError, read_toml, structure


__all__ = [
    "Acceptance",
    "Configuration",
    "ConfigurationError",
    "configuration_for",
    "load_configuration",
]

_NAMES: Final = ("perfscore.toml", "pyproject.toml")
_ABSENT: Final = Text("文件不存在", "does not exist")
_NONE: Final = Text("文件中没有 perfscore 的配置", "contains no configuration of perfscore")


class ConfigurationError(SettingsError):
    """
    A configuration that cannot be used: the file, the key, and what is wrong with it.
    """


def _capitals(code: str) -> str:
    return code.upper()


def _upper(codes: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(code.upper() for code in codes)


def _by_upper(severities: Mapping[str, Severity]) -> Mapping[str, Severity]:
    return {code.upper(): severity for code, severity in severities.items()}


@frozen
class Acceptance:
    """
    A finding that somebody has looked at and lets stand, and why. *file* is a pattern relative to the configuration.
    """

    code: str = field(converter=_capitals)
    reason: str
    file: str = "*"
    cell: str = "*"

    def covers(self, finding: Finding, file: str) -> bool:
        return finding.code == self.code and self.cell in ("*", finding.cell) and fnmatchcase(file, self.file)


@frozen
class Configuration:
    """
    The decisions; *folder* is where they were found.
    """

    folder: str = ""
    rulebook: str | None = None
    select: tuple[str, ...] = field(default=(), converter=_upper)
    ignore: tuple[str, ...] = field(default=(), converter=_upper)
    severity: Mapping[str, Severity] = field(factory=dict, converter=_by_upper, hash=False)
    accepted: tuple[Acceptance, ...] = ()

    def applied(self, report: Report, file: str) -> Report:
        """
        The *report* on *file* with severities changed and accepted findings marked; nothing is taken away.
        """
        if not self.severity and not self.accepted:
            return report
        path = os.path.relpath(os.path.abspath(file), self.folder).replace(os.sep, "/")
        findings = (self._judged(finding, path) for finding in report.findings)
        return evolve(report, findings=tuple(sorted(findings, key=lambda finding: finding.severity, reverse=True)))

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
        raise ConfigurationError(path, (Problem("$", _NONE if os.path.exists(path) else _ABSENT),))
    return _configuration(table, path)


def _table(path: str) -> dict[str, Any] | None:
    """
    What a file says of us; ``None`` where there is no such file, or a pyproject.toml without ``[tool.perfscore]``.
    """
    if not os.path.exists(path) or os.path.isdir(path):
        return None
    try:
        table = read_toml(path)
    except SettingsError as error:
        raise ConfigurationError(error.file, error.problems) from None
    if os.path.basename(path) != "pyproject.toml":
        return table
    tools = table.get("tool", {})
    return tools.get("perfscore") if isinstance(tools, dict) else None


def _configuration(table: dict[str, Any], path: str) -> Configuration:
    try:
        settings = structure(table, Configuration, without={"folder"})
    except StructureError as error:
        raise ConfigurationError(path, error.problems) from None
    folder = os.path.dirname(os.path.abspath(path))
    return evolve(settings, folder=folder, rulebook=_located(settings.rulebook, folder))


def _located(rulebook: str | None, folder: str) -> str | None:
    """
    A name, or a path made absolute: it is relative to the configuration.
    """
    is_path = rulebook is not None and ("/" in rulebook or rulebook.endswith(".toml"))
    return os.path.join(folder, rulebook) if rulebook and is_path else rulebook
