"""What is known about one study, as typed rows: header, arms, contrasts, results with their figures."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kb.notation import Figure


@dataclass(frozen=True, slots=True)
class StudyHeader:
    """One study. ``known_through`` is the review through which alone it is known (null: read itself)."""

    study: str
    label: str
    design: str
    design_name: str
    design_group: str
    data_direction: str | None
    population: str | None
    setting: str | None
    known_through: str | None
    known_through_label: str | None
    conclusion: str | None


@dataclass(frozen=True, slots=True)
class Arm:
    """One arm; ``label`` reads within a sentence after "with"."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Population:
    """One population set; the key ``whole`` stands for all participants, with an empty label."""

    key: str
    kind: str
    label: str
    by_outcome: str | None
    by_outcome_name: str | None


@dataclass(frozen=True, slots=True)
class Contrast:
    """One comparison. ``index`` and ``reference`` are arm or population keys; null for a factor."""

    key: str
    kind: str
    method: str
    index: str | None
    reference: str | None
    factor: str | None


@dataclass(frozen=True, slots=True)
class Result:
    """One result with its figures in printed order.

    ``column`` is the key of an arm or contrast, or ``all`` (``scope`` says which). ``times`` is the
    time as written in records (``1 y``), several for a value over a whole series, none when not stated.
    """

    result: str
    entry: int
    step: int
    outcome: str
    outcome_name: str
    domain: str
    definition: str | None
    is_primary: bool
    population: str
    time_kind: str
    times: tuple[str, ...]
    scope: str
    column: str
    role: str
    counted: str
    estimator: str
    adjusted: bool
    flag: str | None
    note: str | None
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Breakdown:
    """A whole that the study gives in parts, each participant or lesion in one of them.

    ``whole`` is an outcome in the population set ``population``; null stands for the participants themselves.
    Each of ``parts`` is an outcome (null likewise) in a population set.
    """

    whole: str | None
    population: str
    parts: tuple[tuple[str | None, str], ...]


@dataclass(frozen=True, slots=True)
class Inclusion:
    """One study, or count of unnamed studies, that a review names, and what it did with it."""

    study: str | None
    label: str | None
    reference: str | None
    unnamed: int | None
    state: str
    reason: str | None


@dataclass(frozen=True, slots=True)
class Answer:
    """One limitation or strength; ``indication`` is null when it concerns the conduct of the study."""

    policy: str | None
    indication: str | None
    kind: str
    table_name: str
    domain: str
    code: str | None
    label: str | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Report:
    """One publication of a study."""

    reference: str
    role: str
    citation_text: str
    pmid: str | None


@dataclass(frozen=True, slots=True)
class Study:
    """All of one study; ``results`` in the order of its record."""

    header: StudyHeader
    arms: tuple[Arm, ...]
    populations: Mapping[str, Population]
    contrasts: Mapping[str, Contrast]
    results: tuple[Result, ...]
    breakdowns: tuple[Breakdown, ...]
    inclusions: tuple[Inclusion, ...]
    answers: tuple[Answer, ...]
    reports: tuple[Report, ...]


def figure_of(row: Mapping[str, Any]) -> Figure:
    """The figure of one row of ``study_figures``."""
    return Figure(
        statement=row["statement"],
        statistic=row["statistic"],
        reported=row["reported"],
        value=None if row["value_text"] is None else Decimal(row["value_text"]),
        comparator=row["comparator"],
        unit=row["unit"],
        counted=row["figure_counted"],
        level=None if row["level"] is None else Decimal(row["level"]),
        qualifiers=tuple(row["qualifiers"].split()),
        per=row["per"],
        absent=row["absent_reason"],
    )
