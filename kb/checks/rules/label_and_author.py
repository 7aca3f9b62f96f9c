"""The label of a study names the first author and the year of its primary report.

Why: a label is typed once and read for years. A name that is misspelled, belongs to the second author, or has
the year of the online version sends the reader to no entry of the reference list, or to the wrong one.

How: the label of each study (`Wang et al (2015)`) is compared with the first author and the year of its
primary report. A label with "et al" needs more than two authors, one without needs no more than two.

What fits: spelling is compared without case, accents, hyphens, spaces and suffixes (Jr, 3rd); particles (van
der, de, al-) may be there or not. A letter after the year (2015a) parts studies of one year. A label that is
an acronym or holds digits names a trial, and only its year is compared. A report whose later authors our
source does not name has at least three.

Limits: a study with two primary reports is left out when the label fits one of them only; names in brackets
after a trial's name are read, other names of trials are taken for persons only when nearly spelled like the
author.

Source: AMA Manual of Style, 11th edition, section 3.6 (two authors are both named, three or more as first
author et al); ICMJE Recommendations, section IV.A.3.g (references must be verified against the articles).
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher

from kb.bibliography.study_labels import StudyLabel, folded, is_acronym, label_of, read_label, same_name
from kb.checks.problem import CheckProblem, Severity
from kb.checks.rule import Subject, rule
from kb.evidence.references import Reference, ReportedStudy

_NEARLY = 0.7


@rule(
    Subject.REFERENCE,
    Severity.WARNING,
    source="AMA Manual of Style, 11th edition, section 3.6; ICMJE Recommendations, section IV.A.3.g",
)
def check_label_and_author(reference: Reference) -> Iterator[CheckProblem]:
    """One problem for each label of a study that does not fit the report."""
    for study in reference.studies:
        if study.role == "primary" and study.primaries == 1 and reference.authors:
            label = read_label(study.label)
            complaint = _name(reference, label) or _year(reference, label)
            if complaint:
                yield _problem(reference, study, complaint, Severity.WARNING)
            elif complaint := _et_al(reference, label):
                yield _problem(reference, study, complaint, Severity.NOTE)


def _name(reference: Reference, label: StudyLabel) -> str:
    first = reference.authors[0]
    if not label.first or is_acronym(label.first) or _fits(label.first, first.name, first.literal):
        return ""
    later_authors = [author.family for author in reference.authors[1:] if author.family]
    if any(same_name(label.first, later) for later in later_authors):
        return f"The label names {label.first}, but the first author of the report is {first.name}."
    if label.et_al or _is_near(label.first, first.name):
        return f"The label names {label.first}, the report {first.name}."
    return ""


def _fits(named: str, author: str, organization: str | None) -> bool:
    if organization is None:
        return same_name(named, author)
    return folded(named) in folded(organization) or folded(organization) in folded(named)


def _is_near(named: str, author: str) -> bool:
    return SequenceMatcher(None, folded(named), folded(author)).ratio() >= _NEARLY


def _year(reference: Reference, label: StudyLabel) -> str:
    if label.year is None or reference.year is None or label.year == reference.year:
        return ""
    return f"The label says {label.year}, the report was published in {reference.year}."


def _et_al(reference: Reference, label: StudyLabel) -> str:
    count = _authors(reference)
    if not label.names or is_acronym(label.first) or reference.authors[0].family is None:
        return ""
    if not _fits(label.first, reference.authors[0].name, None):
        return ""
    if label.et_al and count < 3:
        return f"The label says et al, but the report has {'one author' if count == 1 else 'two authors'}."
    if not label.et_al and count > max(2, len(label.names)):
        return "The report has more than two authors, but the label does not say et al."
    return ""


def _authors(reference: Reference) -> int:
    """How many authors there are at least."""
    return max(3, len(reference.authors) + 1) if reference.authors_truncated else len(reference.authors)


def _expected(reference: Reference) -> str:
    count, year = _authors(reference), reference.year
    names = [author.name for author in reference.authors[:2]]
    return label_of(" and ".join(names) if count == 2 else names[0], count, year)


def _problem(reference: Reference, study: ReportedStudy, complaint: str, severity: Severity) -> CheckProblem:
    return CheckProblem(
        severity=severity,
        record=study.record,
        place=study.study,
        message=f"{complaint} Correct the label of the study or the reference {reference.id}.",
        found=study.label,
        expected=_expected(reference),
    )
