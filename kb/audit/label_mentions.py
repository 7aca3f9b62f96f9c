"""Study labels in a text, such as "Wang et al (2015)", compared with the studies and references on file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from kb.audit.folding import fold
from kb.audit.known_names import ALONE, SHARED, KnownName
from kb.db.connect import Reader
from kb.db.queries import run

_ALIKE = 0.75
"""How like a name on file a name without "et al" must be for it to be a label."""
_NEAREST = 0.6
"""How like a name on file must be to be named as the nearest."""


class LabelStatus(StrEnum):
    """Where a label is on file: as ``study`` or ``reference`` of the document, ``elsewhere``, or nowhere."""

    STUDY = "study"
    REFERENCE = "reference"
    ELSEWHERE = "elsewhere"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Mention:
    """One label in the text.

    ``study`` is the study meant; for an unknown label that of a label with the same name, or with one like it
    and the same year; null when none is meant.
    ``nearest`` is the label on file that comes nearest to an unknown one, or where it is on file; empty when
    none does.
    """

    start: int
    stop: int
    printed: str
    known: LabelStatus
    study: str | None
    key: str
    nearest: str


def mentions_of(text: str, names: Sequence[KnownName]) -> list[Mention]:
    """The labels of a text in order: those on file as they are written there, and what looks like one."""
    mentions = sorted(_exact(text, names), key=lambda mention: (mention.start, -mention.stop))
    kept: list[Mention] = []
    for mention in mentions:
        if not kept or mention.start >= kept[-1].stop:
            kept.append(mention)
    taken = {place for mention in kept for place in range(mention.start, mention.stop)}
    for pattern in (SHARED, ALONE):
        for match in pattern.finditer(text):
            if taken.isdisjoint(range(*match.span())) and (
                mention_ := _held(match, names, pattern is SHARED)
            ):
                kept.append(mention_)
                taken.update(range(*match.span()))
    return sorted(kept, key=lambda mention: mention.start)


def _exact(text: str, names: Iterable[KnownName]) -> Iterator[Mention]:
    """Study labels as they are on file, whatever their form ("KEYNOTE-024")."""
    for name in names:
        if name.kind == "study":
            words = r"\s+".join(re.escape(word) for word in name.label.split())
            for match in re.finditer(rf"(?<![\w-]){words}(?![\w-])", text):
                yield Mention(
                    match.start(), match.end(), match[0], LabelStatus.STUDY, name.study, name.key, ""
                )


def _held(match: re.Match[str], names: Sequence[KnownName], sure: bool) -> Mention | None:
    """A label compared with the names; None when it is no label."""
    groups = match.groupdict()
    printed = groups.get("year") or groups.get("bare")
    year = int(printed) if printed else None
    family = fold(match["name"]).text.lower()
    same = [name for name in names if fold(name.family).text.lower() == family]
    meant = [name for name in same if year is None or name.year in (None, year)]
    text = " ".join(match[0].split())
    if meant:
        best = next((name for name in meant if name.study), meant[0])
        known = LabelStatus.STUDY if best.study else LabelStatus.REFERENCE
        return Mention(match.start(), match.end(), text, known, best.study, best.key, "")
    near = same[0] if same else _nearest(family, year, names, _NEAREST if sure else _ALIKE)
    if near is None and not sure:
        return None
    if near is None:
        return Mention(match.start(), match.end(), text, LabelStatus.UNKNOWN, None, "", "")
    study = near.study if same or near.year == year else None
    return Mention(match.start(), match.end(), text, LabelStatus.UNKNOWN, study, "", near.label)


def _nearest(family: str, year: int | None, names: Sequence[KnownName], least: float) -> KnownName | None:
    from difflib import SequenceMatcher

    def likeness(name: KnownName) -> float:
        alike = SequenceMatcher(None, family, fold(name.family).text.lower()).ratio()
        return (
            alike
            + (0.1 if year is not None and name.year == year else 0.0)
            + (0.01 if name.kind == "study" else 0.0)
        )

    best = max(names, key=likeness, default=None)
    return best if best is not None and likeness(best) >= least else None


def found_elsewhere(reader: Reader, mention: Mention) -> Mention:
    """An unknown label looked for in the whole knowledge base."""
    match = SHARED.match(mention.printed) or ALONE.match(mention.printed)
    if match is None:
        return mention
    year = match.groupdict().get("year") or match.groupdict().get("bare") or ""
    rows = run(reader, "audit/name_elsewhere", label=mention.printed, family=match["name"], year=year)
    if not rows:
        return mention
    nearest = f"{rows[0]['kind']} {rows[0]['key']}"
    return Mention(
        mention.start, mention.stop, mention.printed, LabelStatus.ELSEWHERE, mention.study, "", nearest
    )
