"""
Which errors follow from the most likely wrong cell: they are resolved with it, and are not shown as equals.
"""

from __future__ import annotations

from typing import Final

from perfscore.bilingual import Counted, Language, Text
from perfscore.checking.report import Finding, Report
from perfscore.relations.labels import label
from perfscore.render.phrases import join_words, pick_best
from perfscore.rules import Severity


__all__ = ["describe_resolution"]

_RESOLVED: Final = Counted(
    Text("更正“{cells}”后，此处即一致", "resolved by correcting {cells}"),
    Text("更正最可能填错的单元格之一后，此处即一致", "resolved by correcting one of the most likely wrong cells"),
)


def describe_resolution(report: Report, finding: Finding, lang: Language) -> str | None:
    """
    What resolves an error that the best explanation of everything broken resolves, unless its cell is the culprit itself.
    """
    likely = pick_best(report.suspects)
    culprits = {change.cell for suspect in likely for change in suspect.changes if not change.follows}
    if not likely or finding.severity is not Severity.ERROR or not finding.suspects or finding.cell in culprits:
        return None
    cells = [label(report.form, change.cell).say(lang) for change in likely[0].changes if not change.follows]
    return _RESOLVED.say(lang, len(likely), cells=join_words(cells, lang))
