"""
What holds of every module of the package, whatever it does.
"""

import ast

from pathlib import Path

import pytest

import perfscore


PACKAGE = Path(perfscore.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))
#: More lines than one sitting reads.
MOST_LINES = 350


def _name(path):
    return path.relative_to(PACKAGE).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=_name)
class TestModule:
    def test_is_short(self, path):
        """
        A module that needs more lines holds more than one thing.
        """
        assert len(path.read_text("utf-8").splitlines()) <= MOST_LINES

    def test_says_what_it_is_for(self, path):
        """
        A module without a docstring holds nothing either.
        """
        tree = ast.parse(path.read_text("utf-8"))

        assert ast.get_docstring(tree) or not tree.body
