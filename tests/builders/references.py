"""References for the tests of rules, without a database."""

from __future__ import annotations

from typing import Any

from kb.evidence.references import Author, Notice, Reference, ReportedStudy


def reference(**given: Any) -> Reference:
    """A complete journal article; what is given takes the place of a field.

    ``authors`` may be names (``"Wang C"``, the last word being the initials), ``studies`` labels, and
    ``notices`` pairs of kind and date.
    """
    fields: dict[str, Any] = {
        "id": "doe-2020",
        "type": "article-journal",
        "title": "A trial of one treatment against another",
        "citation_text": "Doe J, Roe R, Poe E.",
        "authors": ("Doe J", "Roe R", "Poe E"),
        "authors_truncated": False,
        "journal": "J Trials",
        "publisher": None,
        "issued": "2020-05",
        "issued_text": None,
        "volume": "12",
        "issue": "3",
        "page": "100-9",
        "version": None,
        "number": None,
        "genre": None,
        "note": None,
        "url": None,
        "accessed": None,
    }
    fields |= given
    fields["record"] = f"references/{fields['id']}"
    fields["authors"] = tuple(_author(one) for one in fields["authors"])
    if "studies" in given:
        fields["studies"] = tuple(_reported(one, n) for n, one in enumerate(given["studies"], 1))
    if "notices" in given:
        fields["notices"] = notices(*given["notices"])
    return Reference(**fields)


def notices(*given: tuple[str, str | None]) -> tuple[Notice, ...]:
    """Notices of these kinds and dates, in order."""
    return tuple(Notice(f"doe-2020/{n}", kind, date, n) for n, (kind, date) in enumerate(given, 1))


def _author(given: Any) -> Author:
    if isinstance(given, Author):
        return given
    family, _, initials = given.rpartition(" ")
    return Author(family or initials, initials if family else None, None, None)


def _reported(given: Any, number: int) -> ReportedStudy:
    if isinstance(given, ReportedStudy):
        return given
    return ReportedStudy(f"study-{number}", f"studies/study-{number}", given, "primary", 1)
