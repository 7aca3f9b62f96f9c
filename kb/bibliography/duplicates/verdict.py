"""What to do with two records: merge them, tie them, ask a person, or nothing.

1. The same PMID or PMCID merges, unless neither title nor authors agree. Different PMIDs never merge unasked.
2. Kinds are kept apart: a correction, notice, reply, comment, protocol, part, dated update, preprint,
   conference abstract or other version of a Cochrane review is tied to the article and never merged.
3. The same DOI merges records whose titles agree; others are shown.
4. Otherwise the weighed evidence decides: from :data:`MERGE` on records merge when they contradict each other
   in nothing decisive, or are in the same place; from :data:`ASK` on a person is asked.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from kb.bibliography.duplicates.compared_record import ComparedRecord
from kb.bibliography.duplicates.headings import PublicationKind
from kb.bibliography.duplicates.page_ranges import same_pages
from kb.bibliography.duplicates.similarity import ValueAgreement
from kb.bibliography.duplicates.titles import Likeness, likeness
from kb.bibliography.duplicates.weighing import Evidence, PagesCompared, is_hopeless, weigh

MERGE, ASK = 10.0, 8.5
"""Least scores, in the units of the weights, to merge two records and to show them to a person."""
CERTAIN = 100.0
"""Score of what an identifier says."""
SAME, NEAR, DIFFERENT = ValueAgreement.SAME, ValueAgreement.NEAR, ValueAgreement.DIFFERENT


class DuplicateDecision(StrEnum):
    """What to do with two records."""

    MERGE = "merge"
    LINK = "link"
    ASK = "ask"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What to do with two records, and why."""

    decision: DuplicateDecision
    score: float
    why: str
    tie: str = ""
    """Of a link, what one of the two is: ``correction``, ``part 2``, ``other version`` ..."""
    forbids: bool = False
    """Whether the two must not meet in one group by way of a third record."""


_NOTHING = Verdict(DuplicateDecision.NOTHING, 0.0, "")
_FAR_APART = Verdict(DuplicateDecision.NOTHING, 0.0, "they begin on different pages", forbids=True)


def judge(first: ComparedRecord, second: ComparedRecord) -> Verdict:
    """What to do with two records. The order of the two makes no difference."""
    titles = likeness(first, second)
    if is_hopeless(first, second, titles):
        return _FAR_APART if same_pages(first.pages, second.pages) is DIFFERENT else _NOTHING
    evidence = weigh(first, second, titles)
    verdict = _judged(first, second, evidence)
    stays_apart = verdict.decision is not DuplicateDecision.MERGE and (
        verdict.decision is DuplicateDecision.LINK
        or "first page" in evidence.conflicts
        or evidence.numbers_differ
        or _is_other_pmid(first, second)
    )
    return replace(verdict, forbids=True) if stays_apart else verdict


def _judged(first: ComparedRecord, second: ComparedRecord, evidence: Evidence) -> Verdict:
    if verdict := _by_number(first, second, evidence) or _by_repetition(first, second, evidence):
        return verdict
    if tie := _tie(first, second, evidence):
        return _tied(tie, evidence)
    is_doubtful = _is_other_pmid(first, second)
    if evidence.agreements["DOI"] is SAME:
        return _by_doi(evidence, is_doubtful=is_doubtful)
    if is_doubtful:
        return _of_two_pmids(evidence)
    return _by_evidence(evidence)


def _is_other_pmid(first: ComparedRecord, second: ComparedRecord) -> bool:
    return bool(first.pmid and second.pmid) and first.pmid != second.pmid


def _by_number(first: ComparedRecord, second: ComparedRecord, evidence: Evidence) -> Verdict | None:
    """Whether PubMed or PubMed Central gives both the same number."""
    if first.pmid and first.pmid == second.pmid:
        name = "PMID"
    elif first.pmcid and first.pmcid == second.pmcid and not _is_other_pmid(first, second):
        name = "PMCID"
    else:
        return None
    if evidence.likeness is Likeness.UNLIKE and evidence.agreements["authors"] is DIFFERENT:
        return Verdict(DuplicateDecision.ASK, CERTAIN, f"same {name}, but titles and authors disagree")
    return Verdict(DuplicateDecision.MERGE, CERTAIN, f"same {name}")


def _by_repetition(first: ComparedRecord, second: ComparedRecord, evidence: Evidence) -> Verdict | None:
    """Whether one record came twice, however little it says: an export that was imported before has it again.

    Two such records of one export are two publications, as far as anybody can tell: a person is asked.
    """
    if replace(first, number=0, is_new=True, reference=None) != replace(
        second, number=0, is_new=True, reference=None
    ):
        return None
    if first.is_new != second.is_new:
        return Verdict(DuplicateDecision.MERGE, max(evidence.score, MERGE), "the same record in all it says")
    if evidence.score >= ASK:
        return None
    return Verdict(DuplicateDecision.ASK, ASK, "the same in the little that both say")


def _tie(first: ComparedRecord, second: ComparedRecord, evidence: Evidence) -> str:
    """What sets the two apart although they have the same title; "" for nothing."""
    if first.kind is not second.kind:
        return (second if first.kind is PublicationKind.ARTICLE else first).kind.value
    if first.part != second.part:
        return first.part or second.part
    if first.cochrane and second.cochrane and first.cochrane != second.cochrane:
        return "other version" if first.cochrane[0] == second.cochrane[0] else ""
    if _is_review_number(first) and _is_review_number(second) and first.year != second.year:
        return "other version" if evidence.agreements["first page"] is SAME else ""
    if first.filed_as is not second.filed_as and not evidence.is_same_place:
        filed = {first.filed_as, second.filed_as} - {PublicationKind.ARTICLE, first.kind}
        if evidence.agreements["DOI"] is not SAME or PublicationKind.PREPRINT in filed:
            return min(filed, default="")
    return ""


def _is_review_number(entry: ComparedRecord) -> bool:
    """Whether the pages are the number of a Cochrane review, which all its versions share."""
    return entry.pages is not None and entry.pages.letters == "cd"


def _tied(tie: str, evidence: Evidence) -> Verdict:
    """A link where title and authors say so; a question where both are on the very same page."""
    if not _belong_together(evidence):
        return Verdict(DuplicateDecision.NOTHING, evidence.score, "", forbids=True)
    if (
        tie == "other version"
        and evidence.agreements["DOI"] is not DIFFERENT
        and evidence.agreements["issue"] is SAME
    ):
        return Verdict(
            DuplicateDecision.ASK,
            evidence.score,
            f"perhaps another version; {evidence.in_words()}",
            forbids=True,
        )
    if tie != "other version" and evidence.is_same_place and evidence.agreements["authors"] is not DIFFERENT:
        return Verdict(
            DuplicateDecision.ASK, evidence.score, f"one is a {tie}, but {evidence.in_words()}", forbids=True
        )
    return Verdict(DuplicateDecision.LINK, evidence.score, evidence.in_words(), tie)


def _belong_together(evidence: Evidence) -> bool:
    """Whether one is about the other: by an equal title; by a similar one and its authors; or, as replies
    are, by a shortened title in the same journal within a year."""
    agreements = evidence.agreements
    if agreements["authors"] >= NEAR:
        return evidence.likeness >= Likeness.SIMILAR
    if evidence.is_generic:
        return False
    is_near = agreements["journal"] is SAME and agreements["year"] >= NEAR
    return evidence.likeness >= Likeness.CLOSE or (evidence.likeness is Likeness.BEGINS and is_near)


def _by_doi(evidence: Evidence, *, is_doubtful: bool) -> Verdict:
    if is_doubtful:
        return Verdict(DuplicateDecision.ASK, CERTAIN, f"same DOI, but two PMIDs; {evidence.in_words()}")
    if _is_of_one_supplement(evidence):
        return Verdict(DuplicateDecision.ASK, CERTAIN, f"same DOI, but {evidence.in_words()}", forbids=True)
    agreed = evidence.likeness >= Likeness.SIMILAR or (
        evidence.agreements["authors"] is SAME
        and (evidence.likeness is Likeness.MISSING or evidence.agreements["first page"] is SAME)
    )
    if agreed:
        return Verdict(DuplicateDecision.MERGE, CERTAIN, "same DOI")
    if evidence.likeness is Likeness.MISSING and evidence.agreements["authors"] is not DIFFERENT:
        return Verdict(DuplicateDecision.MERGE, CERTAIN, "same DOI; one record has no title")
    return Verdict(DuplicateDecision.ASK, CERTAIN, f"same DOI, but {evidence.in_words()}")


def _is_of_one_supplement(evidence: Evidence) -> bool:
    """Whether a DOI may be that of a whole supplement: titles that are similar at most, on other pages."""
    is_other_title = evidence.likeness is Likeness.SIMILAR or evidence.numbers_differ or evidence.is_generic
    return is_other_title and evidence.agreements["first page"] is DIFFERENT


def _of_two_pmids(evidence: Evidence) -> Verdict:
    """PubMed has few publications twice: shown only when nothing at all speaks against it."""
    if evidence.likeness is Likeness.EXACT and evidence.is_same_place and not evidence.conflicts:
        return Verdict(DuplicateDecision.ASK, evidence.score, f"two PMIDs; {evidence.in_words()}")
    return _elsewhere(evidence)


def _by_evidence(evidence: Evidence) -> Verdict:
    is_same = _may_merge(evidence) or _is_misprinted_page(evidence)
    if (evidence.score >= MERGE and is_same) or _is_translation(evidence):
        return Verdict(DuplicateDecision.MERGE, evidence.score, evidence.in_words())
    if evidence.score >= ASK or _is_odd(evidence):
        return Verdict(DuplicateDecision.ASK, evidence.score, evidence.in_words())
    return _elsewhere(evidence)


def _may_merge(evidence: Evidence) -> bool:
    """Whether nothing speaks against it, or the same place outweighs the one thing that does."""
    if evidence.agreements["authors"] is DIFFERENT or evidence.likeness is Likeness.UNLIKE:
        return False
    if evidence.numbers_differ and evidence.agreements["abstract"] is not SAME:
        return False
    if evidence.is_generic or evidence.numbers_differ or evidence.likeness <= Likeness.SIMILAR:
        return evidence.is_same_place and len(evidence.conflicts) == 0
    if not evidence.conflicts:
        return not _is_of_another_issue(evidence)
    if evidence.agreements["first page"] is SAME:
        return len(evidence.conflicts) == 1 or evidence.is_same_place
    return evidence.conflicts == ("journal",) and evidence.agreements["abstract"] is SAME


def _is_of_another_issue(evidence: Evidence) -> bool:
    """Whether a column that bears the same title in every issue may be meant: other issues, and no pages that
    tell more. Of a title that no column bears, it is enough that one of the two has pages."""
    agreements = evidence.agreements
    if agreements["issue"] is not DIFFERENT or agreements["first page"] is not ValueAgreement.UNKNOWN:
        return False
    may_be_column = evidence.pages is PagesCompared.NONE or not evidence.is_telling
    return may_be_column and agreements["abstract"] is not SAME


def _is_misprinted_page(evidence: Evidence) -> bool:
    """Whether nothing but the page differs, and little, under a title that nobody gives to two articles."""
    agreements = evidence.agreements
    return (
        evidence.likeness is Likeness.EXACT
        and evidence.is_telling
        and evidence.pages is PagesCompared.MISPRINT
        and evidence.conflicts == ("first page",)
        and all(agreements[name] is SAME for name in ("authors", "year", "journal", "volume"))
        and DIFFERENT not in (agreements["issue"], agreements["abstract"])
    )


def _is_translation(evidence: Evidence) -> bool:
    """Another title, but the same people on the very same pages of the same issue, which two articles cannot
    share: on one page of an issue there are several notes, with abstracts that begin alike."""
    same = ("authors", "year", "journal", "volume", "issue", "first page")
    return (
        evidence.likeness is Likeness.UNLIKE
        and not evidence.is_generic
        and not evidence.conflicts
        and evidence.pages is PagesCompared.SAME_RANGE
        and all(evidence.agreements[name] is SAME for name in same)
    )


def _is_odd(evidence: Evidence) -> bool:
    """Same place and people under another title: a translation, or two notes on one page."""
    agreements = evidence.agreements
    return (
        evidence.is_same_place
        and not evidence.conflicts
        and all(agreements[name] is SAME for name in ("authors", "year", "volume"))
    )


def _elsewhere(evidence: Evidence) -> Verdict:
    """The same title by the same people in another place is worth knowing: an abstract, a second report."""
    if (
        evidence.likeness >= Likeness.CLOSE
        and not evidence.is_generic
        and evidence.agreements["authors"] is SAME
    ):
        return Verdict(DuplicateDecision.LINK, evidence.score, evidence.in_words(), "published elsewhere")
    return Verdict(DuplicateDecision.NOTHING, evidence.score, "")
