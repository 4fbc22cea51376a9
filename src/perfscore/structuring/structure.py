"""
Nested plain data, as JSON and TOML give it, to attrs classes, and back.

The classes' annotations say what may stand where; what does not fit is refused with its path, all problems at once.
cattrs is imported when data is structured for the first time, not before.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from enum import Enum
from functools import lru_cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar, get_args, get_origin

from attrs import NOTHING, Attribute, AttrsInstance, Factory, fields, frozen, has

from perfscore.bilingual import Text


if TYPE_CHECKING:
    from cattrs import Converter

__all__ = ["Problem", "StructureError", "key_of", "may_be_null", "plain", "structure"]

_T = TypeVar("_T")

_UNKNOWN: Final = Text("没有这个键{nearest}，可用的键：{known}", "is not a key here{nearest}; the keys are {known}")
_NEAREST: Final = Text("（是否为 {key}）", " (did you mean {key}?)")
_MISSING: Final = Text("缺少这个键", "is missing")
_NOT_STRING: Final = Text("应为加引号的文字", "must be a string (in quotes)")
_NOT_INTEGER: Final = Text("应为整数", "must be an integer")
_NOT_NUMBER: Final = Text('应为加引号、不小于 0 的数，如 "10"', 'must be a number in quotes, 0 or more, such as "10"')
_NOT_BOOLEAN: Final = Text("应为 true 或 false", "must be true or false")
_NOT_DATE: Final = Text("应为日期，如 2021-08-18", "must be a date such as 2021-08-18")
_NOT_OBJECT: Final = Text("应为对象（TOML 中为表）", "must be an object (in TOML a table)")
_NOT_LIST: Final = Text("应为列表", "must be a list")
_NOT_ONE_OF: Final = Text("应为 {choices} 之一", "must be one of {choices}")
_NOT_TEXT: Final = Text("应为文字，或 zh、en 各一段文字", "must be a string, or one for each of zh and en")


@frozen
class Problem:
    """
    What does not fit, and where: ``$.indicators[3].score``.
    """

    path: str
    text: Text


class StructureError(ValueError):
    """
    Data that does not fit its class: every problem with its path.
    """

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        super().__init__(problems)
        self.problems = problems

    def __str__(self) -> str:
        return "; ".join(f"{problem.path}: {problem.text.en}" for problem in self.problems)


class _UnfitError(ValueError):
    """
    One value that does not fit; the path is added on the way out.
    """

    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


def structure(data: Any, cls: type[_T], *, path: str = "$", without: Collection[str] = ()) -> _T:
    """
    The instance of *cls* that *data*, which stands at *path* of its document, describes.

    A list or an object that may be left out may also be null. *without* names attributes that are not part of the data.

    :raises StructureError: with every unknown key, wrong type and missing key.
    """
    from cattrs import BaseValidationError  # noqa: PLC0415 - imported when data is structured

    converter = _converter(frozenset(without))
    try:
        return converter.structure(data, cls)
    except (BaseValidationError, _UnfitError) as error:
        raise StructureError(tuple(_problems(error, path, frozenset(without)))) from None


def plain(value: Any, *, without: Collection[str] = (), sparse: Collection[str] = ()) -> Any:
    """
    *value* as dictionaries, lists and texts.

    Attributes in *without* are left out, those in *sparse* where they are empty.
    """
    if has(type(value)):
        held = ((a, getattr(value, a.name)) for a in fields(type(value)) if a.name not in without)
        return {
            key_of(a): plain(inner, without=without, sparse=sparse)
            for a, inner in held
            if a.name not in sparse or (inner is not None and inner not in ((), {}))
        }
    if isinstance(value, Mapping):
        return {key: plain(inner, without=without, sparse=sparse) for key, inner in value.items()}
    if isinstance(value, tuple | list):
        return [plain(inner, without=without, sparse=sparse) for inner in value]
    return value.value if isinstance(value, Enum) else value


def key_of(attribute: Attribute[Any]) -> str:
    """
    The key under which an attribute stands in the data.
    """
    return str(attribute.metadata.get("key", attribute.name))


@lru_cache(maxsize=8)
def _converter(without: frozenset[str]) -> Converter:
    from cattrs import Converter  # noqa: PLC0415 - imported when data is structured

    converter = Converter(detailed_validation=True, forbid_extra_keys=True)
    for simple, hook in _SIMPLE.items():
        converter.register_structure_hook(simple, _or_member(hook))
    converter.register_structure_hook_factory(_is(Literal), _choice)
    converter.register_structure_hook_factory(_is(tuple, frozenset), lambda kind: _several(kind, converter))
    converter.register_structure_hook_factory(_is(Mapping), lambda kind: _table(kind, converter))
    converter.register_structure_hook_factory(
        lambda kind: has(_bare(kind)) and kind is not Text, lambda kind: _record(kind, converter, without)
    )
    return converter


def _is(*origins: Any) -> Callable[[Any], bool]:
    return lambda kind: get_origin(kind) in origins


def _string(value: Any, _: Any) -> str:
    if isinstance(value, str):
        return value
    raise _UnfitError(_NOT_STRING)


def _integer(value: Any, _: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise _UnfitError(_NOT_INTEGER)


def _boolean(value: Any, _: Any) -> bool:
    if isinstance(value, bool):
        return value
    raise _UnfitError(_NOT_BOOLEAN)


def _date(value: Any, _: Any) -> date:
    if type(value) is date:
        return value
    raise _UnfitError(_NOT_DATE)


def _number(value: Any, _: Any) -> Decimal:
    """
    Numbers stand in quotes, so that they enter as text and never as a binary float.
    """
    try:
        number = Decimal(value) if isinstance(value, str) else None
    except InvalidOperation:
        number = None
    if number is None or not number.is_finite() or number < 0:
        raise _UnfitError(_NOT_NUMBER)
    return number


def _text(value: Any, _: Any) -> Text:
    """
    A text in both languages; one that is written once is the same in each.
    """
    if isinstance(value, str) and value.strip():
        return Text(value, value)
    if isinstance(value, Mapping) and set(value) == {"zh", "en"} and all(isinstance(t, str) for t in value.values()):
        return Text(**value)
    raise _UnfitError(_NOT_TEXT)


_SIMPLE: Final = MappingProxyType(
    {str: _string, int: _integer, bool: _boolean, date: _date, Decimal: _number, Text: _text}
)


def _or_member(hook: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    """
    *hook*, or the one for members where the type is an enumeration, for which cattrs takes the hook of its base.
    """
    return lambda value, kind: (_member(kind) if issubclass(kind, Enum) else hook)(value, kind)


def _choice(kind: Any) -> Callable[[Any, Any], Any]:
    return _one_of({choice: choice for choice in get_args(kind)})


def _member(kind: Any) -> Callable[[Any, Any], Any]:
    """
    A member of an enumeration, by its name in small letters.
    """
    return _one_of({member.name.lower(): member for member in kind})


def _one_of(choices: Mapping[str, Any]) -> Callable[[Any, Any], Any]:
    def hook(value: Any, _: Any) -> Any:
        if isinstance(value, str) and value in choices:
            return choices[value]
        raise _UnfitError(_NOT_ONE_OF.fill(choices=", ".join(choices)))

    return hook


def _several(kind: Any, converter: Converter) -> Callable[[Any, Any], Any]:
    item, make = get_args(kind)[0], get_origin(kind)

    def hook(value: Any, _: Any) -> Any:
        if not isinstance(value, list | tuple):
            raise _UnfitError(_NOT_LIST)
        return make(converter.structure(value, list[item]))  # type: ignore[valid-type]

    return hook


def _table(kind: Any, converter: Converter) -> Callable[[Any, Any], Any]:
    key, item = get_args(kind)

    def hook(value: Any, _: Any) -> Any:
        return converter.structure(_object(value), dict[key, item])  # type: ignore[valid-type]

    return hook


def _record(kind: Any, converter: Converter, without: frozenset[str]) -> Callable[[Any, Any], Any]:
    """
    An attrs class. Null in place of a list or an object that may be left out is the same as leaving it out.
    """
    from cattrs.gen import make_dict_structure_fn, override  # noqa: PLC0415 - imported when data is structured

    cls = _bare(kind)
    overrides: Any = {
        a.name: override(omit=True) if a.name in without else override(rename=key_of(a)) for a in fields(cls)
    }
    make = make_dict_structure_fn(kind, converter, _cattrs_forbid_extra_keys=True, **overrides)
    nullable = {key_of(a) for a in fields(cls) if a.name not in without and may_be_null(a)}

    def hook(value: Any, _: Any) -> Any:
        given = {key: inner for key, inner in _object(value).items() if inner is not None or key not in nullable}
        return make(given, kind)

    return hook


def may_be_null(attribute: Attribute[Any]) -> bool:
    """
    Whether the attribute is a list or an object that may be left out, in whose place null may stand.
    """
    default: Any = attribute.default
    made = default.factory() if isinstance(default, Factory) else default  # type: ignore[arg-type]
    return isinstance(made, tuple | frozenset | Mapping) or (made is not NOTHING and has(type(made)))


def _object(value: Any) -> Mapping[str, Any]:
    if isinstance(value, dict):
        return value
    raise _UnfitError(_NOT_OBJECT)


def _problems(error: BaseException, path: str, without: frozenset[str]) -> Iterator[Problem]:
    """
    The problems in a tree of validation errors, each with its own path.
    """
    from cattrs import (  # noqa: PLC0415 - imported when data is structured
        ClassValidationError,
        ForbiddenExtraKeysError,
        IterableValidationError,
    )

    if isinstance(error, IterableValidationError):
        for inner, note in error.group_exceptions()[0]:
            step = f"[{note.index}]" if isinstance(note.index, int) else f".{note.index}"
            yield from _problems(inner, path + step, without)
    elif isinstance(error, ClassValidationError):
        with_notes, others = error.group_exceptions()
        names = {a.name: key_of(a) for a in fields(_class_of(error))}
        for inner, step in with_notes:
            yield from _problems(inner, f"{path}.{names.get(step.name, step.name)}", without)
        for inner in others:
            yield from _problems(inner, path, without)
    elif isinstance(error, ForbiddenExtraKeysError):
        known = [key_of(a) for a in fields(_class_of(error)) if a.name not in without]
        for key in sorted(map(str, error.extra_fields)):
            yield Problem(f"{path}.{key}", _unknown_key(key, known))
    elif isinstance(error, KeyError):
        yield Problem(path, _MISSING)
    else:
        yield Problem(path, getattr(error, "text", _NOT_OBJECT))


def _class_of(error: Any) -> type[AttrsInstance]:
    cls: type[AttrsInstance] = _bare(error.cl)
    return cls


def _bare(kind: Any) -> Any:
    """
    The class itself where it is a generic one with its parameters.
    """
    origin: Any = get_origin(kind)
    return kind if origin is None else origin


def _unknown_key(key: str, known: Collection[str]) -> Text:
    near = get_close_matches(key, known, n=1)
    nearest = _NEAREST.fill(key=near[0]) if near else Text("", "")
    return _UNKNOWN.fill(nearest=nearest, known=", ".join(known))
