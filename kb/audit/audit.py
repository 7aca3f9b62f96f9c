"""The whole audit: every figure of a document compared with a text, every number there accounted for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kb.audit.attribution import last_named
from kb.audit.checked_claims import CheckedClaim, ClaimStatus
from kb.audit.claims import FigureClaim, Owner, read_claims, read_times
from kb.audit.document import DocumentChoice, choose
from kb.audit.edition import compare_by_alignment, compare_by_place
from kb.audit.known_names import KnownName, read_names
from kb.audit.label_mentions import LabelStatus, Mention, found_elsewhere, mentions_of
from kb.audit.locations import check_locations, where_printed
from kb.audit.numerals import Fate, Numeral, TextFacts, numerals_of
from kb.audit.passages import paragraphs_of, passages_of
from kb.audit.reading import read_source
from kb.audit.source_text import SourceText
from kb.audit.tallies import Tally, tallies_of, tally
from kb.audit.words.disagreements import Disagreement
from kb.audit.words.study_words import read_study_words
from kb.audit.words.told_sentences import disagreements_of
from kb.db.connect import Reader
from kb.db.queries import run
from kb.errors import KbError, nearest
from kb.evidence.policies import require_policy


@dataclass(frozen=True, slots=True)
class AuditRequest:
    """What to audit: a file, and where wanted the document, and only the figures of a policy or a study."""

    file: Path
    document: str | None = None
    policy: str | None = None
    study: str | None = None


@dataclass(frozen=True, slots=True)
class UnlocatedFigure:
    """A figure without a place in the document that its study was read from; where its number is printed."""

    claim: FigureClaim
    printed_at: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Audit:
    """What an audit found.

    ``checks`` has the figures in the order of the document of record, ``numerals`` the numbers of the
    evidence
    passages and ``mentions`` the study labels in the order of the text. ``unnamed`` are studies whose label
    the text does not print. ``whole`` is false when only part of the figures was asked for.
    ``disagreements`` are figures of which their sentence says something else, ``unlocated`` those of studies
    read from the document that have no place in it.
    """

    source: SourceText
    choice: DocumentChoice
    checks: tuple[CheckedClaim, ...]
    numerals: tuple[Numeral, ...]
    mentions: tuple[Mention, ...]
    unnamed: tuple[KnownName, ...]
    tallies: tuple[Tally, ...]
    total: Tally
    whole: bool
    disagreements: tuple[Disagreement, ...] = ()
    unlocated: tuple[UnlocatedFigure, ...] = ()

    def having(self, status: ClaimStatus) -> list[CheckedClaim]:
        """The figures of one status, in the order of the text."""
        return sorted(
            (check for check in self.checks if check.status is status), key=lambda check: check.near
        )

    @property
    def unclaimed(self) -> list[Numeral]:
        """The numbers that no figure claims and no rule accounts for."""
        return [numeral for numeral in self.numerals if numeral.fate is Fate.UNCLAIMED]

    @property
    def unknown(self) -> list[Mention]:
        """The labels that are not on file for this document."""
        return [
            mention
            for mention in self.mentions
            if mention.known in (LabelStatus.UNKNOWN, LabelStatus.ELSEWHERE)
        ]

    def has_problems(self, *, strict: bool = False, allow_unlocated: bool = False) -> bool:
        """Whether a figure differs, is gone, is said otherwise in words, or has no place in the document.

        ``allow_unlocated`` lets pass what has no place, as long as its number is printed somewhere. When
        strict, a number that no figure claims is a problem, too.
        """
        astray = [figure for figure in self.unlocated if not (allow_unlocated and figure.printed_at)]
        said = any(not told.known for told in self.disagreements)
        unclaimed = strict and self.total.unclaimed
        return bool(self.total.differs or self.total.gone or said or astray or unclaimed)


def build_audit(reader: Reader, request: AuditRequest) -> Audit:
    """Audit a file. Raises KbError for what cannot be read, chosen or found; writes nothing."""
    owners, read_from = _owners(reader, request)
    source = read_source(request.file)
    choice = choose(reader, source.with_characters(), request.document, read_from)
    source = source if choice.same else source.with_characters()
    every = read_claims(reader, choice.document)
    wanted = _wanted(every, owners, request, choice)
    claims = [claim for claim in every if claim.source and not claim.location]
    names = read_names(reader, choice.document)
    mentions = mentions_of(source.text, names)
    checks = _hold(claims, source, choice, mentions)
    checks += check_locations([claim for claim in every if claim.location], source)
    years = frozenset(name.year for name in names if name.year is not None)
    disagreements = disagreements_of(source.text, checks, read_study_words(reader, choice.document))
    unplaced = [claim for claim in every if not claim.source]
    facts = TextFacts(source.text, checks, mentions, read_times(reader, choice.document), years, unplaced)
    passages = passages_of(paragraphs_of(source.text), [(span.start, span.stop) for span in facts.stated()])
    numerals = numerals_of(facts, passages)
    whole = wanted is None
    if wanted is not None:
        checks = [check for check in checks if check.claim.owner in wanted]
        every = [claim for claim in every if claim.owner in wanted]
        disagreements = [told for told in disagreements if told.claim.owner in wanted]
        studies = {owner.key for owner in wanted}
        numerals = [numeral for numeral in numerals if numeral.study in studies]
        mentions = [mention for mention in mentions if mention.study in studies]
    unnamed = _unnamed(names, mentions, checks)
    checked = tuple(
        found_elsewhere(reader, mention) if mention.known is LabelStatus.UNKNOWN else mention
        for mention in mentions
    )
    unlocated = [UnlocatedFigure(claim, _printed_at(claim, source)) for claim in every if not claim.source]
    untraced = [figure.claim.owner for figure in unlocated]
    labels = {name.key: name.label for name in names if name.kind == "study"}
    tallies = tallies_of(checks, numerals, untraced, labels)
    total = tally(None, "All", checks, numerals, len(untraced))
    return Audit(
        source,
        choice,
        tuple(checks),
        tuple(numerals),
        checked,
        unnamed,
        tallies,
        total,
        whole,
        tuple(disagreements),
        tuple(unlocated),
    )


def _printed_at(claim: FigureClaim, source: SourceText) -> tuple[str, ...]:
    return tuple(where_printed(claim, source)[:_MOST_PLACES]) if claim.value is not None else ()


_MOST_PLACES = 5
"""Places named of a number that is printed in many."""


def _owners(reader: Reader, request: AuditRequest) -> tuple[set[Owner] | None, str | None]:
    """Whose figures are asked for (None: everybody's), and the document that they were read from."""
    owners: set[Owner] | None = None
    read_from = None
    if request.policy is not None:
        require_policy(reader, request.policy)
        rows = run(reader, "audit/policy_owners", policy=request.policy)
        owners = {Owner(row["kind"], row["key"]) for row in rows}
        read_from = next((row["document"] for row in rows if row["document"] is not None), None)
    if request.study is not None:
        known = {row["study"]: row["document"] for row in run(reader, "audit/study_documents")}
        if request.study not in known:
            hint = nearest(request.study, list(known))
            raise KbError(f"There is no study {request.study!r}. {hint}".strip())
        read_from = read_from or known[request.study]
        study = Owner("study", request.study)
        if owners is not None and study not in owners:
            raise KbError(f"The policy {request.policy} does not use the study {request.study}.")
        owners = {study}
    return owners, read_from


def _wanted(
    claims: Sequence[FigureClaim], owners: set[Owner] | None, request: AuditRequest, choice: DocumentChoice
) -> set[Owner] | None:
    if owners is not None and not any(claim.owner in owners for claim in claims):
        what = f"study {request.study}" if request.study else f"policy {request.policy}"
        raise KbError(f"No figure of the {what} says that it is stated in the document {choice.document}.")
    return owners


def _hold(
    claims: Sequence[FigureClaim], source: SourceText, choice: DocumentChoice, mentions: Sequence[Mention]
) -> list[CheckedClaim]:
    if choice.same:
        return compare_by_place(claims, source.text)
    starts = [mention.start for mention in mentions]

    def named(owners: frozenset[Owner], place: int) -> bool | None:
        studies = {owner.key for owner in owners if owner.kind == "study"}
        last = last_named(mentions, starts, place)
        return None if not studies or last is None else last in studies

    return compare_by_alignment(claims, source.text, named)


def _unnamed(
    names: Sequence[KnownName], mentions: Sequence[Mention], checks: Sequence[CheckedClaim]
) -> tuple[KnownName, ...]:
    """Studies with figures in the document that no label in the text means, not even a wrong one."""
    named = {mention.study for mention in mentions}
    stated = {check.claim.owner.key for check in checks if check.claim.owner.kind == "study"}
    return tuple(name for name in names if name.kind == "study" and name.key in stated - named)
