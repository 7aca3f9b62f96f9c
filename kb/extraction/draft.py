"""The study record that a person starts from: what the citation says, and what the question asks for.

Nothing in it is read from the abstract: no size, no number. Cells that the question asks for say
``not extracted``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from kb.bibliography.citation import Citation, CitationAuthor
from kb.bibliography.study_labels import label_of
from kb.extraction.designs import Guess
from kb.extraction.questions import IndicationPico, PicoTerm
from kb.records.consistency import in_canonical_order
from kb.records.prose_numbers import result_numbers
from kb.records.prose_tokens import SLUG
from kb.records.studies import ALL, ResultEntry, StudyRecord

OPEN = "not extracted"
"""What a cell says that nobody has filled in yet."""

_TAKEN = {ALL, *(info.alias or name for name, info in ResultEntry.model_fields.items())}
_REGISTRIES = (
    (r"NCT\d{8}", "ClinicalTrials.gov"),
    (r"ISRCTN\d+", "ISRCTN"),
    (r"ACTRN\d+", "ANZCTR"),
    (r"ChiCTR[-\w]*\d", "ChiCTR"),
    (r"DRKS\d+", "DRKS"),
    (r"UMIN\d+", "UMIN-CTR"),
    (r"\d{4}-\d{6}-\d\d(-\d\d)?", "EU Clinical Trials Register"),
)
_ALONE = ("noncomparative", "systematic-review", "diagnostic", "other")
"""Design groups whose studies are not expected to have an arm for a comparator."""


@dataclass(frozen=True, slots=True)
class Basis:
    """What a draft is made from."""

    study: str
    """Key of the study."""
    reference: str
    """Key of its primary report."""
    citation: Citation
    guess: Guess
    design_group: str
    """Group of the design guessed."""
    question: IndicationPico | None


def draft_of(basis: Basis) -> StudyRecord:
    """The draft. Arms are those of the question that title or abstract name, else all of them."""
    citation, question = basis.citation, basis.question
    data: dict[str, Any] = {
        "study": basis.study,
        "label": label_for(citation, basis.study),
        "design": basis.guess.design,
        "reports": {"primary": basis.reference},
        "registrations": _registrations(citation.registrations),
    }
    if question is not None:
        arms = _arms(question, citation, alone=basis.design_group in _ALONE)
        contrasts = _contrasts(question, arms, randomized=basis.design_group == "randomized")
        data |= {
            "conditions": (question.condition.key,) if question.condition else (),
            "arms": {
                key: {"label": _label_of(term), "interventions": (term.key,)} for key, term in arms.items()
            },
            "contrasts": contrasts,
            "results": _results(question.outcomes, [*arms, *contrasts]),
        }
    return in_canonical_order(StudyRecord.model_validate(data))


def label_for(citation: Citation, study: str) -> str:
    """How a text names the study of a publication: its authors and year, else the key."""
    names = [_surname(author) for author in citation.authors]
    year = int(citation.issued[:4]) if citation.issued else None
    if not names:
        return study
    first = " and ".join(names) if len(names) == 2 and not citation.authors_truncated else names[0]
    return label_of(first, max(len(names), 3) if citation.authors_truncated else len(names), year)


def _surname(author: CitationAuthor) -> str:
    return author.family or author.literal or ""


def _registrations(numbers: Sequence[str]) -> tuple[dict[str, str], ...]:
    remarks = []
    for number in dict.fromkeys(numbers):
        registry = next((name for form, name in _REGISTRIES if re.fullmatch(form, number)), None)
        if registry is not None:
            remarks.append({"registry": registry, "number": number})
    return tuple(remarks)


def _arms(question: IndicationPico, citation: Citation, *, alone: bool) -> dict[str, PicoTerm]:
    """Key of an arm -> the intervention that it received."""
    text = f"{citation.title or ''} {citation.abstract or ''}"
    comparators = [] if alone else _named(question.comparators, text)
    arms: dict[str, PicoTerm] = {}
    for term in [*_named(question.interventions, text), *comparators]:
        short = (term.abbreviation or "").lower()
        key = short if SLUG.fullmatch(short) and short not in _TAKEN and short not in arms else term.key
        arms.setdefault(key, term)
    return arms


def _named(terms: Sequence[PicoTerm], text: str) -> list[PicoTerm]:
    return [term for term in terms if term.is_in(text)] or list(terms)


def _label_of(term: PicoTerm) -> str:
    """The name of the intervention; a label holds no number of its own."""
    return next(
        (word for word in (term.name, term.key) if not result_numbers(word, defining=True)), "intervention"
    )


def _contrasts(
    question: IndicationPico, arms: dict[str, PicoTerm], *, randomized: bool
) -> dict[str, dict[str, str]]:
    """Every intervention against every comparator."""
    sides = {key for key, term in arms.items() if term in question.interventions}
    method = {"method": "randomized"} if randomized else {}
    return {
        f"{index}-{reference}": {"index": index, "reference": reference, **method}
        for index in arms
        if index in sides
        for reference in arms
        if reference not in sides
    }


def _results(outcomes: Sequence[PicoTerm], columns: Sequence[str]) -> tuple[dict[str, str], ...]:
    """A line for each outcome, to be filled in or removed."""
    cells = dict.fromkeys(columns, OPEN)
    return tuple({"outcome": outcome.key, **cells} for outcome in outcomes) if cells else ()
