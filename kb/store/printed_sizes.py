"""How many take part: the printed size of each set of participants, in each arm and in the whole study.

A number of participants without a time is a size; a planned one is none. A bound (``>500``) is the size of a
study and said to be one, but no result is out of so many.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from kb.notation import Figure
from kb.notation.units import PEOPLE
from kb.store.rows import RecordRows, Row

PARTICIPANTS = "participants"
"""Outcome under which sizes of arms and studies are kept."""
_LARGEST = 2**31 - 1
_VALUES = ("=", "~")
"""Signs of a number that is a value, not a bound."""
_PARTICIPANTS = frozenset({"patients", "participants", "persons", "people", "individuals"})

ResultFigures = tuple[Row, Sequence[str], Sequence[Figure]]
"""A result, the ids of its figures, and the figures."""


@dataclass(frozen=True, slots=True)
class Denominator:
    """How many a number is out of. ``source`` is a code of N_SOURCE."""

    n: int
    source: str


class PrintedSize(NamedTuple):
    """How many there are of what (empty for participants); ``sign`` is that of the number."""

    n: int
    counted: str
    sign: str


class GroupSizes:
    """The sizes that a study prints, and which of them a result is about."""

    def __init__(self, rows: RecordRows, results: Iterable[ResultFigures]) -> None:
        (study,) = {row["study_id"] for row in rows.of("population_set")} or {""}
        self._study = study
        self._whole = f"{study}/whole"
        self._arms = [row["id"] for row in rows.of("arm")]
        self._contrasts = {row["id"]: row for row in rows.of("contrast")}
        self._kinds = {row["id"]: row["kind"] for row in rows.of("population_set")}
        self._sizes: dict[tuple[str | None, str], PrintedSize] = {}
        for result, ids, figures in results:
            self._take(rows, result, ids, figures)
        if self._sizes:
            self._add_study_size(rows)

    def _take(self, rows: RecordRows, result: Row, ids: Sequence[str], figures: Sequence[Figure]) -> None:
        is_size = result["study_outcome_id"] == f"{self._study}/{PARTICIPANTS}"
        if not is_size or result["scope"] == "contrast" or result["timepoint_id"] != f"{self._study}@none":
            return
        key = (result["arm_id"], result["population_set_id"])
        for id, figure in zip(ids, figures, strict=True):
            size = whole_number(figure) if _is_size(figure) else None
            if size is not None and key not in self._sizes:
                counted = figure.counted or result["counted"] or ""
                self._sizes[key] = PrintedSize(size, counted, figure.sign)
                if figure.sign in _VALUES:
                    rows.add("group_size", id, _row(result, size, counted))

    def _add_study_size(self, rows: RecordRows) -> None:
        """The size of the study: as printed, else its arms together, else its largest set."""
        enrolled = self._sizes.get((None, self._whole))
        of_arms = [self._sizes.get((arm, self._whole)) for arm in self._arms]
        together = _together(of_arms)
        if enrolled is not None:
            size, source = enrolled, "enrolled"
        elif together is not None:
            size, source = together, "arms"
        else:
            size, source = max(self._sizes.values()), "set"
        values = {
            "enrolled": None if enrolled is None else size.n,
            "size": size.n,
            "size_sign": size.sign,
            "size_from": source,
            **_counts(size.counted),
        }
        rows.add("study_size", self._study, values)

    def denominator(self, result: Row, counted: str | None) -> Denominator | None:
        """How many a result is out of by the sizes; null rather than the size of another set.

        ``counted`` is the unit of analysis, null for participants.
        """
        if result["scope"] == "contrast":
            return self._of_contrast(result, counted)
        return self._of_group(result["arm_id"], result["population_set_id"], counted)

    def _of_group(self, arm: str | None, population: str, counted: str | None) -> Denominator | None:
        source = "study" if population == self._whole and arm is None else "arm"
        if population != self._whole:
            source = "set"
        size = self._sizes.get((arm, population))
        if size is None and len(self._arms) == 1:
            # The only arm is the whole study, and the other way round.
            arm = self._arms[0] if arm is None else None
            size = self._sizes.get((arm, population))
            source = {"study": "arm", "arm": "study"}.get(source, source)
        if size is None or size.sign not in _VALUES or not _fits(size.counted, counted):
            return None
        return Denominator(size.n, source)

    def _of_contrast(self, result: Row, counted: str | None) -> Denominator | None:
        contrast = self._contrasts[result["contrast_id"]]
        population = result["population_set_id"]
        if contrast["method"] == "propensity-matched" and self._kinds[population] == "whole":
            return None  # those who were matched are a part of the whole
        if contrast["kind"] == "arms":
            groups = [(contrast[f"{side}_arm_id"], population) for side in ("index", "reference")]
        elif contrast["kind"] == "populations":
            groups = [(None, contrast[f"{side}_population_id"]) for side in ("index", "reference")]
        else:
            groups = [(None, population)]
        sides = [self._of_group(arm, group, counted) for arm, group in groups]
        known = [side for side in sides if side is not None]
        # The two sides together are all who take part where there is no third arm.
        is_all = contrast["kind"] == "arms" and {arm for arm, _ in groups} == set(self._arms)
        together = self._of_group(None, population, counted) if contrast["kind"] == "arms" else None
        if len(known) < len(groups):
            return together if is_all else None
        n = sum(side.n for side in known)
        if together is not None and n > together.n:
            return together if is_all else None  # some were on both sides
        return Denominator(n, known[0].source)


def _together(sizes: Sequence[PrintedSize | None]) -> PrintedSize | None:
    """The size of all arms; None without arms, when one is not known, or when they count different things."""
    known = [size for size in sizes if size is not None and size.sign in _VALUES]
    if len(known) < len(sizes) or len({size.counted for size in known}) != 1:
        return None
    sign = "~" if any(size.sign == "~" for size in known) else "="
    return PrintedSize(sum(size.n for size in known), known[0].counted, sign)


def _is_size(figure: Figure) -> bool:
    """Whether a figure prints how many took part, rather than were to."""
    return figure.statistic == "count" and "planned" not in figure.qualifiers


def _fits(size: str, counted: str | None) -> bool:
    """Whether a size counts what a result counts."""
    if size == "" or size in PEOPLE:
        return not counted or counted in PEOPLE
    return counted == size


def whole_number(figure: Figure | None) -> int | None:
    """The number as an integer of a database; None where there is none, or one beyond 32 bits."""
    if figure is None or figure.value is None or abs(figure.value) > _LARGEST:
        return None
    return int(figure.value)


def _row(result: Row, size: int, counted: str) -> dict[str, Any]:
    return {
        "study_id": result["study_id"],
        "arm_id": result["arm_id"],
        "population_set_id": result["population_set_id"],
        "size": size,
        **_counts(counted),
    }


def said_unit(counted: str | None) -> str | None:
    """The unit of analysis; None for participants, by whatever word, and where none is stated."""
    return None if not counted or counted in _PARTICIPANTS else counted


def _counts(counted: str) -> dict[str, Any]:
    return {"counted": said_unit(counted), "counts_people": not counted or counted in PEOPLE}
