"""Write figures as canonical notation."""

from collections.abc import Sequence

from kb.notation.error import NotationError
from kb.notation.figure import Figure
from kb.notation.parser import parse
from kb.notation.writer import FigureWriter

_CANONICAL = FigureWriter()


def render(figures: Sequence[Figure]) -> str:
    """Return the canonical text of a cell from its figures in printed order.

    Raises ``ValueError`` where no cell states exactly these figures, so that nothing of a row is
    lost on the way out of a database.
    """
    try:
        text = _CANONICAL.cell(figures)
        read = parse(text)
    except NotationError as error:
        raise ValueError(f"these figures do not make a cell: {error}") from error
    except (KeyError, IndexError) as error:
        raise ValueError(f"these figures do not make a cell: {error} is not known") from error
    for given, back in zip(figures, read, strict=False):
        if given != back:
            raise ValueError(f'"{text}" does not state the figure {given}, but {back}')
    if len(read) != len(figures):
        raise ValueError(f'"{text}" states {len(read)} figures, not {len(figures)}')
    return text
