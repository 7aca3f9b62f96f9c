"""Reading what rules look at: a range of keys at a time, so that memory does not grow with the base."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kb.checks.scales import EFFECTS
from kb.db.connect import Reader
from kb.evidence.studies import read_study_range, study_keys
from kb.evidence.study import Study

BATCH = 100
"""Studies that are read together."""


def read_studies(reader: Reader, keys: Sequence[str]) -> Iterator[Study]:
    """The studies of these keys, in their order. Neighbours of the base are read together."""
    for first, last, wanted in ranges(set(keys), study_keys(reader), BATCH):
        for study in read_study_range(reader, first, last):
            if study.id in wanted:
                yield _with_pooled(reader, study)


def _with_pooled(reader: Reader, study: Study) -> Study:
    """A study, and with a review that prints an effect the studies behind it."""
    effects = (result for result in study.results if result.scope == "contrast" and result.get(*EFFECTS))
    if not study.pools or next(effects, None) is None:
        return study
    return replace(
        study, pooled=tuple(one for key in study.pools for one in read_study_range(reader, key, key))
    )


def ranges(wanted: set[str], everything: Sequence[str], longest: int) -> Iterator[tuple[str, str, set[str]]]:
    """First, last and all of each run of wanted keys that stand side by side, at most ``longest`` keys."""
    side_by_side: list[str] = []
    for key in (*everything, None):
        if side_by_side and (key not in wanted or len(side_by_side) == longest):
            yield side_by_side[0], side_by_side[-1], set(side_by_side)
            side_by_side = []
        if key is not None and key in wanted:
            side_by_side.append(key)
