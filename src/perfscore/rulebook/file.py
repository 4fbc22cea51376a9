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
import tomllib

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from types import MappingProxyType
from typing import Any, Final, get_args

from attrs import Attribute

from perfscore.bilingual import Text, both
from perfscore.files import read_small_file
from perfscore.rulebook.book import Mark, Rulebook, RulebookError, Source, parameters


__all__ = ["load_rulebook", "shipped_rulebooks"]

_SHIPPED: Final = os.path.join(os.path.dirname(os.path.dirname(__file__)), "rulebooks")
_REQUIRED: Final = ("value", "source", "mark")
_DATES: Final = ("since", "until")


def shipped_rulebooks() -> tuple[str, ...]:
    """
    The names of the rulebooks that come with the package.
    """
    return tuple(sorted(name.removesuffix(".toml") for name in os.listdir(_SHIPPED) if name.endswith(".toml")))


def load_rulebook(name: str) -> Rulebook:
    """
    A shipped rulebook by its name, or one of your own by its path (anything with a ``/`` or ending in ``.toml``).

    :raises RulebookError: naming the file and the key that is missing, unknown or of the wrong type.
    """
    return _read(name) if _is_path(name) else _shipped(name)


@lru_cache(maxsize=16)
def _shipped(name: str) -> Rulebook:
    return _read(name)


def _is_path(name: str) -> bool:
    return "/" in name or "\\" in name or name.endswith(".toml")


def _read(name: str) -> Rulebook:
    """
    The rulebook *name*: for each key the value of the first file in the chain of ``extends`` that sets it.
    """
    known = parameters()
    values: dict[str, Any] = {}
    sources: dict[str, Source] = {}
    written: dict[str, Any] = {}
    title: Text | None = None
    last = name
    for file, table in _chain(name):
        last = file
        own_title = table.pop("title", None)
        title = title or (None if own_title is None else _text(f"{file}: title", own_title))
        for key, entry in _entries(file, table):
            if key not in known:
                msg = f"{file}: {key}: no such key; there are {', '.join(known)}"
                raise RulebookError(msg)
            value, source = _value(file, key, entry, known[key])
            if key not in sources:
                values[known[key].name], sources[key], written[key] = value, source, entry["value"]
    if missing := [key for key in known if key not in sources]:
        msg = f'{last}: {missing[0]}: is missing; give it, or say extends = "national"'
        raise RulebookError(msg)
    stem = _stem(name)
    in_order = {key: sources[key] for key in known}
    book = Rulebook(
        name=stem,
        title=title or Text(stem, stem),
        sources=MappingProxyType(in_order),
        written=MappingProxyType({key: written[key] for key in known}),
        **values,
    )
    if book.execution_method == "banded" and not book.execution_bands:
        msg = f"{name}: execution.bands: is empty, though execution.method is banded"
        raise RulebookError(msg)
    return book


def _stem(name: str) -> str:
    return os.path.splitext(os.path.basename(name))[0]


def _chain(name: str) -> Iterator[tuple[str, dict[str, Any]]]:
    """
    The file of *name* and those it extends, nearest first, each with what to call it in a complaint.
    """
    path, file = _located(name, os.curdir, "")
    chain: list[str] = []
    while True:
        chain.append(os.path.abspath(path))
        table = _table(path, file)
        extends = table.pop("extends", None)
        yield file, table
        if extends is None:
            return
        if not isinstance(extends, str):
            msg = f"{file}: extends: wants the name of a rulebook or a file"
            raise RulebookError(msg)
        path, file = _located(extends, os.path.dirname(path), f"{file}: extends: ")
        if os.path.abspath(path) in chain:
            circle = " → ".join(map(_stem, [*chain, path]))
            msg = f"{file}: extends: goes round in a circle: {circle}"
            raise RulebookError(msg)


def _located(name: str, folder: str, complaint: str) -> tuple[str, str]:
    """
    The path of a rulebook, and what to call it; a path is relative to the *folder* of the file that names it.
    """
    if _is_path(name):
        path = os.path.normpath(os.path.join(folder, name))
        return path, path
    if name not in shipped_rulebooks():
        there = ", ".join(shipped_rulebooks())
        msg = f"{complaint}no rulebook is called {name!r}; there are {there}, or give a file such as ./{name}.toml"
        raise RulebookError(msg)
    return os.path.join(_SHIPPED, f"{name}.toml"), f"{name}.toml"


def _table(path: str, file: str) -> dict[str, Any]:
    try:
        return tomllib.loads(read_small_file(path).decode())
    except OSError as error:
        msg = f"{file}: cannot be read ({error.strerror})"
        raise RulebookError(msg) from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError, RecursionError) as error:
        msg = f"{file}: is not TOML: {error}"
        raise RulebookError(msg) from error


def _text(place: str, words: Any) -> Text:
    """
    A text of the file in both languages; one that is written once is the same in each.
    """
    if isinstance(words, str) and words.strip():
        return both(words)
    if isinstance(words, dict) and set(words) == {"zh", "en"} and all(isinstance(t, str) for t in words.values()):
        return Text(**words)
    msg = f"{place}: wants a text, or one for each of zh and en"
    raise RulebookError(msg)


def _entries(file: str, table: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    for section, keys in table.items():
        if not isinstance(keys, dict):
            msg = f"{file}: {section}: no such key; parameters stand in tables such as [execution.weight]"
            raise RulebookError(msg)
        yield from ((f"{section}.{key}", entry) for key, entry in keys.items())


def _value(file: str, key: str, entry: Any, parameter: Attribute[Any]) -> tuple[Any, Source]:
    if not isinstance(entry, dict):
        msg = f"{file}: {key}: wants a table of value, source and mark"
        raise RulebookError(msg)
    if missing := [part for part in _REQUIRED if part not in entry]:
        msg = f"{file}: {key}.{missing[0]}: is missing"
        raise RulebookError(msg)
    if strange := [part for part in entry if part not in (*_REQUIRED, *_DATES)]:
        msg = f"{file}: {key}.{strange[0]}: no such key; there are {', '.join((*_REQUIRED, *_DATES))}"
        raise RulebookError(msg)
    said = _text(f"{file}: {key}.source", entry["source"])
    if entry["mark"] not in get_args(Mark):
        msg = f"{file}: {key}.mark: wants one of {', '.join(get_args(Mark))}"
        raise RulebookError(msg)
    for part in _DATES:
        if not isinstance(entry.get(part), date | None):
            msg = f"{file}: {key}.{part}: wants a date such as 2021-08-18"
            raise RulebookError(msg)
    try:
        value = parameter.metadata["convert"](entry["value"])
    except ValueError as error:
        msg = f"{file}: {key}.value: {error}"
        raise RulebookError(msg) from error
    return value, Source(said, entry["mark"], _stem(file), entry.get("since"), entry.get("until"))
