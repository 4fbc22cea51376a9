"""
The same checks in the two libraries that people reach for, written the way their documentation shows.

Both recompute what the bare script recomputes (`check_speed.bare`): rate, execution score, scores of missed rows, sums.
Neither knows units, recipes of rounding or which cell is wrong.
"""

from __future__ import annotations

import re

from decimal import ROUND_HALF_UP, Decimal
from typing import Any, Final

import pandas as pd
import pandera.pandas as pa

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from perfscore import Form


__all__ = ["in_pandera", "in_pydantic"]

_NUMBER: Final = re.compile(r"-?\d[\d,]*(?:\.\d+)?")
_CENT: Final = Decimal("0.01")


def _number(text: str | None) -> Decimal | None:
    match = _NUMBER.search(text or "")
    return Decimal(match[0].replace(",", "")) if match else None


def _earned(row: Any) -> bool:
    """
    Whether the score is the weight, or the share of it that a missed minimum earns.
    """
    weight, score = _number(row.weight), _number(row.score)
    target, actual = _number(row.target), _number(row.actual)
    if weight is None or score is None or not (row.target or "").startswith("≥") or target is None or actual is None:
        return True
    if actual >= target:
        return score == weight
    return score == (weight * actual / target).quantize(_CENT, ROUND_HALF_UP)


class _Row(BaseModel):
    model_config = ConfigDict(extra="ignore")

    target: str | None
    actual: str | None
    weight: str | None
    score: str | None

    @model_validator(mode="after")
    def earned(self) -> _Row:
        if not _earned(self):
            msg = "score is not weight × actual / target"
            raise ValueError(msg)
        return self


class _Fund(BaseModel):
    model_config = ConfigDict(extra="ignore")

    role: str
    initial: str | None
    budget: str | None
    executed: str | None
    weight: str | None
    rate: str | None
    score: str | None


class _Total(BaseModel):
    model_config = ConfigDict(extra="ignore")

    weight: str | None
    score: str | None


class _Form(BaseModel):
    model_config = ConfigDict(extra="ignore")

    funds: list[_Fund]
    indicators: list[_Row]
    total: _Total

    @model_validator(mode="after")
    def adds_up(self) -> _Form:
        wrong = _whole(self)
        if wrong:
            raise ValueError(", ".join(wrong))
        return self


def _whole(form: Any) -> list[str]:
    """
    What does not add up, of the fund table and the whole.
    """
    wrong = []
    total, *parts = form.funds
    for name in ("initial", "budget", "executed"):
        amounts = [_number(getattr(part, name)) or Decimal(0) for part in parts]
        if parts and sum(amounts) != _number(getattr(total, name)):
            wrong.append(name)
    budget, executed, weight = (_number(text) for text in (total.budget, total.executed, total.weight))
    rate, score = _number(total.rate), _number(total.score)
    if budget and executed is not None and rate != (executed / budget * 100).quantize(_CENT, ROUND_HALF_UP):
        wrong.append("rate")
    if weight and rate is not None and score != (weight * rate / 100).quantize(_CENT, ROUND_HALF_UP):
        wrong.append("execution score")
    for name in ("weight", "score"):
        cells = [getattr(total, name), *(getattr(row, name) for row in form.indicators)]
        if sum(_number(text) or Decimal(0) for text in cells) != _number(getattr(form.total, name)):
            wrong.append(f"total {name}")
    return wrong


def in_pydantic(data: dict[str, Any]) -> int:
    """
    How many errors pydantic finds in the contract's dictionary.
    """
    try:
        _Form.model_validate(data)
    except ValidationError as error:
        return error.error_count()
    return 0


_SCHEMA: Final = pa.DataFrameSchema(
    {name: pa.Column(object, nullable=True) for name in ("target", "actual", "weight", "score")},
    checks=pa.Check(lambda frame: frame.apply(_earned, axis=1)),
)


def in_pandera(form: Form) -> int:
    """
    How many errors pandera finds in the rows of a form, and the bare sums beside it.
    """
    columns = ("target", "actual", "weight", "score")
    frame = pd.DataFrame(
        [[getattr(row, name) for name in columns] for row in form.indicators], columns=columns, dtype=object
    )
    try:
        _SCHEMA.validate(frame, lazy=True)
    except pa.errors.SchemaErrors as errors:
        return len(errors.failure_cases) + len(_whole(form))
    return len(_whole(form))
