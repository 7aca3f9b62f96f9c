"""Marks that stand for a value in a table: ``NA``, ``NR``, a dash. What they mean, only the source says.

``NA`` may be not available, not applicable or not assessed, and a dash may be none as well. A record says
once what its source means by each; without that a cell has to say it in words.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from kb.notation.terms import ABSENT
from kb.notation.typography import typed_plainly

MEANINGS = (*ABSENT.values(), "none")
"""What a mark can stand for: an absent value, or none (a count of zero)."""
_WORD_MARK = re.compile(r"[A-Za-z][A-Za-z./]{0,7}")
_SIGN_MARK = re.compile(r"-{1,3}|\.{1,3}|\N{HORIZONTAL ELLIPSIS}|\*")
_DASHES = re.compile(r"-{1,3}")


def is_mark(text: str) -> bool:
    """Whether a text can be a mark: letters as in ``N/A``, a dash, dots, a star."""
    plain = typed_plainly(text.strip())
    return bool(_WORD_MARK.fullmatch(plain) or _SIGN_MARK.fullmatch(plain))


def with_marks(text: str, marks: Mapping[str, str]) -> str:
    """The cell with what the marks mean written for them; letters also beside a name: ``median NA``."""
    plain = typed_plainly(text.strip())
    for mark, meaning in marks.items():
        sign = typed_plainly(mark.strip())
        if _DASHES.fullmatch(sign) and _DASHES.fullmatch(plain):
            return meaning
        if _SIGN_MARK.fullmatch(sign):
            if plain == sign:
                return meaning
        else:
            text = re.sub(rf"(?<![\w/.-]){re.escape(sign)}(?![\w/-])", meaning, text)
    return text
