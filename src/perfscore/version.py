"""
The version, where every room may ask for it.
"""

from __future__ import annotations


__all__ = ["VERSION"]

VERSION = "0.2.0"
