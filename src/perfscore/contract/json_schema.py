"""
JSON Schemas of what perfscore reads and writes, generated from the classes themselves.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from enum import Enum
from types import MappingProxyType, UnionType
from typing import Any, Final, Literal, Union, get_args, get_origin

from attrs import NOTHING, Attribute, fields, frozen, resolve_types

from perfscore.bilingual import Text
from perfscore.contract.comparison_records import ComparisonRecord, ComparisonsRecord
from perfscore.contract.forms import EVIDENCE
from perfscore.contract.records import ExplanationRecord, ReportRecord, ReportsRecord
from perfscore.contract.schema import FORM, FORMS
from perfscore.form import Form
from perfscore.rulebook.file import rulebook_file
from perfscore.structuring import key_of, may_be_null


__all__ = ["DESCRIBED", "Described", "Schemas", "json_schema"]

_DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"
_Schema = dict[str, Any]

_PLAIN: Final[Mapping[Any, _Schema]] = MappingProxyType(
    {
        str: {"type": "string"},
        int: {"type": "integer"},
        float: {"type": "number"},
        bool: {"type": "boolean"},
        Any: {},
        type(None): {"type": "null"},
        date: {"type": "string", "format": "date"},
        Decimal: {"type": "string", "pattern": r"^[0-9]+(\.[0-9]+)?$"},
        Text: {
            "anyOf": [
                {"type": "string", "minLength": 1},
                {
                    "type": "object",
                    "properties": {"zh": {"type": "string"}, "en": {"type": "string"}},
                    "required": ["zh", "en"],
                    "additionalProperties": False,
                },
            ]
        },
    }
)


class Schemas:
    """
    The schemas of the classes met on the way, by their names; *strict* ones allow no other keys.
    """

    def __init__(self, *, strict: bool, without: frozenset[str] = frozenset()) -> None:
        self._strict = strict
        self._without = without
        self._names: dict[Any, str] = {}
        self.definitions: dict[str, _Schema] = {}

    def of(self, kind: Any) -> _Schema:
        """
        The schema of values of the type *kind*.
        """
        if kind in _PLAIN:
            return dict(_PLAIN[kind])
        origin, arguments = get_origin(kind), get_args(kind)
        if origin in (Union, UnionType):
            return {"anyOf": [self.of(argument) for argument in arguments]}
        if origin is Literal:
            return {"enum": list(arguments)} if len(arguments) > 1 else {"const": arguments[0]}
        if origin in (tuple, frozenset):
            return {"type": "array", "items": self.of(arguments[0])}
        if isinstance(origin, type) and issubclass(origin, Mapping):
            return {"type": "object", "additionalProperties": self.of(arguments[1])}
        if isinstance(kind, type) and issubclass(kind, Enum):
            return {"enum": [member.name.lower() for member in kind]}
        return self._record(kind, origin, arguments)

    def _record(self, kind: Any, origin: Any, arguments: tuple[Any, ...]) -> _Schema:
        cls = kind if origin is None else origin
        if kind not in self._names:
            name = self._names[kind] = self._name(cls)
            self.definitions[name] = {}
            resolve_types(cls)
            bound = dict(zip(getattr(cls, "__parameters__", ()), arguments, strict=False))
            self.definitions[name] = self._object(cls, lambda a: bound.get(a.type, a.type))
        return {"$ref": f"#/$defs/{self._names[kind]}"}

    def _name(self, cls: Any) -> str:
        """
        The name of a class, with a number where another one has it already.
        """
        name = cls.__name__.removesuffix("Record")
        taken = sum(known.partition("-")[0] == name for known in self.definitions)
        return f"{name}-{taken + 1}" if taken else name

    def _object(self, cls: Any, type_of: Callable[[Attribute[Any]], Any]) -> _Schema:
        held = [a for a in fields(cls) if a.name not in self._without]
        described = (cls.__doc__ or "").strip().partition("\n\n")[0]
        return {
            "type": "object",
            **({"description": " ".join(described.split())} if described else {}),
            "properties": {key_of(a): self._value(a, type_of(a)) for a in held},
            "required": [key_of(a) for a in held if a.default is NOTHING],
            **({"additionalProperties": False} if self._strict else {}),
        }

    def _value(self, attribute: Attribute[Any], kind: Any) -> _Schema:
        """
        In what is read, null may stand for a list or an object that may be left out.
        """
        schema = self.of(kind)
        return {"anyOf": [schema, {"type": "null"}]} if self._strict and may_be_null(attribute) else schema


def _form(schemas: Schemas) -> _Schema:
    reference = schemas.of(Form)
    schemas.definitions["Form"]["properties"] = {
        "schema": {"const": FORM},
        **schemas.definitions["Form"]["properties"],
    }
    return reference


def _forms(schemas: Schemas) -> _Schema:
    listed = {"schema": {"const": FORMS}, "forms": {"type": "array", "items": _form(schemas)}}
    return {"type": "object", "properties": listed, "required": ["schema", "forms"], "additionalProperties": False}


@frozen
class Described:
    """
    What has a schema: how it is made, whether other keys are refused, and the attributes that are no part of it.
    """

    make: Callable[[Schemas], _Schema]
    strict: bool = False
    without: frozenset[str] = frozenset()


#: What has a schema, by name.
DESCRIBED: Final[Mapping[str, Described]] = MappingProxyType(
    {
        "form": Described(_form, strict=True, without=EVIDENCE),
        "forms": Described(_forms, strict=True, without=EVIDENCE),
        "report": Described(lambda schemas: schemas.of(ReportRecord)),
        "reports": Described(lambda schemas: schemas.of(ReportsRecord)),
        "comparison": Described(lambda schemas: schemas.of(ComparisonRecord)),
        "comparisons": Described(lambda schemas: schemas.of(ComparisonsRecord)),
        "explanation": Described(lambda schemas: schemas.of(ExplanationRecord)),
        "rulebook": Described(lambda schemas: schemas.of(rulebook_file()), strict=True),
    }
)


def json_schema(name: str, described: Described | None = None) -> dict[str, Any]:
    """
    The JSON Schema (draft 2020-12) of a ``form``, ``forms``, a ``report``, ``reports``, a ``comparison``,
    ``comparisons``, an ``explanation`` or a
    ``rulebook``, or of something else that is *described*.

    :raises KeyError: when *name* is none of these.
    """
    what = described or DESCRIBED[name]
    schemas = Schemas(strict=what.strict, without=what.without)
    return {
        "$schema": _DIALECT,
        "$id": f"urn:perfscore:{name}:1",
        "title": f"perfscore {name}",
        **what.make(schemas),
        "$defs": schemas.definitions,
    }
