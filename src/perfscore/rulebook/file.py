"""
Rulebooks as TOML files: those that come with the package, and your own.

A file sets what differs from the one it extends::

    extends = "national"
    title = { zh = "某市", en = "a city" }

    [execution.weight]
    value = "20"
    source = { zh = "项目支出绩效自评表填报说明", en = "notes on filling in the form" }
    mark = "read"
    since = 2023-01-01

Titles and sources stand in both languages, or once for both.
"""

from __future__ import annotations

import os

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import Any, Final, Generic, TypeVar

from attrs import field, frozen, make_class, resolve_types

from perfscore.bilingual import Text
from perfscore.rulebook.book import Mark, Rulebook, RulebookError, Source, parameters
from perfscore.structuring import Problem, SettingsError, StructureError, read_toml, structure


__all__ = ["Entry", "load_rulebook", "rulebook_file", "shipped_rulebooks"]

_SHIPPED: Final = os.path.join(os.path.dirname(os.path.dirname(__file__)), "rulebooks")

_MISSING: Final = Text(
    '缺少这个键；请补上，或写明 extends = "national"', 'is missing; add it, or write extends = "national"'
)
_CIRCLE: Final = Text("循环引用：{circle}", "refers back to itself: {circle}")
_NOBODY: Final = Text(
    "没有名为 {name} 的规则手册；可用的有 {there}，或写文件名，如 ./{name}.toml",
    "no rulebook is called {name!r}; the rulebooks are {there}, or give a file such as ./{name}.toml",
)
_NO_BANDS: Final = Text("execution.method 为 banded 时不能为空", "is empty, though execution.method is banded")

_T = TypeVar("_T")


@frozen
class Entry(Generic[_T]):
    """
    A parameter in a file: its value, where that comes from, how sure that is, and when it holds.
    """

    value: _T
    source: Text
    mark: Mark
    since: date | None = None
    until: date | None = None


@lru_cache(maxsize=1)
def rulebook_file() -> Any:
    """
    The class of a rulebook file: an entry for each parameter, in the table that its key begins with.
    """
    resolve_types(Rulebook)
    tables: defaultdict[str, dict[str, Any]] = defaultdict(dict)
    for parameter in parameters().values():
        table, _, key = parameter.metadata["key"].partition(".")
        tables[table][key] = _optional(Entry[parameter.type])  # type: ignore[name-defined]
    made = {
        table: _optional(make_class(table.title(), keys, frozen=True, eq=False, repr=False))
        for table, keys in tables.items()
    }
    return make_class(
        "RulebookFile", {"extends": _optional(str), "title": _optional(Text), **made}, frozen=True, eq=False, repr=False
    )


def _optional(kind: Any) -> Any:
    return field(default=None, type=kind | None)


def shipped_rulebooks() -> tuple[str, ...]:
    """
    The names of the rulebooks that come with the package.
    """
    return tuple(sorted(name.removesuffix(".toml") for name in os.listdir(_SHIPPED) if name.endswith(".toml")))


def load_rulebook(rulebook: str | Rulebook) -> Rulebook:
    """
    A shipped rulebook by its name or title (``jiangxi``, ``江西``), or one of your own by its path (anything with a ``/`` or
    ending in ``.toml``); a `Rulebook` is itself.

    :raises RulebookError: naming the file and every key that is missing, unknown or of the wrong type.
    :raises TypeError: for anything else.
    """
    if isinstance(rulebook, Rulebook):
        return rulebook
    if not isinstance(rulebook, str):
        msg = f"rulebook must be a name, a path or a Rulebook, not {type(rulebook).__name__}"
        raise TypeError(msg)
    name = rulebook
    try:
        return _read(name) if _is_path(name) else _load_shipped(_shipped_name(name))
    except SettingsError as error:
        raise RulebookError(error.file, error.problems) from None


@lru_cache(maxsize=16)
def _load_shipped(name: str) -> Rulebook:
    return _read(name)


@lru_cache(maxsize=64)
def _shipped_name(name: str) -> str:
    """
    The name of the shipped rulebook whose title is *name*, in either language; *name* itself where there is none.
    """
    if name in shipped_rulebooks():
        return name
    titles = ((there, read_toml(*_locate(there, os.curdir, None))["title"]) for there in shipped_rulebooks())
    return next((there for there, title in titles if name in title.values()), name)


def _is_path(name: str) -> bool:
    return "/" in name or "\\" in name or name.endswith(".toml")


def _read(name: str) -> Rulebook:
    """
    The rulebook *name*: for each key the value of the first file in the chain of ``extends`` that sets it.
    """
    entries: dict[str, Entry[Any]] = {}
    sources: dict[str, Source] = {}
    written: dict[str, Any] = {}
    title, last = None, name
    for last, called, table in _chain(name):
        file = _structure(last, table)
        title = title or file.title
        for key, entry in _entries(file):
            if key not in entries:
                entries[key], written[key] = entry, _looked_up(table, key)["value"]
                sources[key] = Source(entry.source, entry.mark, called, entry.since, entry.until)
    known = parameters()
    if missing := [key for key in known if key not in entries]:
        raise SettingsError(last, tuple(Problem(f"$.{key}", _MISSING) for key in missing))
    _require(name, entries)
    return Rulebook(
        name=name,
        title=title or Text(_stem(name), _stem(name)),
        sources={key: sources[key] for key in known},
        written={key: written[key] for key in known},
        **{parameter.name: entries[key].value for key, parameter in known.items()},
    )


def _structure(file: str, table: dict[str, Any]) -> Any:
    try:
        return structure(table, rulebook_file())
    except StructureError as error:
        raise SettingsError(file, error.problems) from None


def _entries(file: Any) -> Iterator[tuple[str, Entry[Any]]]:
    """
    The parameters that the file sets, by their keys.
    """
    for key in parameters():
        table, _, name = key.partition(".")
        entry = getattr(getattr(file, table), name, None)
        if entry is not None:
            yield key, entry


def _looked_up(table: dict[str, Any], key: str) -> Any:
    part, _, name = key.partition(".")
    return table[part][name]


def _require(file: str, entries: dict[str, Entry[Any]]) -> None:
    """
    :raises SettingsError: where a value is of the right type and still cannot be used.
    """
    required = ((key, parameter.metadata["requirement"]) for key, parameter in parameters().items())
    problems = [
        Problem(f"$.{key}.value", requirement.text)
        for key, requirement in required
        if requirement and not requirement.holds(entries[key].value)
    ]
    if entries["execution.method"].value == "banded" and not entries["execution.bands"].value:
        problems.append(Problem("$.execution.bands", _NO_BANDS))
    if problems:
        raise SettingsError(file, tuple(problems))


def _stem(name: str) -> str:
    return os.path.splitext(os.path.basename(name))[0]


def _chain(name: str) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """
    The file of *name* and those it extends, nearest first: what to call each in a complaint and as a source, its table.
    """
    path, file = _locate(name, os.curdir, None)
    called, chain = name, list[str]()
    while True:
        chain.append(os.path.abspath(path))
        table = read_toml(path, file)
        yield file, called, table
        extends = table.get("extends")
        if extends is None:
            return
        called = extends
        path, extended = _locate(extends, os.path.dirname(path), file)
        if os.path.abspath(path) in chain:
            circle = " → ".join(map(_stem, [*chain, path]))
            raise SettingsError(file, (Problem("$.extends", _CIRCLE.fill(circle=circle)),))
        file = extended


def _locate(name: str, folder: str, file: str | None) -> tuple[str, str]:
    """
    The path of a rulebook, and what to call it; a path is relative to the *folder* of the *file* that names it.
    """
    if _is_path(name):
        path = os.path.normpath(os.path.join(folder, name))
        return path, path
    if name not in shipped_rulebooks():
        problem = _NOBODY.fill(name=name, there=", ".join(shipped_rulebooks()))
        raise SettingsError(file or "rulebook", (Problem("$.extends" if file else "$", problem),))
    return os.path.join(_SHIPPED, f"{name}.toml"), f"{name}.toml"
