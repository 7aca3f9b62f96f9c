"""What a policy names as a source is in its reference list.

Why: a study is used, or a sentence says "as Smith et al found", and the reader looks for it in the list in
vain. The reference was never entered, or was taken out with another paragraph.

How: every study used needs a primary report, because that is what the list and the numbers are made from.
Authors named in a text of the policy, or of a study as the policy prints it ("Smith et al", "Smith and
colleagues", "Smith (2019)"), are looked for among the first authors of its references, the labels of its
studies, and the studies that its reviews name.

What fits: names are compared without case, accents, hyphens and particles. A year is compared only where one
is with the name.

Limits: a name without "et al", "and colleagues" or a year is not seen as one. The texts of records hold no
bare years, so most names come without.

Source: ICMJE Recommendations, section IV.A.3.g; PRISMA 2020, item 17 (cite each included study),
doi:10.1136/bmj.n71.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kb.bibliography.study_labels import is_acronym, read_label, same_name
from kb.checks.policy import CheckedPolicy
from kb.checks.problem import CheckProblem, Severity
from kb.checks.rule import Subject, rule
from kb.evidence.dates import year_of

_PARTICLE = r"(?:(?:[Vv]an|[Vv]on|[Dd]e|[Dd]el|[Dd]er|[Dd]en|[Dd]i|[Dd]u|[Ll]a|[Ll]e|[Ee]l|[Aa]l)[ -])*"
_NAME = rf"(?P<name>{_PARTICLE}[A-Z][\w'\u2019-]+)"
_YEAR = r"(?:,? [(\[]?(?P<year>(?:19|20)\d\d)[a-z]?[)\]]?)?"
_NAMED = (
    re.compile(rf"\b{_NAME},? et al\b\.?{_YEAR}"),
    re.compile(rf"\b{_NAME} and (?:colleagues|coworkers|co-workers|coauthors|associates)\b{_YEAR}"),
    re.compile(rf"\b{_NAME} \((?P<year>(?:19|20)\d\d)[a-z]?\)"),
)
_NO_NAME = re.compile(
    r"January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Version|Table|Figure|Appendix|Policy|Edition"
)


@dataclass(frozen=True, slots=True)
class _Known:
    """A name that the reader finds, with its year (null when not known)."""

    name: str
    year: int | None


@rule(
    Subject.POLICY,
    Severity.WARNING,
    source="ICMJE Recommendations, section IV.A.3.g; PRISMA 2020, item 17, doi:10.1136/bmj.n71",
)
def check_cited_but_missing(policy: CheckedPolicy) -> Iterator[CheckProblem]:
    """One problem for each study without a report and each name that leads to no reference."""
    yield from _without_report(policy)
    known = list(_known(policy))
    for text in policy.texts:
        for name, year in _named(text.text):
            complaint = _complaint(name, year, known)
            if complaint:
                yield CheckProblem(
                    severity=Severity.WARNING,
                    record=policy.record,
                    place=text.row,
                    message=f"{complaint} Enter the reference and cite it, or correct the name.",
                    found=name if year is None else f"{name} {year}",
                )
                break


def _without_report(policy: CheckedPolicy) -> Iterator[CheckProblem]:
    for indication in policy.indications:
        for key in indication.studies:
            study = policy.studies.get(key)
            if study is not None and study.primary is None:
                yield CheckProblem(
                    severity=Severity.WARNING,
                    record=indication.record,
                    place=f"{indication.id}/{study.id}",
                    message=f"{study.label} has no primary report, so nothing is cited for it. Enter one.",
                    found="no primary report",
                )


def _known(policy: CheckedPolicy) -> Iterator[_Known]:
    for reference in policy.references:
        yield _Known(reference.family or reference.literal or "", year_of(reference.issued))
    for study in policy.studies.values():
        labels = [
            study.label,
            *(inclusion.label for inclusion in study.inclusions if inclusion.label is not None),
        ]
        for label in map(read_label, labels):
            yield from (_Known(name, label.year) for name in label.names)


def _named(text: str) -> Iterator[tuple[str, int | None]]:
    for pattern in _NAMED:
        for match in pattern.finditer(text):
            if not _NO_NAME.fullmatch(match["name"]) and not is_acronym(match["name"]):
                yield match["name"], int(match["year"]) if match["year"] else None


def _complaint(name: str, year: int | None, known: list[_Known]) -> str:
    """What is wrong with a name; empty when the reader finds it."""
    years = {source.year for source in known if same_name(source.name, name)}
    if not years:
        return f"The text names {name}, but no reference and no study of this policy is by that author."
    if year is not None and None not in years and year not in years:
        return f"The text names {name} of {year}, but the list has that author of {_listed(years)} only."
    return ""


def _listed(years: set[int | None]) -> str:
    return ", ".join(str(year) for year in sorted(year for year in years if year is not None))
