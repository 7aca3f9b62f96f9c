"""The words that the forms of an audit share."""

from __future__ import annotations

from math import floor

from kb.audit.audit import Audit
from kb.audit.checked_claims import CheckedClaim, MismatchKind
from kb.audit.claims import FigureClaim
from kb.audit.label_mentions import LabelStatus, Mention
from kb.audit.tallies import Tally
from kb.audit.words.disagreements import DisagreementKind

KINDS = {
    MismatchKind.NUMBER: "another number is printed",
    MismatchKind.SIGN: "another sign or unit is printed",
    MismatchKind.WORDS: "worded otherwise",
    MismatchKind.PLACE: "printed, but not at the recorded character",
}


def coverage(tally: Tally) -> str:
    """The coverage of a study, never rounded up: ``99.7%``; empty where there is nothing to cover."""
    value = tally.coverage
    if value is None:
        return ""
    shown = floor(value * 10) / 10
    return f"{shown:g}%"


def recorded(check: CheckedClaim) -> str:
    """What the record says is printed: the number where another is, else the words around it, too."""
    claim = check.claim
    if check.kind is MismatchKind.NUMBER or claim.excerpt == claim.printed:
        return claim.printed
    return claim.excerpt if check.kind else f'{claim.printed} in "{claim.excerpt}"'


def printed(check: CheckedClaim, text: str) -> str:
    """What is printed instead, as much of it as :func:`recorded` shows; empty when nothing is."""
    span = check.span if check.kind is MismatchKind.NUMBER else check.excerpt_span
    return "" if span is None else " ".join(text[slice(*span)].split())


def subject(claim: FigureClaim) -> str:
    """Outcome, arm or contrast, population and time of a figure, as far as it has them."""
    return ", ".join(part for part in (claim.outcome, claim.subject, claim.population, claim.time) if part)


SAID = {
    DisagreementKind.ARM: "arm",
    DisagreementKind.CONTRAST: "arms compared",
    DisagreementKind.OUTCOME: "outcome",
    DisagreementKind.TIME: "time",
    DisagreementKind.STATISTIC: "statistic",
    DisagreementKind.SIGN: "bound",
    DisagreementKind.UNIT: "unit",
    DisagreementKind.DIRECTION: "direction",
}
"""What of a figure its sentence says otherwise."""


def about_label(mention: Mention) -> str:
    """What is known about a label that is not on file for the document."""
    if mention.known is LabelStatus.ELSEWHERE:
        return f"on file as {mention.nearest}, but not for this document"
    return f"nearest on file: {mention.nearest}" if mention.nearest else "nothing like it on file"


def headline(audit: Audit) -> str:
    """How the figures compare, in one sentence."""
    total = audit.total
    figures = total.ok + total.differs + total.gone + total.unlocated
    parts = [f"{total.ok} of {figures} figures are printed as recorded"]
    if total.differs:
        parts.append(f"{total.differs} printed otherwise")
    if total.gone:
        parts.append(f"{total.gone} not found")
    if total.unlocated:
        parts.append(f"{total.unlocated} without a place in the document")
    said = sum(not told.known for told in audit.disagreements)
    if said:
        parts.append(f"{said} said otherwise by the words around them")
    return ", ".join(parts) + "."


def numbers_line(audit: Audit) -> str:
    """How many numbers of the evidence passages figures claim, in one sentence."""
    total = audit.total
    whole = total.claimed + total.unclaimed
    if not whole:
        return "No number of an evidence passage."
    return (
        f"{total.claimed} of {whole} numbers in the passages about studies are claimed by figures"
        f" (coverage {coverage(total)})."
    )
