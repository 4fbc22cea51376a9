"""
``perfscore schema``: the JSON Schemas of what perfscore reads and writes.
"""

from __future__ import annotations

import argparse
import json
import sys

from perfscore.contract.json_schema import Described, json_schema
from perfscore.running.configuration import Configuration


__all__ = ["schema"]

_CONFIGURATION = Described(
    lambda schemas: schemas.of(Configuration), strict=True, without=frozenset({"folder", "source"})
)


def schema(options: argparse.Namespace) -> int:
    """
    Print the schema that was asked for.
    """
    described = _CONFIGURATION if options.name == "configuration" else None
    json.dump(json_schema(options.name, described), sys.stdout, ensure_ascii=False, indent=1)
    sys.stdout.write("\n")
    return 0
