"""
The same checks in the two libraries that people reach for, written the way their documentation shows.

Both recompute what the bare script recomputes (`check_speed.bare`): rate, execution score, scores of rows, sums.
Neither knows units, recipes of rounding or which cell is wrong.
"""

from __future__ import annotations

from typing import Any, Final

import pandas as pd
import pandera.pandas as pa

from check_speed import earned, whole
from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from perfscore import Form


__all__ = ["in_pandera", "in_pydantic"]


class _Row(BaseModel):
    model_config = ConfigDict(extra="ignore")

    target: str | None
    actual: str | None
    weight: str | None
    score: str | None

    @model_validator(mode="after")
    def scored(self) -> _Row:
        if not earned(self):
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
        wrong = whole(self)
        if wrong:
            raise ValueError(", ".join(wrong))
        return self


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
    checks=pa.Check(lambda frame: frame.apply(earned, axis=1)),
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
        return len(errors.failure_cases) + len(whole(form))
    return len(whole(form))
