"""How a text can call the arms and outcomes of a study: by names on file, and by what it abbreviates them
to.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from kb.audit.folding import HYPHEN
from kb.db.connect import Reader
from kb.db.queries import run

_WORD = re.compile(r"[^\W_]+")
_GENERIC = frozenset(
    [
        "group",
        "groups",
        "arm",
        "arms",
        "patient",
        "patients",
        "participant",
        "participants",
        "treatment",
        "treatments",
        "therapy",
        "surgery",
        "care",
        "standard",
        "usual",
        "alone",
        "plus",
        "with",
        "without",
        "and",
        "or",
        "of",
        "the",
        "for",
        "in",
        "by",
        "to",
        "dose",
        "high",
        "low",
        "control",
        "controls",
        "score",
        "level",
        "rate",
        "rates",
        "other",
        "total",
        "major",
        "minor",
        "any",
        "overall",
        "mean",
        "median",
        "time",
    ]
)
"""Words that tell no arm or outcome from another by themselves."""
_CONTROL = ("control group", "control arm", "controls", "comparator group", "comparison group")
_ACTIVE = (
    "intervention group",
    "intervention arm",
    "experimental group",
    "experimental arm",
    "active treatment group",
)
_JOINT = rf"(?:\s|{HYPHEN})*"
"""Between the words of a name; nothing where a hyphen at the end of a line was taken for one that breaks
a word.
"""


@dataclass(frozen=True, slots=True)
class WordMention:
    """Where a text names something: first character, the one after its last, and the keys that it may
    mean.
    """

    start: int
    stop: int
    key: str


@dataclass
class StudyWords:
    """The names of the arms and outcomes of one study by key, and the arms that each contrast compares."""

    arms: dict[str, list[str]] = field(default_factory=dict)
    outcomes: dict[str, list[str]] = field(default_factory=dict)
    sides: dict[str, dict[str, str]] = field(default_factory=dict)

    def arms_of(self, contrast: str) -> frozenset[str]:
        """The two arms of a contrast; none for a contrast of something else."""
        return frozenset(self.sides.get(contrast, {}).values())

    @cached_property
    def arm_phrases(self) -> dict[str, str]:
        """What names one arm and no other, in lower case but for abbreviations -> the arm."""
        phrases = dict(_own_phrases(self.arms))
        if len(self.arms) == 2 and len(self.sides) == 1:
            (sides,) = self.sides.values()
            if len(sides) == 2:
                phrases |= dict.fromkeys(_CONTROL, sides["reference"])
                phrases |= dict.fromkeys(_ACTIVE, sides["index"])
        return phrases

    @cached_property
    def outcome_phrases(self) -> dict[str, str]:
        """What names one outcome and no other -> the outcome."""
        return dict(_own_phrases(self.outcomes))

    def with_abbreviations(self, text: str) -> StudyWords:
        """The same with the abbreviations that a text introduces: ``overall survival (OS)``."""
        return StudyWords(_abbreviated(self.arms, text), _abbreviated(self.outcomes, text), self.sides)


def read_study_words(reader: Reader, document: str | None, study: str | None = None) -> dict[str, StudyWords]:
    """By study read from a document, and for one more study, how its arms and outcomes are called."""
    words: dict[str, StudyWords] = {}
    for row in run(reader, "audit/study_words", document=document, study=study):
        own = words.setdefault(row["study"], StudyWords())
        if row["kind"] in ("index", "reference"):
            own.sides.setdefault(row["key"], {})[row["kind"]] = row["name"]
            continue
        names = (own.arms if row["kind"] == "arm" else own.outcomes).setdefault(row["key"], [])
        names += [name for name in (row["name"], row["short"]) if name and name not in names]
    return words


def phrase_pattern(phrase: str) -> re.Pattern[str]:
    """A phrase in a text, over line ends and hyphens, in the plural too; an abbreviation as it is written."""
    words = _WORD.findall(phrase)
    body = _JOINT.join(re.escape(word) for word in words)
    short = phrase.isupper() or (len(words) == 1 and any(sign.isupper() for sign in phrase[1:]))
    return re.compile(rf"(?<![\w]){body}(?:e?s)?(?!\w)", re.NOFLAG if short else re.IGNORECASE)


def mentions_in(text: str, start: int, stop: int, phrases: Mapping[str, str]) -> list[WordMention]:
    """What a part of a text names, the longest phrase where several fit, in its order."""
    found = [
        WordMention(match.start(), match.end(), key)
        for phrase, key in phrases.items()
        for match in phrase_pattern(phrase).finditer(text, start, stop)
    ]
    kept: list[WordMention] = []
    for mention in sorted(found, key=lambda mention: (mention.start, -mention.stop)):
        if not kept or mention.start >= kept[-1].stop:
            kept.append(mention)
    return kept


def _own_phrases(names: Mapping[str, Sequence[str]]) -> Iterator[tuple[str, str]]:
    """The names, and single words of names, that belong to one key alone."""
    counts = Counter(name.lower() for listed in names.values() for name in dict.fromkeys(listed))
    words = {key: _telling(listed) for key, listed in names.items()}
    for key, listed in names.items():
        others = " ".join(name for other, own in names.items() if other != key for name in own).lower()
        for name in listed:
            if counts[name.lower()] == 1:
                yield name, key
        for word in sorted(words[key]):
            if word.lower() not in others:
                yield word, key


def _telling(names: Iterable[str]) -> set[str]:
    """Words long enough to tell something by themselves."""
    listed = {word for name in names for word in _WORD.findall(name)}
    return {
        word
        for word in listed
        if word.lower() not in _GENERIC and (len(word) > 5 or word.isupper()) and len(word) > 1
    }


def _abbreviated(names: Mapping[str, Sequence[str]], text: str) -> dict[str, list[str]]:
    more: dict[str, list[str]] = {}
    for key, listed in names.items():
        more[key] = list(listed)
        for name in listed:
            if len(name) < 6:
                continue
            match = re.search(
                phrase_pattern(name).pattern + r"\s*\[?\(([A-Z][\w-]{1,9})[);,\]]", text, re.IGNORECASE
            )
            if match and match[1][1:2].isupper() and match[1] not in more[key]:
                more[key].append(match[1])
    return more
