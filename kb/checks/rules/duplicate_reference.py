"""A publication is in the base once.

Why: one article under two keys gets two numbers in a reference list, and a notice of retraction that is
entered on one of them never reaches the policies that cite the other. Identifiers cannot repeat, but one
record may have the PMID and the other none.

How: all references are compared by title and year, and by first author, journal, volume and first page, each
without case, accents and punctuation. A pair is reported when nothing speaks against it.

What fits, and is no duplicate: different PMIDs or DOIs, unless author, journal, volume, page and title are
all the same (then one identifier is wrong); different versions or report numbers; a correction, retraction,
reply, comment, protocol or abstract beside its article; parts one and two; one guideline printed in two
journals; short titles such as "Editorial" without the same author. Records that were merged exist once.

Limits: a title that is misspelled and has neither volume nor pages is not matched. Pairs are found within
groups that agree in a key, so the work grows with the number of references and not with that of pairs.

Source: ICMJE Recommendations, section IV.A.3.g; Cochrane Handbook for Systematic Reviews of Interventions,
version 6.4, section 4.6.2 (removing duplicate records); the kinds kept apart follow Rathbone et al,
doi:10.1186/2046-4053-4-6.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

from kb.bibliography.study_labels import without_particles
from kb.checks.problem import CheckProblem, Severity
from kb.checks.rule import Subject, rule
from kb.db.connect import Reader, Row
from kb.db.queries import run
from kb.search.stemming import fold

_KINDS = re.compile(
    r"\b(correct(?:ion|ed)|corrigendum|erratum|errata|retract(?:ion|ed)|withdrawn|reply|response to|comment"
    r"|re:|letter|protocol|rationale and design|study design|abstract|concern|editorial|summary|update)\b"
    r"|\bpart (\w+)",
    re.IGNORECASE,
)
_SMALL_WORDS = frozenset({"the", "of", "and", "for", "in", "on", "a", "an", "de", "der", "la", "und", "et"})
_LONG = 25
"""Letters of a title from which it can hardly be two publications' by chance."""
_ALIKE = 0.8
_FEW = 5
"""Members of a group that later ones are compared with, which keeps the work linear for common titles."""


@dataclass(frozen=True)
class _Entry:
    """A row, and its parts as they are compared: without case, accents and punctuation."""

    row: Row

    @cached_property
    def title(self) -> str:
        return "".join(fold(word) for word in re.split(r"[\W_]+", self.row["title"]))

    @cached_property
    def titled(self) -> tuple[str, ...]:
        """Title and year; empty when one is missing."""
        return (self.title, self.row["year"]) if self.row["year"] else ()

    @cached_property
    def journal(self) -> tuple[str, ...]:
        words = (fold(word) for word in re.split(r"[\W_]+", self.row["journal"] or ""))
        return tuple(word for word in words if word and word not in _SMALL_WORDS)

    @cached_property
    def author(self) -> str:
        return without_particles(self.row["first_author"] or "")

    @cached_property
    def place(self) -> tuple[str, ...]:
        """First author, initials of the journal, volume and first page; empty when one is missing."""
        page = re.match(r"\W*(\w+)", self.row["page"] or "")
        if not (self.author and self.journal and self.row["volume"] and page):
            return ()
        initials = "".join(word[0] for word in self.journal)
        return (self.author, initials, self.row["volume"].strip().lower(), page[1].lower())

    @cached_property
    def kind(self) -> tuple[str, ...]:
        """Words that tell a correction, reply or part from the article."""
        return tuple(sorted("".join(groups).lower() for groups in _KINDS.findall(self.row["title"])))


@rule(
    Subject.BASE,
    Severity.WARNING,
    source="ICMJE Recommendations, section IV.A.3.g; doi:10.1186/2046-4053-4-6",
)
def check_duplicate_reference(reader: Reader) -> Iterator[CheckProblem]:
    """One problem for each reference that is like an earlier one, by key."""
    groups: dict[tuple[str, ...], list[_Entry]] = {}
    for row in run(reader, "checks/bibliography"):
        entry = _Entry(row)
        own = [groups.setdefault(key, []) for key in (entry.titled, entry.place) if key]
        duplicates = (
            (candidate, shared)
            for group in own
            for candidate in group
            if (shared := _shared(entry, candidate))
        )
        if (first := next(duplicates, None)) is not None:
            yield _problem(row, *first)
        for group in own:
            if len(group) < _FEW:
                group.append(entry)


def _shared(entry: _Entry, candidate: _Entry) -> str:
    """What two entries share when they are probably one publication; empty when they are not."""
    if entry.row["type"] != candidate.row["type"] or entry.kind != candidate.kind:
        return ""
    if _differ(entry, candidate, "version", "number"):
        return ""
    same_place = entry.place != () and entry.place == candidate.place and _same_journal(entry, candidate)
    if _differ(entry, candidate, "pmid", "doi"):
        is_one = same_place and entry.title == candidate.title
        return "title, author, journal, volume and page, but not the identifier" if is_one else ""
    if same_place and (entry.title == candidate.title or _are_near(entry, candidate)):
        return "author, journal, volume and page"
    same_title = entry.titled != () and entry.titled == candidate.titled
    return "title and year" if same_title and _agree(entry, candidate) else ""


def _differ(entry: _Entry, candidate: _Entry, *columns: str) -> bool:
    """Whether both have a value in one of the columns, and not the same."""
    pairs = ((entry.row[column], candidate.row[column]) for column in columns)
    return any(left and right and left != right for left, right in pairs)


def _same_journal(entry: _Entry, candidate: _Entry) -> bool:
    """Whether the names can be one journal's: equal, or the words of one shortened (Ann Surg)."""
    if len(entry.journal) != len(candidate.journal):
        return False
    pairs = zip(entry.journal, candidate.journal, strict=True)
    return all(left.startswith(right) or right.startswith(left) for left, right in pairs)


def _are_near(entry: _Entry, candidate: _Entry) -> bool:
    """Whether two titles are spellings of one, or one of them is a translation in brackets."""
    if entry.row["title"].startswith("[") != candidate.row["title"].startswith("["):
        return True
    return SequenceMatcher(None, entry.title, candidate.title).ratio() >= _ALIKE


def _agree(entry: _Entry, candidate: _Entry) -> bool:
    """Whether author, journal and place agree as far as both are known, and enough is known."""
    if entry.author and candidate.author and entry.author != candidate.author:
        return False
    if entry.journal and candidate.journal and not _same_journal(entry, candidate):
        return False
    if _differ(entry, candidate, "volume") or (
        entry.place and candidate.place and entry.place != candidate.place
    ):
        return False
    return len(entry.title) >= _LONG or (entry.author != "" and entry.author == candidate.author)


def _problem(row: Row, candidate: _Entry, shared: str) -> CheckProblem:
    key = candidate.row["reference"]
    advice = "If they are one publication, keep one record and list the other key under `merged`."
    if "not the identifier" in shared:
        advice = "One of the two identifiers is probably wrong: look both up."
    return CheckProblem(
        severity=Severity.WARNING,
        record=row["record"],
        place=key,
        message=f"References {row['reference']} and {key} have the same {shared}. {advice}",
        found=f"same {shared}",
    )
