"""
One way in for nested data: JSON and TOML, structured as attrs classes, with every problem and its path at once.
"""

from __future__ import annotations

from perfscore.structuring.structure import Problem, StructureError, key_of, may_be_null, plain, structure
from perfscore.structuring.toml_file import SettingsError, read_toml


__all__ = ["Problem", "SettingsError", "StructureError", "key_of", "may_be_null", "plain", "read_toml", "structure"]
