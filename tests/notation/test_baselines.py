"""
What a text that names a baseline says of it.
"""

from __future__ import annotations

import pytest

from perfscore.lexicon import load_lexicon
from perfscore.notation.baselines import read_baseline


LEXICON = load_lexicon()


@pytest.mark.parametrize("before", ["不低于", "不高于", "≥"])
@pytest.mark.parametrize("behind", ["以上", "以下", "以内"])
def test_two_comparisons_with_one_baseline_say_nothing(before, behind):
    """
    Whoever prints one in front of it and another behind it did not mean both.
    """
    assert read_baseline(f"{before}上年{behind}", LEXICON) is None
    assert read_baseline(f"{before}上年", LEXICON) is not None
