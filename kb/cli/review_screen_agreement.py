"""``kb review screen --agreement``: how far two reviewers agree, for reading and for programs."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from kb.cli.output import show_rows, write_text
from kb.cli.terminal import note
from kb.formats import OutputFormat
from kb.review.screening.agreement import LEAST_DECISIONS, LEAST_OF_A_KIND, ReviewerAgreement
from kb.review.screening.worklist import STAGE_NAMES


def show_agreement(pairs: Sequence[ReviewerAgreement], form: OutputFormat, output: Path | None) -> None:
    """Write the agreement of each pair of reviewers in a format."""
    if form is OutputFormat.JSON:
        write_text(json.dumps([pair.as_data() for pair in pairs], indent=2) + "\n", form, output)
    elif form is OutputFormat.TABLE:
        write_text("\n".join(map(_agreement_text, pairs)), form, output)
    else:
        rows = [pair.as_data() for pair in pairs]
        show_rows(list(rows[0]) if rows else ["stage"], rows, form, output)
    if not pairs:
        note("No candidate was decided on by two reviewers yet.")


def _kappa_text(agreement: ReviewerAgreement) -> str:
    kappa = agreement.kappa
    few = (
        f"too few decisions to say much: it takes {LEAST_DECISIONS} candidates, and of each reviewer"
        f" {LEAST_OF_A_KIND} kept and {LEAST_OF_A_KIND} dropped"
    )
    if kappa is None:
        alike = "Cohen's kappa is not defined: all decisions are alike"
        return f"{alike}; {few}" if agreement.is_too_few else alike
    if agreement.is_too_few:
        return f"Cohen's kappa {kappa.kappa:.2f}, but {few}"
    return f"Cohen's kappa {kappa.kappa:.2f} (95% CI, {kappa.low:.2f} to {kappa.high:.2f})"


def _agreement_text(agreement: ReviewerAgreement) -> str:
    width = max(len(agreement.first), 12)
    return (
        f"{STAGE_NAMES[agreement.stage]}: {agreement.first} and {agreement.second}\n"
        f"  Both decided on {agreement.candidates}; agreed on {agreement.observed or 0:.1%}."
        f" {_kappa_text(agreement)}.\n"
        f"  {'':{width}}  {agreement.second} keeps  {agreement.second} drops\n"
        f"  {agreement.first + ' keeps':{width}}  {agreement.both_kept:>{len(agreement.second) + 6}}"
        f"  {agreement.first_only:>{len(agreement.second) + 6}}\n"
        f"  {agreement.first + ' drops':{width}}  {agreement.second_only:>{len(agreement.second) + 6}}"
        f"  {agreement.both_dropped:>{len(agreement.second) + 6}}\n"
        f"  Conflicts left: {agreement.conflicts_left}\n"
    )
