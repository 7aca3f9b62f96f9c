"""One study has one appraisal of its conduct.

Why: how a study was done does not depend on the policy that uses it. Where it was entered twice, once for
each policy, the appraisals drift apart, and two policies tell their readers different things about one trial.

How: two study records that share a report or a registration number are compared code by code. A study whose
conduct and relevance were appraised by different editions of one instrument is reported as well: the same
number can mean another thing there.

What fits: an extension, and studies that say to share participants, are studies of their own. Notes may
differ in wording; a record without any code of conduct is not compared. Codes of different editions are not
compared, only the editions are named.

Limits: one article may report two trials with different weaknesses. Then the problem is acknowledged once.

Source: Cochrane Handbook for Systematic Reviews of Interventions, version 6.4, sections 4.6.2 (studies, not
reports, are the unit) and 7.3; Higgins et al (RoB 2), doi:10.1136/bmj.l4898.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby

from kb.checks.problem import CheckProblem, Severity
from kb.checks.problem_wording import listed
from kb.checks.rule import Subject, rule
from kb.db.connect import Reader
from kb.db.queries import run


@dataclass
class _Conduct:
    """Codes of conduct of one study: ``allocation/1``."""

    record: str = ""
    edition: str = ""
    codes: set[str] = field(default_factory=set)


@rule(
    Subject.BASE,
    Severity.WARNING,
    source="Cochrane Handbook 6.4, sections 4.6.2 and 7.3; doi:10.1136/bmj.l4898",
)
def check_conduct_codes_differ(reader: Reader) -> Iterator[CheckProblem]:
    """One problem for each pair of records of one study that differ, and for each mix of editions."""
    conduct: dict[str, _Conduct] = defaultdict(_Conduct)
    for row in run(reader, "checks/twin_codes"):
        appraised = conduct[row["study"]]
        appraised.record, appraised.edition = row["record"], row["edition"]
        appraised.codes.add(f"{row['domain']}/{row['code']}")
    twins = run(reader, "checks/twin_studies")
    for (study, twin), rows in groupby(twins, key=lambda row: (row["study"], row["other"])):
        if study in conduct and twin in conduct:
            yield from _compare((study, twin), conduct, listed(row["shared"] for row in rows))
    yield from _editions(reader)


def _compare(pair: tuple[str, str], conduct: dict[str, _Conduct], shared: str) -> Iterator[CheckProblem]:
    study, twin = pair
    first, second = conduct[study], conduct[twin]
    if first.edition != second.edition:
        words = f"are appraised by {first.edition} and {second.edition}"
        yield _problem(second.record, study, Severity.NOTE, (pair, shared, words))
    elif first.codes != second.codes:
        only = [f"{k} has {listed(sorted(c))}" for k, c in _differences(pair, conduct) if c]
        words = f"have different limitations of conduct: {'; '.join(only)}"
        yield _problem(second.record, study, Severity.WARNING, (pair, shared, words))


def _differences(pair: tuple[str, str], conduct: dict[str, _Conduct]) -> Iterator[tuple[str, set[str]]]:
    study, twin = pair
    yield study, conduct[study].codes - conduct[twin].codes
    yield twin, conduct[twin].codes - conduct[study].codes


def _problem(
    record: str, place: str, severity: Severity, difference: tuple[tuple[str, str], str, str]
) -> CheckProblem:
    (study, twin), shared, words = difference
    return CheckProblem(
        severity=severity,
        record=record,
        place=place,
        message=f"Studies {study} and {twin} share {shared}, but {words}. If they are one, make them agree.",
        found=words,
    )


def _editions(reader: Reader) -> Iterator[CheckProblem]:
    rows = run(reader, "checks/mixed_editions")
    for (study, instrument), group in groupby(rows, key=lambda row: (row["study"], row["instrument"])):
        members = list(group)
        editions = listed(str(row["edition"]) for row in members)
        yield CheckProblem(
            severity=Severity.NOTE,
            record=members[0]["record"],
            place=f"{study} {instrument}",
            message=(
                f"Study {study} is appraised by the editions {editions} of {instrument}; a code can mean"
                " something else in each."
            ),
            found=editions,
        )
