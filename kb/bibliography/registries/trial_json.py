"""Trials of the JSON that API v2 of ClinicalTrials.gov sends, and that its site saves."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from kb.bibliography.registries.registered_trial import (
    RegisteredTrial,
    has_ended,
    in_status_words,
    iso_date,
    whole,
)
from kb.errors import KbError


def trials_of_json(content: bytes, place: str) -> list[RegisteredTrial]:
    """The trials of one study, a list of studies, or a page of the API. Raises KbError for anything else."""
    try:
        data = json.loads(content)
    except (ValueError, RecursionError):
        raise KbError(f"{place} is no JSON. Save it again from ClinicalTrials.gov.") from None
    studies = list(_studies(data))
    if not studies and data not in ([], {"studies": []}) and not _is_page(data):
        raise KbError(f"{place} holds no study of ClinicalTrials.gov. Save the studies as JSON or CSV there.")
    return [_trial(study) for study in studies]


def _is_page(data: Any) -> bool:
    return isinstance(data, dict) and isinstance(data.get("studies"), list)


def _studies(data: Any) -> Iterator[Mapping[str, Any]]:
    items = data["studies"] if _is_page(data) else data if isinstance(data, list) else [data]
    for item in items:
        if isinstance(item, dict) and _text(item, "protocolSection", "identificationModule", "nctId"):
            yield item


def _trial(study: Mapping[str, Any]) -> RegisteredTrial:
    def said(*path: str) -> str | None:
        return _text(study, "protocolSection", *path)

    status = in_status_words(said("statusModule", "overallStatus"))
    count = whole(said("designModule", "enrollmentInfo", "count"))
    actual = _is_actual(said("designModule", "enrollmentInfo", "type"), status)
    ended = _is_actual(said("statusModule", "completionDateStruct", "type"), status)
    end = iso_date(said("statusModule", "completionDateStruct", "date"))
    return RegisteredTrial(
        number=said("identificationModule", "nctId") or "",
        title=said("identificationModule", "briefTitle")
        or said("identificationModule", "officialTitle")
        or "",
        acronym=said("identificationModule", "acronym"),
        status=status,
        planned=None if actual else count,
        enrolled=count if actual else None,
        start=iso_date(said("statusModule", "startDateStruct", "date")),
        completion=None if ended else end,
        completed=end if ended else None,
        results_posted=study.get("hasResults") is True or "resultsSection" in study,
        sponsor=said("sponsorCollaboratorsModule", "leadSponsor", "name"),
        industry_sponsored="INDUSTRY" in _classes(study),
    )


def _is_actual(type: str | None, status: str | None) -> bool:
    """Whether a number came about: the registry says so, or else the trial is over."""
    return type == "ACTUAL" if type in ("ACTUAL", "ESTIMATED") else has_ended(status)


def _classes(study: Mapping[str, Any]) -> set[str]:
    """Classes of sponsor and collaborators: INDUSTRY, NIH, OTHER ..."""
    module = _at(study, "protocolSection", "sponsorCollaboratorsModule")
    if not isinstance(module, dict):
        return set()
    collaborators = module.get("collaborators")
    members = [module.get("leadSponsor"), *(collaborators if isinstance(collaborators, list) else [])]
    return {str(member.get("class")) for member in members if isinstance(member, dict)}


def _at(data: Any, *path: str) -> Any:
    for name in path:
        data = data.get(name) if isinstance(data, dict) else None
    return data


def _text(data: Any, *path: str) -> str | None:
    value = _at(data, *path)
    words = " ".join(str(value).split()) if isinstance(value, str | int) else ""
    return words or None
