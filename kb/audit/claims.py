"""What the records claim to be printed in a document: one claim for each figure and place that states it."""

from __future__ import annotations

from dataclasses import dataclass

from kb.db.connect import Reader, Row
from kb.db.queries import run
from kb.notation import parse_time
from kb.notation.time import AGES, LENGTHS


@dataclass(frozen=True, slots=True, order=True)
class Owner:
    """To what a figure belongs: ``kind`` is study, policy (its background) or guideline, ``key`` its key."""

    kind: str
    key: str

    def __str__(self) -> str:
        return self.key if self.kind == "study" else f"{self.kind} {self.key}"


@dataclass(frozen=True, slots=True)
class FigureClaim:
    """One figure and where a document is said to print it.

    Offsets count characters of the document from 0; ``printed`` are the characters of the figure itself,
    which are within ``excerpt``. ``reported`` and ``statement`` are the figure and its whole cell as kb
    prints them. ``outcome``, ``subject`` (arm or contrast), ``population`` and ``time`` say what it is; empty
    where there is none. ``is_size`` marks how many took part in the study or an arm, ``is_outcome`` a result
    of an outcome rather than of baseline, flow or follow-up. ``flagged`` says that the record calls it an
    oddity of the source. ``sign`` is a code of SIGN, ``level`` that of an interval in percent (empty: none).
    ``arm``, ``contrast`` and ``outcome_key`` are the keys of what it is of (empty: none), ``months`` its time
    (null: none, or an age). ``location`` is the page or table of the document where it is said to be instead
    of at a character; ``source`` is empty for a figure that no place of the document is given for.
    """

    source: str
    figure: str
    owner: Owner
    excerpt_start: int
    excerpt: str
    start: int
    printed: str
    reported: str
    statement: str
    statistic: str
    value: float | None
    unit: str
    outcome: str
    abbreviation: str
    subject: str
    population: str
    time: str
    is_size: bool
    is_outcome: bool = False
    flagged: bool = False
    sign: str = "="
    level: str = ""
    arm: str = ""
    contrast: str = ""
    outcome_key: str = ""
    months: float | None = None
    location: str = ""

    @property
    def stop(self) -> int:
        """The character after the last of the figure itself."""
        return self.start + len(self.printed)


def read_claims(reader: Reader, document: str) -> list[FigureClaim]:
    """The claims about a document, in its order; last the figures of its studies that have no place in it."""
    return [_claim(row) for row in run(reader, "audit/claims", document=document)]


def read_times(reader: Reader, document: str) -> dict[str, tuple[frozenset[float], frozenset[float]]]:
    """By study, the times of its results: in months, and ages in years."""
    months: dict[str, set[float]] = {}
    ages: dict[str, set[float]] = {}
    for row in run(reader, "audit/times", document=document):
        months_of_study, ages_of_study = (
            months.setdefault(row["study"], set()),
            ages.setdefault(row["study"], set()),
        )
        for step in row["label"].split(", "):
            time = parse_time(step)
            if time.kind in AGES:
                ages_of_study.update(float(amount.value) for amount in time.amounts)
            elif time.kind in LENGTHS:
                months_of_study.update(float(amount.months) for amount in time.amounts)
            elif time.months is not None:
                months_of_study.add(float(time.months))
    return {study: (frozenset(times), frozenset(ages.get(study, ()))) for study, times in months.items()}


def _claim(row: Row) -> FigureClaim:
    return FigureClaim(
        source=row["source"] or "",
        figure=row["figure"],
        owner=_owner(row),
        excerpt_start=row["excerpt_start"] or 0,
        excerpt=row["excerpt"] or "",
        start=row["start"] or 0,
        printed=row["printed"] or row["reported"],
        reported=row["reported_text"],
        statement=row["statement"],
        statistic=row["statistic"],
        value=None if row["value"] is None else float(row["value"]),
        unit=row["unit"] or "",
        outcome=row["outcome"] or "",
        abbreviation=row["abbreviation"] or "",
        subject=row["subject"] or "",
        population=row["population"] or "",
        time=row["time"] or "",
        is_size=bool(row["is_size"]) and row["statistic"] == "count",
        is_outcome=bool(row["is_outcome"]),
        flagged=bool(row["flagged"]),
        sign=row["sign"] or "=",
        level=row["level"] or "",
        arm=row["arm"] or "",
        contrast=row["contrast"] or "",
        outcome_key=row["outcome_key"] or "",
        location=row["location"] or "",
        months=None if row["months"] is None or row["time_kind"] == "age" else float(row["months"]),
    )


def _owner(row: Row) -> Owner:
    for kind in ("study", "policy", "guideline"):
        if row[kind] is not None:
            return Owner(kind, row[kind])
    raise LookupError(f"the figure {row['figure']} belongs to nothing")
