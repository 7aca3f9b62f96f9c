"""That a study was retracted or called in question, said wherever it is named or counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from kb.evidence.policy import StudyUse
from kb.evidence.references import NOTICE_MARKS
from kb.inlines import Line, Strong
from kb.narrative.phrasing import bracketed

_SENTENCES = {
    "retraction": "This study has been retracted.",
    "concern": "An expression of concern about this study is in force.",
}
_COUNTED = {"retraction": "retracted", "concern": "under an expression of concern"}


def marked(name: Line, notice: str | None, remarks: Sequence[Line] = ()) -> Line:
    """``Wang et al (2015) (retracted)``, with further remarks in the same brackets.

    The name as it is when no retraction or concern is in force, and there is nothing to remark.
    """
    mark = NOTICE_MARKS.get(notice or "")
    return bracketed(name, [*([mark] if mark else []), *remarks])


def notice_sentence(notice: str | None) -> Line:
    """A sentence for the paragraph about the study; empty when no retraction or concern is in force."""
    said = _SENTENCES.get(notice or "")
    return Line(Strong(said)) if said else Line()


def notice_counts(uses: Iterable[StudyUse]) -> list[str]:
    """``2 of them retracted``, ``retracted`` of the only one; empty when none is."""
    notices = [use.notice for use in uses]
    of = "" if len(notices) == 1 else "{} of them "
    counts = ((notices.count(notice), words) for notice, words in _COUNTED.items())
    return [of.format(count) + words for count, words in counts if count]
