"""
Checks every JSON form in a folder, one line a form: ``python check_folder.py [FOLDER]``.
"""

# ruff: noqa: INP001 - a script to run, not part of a package
from __future__ import annotations

import sys

from pathlib import Path

import perfscore


def main(folder: Path) -> None:
    for path in sorted(folder.glob("*.json")):
        for form in perfscore.read(path):
            report = perfscore.check(form)
            stated, expected = report.stated.get("total.score"), report.expected.get("total.score")
            totals = f"total {stated}, recomputed {expected}"
            print(f"{path.name}: {report.verdict}, {totals}, findings: {len(report.findings)}")  # noqa: T201 - its job


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
