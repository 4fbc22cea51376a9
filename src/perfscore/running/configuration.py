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

from collections.abc import Iterable, Iterator, Mapping
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve, field, frozen

from perfscore.bilingual import Text
from perfscore.checking.report import ConfigurationUse, Finding, Report
from perfscore.files import read_small_file
from perfscore.lexicon import Lexicon, WordsError, load_lexicon
from perfscore.rules import Severity
from perfscore.structuring import Problem, SettingsError, StructureError, read_toml, structure


if TYPE_CHECKING:
    from perfscore.comparing import Difference

__all__ = [
    "Acceptance",
    "Configuration",
    "ConfigurationError",
    "configuration_for",
    "load_configuration",
]

_NAMES: Final = ("perfscore.toml", "pyproject.toml")
_NOT_MET: Final = Text(
    "{config}: 所接受的 {code}（文件 {file}，单元格 {cell}）没有出现",
    "{config}: accepted {code} (file {file}, cell {cell}) was not found",
)
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

    def covers(self, code: str, cell: str | None, file: str) -> bool:
        return code == self.code and self.cell in ("*", cell) and fnmatchcase(file, self.file)

    def not_met(self, source: str) -> Text:
        """
        That nothing was found which this entry of the configuration *source* would accept.
        """
        return _NOT_MET.fill(config=source, code=self.code, file=self.file, cell=self.cell)


@frozen
class Configuration:
    """
    The decisions; the file *source* in *folder* is where they were found.
    """

    folder: str = ""
    source: str = ""
    rulebook: str | None = None
    select: tuple[str, ...] = field(default=(), converter=_upper)
    ignore: tuple[str, ...] = field(default=(), converter=_upper)
    severity: Mapping[str, Severity] = field(factory=dict, converter=_by_upper, hash=False)
    accepted: tuple[Acceptance, ...] = ()
    #: Words of the project's own, as the files of the lexicon have them.
    words: Mapping[str, Any] = field(factory=dict, hash=False)

    @property
    def lexicon(self) -> Lexicon:
        """
        The lexicon with the project's own words.

        :raises ConfigurationError: for words that the lexicon has no place for.
        """
        try:
            return load_lexicon(self.words)
        except WordsError as error:
            raise ConfigurationError(self.source, (Problem("$.words", Text(str(error), str(error))),)) from None

    def applied(self, report: Report, file: str, left_out: int = 0) -> Report:
        """
        The *report* on *file* with severities changed and accepted findings marked; nothing is taken away.

        Where the decisions come from a file, the report names it, with how many findings it left out (*left_out*, which
        the choice of rules has done), accepted, or gave another severity.
        """
        if not (self.severity or self.accepted or self.source):
            return report
        path = self.path_of(file)
        findings = [self._judged(finding, path) for finding in report.findings]
        changed = sum(new.severity != old.severity for new, old in zip(findings, report.findings, strict=True))
        accepted = sum(finding.accepted is not None for finding in findings)
        use = ConfigurationUse(_seen_from_here(self.source), left_out, accepted, changed) if self.source else None
        findings.sort(key=lambda finding: finding.severity, reverse=True)
        return evolve(report, findings=tuple(findings), configuration=use)

    def on_differences(self, differences: Iterable[Difference]) -> tuple[Difference, ...]:
        """
        The *differences* without those of rules that are ignored, with severities changed and accepted ones marked.

        What is selected are rules about single forms: a choice among them silences no comparison.
        """
        return tuple(
            evolve(
                one,
                severity=self.severity_of(one.code, one.severity),
                accepted=next((entry.reason for entry in self._met_by(one)), None),
            )
            for one in differences
            if not one.code.startswith(self.ignore)
        )

    def met_by(self, differences: Iterable[Difference]) -> set[Acceptance]:
        """
        The entries that accept one of the *differences*.
        """
        return {entry for one in differences for entry in self._met_by(one)}

    def severity_of(self, code: str, usual: Severity) -> Severity:
        """
        The severity that a rule's findings have here; *usual* is the rule's own.
        """
        prefixes = [prefix for prefix in self.severity if code.startswith(prefix)]
        return self.severity[max(prefixes, key=len)] if prefixes else usual

    def path_of(self, file: str) -> str:
        """
        The file's name as seen from the configuration's folder.
        """
        try:
            name = os.path.relpath(os.path.abspath(file), self.folder or os.curdir)
        except ValueError:
            # another drive of a Windows machine
            name = os.path.abspath(file)
        return name.replace(os.sep, "/")

    def _judged(self, finding: Finding, path: str) -> Finding:
        severity = self.severity_of(finding.code, finding.severity)
        reason = next((entry.reason for entry in self.accepted if entry.covers(finding.code, finding.cell, path)), None)
        return evolve(finding, severity=severity, accepted=reason)

    def _met_by(self, one: Difference) -> Iterator[Acceptance]:
        cell, path = one.cell or one.before_cell, self.path_of(one.file or one.before_file)
        return (entry for entry in self.accepted if entry.covers(one.code, cell, path))


def configuration_for(file: str) -> Configuration:
    """
    The configuration nearest to *file*, looked for upwards from its folder; upwards from the working folder for stdin and
    for files that lie elsewhere: a folder that comes from somebody else does not decide how it is checked.

    :raises ConfigurationError: naming the file and the key that is unknown or of the wrong type.
    """
    working = os.getcwd()
    folder = working if file == "-" else os.path.dirname(os.path.abspath(file))
    if os.path.commonpath([working, folder] if _same_drive(working, folder) else [""]) != working:
        folder = working
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
    is_ours = os.path.basename(path) != "pyproject.toml"
    try:
        table = read_toml(path)
    except SettingsError as error:
        if not is_ours and not _names_us(path):
            # what is wrong there is the business of others
            return None
        raise ConfigurationError(error.file, error.problems) from None
    if is_ours:
        return table
    tools = table.get("tool", {})
    return tools.get("perfscore") if isinstance(tools, dict) else None


def _names_us(path: str) -> bool:
    try:
        return b"tool.perfscore" in read_small_file(path)
    except OSError:
        return False


def _same_drive(one: str, other: str) -> bool:
    return os.path.splitdrive(one)[0] == os.path.splitdrive(other)[0]


def _configuration(table: dict[str, Any], path: str) -> Configuration:
    try:
        settings = structure(table, Configuration, without={"folder", "source"})
    except StructureError as error:
        raise ConfigurationError(path, error.problems) from None
    folder = os.path.dirname(os.path.abspath(path))
    return evolve(settings, folder=folder, source=path, rulebook=_locate(settings.rulebook, folder))


def _seen_from_here(path: str) -> str:
    """
    The path as somebody in the working folder would name it; one outside of it in full.
    """
    try:
        relative = os.path.relpath(path)
    except ValueError:
        # another drive of a Windows machine
        return path
    return path if relative.startswith(os.pardir) else relative


def _locate(rulebook: str | None, folder: str) -> str | None:
    """
    A name, or a path made absolute: it is relative to the configuration.
    """
    is_path = rulebook is not None and ("/" in rulebook or rulebook.endswith(".toml"))
    return os.path.join(folder, rulebook) if rulebook and is_path else rulebook
