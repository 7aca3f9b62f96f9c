"""Ties between publications, as the National Library of Medicine keeps them: corrections, notices, comments.

Source of the kinds: attribute ``RefType`` of ``CommentsCorrections`` in the PubMed DTD (2025), and the tags
of the same in PubMed's text format (MEDLINE/PubMed Data Element Descriptions, "Comments/Corrections").
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kb.bibliography.identifiers import doi_of, pmid_of


@dataclass(frozen=True, slots=True)
class PublicationLink:
    """A publication that a record is tied to."""

    kind: str
    """What the other one is to this one: ``retracted-by``, ``retraction-of`` ... (:data:`KINDS`), else
    the name that the export gives to the tie."""
    pmid: str | None
    """PMID of the other publication; None where the export has none (errata often)."""
    doi: str | None
    text: str | None
    """Citation of the other publication as printed, without its PMID."""


_TIES = (
    # kind, tag of the text format, RefType of the XML
    ("retracted-by", "RIN", "RetractionIn"),
    ("retraction-of", "ROF", "RetractionOf"),
    ("partly-retracted-by", "PRIN", "PartialRetractionIn"),
    ("partial-retraction-of", "PROF", "PartialRetractionOf"),
    ("retracted-and-republished-in", "RRI", "RetractedandRepublishedIn"),
    ("retracted-and-republished-from", "RRF", "RetractedandRepublishedFrom"),
    ("concern-by", "ECI", "ExpressionOfConcernIn"),
    ("concern-about", "ECF", "ExpressionOfConcernFor"),
    ("corrected-by", "EIN", "ErratumIn"),
    ("correction-of", "EFR", "ErratumFor"),
    ("corrected-and-republished-in", "CRI", "CorrectedandRepublishedIn"),
    ("corrected-and-republished-from", "CRF", "CorrectedandRepublishedFrom"),
    ("republished-in", "RPI", "RepublishedIn"),
    ("republished-from", "RPF", "RepublishedFrom"),
    ("reprint-in", "", "ReprintIn"),
    ("reprint-of", "", "ReprintOf"),
    ("updated-by", "UIN", "UpdateIn"),
    ("update-of", "UOF", "UpdateOf"),
    ("comment-by", "CIN", "CommentIn"),
    ("comment-on", "CON", "CommentOn"),
    ("original-report", "ORI", "OriginalReportIn"),
    ("summary-for-patients", "SPIN", "SummaryForPatientsIn"),
    ("summary-for-patients", "", "PatientSummaryIn"),
    ("dataset", "DDIN", "AssociatedDataset"),
    ("dataset-user", "DRIN", "AssociatedPublication"),
    ("cites", "", "Cites"),
)

KINDS = tuple(dict.fromkeys(kind for kind, _, _ in _TIES))
"""All kinds that PubMed knows."""

KIND_OF_TAG = {tag: kind for kind, tag, _ in _TIES if tag}
"""Tag of PubMed's text format -> kind."""

KIND_OF_REFTYPE = {reftype: kind for kind, _, reftype in _TIES}
"""RefType of PubMed XML -> kind."""

_PMID = re.compile(r"\s*\bPMID:?\s*(\d+)\.?\s*")
_DOI = re.compile(r"\bdoi:?\s*(10\.\S+)", re.IGNORECASE)


def link_from_text(kind: str, text: str) -> PublicationLink:
    """A tie from its printed citation: ``Lancet. 2016 Apr;387(1):9. doi: 10.1/x. PMID: 123``."""
    pmid = _PMID.search(text)
    rest = _PMID.sub(" ", text).strip() if pmid else text.strip()
    return PublicationLink(kind, pmid_of(pmid[1]) if pmid else None, doi_in(rest), rest or None)


def doi_in(text: str) -> str | None:
    """The DOI that a printed citation names after ``doi:``."""
    match = _DOI.search(text)
    return doi_of(match[1]) if match else None
