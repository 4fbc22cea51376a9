"""
Values are frozen: what was read for one form is remembered and given to the next.
"""

from inspect import getmembers, isabstract, isclass

import attrs
import pytest

from perfscore import form
from perfscore.checking import report
from perfscore.notation import dates, number
from perfscore.notation import statement as target
from perfscore.relations import attainment, execution, grades, parsed_form, shares, sums
from perfscore.relations import examination as case
from perfscore.relations import indicator_score as attained
from perfscore.relations import judgement as verdict
from perfscore.rules import rule


CORE = (form, number, dates, target, attainment, parsed_form, verdict, attained, execution, grades, shares, sums, case)


def _classes():
    found = {
        cls
        for module in (*CORE, rule, report)
        for _, cls in getmembers(module, isclass)
        if attrs.has(cls) and attrs.fields(cls) and not isabstract(cls)
    }
    return sorted(found, key=lambda cls: cls.__name__)


@pytest.mark.parametrize("cls", _classes(), ids=lambda cls: cls.__name__)
def test_no_value_can_be_changed(cls):
    bare = object.__new__(cls)
    name = attrs.fields(cls)[0].name
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(bare, name, None)
