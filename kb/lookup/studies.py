"""Finding studies by what policy writers look for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from kb.db.connect import Reader
from kb.db.queries import run
from kb.errors import KbError
from kb.lookup.filter_words import resolve


@dataclass(frozen=True, slots=True)
class StudyFilter:
    """What a study has to fit; None filters nothing.

    ``words`` must all occur in its texts. ``design`` is a design or a design group, ``intervention`` is
    received by an arm and ``comparator`` stands on the reference side of a contrast, ``at`` is a time such as
    ``5 y`` at which a result (of ``outcome``, when given) is reported; a narrower form of intervention,
    comparator or outcome fits too. Sizes count participants
    (as enrolled, else the arms added up), years are those of the primary report, ``limitation`` is
    a domain or a code such as ``allocation/2``. ``sponsor`` is a part of the name of who paid, or a code of
    FUNDING; ``industry`` fits mixed funding, too.
    """

    words: tuple[str, ...] = ()
    policy: str | None = None
    indication: str | None = None
    design: str | None = None
    intervention: str | None = None
    comparator: str | None = None
    outcome: str | None = None
    at: str | None = None
    min_size: int | None = None
    max_size: int | None = None
    since: int | None = None
    until: int | None = None
    limitation: str | None = None
    sponsor: str | None = None
    retracted: bool = False
    """Only those of which a publication was retracted."""
    known_through: bool = False
    """Only those known through a review alone."""
    not_appraised: bool = False
    """Only those whose design and conduct nobody has appraised."""


def find_studies(reader: Reader, study_filter: StudyFilter) -> list[dict[str, Any]]:
    """The studies that fit, by year and key.

    Raises KbError when a filter names something that does not exist, or a time that cannot be read.
    """
    study_filter = _resolved(reader, study_filter)
    rows = run(
        reader,
        "lookup/study_list",
        policy=study_filter.policy,
        indication=study_filter.indication,
        design=study_filter.design,
        intervention=study_filter.intervention,
        comparator=study_filter.comparator,
        outcome=study_filter.outcome,
        **_reported_at(study_filter.at),
        min_size=study_filter.min_size,
        max_size=study_filter.max_size,
        since=study_filter.since,
        until=study_filter.until,
        limitation=study_filter.limitation,
        sponsor=_folded(study_filter.sponsor),
        retracted=int(study_filter.retracted),
        known_through=int(study_filter.known_through),
        not_appraised=int(study_filter.not_appraised),
    )
    interventions = _joined(run(reader, "lookup/study_interventions"), "name")
    policies = _joined(run(reader, "lookup/study_uses"), "policy", "indication")
    return [
        {
            **row,
            "interventions": interventions.get(row["study"], ""),
            "policies": policies.get(row["study"], ""),
        }
        for row in rows
        if holds_words(str(row["searched"]), study_filter.words)
    ]


def sponsors_stated(reader: Reader) -> str:
    """Of how many studies somebody entered who paid: a search for a sponsor finds no others."""
    (row,) = run(reader, "lookup/sponsors_stated")
    return f"Who paid is stated for {row['stated']} of {row['studies']} studies."


def holds_words(text: str, words: tuple[str, ...]) -> bool:
    """Whether a text holds every word, in any case, also as a part of longer words."""
    folded = text.casefold()
    return all(word.casefold() in folded for word in words)


def _resolved(reader: Reader, study_filter: StudyFilter) -> StudyFilter:
    return replace(
        study_filter,
        policy=resolve(reader, "policy", study_filter.policy),
        indication=resolve(reader, "indication", study_filter.indication),
        design=resolve(reader, "design", study_filter.design),
        intervention=resolve(reader, "intervention", study_filter.intervention),
        comparator=resolve(reader, "intervention", study_filter.comparator),
        outcome=resolve(reader, "outcome", study_filter.outcome),
        limitation=resolve(reader, "limitation", study_filter.limitation),
    )


def _folded(sponsor: str | None) -> str | None:
    """The words of a sponsor as they are compared: SQL folds ASCII alike on both engines."""
    if sponsor is None:
        return None
    if not (words := " ".join(sponsor.split())):
        raise KbError("--sponsor is empty. Give a part of a name, or how it is funded: industry, public ...")
    return words.lower()


def _reported_at(at: str | None) -> dict[str, Any]:
    """The time as its months, or by its key where it is no single length of follow-up: an age, an event."""
    if at is None:
        return {"months": None, "time": None}
    from kb.notation import NotationError, parse_time

    try:
        time = parse_time(at)
    except NotationError as error:
        raise KbError(f"The time {at!r} cannot be read: {error}") from error
    months = time.months
    return {
        "months": None if months is None else float(months),
        "time": time.slug if months is None else None,
    }


def _joined(rows: list[Mapping[str, Any]] | list[dict[str, Any]], *columns: str) -> dict[str, str]:
    """Per study its rows in one text: columns joined by a slash, rows by a comma."""
    texts: dict[str, list[str]] = {}
    for row in rows:
        texts.setdefault(row["study"], []).append("/".join(str(row[column]) for column in columns))
    return {study: ", ".join(parts) for study, parts in texts.items()}
