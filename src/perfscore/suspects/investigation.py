"""
The search for the wrong cell, made once for a report and only when somebody asks.
"""

from __future__ import annotations

from functools import cached_property

from attrs import frozen

from perfscore.notation.arithmetic import exact_arithmetic
from perfscore.relations.examination import Examination
from perfscore.suspects.suspect import Explained


__all__ = ["Investigation"]


@frozen(eq=False, slots=False)
class Investigation:
    """
    What may explain the broken relations of an examined form.
    """

    examination: Examination

    @cached_property
    def explained(self) -> Explained | None:
        """
        The suspects; ``None`` where no relation is broken, or where the search failed: `failure` says why.
        """
        return self._outcome[0]

    @property
    def failure(self) -> str | None:
        """
        What the search failed with, once it was made.
        """
        return self._outcome[1] if "_outcome" in vars(self) else None

    @cached_property
    def _outcome(self) -> tuple[Explained | None, str | None]:
        if not any(evaluation.broken for evaluation in self.examination.evaluations):
            return None, None
        from perfscore.suspects.search import suspects  # noqa: PLC0415 - most forms leave nothing to search for

        try:
            return exact_arithmetic(suspects)(self.examination), None
        except Exception as error:  # noqa: BLE001 - the findings stand without their suspects
            return None, f"{type(error).__name__}: {error}"
