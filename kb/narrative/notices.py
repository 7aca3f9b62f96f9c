"""That a study was retracted or called in question, said wherever it is named or counted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from kb.evidence.policy import StudyUse
from kb.evidence.references import NOTICE_MARKS
from kb.inlines import Line, Strong
from kb.narrative.phrasing import bracketed

if TYPE_CHECKING:  # counting notices, as a brief summary does, reads no study
    from kb.evidence.study import StudyOutline

_OF_STUDY = {
    "retraction": "This study has been retracted.",
    "concern": "An expression of concern about this study is in force.",
}
_OF_REPORT = {
    "retraction": "{} of this study ({}) has been retracted.",
    "concern": "An expression of concern about {} of this study ({}) is in force.",
}
_REPORTS = {
    "companion": "a companion report",
    "follow-up": "a follow-up report",
    "protocol": "the protocol",
    "erratum": "a correction",
}
_COUNTED = {"retraction": "retracted", "concern": "under an expression of concern"}


def marked(name: Line, notice: str | None, remarks: Sequence[Line] = ()) -> Line:
    """``Wang et al (2015) (retracted)``, with further remarks in the same brackets.

    The name as it is when no retraction or concern is in force, and there is nothing to remark.
    """
    mark = NOTICE_MARKS.get(notice or "")
    return bracketed(name, [*([mark] if mark else []), *remarks])


def notice_sentences(study: StudyOutline) -> list[Line]:
    """Sentences for the paragraph about the study: what is said of it, and of which other report.

    Empty when no retraction or concern is in force.
    """
    own = _OF_STUDY.get(study.notice or "")
    others = [
        _first_upper(_OF_REPORT[report.notice].format(_REPORTS[report.role], report.name))
        for report in study.reports
        if report.role != "primary" and report.notice in _OF_REPORT
    ]
    return [Line(Strong(words)) for words in ([own] if own else []) + others]


def _first_upper(words: str) -> str:
    return words[:1].upper() + words[1:]


def notice_counts(uses: Iterable[StudyUse]) -> list[str]:
    """``2 of them retracted``, ``retracted`` of the only one; empty when none is."""
    notices = [use.notice for use in uses]
    of = "" if len(notices) == 1 else "{} of them "
    counts = ((notices.count(notice), words) for notice, words in _COUNTED.items())
    return [of.format(count) + words for count, words in counts if count]
