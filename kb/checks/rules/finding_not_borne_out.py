"""A finding says what the figures bound to it say.

Why: findings are written once and stay when figures are corrected or studies are added. "Improved survival"
above a shorter median, or "did not differ" beside p=.01, is the kind of sentence that is quoted for years.

How: a finding is read clause by clause. Words such as rarer, lower, longer, better, improved, did not differ
and significant make a claim. It is compared with the figures printed in its clause, else with those of the
same finding about such an outcome: values of two arms in one population at one time, effects of one arm
against the other, and p values. "Better" follows the direction of the outcome (higher survival, fewer
complications), "lower" the plain values. Which side is meant is read from the names in the clause (rarer
after A than after B); otherwise it is the technology under review.

What is reported: a direction that no pair of figures has (warning); significance that every test denies, and
"did not differ" where every test found a difference (warning); a difference whose tests are all above .05,
when the clause does not say so (note); a claim about an outcome in a finding that rests on no figure (note).

What fits: one figure that agrees is enough. Clauses that ask, wish or suppose (whether, may, needed) claim
nothing, and neither do comparatives about the evidence (higher quality, longer follow-up). Figures of which
no side has the technology, or both, are not compared, nor are bounds (<5%). A clause in which both sides
are named before the claim is left alone.

Limits: irony, "on the other hand" and pronouns are not understood. p values for trend or interaction are
not read.

Source: Cochrane Handbook for Systematic Reviews of Interventions, version 6.4, section 15.6.1 (common
errors in reaching conclusions); Boutron et al, doi:10.1001/jama.2010.651 (spin).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from kb.checks.claim_direction import ClaimDirection, claim_direction
from kb.checks.claims import Claim, Direction, claims_of
from kb.checks.clauses import Clause, clauses_of
from kb.checks.outcome_words import topics_of
from kb.checks.policy import BoundFigure, CheckedPolicy, FindingBasis
from kb.checks.problem import CheckProblem, Severity
from kb.checks.rule import Subject, rule
from kb.evidence.policy import Finding, Indication

_Complaint = tuple[Severity, str]
_SUPERIOR = re.compile(r"superior|inferior", re.IGNORECASE)
"""Words of a test that found a difference, whether or not they are called significant."""


@rule(
    Subject.POLICY,
    Severity.WARNING,
    source="Cochrane Handbook 6.4, section 15.6.1; doi:10.1001/jama.2010.651",
)
def check_finding_not_borne_out(policy: CheckedPolicy) -> Iterator[CheckProblem]:
    """One problem for each claim of a finding that its figures do not bear out."""
    for indication in policy.indications:
        for finding in indication.findings:
            clauses = clauses_of(finding.text, policy.basis_of(finding))
            for number, clause in enumerate(clauses):
                yield from _clause(policy, indication, finding, (number, clause))


def _clause(
    policy: CheckedPolicy, indication: Indication, finding: Finding, numbered: tuple[int, Clause]
) -> Iterator[CheckProblem]:
    number, clause = numbered
    for claim in claims_of(clause.words):
        basis = policy.basis_of(finding)
        figures = clause.figures or _on_topics(policy, clause.words, basis.figures)
        direction = claim_direction(policy, indication, claim, figures)
        complaint = _complaint(claim, direction) or _unbound(clause, basis)
        if complaint is not None:
            severity, message = complaint
            yield CheckProblem(
                severity=severity,
                record=indication.record,
                place=f"{finding.id}#{number + 1}",
                message=f'"{_quoted(clause)}": {message}',
                found=f"{claim.words}: {direction.words or 'no figure'}",
                figures=direction.figures,
            )
            return


def _complaint(claim: Claim, direction: ClaimDirection) -> _Complaint | None:
    differs = bool(direction.significant) and all(direction.significant)
    alike = bool(direction.significant) and not any(direction.significant)
    if claim.direction is Direction.DIFFERENT:
        is_told = alike and not claim.denied and not claim.hedged
        return _no_test_finds_difference(direction) if is_told else None
    if claim.direction is Direction.SAME:
        return _tests_find_difference(direction) if differs else None
    if claim.denied or (claim.hedged and (not direction.signs or 1 in direction.signs)):
        as_claimed = not direction.signs or 1 in direction.signs
        return _tests_find_difference(direction) if differs and as_claimed else None
    if direction.signs and 1 not in direction.signs:
        return Severity.WARNING, f"the figures bound to it do not say so ({direction.words})."
    if alike and (claim.significant or _SUPERIOR.match(claim.words)):
        return _no_test_finds_difference(direction)
    if alike and direction.signs:
        message = f"the difference is not significant by the tests bound to it ({direction.words}). Say so."
        return Severity.NOTE, message
    return None


def _no_test_finds_difference(direction: ClaimDirection) -> _Complaint:
    return Severity.WARNING, f"no test bound to it finds a significant difference ({direction.words})."


def _tests_find_difference(direction: ClaimDirection) -> _Complaint:
    return Severity.WARNING, f"every test bound to it finds a significant difference ({direction.words})."


def _unbound(clause: Clause, basis: FindingBasis) -> _Complaint | None:
    """A note when the claim is about an outcome and the finding rests on no figure at all."""
    if basis.figures or not topics_of(clause.words):
        return None
    return Severity.NOTE, "the finding rests on no figure. Bind those that it is drawn from."


def _on_topics(policy: CheckedPolicy, words: str, figures: Sequence[BoundFigure]) -> tuple[BoundFigure, ...]:
    """The figures about an outcome that the words name, all of them when the words name none."""
    topics, outcomes = topics_of(words), policy.vocabulary.outcomes
    if not topics:
        return tuple(figures)
    return tuple(
        bound for bound in figures if bound.outcome in outcomes and outcomes[bound.outcome].domain in topics
    )


def _quoted(clause: Clause) -> str:
    words = re.sub(r"\s*\([^()]*#[^()]*\)", "", clause.words).replace("#", "...")
    return re.sub(r"^\W*(?:but|and|whereas|while|although|though|so|yet)?\W*", "", words).strip(" ,.")
