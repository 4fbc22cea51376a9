"""
Forms from dictionaries that do not fit the contract, and to dictionaries that do, by cattrs.

What does not fit is refused with its path, all problems at once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache, partial
from types import MappingProxyType
from typing import Any, Final

from attrs import fields
from cattrs import (
    BaseValidationError,
    ClassValidationError,
    Converter,
    ForbiddenExtraKeysError,
    IterableValidationError,
)
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from perfscore.bilingual import Text
from perfscore.contract.schema import FORM, PLAIN, ContractError, Problem
from perfscore.form import Form, FundRow, Goals, Indicator, Remark, Section, Total


__all__ = ["structured", "unstructured"]

_UNKNOWN: Final = Text("没有这个键，可用的键有 {known}", "is no key of a form; there are {known}")
_MISSING: Final = Text("缺少这个键", "is missing")
_NOT_TEXT: Final = Text("应为打印的文字或 null", "wants the printed text or null")
_NOT_COUNT: Final = Text("应为整数", "wants a whole number")
_NOT_OBJECT: Final = Text("应为对象", "wants an object")
_NOT_LIST: Final = Text("应为列表", "wants a list")
_NOT_BOOLEAN: Final = Text("应为 true 或 false", "wants true or false")
_NOT_KIND: Final = Text('应为 "self-evaluation" 或 "declaration"', 'must be "self-evaluation" or "declaration"')
_NOT_ROLE: Final = Text('应为 "total" 或 "component"', 'wants "total" or "component"')
#: Evidence about the document, which takes no part in the contract.
_UNWRITTEN: Final = frozenset({"places", "stored"})
_LISTS: Final = MappingProxyType({"funds": FundRow, "sections": Section, "indicators": Indicator, "remarks": Remark})
_ROWS: Final = ("funds", "goals", "sections", "indicators")
_SCHEMA: Final = Text("应为 {known}", "wants {known}")


class _WrongType(ValueError):  # noqa: N818 - carries a text, never leaves this module
    def __init__(self, text: Text) -> None:
        super().__init__(text.en)
        self.text = text


def _printed(value: Any, _: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    raise _WrongType(_NOT_TEXT)


def _text(value: Any, _: Any) -> str:
    if isinstance(value, str):
        return value
    raise _WrongType(_NOT_TEXT)


def _count(value: Any, _: Any) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise _WrongType(_NOT_COUNT)


def _complete(value: Any, _: Any) -> bool:
    if isinstance(value, bool):
        return value
    raise _WrongType(_NOT_BOOLEAN)


def _role(value: Any, _: Any) -> Any:
    if value in ("total", "component"):
        return value
    raise _WrongType(_NOT_ROLE)


def _kind(value: Any, _: Any) -> Any:
    if value in ("self-evaluation", "declaration"):
        return value
    raise _WrongType(_NOT_KIND)


def _extra(value: Any, _: Any) -> Mapping[str, str]:
    if isinstance(value, dict) and all(isinstance(v, str) for v in value.values()):
        return value
    raise _WrongType(_NOT_TEXT)


def _object(value: Any) -> dict[str, Any]:
    if isinstance(value, dict):
        return value
    raise _WrongType(_NOT_OBJECT)


@lru_cache(maxsize=1)
def _converter() -> Converter:
    converter = Converter(detailed_validation=True, forbid_extra_keys=True)
    converter.register_structure_hook(str, _text)
    converter.register_structure_hook(int, _count)
    for row in (FundRow, Goals, Section, Indicator, Total):
        converter.register_structure_hook(row, _row_hook(converter, row))
    hooks: dict[str, Any] = {name: override(struct_hook=_printed) for name in PLAIN}
    hooks |= {name: override(struct_hook=partial(_rows, converter, row)) for name, row in _LISTS.items()}
    hooks |= {
        "complete": override(struct_hook=_complete),
        "kind": override(struct_hook=_kind),
        **{name: override(omit=True) for name in _UNWRITTEN},
    }
    structure = make_dict_structure_fn(Form, converter, _cattrs_forbid_extra_keys=True, **hooks)
    converter.register_structure_hook(Form, lambda value, kind: structure(_object(value), kind))
    _write_what_is_there(converter)
    return converter


def _row_hook(converter: Converter, row: type) -> Callable[[Any, Any], Any]:
    hooks: dict[str, Callable[[Any, Any], Any]] = {"role": _role, "extra": _extra}
    overrides: dict[str, Any] = {a.name: override(struct_hook=hooks.get(a.name, _printed)) for a in fields(row)}
    structure: Callable[[Any, Any], Any] = make_dict_structure_fn(
        row, converter, _cattrs_forbid_extra_keys=True, **overrides
    )
    optional = row in (Goals, Total)
    return lambda value, kind: structure({} if value is None and optional else _object(value), kind)


def _rows(converter: Converter, row: type, value: Any, _: Any) -> tuple[Any, ...]:
    """
    A list of rows, each problem with its index. Only the indicators must be there.
    """
    if value is None and row is not Indicator:
        return ()
    if not isinstance(value, list):
        raise _WrongType(_NOT_LIST)
    return converter.structure(value, tuple[row, ...])  # type: ignore[valid-type]


def _write_what_is_there(converter: Converter) -> None:
    """
    What only some forms have (*extra*, *remarks*) is written where it is not empty; places and hidden digits are not.
    """
    row = make_dict_unstructure_fn(Indicator, converter, extra=override(omit_if_default=True))
    converter.register_unstructure_hook(Indicator, row)
    omitted = {
        **{name: override(omit=True) for name in _UNWRITTEN},
        "remarks": override(omit_if_default=True),
        "uncertain": override(omit_if_default=True),
    }
    converter.register_unstructure_hook(Form, make_dict_unstructure_fn(Form, converter, **omitted))  # type: ignore[arg-type]


def structured(data: Any, path: str) -> Form:
    """
    The form in *data*, which stands at *path* of its document.

    :raises ContractError: with every unknown key, wrong type and missing key.
    """
    if isinstance(data, dict) and data.get("schema", FORM) != FORM:
        raise ContractError(
            (Problem(f"{path}.schema", Text(_SCHEMA.zh.format(known=FORM), _SCHEMA.en.format(known=FORM))),)
        )
    bare = {key: value for key, value in data.items() if key != "schema"} if isinstance(data, dict) else data
    try:
        return _converter().structure(bare, Form)
    except (BaseValidationError, _WrongType) as error:
        raise ContractError(tuple(_problems(error, path))) from None


def unstructured(form: Form) -> dict[str, Any]:
    """
    The form as a plain dictionary, in the order of the contract.
    """
    written = _converter().unstructure(form)
    return {
        name: written[name]
        for name in ("kind", *PLAIN, "complete", *_ROWS, "total", "remarks", "uncertain")
        if name in written
    }


def _problems(error: BaseException, path: str) -> Iterator[Problem]:
    """
    The problems in a tree of validation errors, each with its own path.
    """
    if isinstance(error, IterableValidationError):
        for inner, item in error.group_exceptions()[0]:
            yield from _problems(inner, f"{path}[{item.index}]")
    elif isinstance(error, ClassValidationError):
        with_notes, without = error.group_exceptions()
        for inner, note in with_notes:
            yield from _problems(inner, f"{path}.{note.name}")
        for inner in without:
            yield from _problems(inner, path)
    elif isinstance(error, ForbiddenExtraKeysError):
        names = (a.name for a in fields(error.cl) if a.name not in _UNWRITTEN)
        known = ", ".join(("schema", *names) if error.cl is Form else names)
        for key in sorted(error.extra_fields):
            yield Problem(f"{path}.{key}", Text(_UNKNOWN.zh.format(known=known), _UNKNOWN.en.format(known=known)))
    elif isinstance(error, KeyError):
        yield Problem(path if "." in path.rpartition("]")[2] else f"{path}.{error.args[0]}", _MISSING)
    else:
        yield Problem(path, getattr(error, "text", _NOT_TEXT))
