"""Where two extractions of a study differ, figure by figure and field by field, and how far they agree."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kb.extraction.double.leaves import Leaf, LeafKind, leaves_of, renamed
from kb.notation import Figure
from kb.records.cells import FigureCell, read_cell
from kb.records.studies import ContrastEntry, StudyRecord

KEYS = "keys"
"""First part of the place of a key: ``keys/rf`` is the second person's key for what the first calls rfa."""


@dataclass(frozen=True, slots=True)
class ExtractionDifference:
    """One place where the two say different things. Null stands for nothing at the place."""

    place: str
    kind: LeafKind
    first: str | None
    second: str | None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class ExtractionAgreement:
    """How many of the things that either extraction has are the same in both."""

    kind: LeafKind
    same: int
    all: int

    @property
    def rate(self) -> float | None:
        """Share from 0 to 1; None when there is nothing to compare."""
        return self.same / self.all if self.all else None


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two extractions held against each other."""

    differences: tuple[ExtractionDifference, ...]
    agreement: tuple[ExtractionAgreement, ...]
    """Of figures (each printed number counts), fields and wordings, in this order."""


def compare(first: StudyRecord, second: StudyRecord, keys: Mapping[str, str] | None = None) -> Comparison:
    """Compare two records. ``keys``: the second person's key -> the first person's for the same thing."""
    second = renamed(second, keys or {})
    ours, theirs = leaves_of(first, second), leaves_of(second, first)
    same: Counter[LeafKind] = Counter()
    all_: Counter[LeafKind] = Counter()
    found = [
        ExtractionDifference(f"{KEYS}/{their}", LeafKind.KEY, our, their, why)
        for their, our, why in offered_keys(first, second)
    ]
    for place in dict.fromkeys([*ours, *theirs]):
        one, other = ours.get(place), theirs.get(place)
        leaf = one or other
        assert leaf is not None
        agreeing, counted = _counted(one, other)
        same[leaf.kind] += agreeing
        all_[leaf.kind] += counted
        texts = (one.text if one else None, other.text if other else None)
        if texts[0] != texts[1]:
            found.append(ExtractionDifference(place, leaf.kind, *texts, _remark(one, other)))
    kinds = (LeafKind.FIGURE, LeafKind.FIELD, LeafKind.WORDING)
    return Comparison(
        tuple(found), tuple(ExtractionAgreement(kind, same[kind], all_[kind]) for kind in kinds)
    )


def _figures(leaf: Leaf | None) -> dict[tuple[str, int], Figure]:
    """The printed numbers of a place by statistic and order."""
    if leaf is None:
        return {}
    cell = leaf.data if isinstance(leaf.data, FigureCell) else read_cell(leaf.text)
    seen: Counter[str] = Counter()
    found = {}
    for figure in cell.figures:
        seen[figure.statistic] += 1
        found[figure.statistic, seen[figure.statistic]] = figure
    return found


def _counted(one: Leaf | None, other: Leaf | None) -> tuple[int, int]:
    """How many things at a place are the same, of how many."""
    leaf = one or other
    if leaf is None or leaf.kind is not LeafKind.FIGURE:
        return int(one is not None and other is not None and one.text == other.text), 1
    ours, theirs = _figures(one), _figures(other)
    same = sum(key in theirs and _said(figure) == _said(theirs[key]) for key, figure in ours.items())
    return same, len(ours.keys() | theirs.keys())


def _said(figure: Figure) -> tuple[object, ...]:
    return (figure.reported, figure.unit, figure.counted, figure.level, figure.absent, figure.qualifiers)


def _remark(one: Leaf | None, other: Leaf | None) -> str:
    if one is None or other is None or one.kind is not LeafKind.FIGURE:
        return ""
    ours, theirs = _figures(one), _figures(other)
    words = []
    for key in dict.fromkeys([*ours, *theirs]):
        our, their = ours.get(key), theirs.get(key)
        if our is None or their is None:
            words.append(f"{key[0]} only in one")
        elif _said(our) != _said(their):
            equal = our.value is not None and (our.value, our.unit) == (their.value, their.unit)
            words.append(
                f"{key[0]}: {our.reported} or {their.reported}{' (the same value)' if equal else ''}"
            )
    return "; ".join(words)


def offered_keys(first: StudyRecord, second: StudyRecord) -> Iterator[tuple[str, str, str]]:
    """Keys that only one of the two has, for what seems the same: second's key, first's key, why."""
    arms = list(_pairs(_arms(first), _arms(second)))
    yield from ((their, our, f"arms with the same {why}") for their, our, why in arms)
    sets = list(_pairs(_populations(first), _populations(second)))
    yield from ((their, our, f"populations with the same {why}") for their, our, why in sets)
    keys = {their: our for their, our, _ in [*arms, *sets]}
    contrasts = _pairs(_contrasts(first, {}), _contrasts(second, keys))
    yield from ((their, our, f"contrasts with the same {why}") for their, our, why in contrasts)


def _pairs(
    ours: Mapping[str, Sequence[tuple[str, object]]], theirs: Mapping[str, Sequence[tuple[str, object]]]
) -> Iterator[tuple[str, str, str]]:
    """Keys of one side only whose contents fit each other and nothing else."""
    free = {key: said for key, said in ours.items() if key not in theirs}
    for their, said in theirs.items():
        if their in ours:
            continue
        for position, (why, content) in enumerate(said):
            fitting = [key for key, other in free.items() if content and other[position] == (why, content)]
            if len(fitting) == 1:
                del free[fitting[0]]
                yield their, fitting[0], why
                break


def _arms(study: StudyRecord) -> dict[str, list[tuple[str, object]]]:
    return {
        key: [
            ("interventions and size", (frozenset(arm.interventions), str(arm.n)) if arm.n else None),
            ("interventions", frozenset(arm.interventions)),
            ("label", arm.label.casefold()),
        ]
        for key, arm in study.arms.items()
    }


def _populations(study: StudyRecord) -> dict[str, list[tuple[str, object]]]:
    return {
        key: [
            ("limit", (one.by, str(one.limit)) if one.limit else None),
            ("kind and label", (one.kind, one.label.casefold())),
        ]
        for key, one in study.populations.items()
    }


def _contrasts(study: StudyRecord, keys: Mapping[str, str]) -> dict[str, list[tuple[str, object]]]:
    return {key: [("sides", _sides(one, keys))] for key, one in study.contrasts.items()}


def _sides(one: ContrastEntry, keys: Mapping[str, str]) -> object:
    if one.factor is not None:
        return (one.factor.casefold(), one.method)
    return (keys.get(one.index or "", one.index), keys.get(one.reference or "", one.reference))
