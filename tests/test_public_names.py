"""
The names of the package: all there, and none waited for before it is asked for.
"""

from __future__ import annotations

import subprocess
import sys

import pytest

import perfscore


def test_every_name_is_there():
    assert len(set(perfscore.__all__)) == len(perfscore.__all__)
    for name in perfscore.__all__:
        assert getattr(perfscore, name) is not None
        assert name in dir(perfscore)


def test_no_other_name():
    with pytest.raises(AttributeError, match="no attribute 'chek'"):
        perfscore.chek  # noqa: B018 - asking is the test


def test_strategies_say_what_they_need():
    program = "import sys; sys.modules['hypothesis'] = None; import perfscore.strategies"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=False, text=True, timeout=60)

    assert 'perfscore.strategies needs hypothesis: pip install "perfscore[hypothesis]"' in done.stderr.splitlines()[-1]


def test_importing_waits_for_nothing_that_checks():
    """
    Nor does it lose the function that reads to the package of the same name.
    """
    program = (
        "import sys, perfscore\n"
        "assert not {'perfscore.rules', 'perfscore.relations', 'perfscore.contract'} & set(sys.modules)\n"
        "perfscore.check, perfscore.form_from\n"
        "import perfscore.read.tables\n"
        "assert callable(perfscore.read)\n"
    )
    subprocess.run([sys.executable, "-c", program], check=True, timeout=60)
