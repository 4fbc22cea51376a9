"""
``python -m perfscore``

Python itself puts the working folder on the path of ``python -m``; it is taken off again before anything else is
imported. What Python imports before that is out of reach: where strangers' files lie in the working folder, use the
``perfscore`` command or ``python -P -m perfscore``.
"""

from __future__ import annotations

import sys


if not sys.flags.safe_path:
    del sys.path[0]

from perfscore.cli import command


command()
