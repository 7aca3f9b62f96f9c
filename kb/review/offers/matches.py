"""Every study against every question: what could be used where it is not used yet."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from kb.db.connect import Reader, Row
from kb.db.queries import run
from kb.errors import KbError, nearest
from kb.review.offers.fitting import Fit, Hierarchy, PicoKeys, StudyContent, fit


@dataclass(frozen=True, slots=True)
class Offer:
    """A study for an indication that does not use it; ``notice``: a retraction or concern."""

    study: str
    label: str
    policy: str
    indication: str
    fit: Fit
    notice: str | None = None


def find_offers(reader: Reader, policy: str | None = None, study: str | None = None) -> list[Offer]:
    """What is offered to a policy, or of a study, or all: by policy and indication, best fit first.

    Left out is what the indication uses, and what was declined for it since it was last used.
    """
    if study is not None:
        require_study(reader, study)
    closed = {(row["study"], row["indication"]) for row in run(reader, "review/offers/uses")}
    closed |= _declined(reader)
    contents = [study_content for study_content in _contents(reader) if study in (None, study_content.study)]
    notices = {row["key"]: row["notice"] for row in run(reader, "lookup/notices") if row["kind"] == "study"}
    terms = run(reader, "review/offers/terms")
    interventions, conditions = _hierarchy(terms, "intervention"), _hierarchy(terms, "condition")
    matches = []
    for question in _questions(reader, policy):
        offers = [
            Offer(
                *(content.study, content.label, question.policy, question.indication),
                *(fitting, notices.get(content.study)),
            )
            for content in contents
            if (content.study, f"{question.policy}/{question.indication}") not in closed
            and (fitting := fit(content, question, interventions, conditions)) is not None
        ]
        matches += sorted(offers, key=lambda offer: (*(-part for part in offer.fit.rank), offer.study))
    return matches


def require_study(reader: Reader, study: str) -> None:
    """Raises KbError that says what to do when there is no such study."""
    known = [str(row["study"]) for row in run(reader, "evidence/study_keys")]
    if study not in known:
        waiting = run(reader, "review/offers/extraction", study=study)
        remedy = f"Adopt it first: kb extract adopt {study}" if waiting else nearest(study, known)
        raise KbError(f"There is no study {study}. {remedy}".rstrip())


def _declined(reader: Reader) -> set[tuple[str, str]]:
    newest = {
        (row["study"], row["indication"]): row["answer"] for row in run(reader, "review/offers/answers")
    }
    return {pair for pair, answer in newest.items() if answer == "declined"}


def _contents(reader: Reader) -> list[StudyContent]:
    labels: dict[str, str] = {}
    items: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in run(reader, "review/offers/studies"):
        labels[row["study"]] = row["label"]
        items[row["study"], row["element"]].add(row["item"])
    return [
        StudyContent(
            study,
            label,
            frozenset(items[study, "condition"]),
            frozenset(items[study, "intervention"]),
            frozenset(items[study, "outcome"]),
        )
        for study, label in labels.items()
    ]


def _questions(reader: Reader, policy: str | None) -> list[PicoKeys]:
    grouped: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for row in run(reader, "review/questions", policy=policy):
        grouped[row["policy"], row["indication"]].append(row)
    return [_question(*names, rows) for names, rows in grouped.items()]


def _question(policy: str, indication: str, rows: list[Row]) -> PicoKeys:
    def of(element: str) -> tuple[str, ...]:
        return tuple(row["item"] for row in rows if row["element"] == element)

    relevant = frozenset(row["item"] for row in rows if row["relevant"])
    condition = rows[0]["condition_key"]
    return PicoKeys(
        policy, indication, condition, of("intervention"), of("comparator"), of("outcome"), relevant
    )


def _hierarchy(terms: list[Row], element: str) -> Hierarchy:
    return Hierarchy({row["item"]: row["broader"] for row in terms if row["element"] == element})
