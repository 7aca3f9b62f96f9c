"""The studies that policies use, as far as the rules about policies look at them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby

from kb.checks.study import Contrast
from kb.db.connect import Reader, Row
from kb.db.queries import run

Rows = dict[str, list[Row]]


@dataclass(frozen=True, slots=True)
class UsedArm:
    """An arm of a used study with the keys of its interventions."""

    key: str
    label: str
    interventions: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Inclusion:
    """What a review names: a study with label and design group, or a number of unnamed ones (all else null).
    ``state`` is a code of INCLUSION_STATE."""

    study: str | None
    label: str | None
    design_group: str | None
    unnamed: int | None
    state: str


@dataclass(frozen=True, slots=True)
class UsedStudy:
    """A study that a policy uses.

    ``reports`` are pairs of role and reference, ``outcomes`` the keys of those that it has a result of, in
    words or as a number. ``known_through`` is the review through which alone it is known, null when it was
    read itself.
    """

    id: str
    record: str
    label: str
    design: str
    design_name: str
    design_group: str
    data_direction: str | None
    known_through: str | None
    conditions: tuple[str, ...] = ()
    reports: tuple[tuple[str, str], ...] = ()
    registrations: tuple[str, ...] = ()
    outcomes: frozenset[str] = frozenset()
    arms: Mapping[str, UsedArm] = field(default_factory=dict)
    contrasts: Mapping[str, Contrast] = field(default_factory=dict)
    inclusions: tuple[Inclusion, ...] = ()

    @property
    def primary(self) -> str | None:
        """Key of its primary report, null when there is none."""
        return next((reference for role, reference in self.reports if role == "primary"), None)


def of_policies(reader: Reader, name: str, ends: tuple[str, str], key: str = "policy") -> Rows:
    """The rows of a named read over a range of policies, by the value of a column."""
    found: Rows = defaultdict(list)
    for row in run(reader, f"checks/{name}", first=ends[0], last=ends[1]):
        found[row[key]].append(row)
    return found


def read_used_studies(reader: Reader, ends: tuple[str, str]) -> dict[str, dict[str, UsedStudy]]:
    """Policy to the studies it uses by key, for the policies between two numbers, both included."""

    def by_use(name: str) -> dict[tuple[str, str], list[Row]]:
        found: dict[tuple[str, str], list[Row]] = defaultdict(list)
        for row in run(reader, f"checks/{name}", first=ends[0], last=ends[1]):
            found[row["policy"], row["study"]].append(row)
        return found

    arms, contrasts, links, inclusions = (
        by_use(f"use_{name}") for name in ("arms", "contrasts", "links", "inclusions")
    )
    found: dict[str, dict[str, UsedStudy]] = defaultdict(dict)
    for row in run(reader, "checks/uses", first=ends[0], last=ends[1]):
        policy, study = row.pop("policy"), row.pop("study")
        use = (policy, study)
        linked = links[use]
        found[policy][study] = UsedStudy(
            id=study,
            **row,
            conditions=tuple(_linked(linked, "condition")),
            reports=tuple(_reports(linked)),
            registrations=tuple(_linked(linked, "registration")),
            outcomes=frozenset(_linked(linked, "outcome")),
            arms={arm.key: arm for arm in _arms(arms[use])},
            contrasts={one["contrast"]: _contrast(one) for one in contrasts[use]},
            inclusions=tuple(_inclusion(one) for one in inclusions[use]),
        )
    return found


def _linked(rows: Sequence[Row], kind: str) -> Iterator[str]:
    return (row["key"] for row in rows if row["kind"] == kind)


def _reports(rows: Sequence[Row]) -> Iterator[tuple[str, str]]:
    for row in rows:
        if row["kind"].startswith("report "):
            yield row["kind"].removeprefix("report "), row["key"]


def _arms(rows: Sequence[Row]) -> Iterator[UsedArm]:
    for key, group in groupby(rows, key=lambda row: row["arm"]):
        members = list(group)
        interventions = (row["intervention"] for row in members if row["intervention"] is not None)
        yield UsedArm(key, members[0]["label"], tuple(interventions))


def _contrast(row: Row) -> Contrast:
    sides = (row["index_side"], row["reference_side"])
    return Contrast(row["contrast"], row["kind"], row["method"], *sides, row["factor"])


def _inclusion(row: Row) -> Inclusion:
    return Inclusion(row["included"], row["label"], row["design_group"], row["unnamed"], row["state"])
