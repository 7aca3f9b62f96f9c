"""Numbers written as words."""

from __future__ import annotations

_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
    " seventeen eighteen nineteen twenty"
)
NUMBER_WORDS = {word: number for number, word in enumerate(_WORDS.split(" "), start=1)}
"""Words for the whole numbers from one to twenty."""
NUMBER_PATTERN = "|".join(NUMBER_WORDS)
