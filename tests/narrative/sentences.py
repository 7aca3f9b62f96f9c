"""The sentences about a study, as a reader sees them."""

from __future__ import annotations

from collections.abc import Mapping

from kb.evidence.study import Study
from kb.narrative.prose import ProseReader
from kb.narrative.study import Setting, results_in_words, study_paragraph


def results_of(study: Study, numbers: Mapping[str, int] | None = None) -> list[str]:
    """The sentences about the results of a study, with these citation numbers."""
    return [line.plain for line in results_in_words(study, ProseReader(numbers=numbers or {}))]


def paragraph_of(study: Study, numbers: Mapping[str, int] | None = None) -> list[str]:
    """All sentences about a study, with these citation numbers."""
    return [line.plain for line in study_paragraph(study, Setting(ProseReader(numbers=numbers or {})))]
