"""Rows -> the data of an indication record: the inverse of indication_rows."""

from __future__ import annotations

from typing import Any

from kb.store.appraisals import written_limitation
from kb.store.indication_rows import SECTIONS
from kb.store.rows import Row, Rows, said


def indication_record(rows: Rows) -> dict[str, Any]:
    """The data of an indication record from its rows."""
    row = rows.one("indication")
    texts = _texts(rows)
    condition = row["condition_id"]
    return said(
        {
            "policy": row["policy_id"],
            "indication": row["key"],
            "position": row["position"],
            "title": row["title"],
            "population": said(
                {"who": row["population_verb"], "text": row["population"], "condition": condition}
            ),
            "interventions": _elements(rows, "intervention"),
            "comparators": _elements(rows, "comparator"),
            "outcomes": tuple(
                {"outcome": item["outcome_id"], "relevant": item["relevant"]}
                for item in rows.ordered("indication_outcome")
            ),
            **{field: texts.get(section) for field, section in SECTIONS.items()},
            "selection_criteria": tuple(
                {"key": item["key"], "text": item["text"]} for item in rows.ordered("selection_criterion")
            ),
            "groups": tuple(_group(rows, group) for group in rows.ordered("evidence_group")),
            "instrument": next((item["instrument_version_id"] for item in rows.of("appraisal")), None),
            "limitations": _limitations(rows),
            "conclusion": _conclusion(rows),
        }
    )


def _elements(rows: Rows, element: str) -> tuple[str, ...]:
    return tuple(row["intervention_id"] for row in rows.ordered("pico_element", element=element))


def _texts(rows: Rows) -> dict[str, Any]:
    """Paragraphs by section: a list for the context, one text for the others."""
    texts: dict[str, Any] = {}
    for row in rows.ordered("section_text", "section_position", "position"):
        if row["section"] == "context":
            texts["context"] = (*texts.get("context", ()), row["text"])
        else:
            texts[row["section"]] = row["text"]
    return texts


def _group(rows: Rows, group: Row) -> dict[str, Any]:
    uses = rows.ordered("study_use", evidence_group_id=group["id"])
    return said(
        {
            "key": group["key"],
            "heading": group["heading"],
            "intro": group["intro"],
            "studies": tuple(use["study_id"] for use in uses),
        }
    )


def _limitations(rows: Rows) -> tuple[dict[str, Any], ...]:
    studies = [
        use["study_id"]
        for group in rows.ordered("evidence_group")
        for use in rows.ordered("study_use", evidence_group_id=group["id"])
    ]
    appraisals = sorted(rows.of("appraisal"), key=lambda row: studies.index(row["study_id"]))
    return tuple(
        {"study": appraisal["study_id"], **written_limitation(answer)}
        for appraisal in appraisals
        for answer in rows.ordered("appraisal_answer", appraisal_id=appraisal["id"])
    )


def _conclusion(rows: Rows) -> dict[str, Any] | None:
    if not rows.of("conclusion"):
        return None
    row = rows.one("conclusion")
    findings = []
    for finding in rows.ordered("finding"):
        stated = rows.ordered("finding_basis", finding_id=finding["id"], stated=True)
        basis = tuple(item["written"] for item in stated)
        findings.append(said({"key": finding["key"], "text": finding["text"], "basis": basis}))
    return said({"verdict": row["verdict"], "effect": row["effect"], "findings": tuple(findings)})
