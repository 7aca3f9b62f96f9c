"""Write figures for readers, in the number style of the AMA Manual of Style (11th ed, ch 18-19)."""

import re
from collections.abc import Sequence

from kb.notation.figure import Figure, typeset
from kb.notation.render import FigureWriter
from kb.notation.terms import ACROSS, BEFORE_P, INTERVALS, QUALIFIERS

_INTERVAL_ENDS = frozenset(slug for ends in INTERVALS.values() for slug in ends)
_SYMBOLS = {"I2": "I²", "tau2": "tau²", "p": "p"}
_BEFORE_NAME = ("adjusted", "unadjusted")


class _AmaWriter(FigureWriter):
    """``median, 25 months (range, 8-64); p=.767``."""

    after_name = ", "
    between_spreads = "; "

    def qualified(self, text: str, figure: Figure) -> str:
        slugs = [slug for slug in figure.qualifiers if slug != ACROSS]
        if figure.statistic == "p-value":
            text = " ".join([*(words for slug, words in BEFORE_P.items() if slug in slugs), text])
            slugs = [slug for slug in slugs if slug not in BEFORE_P]
        else:
            # "adjusted HR, 0.3" reads as one name; other qualifiers follow.
            before = [slug for slug in slugs if slug in _BEFORE_NAME]
            slugs = [slug for slug in slugs if slug not in before]
            text = " ".join([*before, text])
        purposes = [QUALIFIERS[slug] for slug in slugs if slug.startswith("for-")]
        others = [QUALIFIERS[slug] for slug in slugs if not slug.startswith("for-")]
        return ", ".join([" ".join([text, *purposes]), *others])

    def statistic(self, slug: str) -> str:
        written = super().statistic(slug)
        return _SYMBOLS.get(written, written)

    def p_value(self, figure: Figure) -> str:
        # AMA drops the zero of a p value, which cannot exceed 1.
        return re.sub(r"(?<![\d.])0(?=\.)", "", figure.text)

    def number(self, figure: Figure) -> str:
        number = typeset(figure.reported)
        return f"about {number.removeprefix('~')}" if figure.sign == "~" else number

    def joiner(self, ends: list[Figure]) -> str:
        return " to " if ends[0].statistic in _INTERVAL_ENDS else super().joiner(ends)


_AMA = _AmaWriter()


def display(figures: Sequence[Figure]) -> str:
    """Return the text of a cell for a table or a sentence: ``HR, 0.3 (95% CI, 0.1 to 0.9)``."""
    return _AMA.cell(figures)
