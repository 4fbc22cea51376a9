"""
``python -m perfscore``
"""

from __future__ import annotations

from perfscore.cli import command


command()
