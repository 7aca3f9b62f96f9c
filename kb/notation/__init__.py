"""Figure notation: the small language in which a cell states its numbers.

``parse("7/180 (3.9%)")`` gives the figures, ``render`` the canonical text, ``display`` the text for
a printed table. Text in canonical form comes back to the letter; accepted variants come back in
canonical form.
"""

from kb.notation.display import display
from kb.notation.error import NotationError
from kb.notation.figure import Figure, main_figure
from kb.notation.kept_times import parse_time
from kb.notation.parser import parse, parse_series
from kb.notation.render import canonical_text, render
from kb.notation.statistics import STATISTICS, Statistic
from kb.notation.time import Time

__all__ = [
    "STATISTICS",
    "Figure",
    "NotationError",
    "Statistic",
    "Time",
    "canonical_text",
    "display",
    "main_figure",
    "parse",
    "parse_series",
    "parse_time",
    "render",
]
