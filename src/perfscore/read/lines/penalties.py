"""
What every liberty costs that a reading of a table may take, in tenths of a nat: 23 happens once in ten times.

The figures were weighed by hand on forms printed by several programs; only their order of magnitude matters, because
a wrong reading mostly breaks several habits at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final


#: What is dearer by so much than another reading of the same text is no longer followed.
HOPELESS: Final = 200

#: More than any whole reading.
IMPOSSIBLE: Final = 10**9

#: A cell left blank, by its column. Heads stand only on the first row of their block; most rows have no reason.
BLANK_CELL: Final[Mapping[str, int]] = MappingProxyType(
    {
        "side": 0,
        "level1": 0,
        "level2": 0,
        "name": 60,
        "comparator": 6,
        "target": 25,
        "unit": 6,
        "actual": 25,
        "weight": 100,
        "score": 80,
        "reason": 1,
        "extra": 8,
        "wordy": 4,
    }
)
#: A level-1 head without a level-2 head behind it.
NO_LEVEL2: Final = 12

#: An unlisted word, alone on its line, as a level head where cells wrap over lines.
WORDS_ALONE: Final = 40

#: A level head whose row is not used.
EMPTY_ROW: Final = 20

#: Text left out of every cell; a name that is printed once more in front of the actual value; a blank cell left out.
UNPLACED: Final = 130
NAME_AGAIN: Final = 5
PADDING: Final = 1

NEW_ROW: Final = 4
#: A row that begins in the middle of a line, or without the blank line that the text prints between others.
ROW_IN_LINE: Final = 20
ROW_AT_BREAK: Final = 12

#: Weight and score on different lines; a score above its weight.
PAIR_PARTED: Final = 40
ABOVE_WEIGHT: Final = 50

#: Two cells of one line each, one behind the other in a row, yet not on one line.
SINGLES_PARTED: Final = 25
#: A cell of several lines that shares its first or last line with a neighbour.
SHARES_LINE: Final = 35

#: A blank inside a cell: anywhere; next to a number; next to one in a text that always does so; between Latin words.
SPACE_INSIDE: Final = 35
SPACE_AFTER_VALUE: Final = 12
SPACE_INSIDE_NUMBER: Final = 20
SPACE_INSIDE_LOOSE: Final = 2
SPACE_INSIDE_LATIN: Final = 5
#: Text without gaps: a number behind a word in one cell, a comparison or something behind a percentage, any other seam
#: in one cell, a number cut in two.
NUMBER_INSIDE: Final = 15
VALUE_INSIDE: Final = 30
SEAM_INSIDE: Final = 5
NUMBER_CUT: Final = 12
#: An actual value that says what the target says, a score as high as the weight.
SAME_AGAIN: Final = -8
#: A line break inside a cell of a text that gives every cell a line of its own.
LINE_INSIDE: Final = 60
#: A blank cell that is printed costs so many times less than one that has vanished.
SEEN: Final = 10
#: A level head inside another cell.
LABEL_INSIDE: Final = 70

#: A line break inside a cell: in a full column, in one of unknown width, after a paragraph, elsewhere.
BREAK_FULL: Final = 1
BREAK_UNKNOWN: Final = 4
BREAK_PARAGRAPH: Final = 12
BREAK_SHORT: Final = 35
#: Every half-width character by which a line misses its column's width; a line much wider than its column.
MISFIT: Final = 6
TOO_WIDE: Final = 45
#: A cell whose last line ends just where it would have had to be broken.
FULL_AT_END: Final = 10

#: A blank line inside a cell is mostly followed by its last line.
BLANK_INSIDE: Final = 3
LINE_AFTER_BLANK: Final = 15
PAGE_INSIDE: Final = 80
#: A cell that goes on below a line which ends in a number.
LINE_AFTER_NUMBER: Final = 30

#: A row without points that is a part of the row above.
PART_ROW: Final = 30
#: By how much the values of such a row are more often blank.
WHOLE_ROW: Final = 20

#: Text behind a page break that belongs to the row before it.
CONTINUED: Final = 30

#: The liberty of assuming a width for a column.
COLUMN_WIDTH: Final = 10

#: No cell is read on when it has cost this much.
GIVE_UP: Final = 130
