"""Which retractions, concerns and corrections are about the candidates of a review, whoever tells them.

Nothing of it is stored with the candidates: notices and publications meet when they are read, so that it does
not matter which of them was imported first, in which format and by which review.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kb.bibliography.duplicates.journals import journal_name, same_journal
from kb.bibliography.duplicates.similarity import ValueAgreement
from kb.bibliography.notice_titles import title_words
from kb.db.connect import Reader, Row
from kb.db.queries import run
from kb.evidence.references import Notice, standing_notice

GRAVEST_FIRST = ("retraction", "concern", "correction", "reinstatement")
_WORDS = {
    "retraction": "retracted",
    "concern": "expression of concern",
    "correction": "corrected",
    "reinstatement": "reinstated",
}
_PLAIN_WORDS = 4
"""Words of a title that another publication hardly has; a shorter one has to come from the same journal."""


@dataclass(frozen=True, slots=True)
class CandidateNotice:
    """A notice about a candidate."""

    kind: str
    """A code of ``NOTICE_KIND``."""
    date: str | None
    """When it was published, ISO 8601; None when not known."""
    source: str
    """Who tells it: Retraction Watch, PubMed or a citation export."""
    found_by: str
    """What ties it to the candidate: its own ``record``, its ``pmid``, ``doi`` or ``title``."""
    notice_pmid: str | None = None
    """PMID of the notice itself."""
    notice_doi: str | None = None
    doubt: str | None = None
    """Why it may be about another publication, in words; None when nothing speaks for that."""

    def in_words(self) -> str:
        """What it says, where it is published, and how sure it is that the candidate is meant."""
        told = [self.published_as, self.date]
        told += ["Retraction Watch"] if self.source == "Retraction Watch" else []
        told += ["by its title"] if self.found_by == "title" else []
        words = ("perhaps " if self.doubt else "") + _WORDS[self.kind]
        details = ", ".join(part for part in (*told, self.doubt) if part)
        return f"{words} ({details})" if details else words

    @property
    def published_as(self) -> str | None:
        """PMID or DOI of the notice; None when neither is known."""
        if self.notice_pmid:
            return f"pmid:{self.notice_pmid}"
        return f"doi:{self.notice_doi}" if self.notice_doi else None


def read_candidate_notices(reader: Reader, cycle: str) -> dict[str, tuple[CandidateNotice, ...]]:
    """Candidate of a cycle (its id) -> the notices about it, oldest first; those without any are missing."""
    return _by_candidate(run(reader, "review/notices", cycle=cycle, candidate=None))


def read_notices_about(reader: Reader, candidate: str) -> tuple[CandidateNotice, ...]:
    """The notices about one candidate, or those that it stands for, oldest first."""
    told = _by_candidate(run(reader, "review/notices", cycle=None, candidate=candidate))
    return told.get(candidate, ())


def _by_candidate(rows: Iterable[Row]) -> dict[str, tuple[CandidateNotice, ...]]:
    notices: dict[str, dict[str, CandidateNotice]] = defaultdict(dict)
    for row in rows:
        if row["id"] not in notices[row["candidate"]] and (notice := _notice(row)):
            notices[row["candidate"]][row["id"]] = notice
    return {candidate: _each_once(list(told.values())) for candidate, told in notices.items() if told}


def notice_in_force(notices: Sequence[CandidateNotice]) -> CandidateNotice | None:
    """The gravest that no reinstatement has lifted, a certain one before a doubtful one; None for none."""
    certain = [notice for notice in notices if notice.doubt is None]
    doubtful = [notice for notice in notices if notice.doubt and notice.kind != "reinstatement"]
    for listed in (certain, [*doubtful, *(notice for notice in certain if notice.kind == "reinstatement")]):
        entries = [Notice(str(place), each.kind, each.date, place) for place, each in enumerate(listed)]
        if standing := standing_notice(entries):
            return listed[standing.position]
    return None


def _notice(row: Row) -> CandidateNotice | None:
    """The notice of a row; None when it must be about another publication."""
    if _is_notice_itself(row):
        return None
    doubt = None
    if row["found_by"] != "record":
        doubt = _contradiction(row)
        if row["found_by"] == "title":
            if doubt or not _can_be_of_title(row):
                return None
            doubt = _doubtful_title(row)
    return CandidateNotice(
        row["kind"],
        row["date"],
        row["source"],
        row["found_by"],
        row["notice_pmid"],
        row["notice_doi"],
        doubt,
    )


def _is_notice_itself(row: Row) -> bool:
    pairs = ((row["own_pmid"], row["notice_pmid"]), (row["own_doi"], row["notice_doi"]))
    return any(own is not None and own == notice for own, notice in pairs)


def _contradiction(row: Row) -> str | None:
    """PMID or DOI that the notice gives and the candidate has otherwise."""
    for name, own, other in (("PMID", row["own_pmid"], row["pmid"]), ("DOI", row["own_doi"], row["doi"])):
        if own and other and own != other:
            return f"it names the {name} {other}"
    return None


def _can_be_of_title(row: Row) -> bool:
    """Whether a publication of the same title can be meant: it came before the notice, and is no namesake."""
    issued, noticed = _year(row["issued"]), _year(row["date"])
    if issued and noticed and issued > noticed + 1:
        return False
    return len(title_words(row["title"])) >= _PLAIN_WORDS or _journals(row) >= ValueAgreement.NEAR


def _year(date: str | None) -> int | None:
    return int(date[:4]) if date and date[:4].isdecimal() else None


def _doubtful_title(row: Row) -> str | None:
    return "it is of another journal" if _journals(row) is ValueAgreement.DIFFERENT else None


def _journals(row: Row) -> ValueAgreement:
    names = [name for name in (row["own_journal"], row["journal"]) if name]
    if len(names) < 2:
        return ValueAgreement.UNKNOWN
    return same_journal([journal_name(names[0])], [journal_name(names[1])])


def _each_once(notices: Sequence[CandidateNotice]) -> tuple[CandidateNotice, ...]:
    """The notices, oldest first; of a kind, what says less is the same as what says more."""
    kept: list[CandidateNotice] = []
    for notice in sorted(notices, key=_says_least):
        place = next((index for index, other in enumerate(kept) if _is_same(other, notice)), None)
        if place is None:
            kept.append(notice)
        elif kept[place].date is None and notice.date:
            kept[place] = replace(kept[place], date=notice.date)
    return tuple(sorted(kept, key=lambda notice: (notice.date or "", notice.published_as or "")))


def _says_least(notice: CandidateNotice) -> tuple[object, ...]:
    known = (notice.notice_pmid, notice.notice_doi, notice.date)
    return (notice.doubt is not None, known.count(None), notice.kind, *(value or "" for value in known))


def _is_same(first: CandidateNotice, second: CandidateNotice) -> bool:
    if first.kind != second.kind:
        return False
    pairs = ((first.notice_pmid, second.notice_pmid), (first.notice_doi, second.notice_doi))
    known = [one == other for one, other in pairs if one and other]
    return all(known) and (bool(known) or first.kind != "correction" or second.published_as is None)
