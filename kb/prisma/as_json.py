"""The flow as JSON: every number under a plain name."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from kb.prisma.flow import Flow, FlowReason, Lane, sums_of
from kb.prisma.living import Addition
from kb.prisma.remarks import open_points


def render_json(flow: Flow, additions: Sequence[Addition]) -> str:
    """One JSON object; ``previous_version`` and ``other_methods`` are null where there are none."""
    return json.dumps(flow_as_object(flow, additions), indent=2, ensure_ascii=False) + "\n"


def flow_as_object(flow: Flow, additions: Sequence[Addition]) -> dict[str, Any]:
    """The same as plain objects."""
    return {
        "policy": flow.policy,
        "cycle": flow.cycle,
        "opened": flow.opened,
        "state": flow.state,
        "review": "updated" if flow.previous else "new",
        "draft": flow.is_draft,
        "open": open_points(flow),
        "previous_version": asdict(flow.previous) if flow.previous else None,
        "databases_and_registers": _lane(flow.databases),
        "other_methods": _lane(flow.other) if flow.other else None,
        "new": {
            "studies": flow.new_studies,
            "reports_of_new_studies": flow.new_reports,
            "new_reports_of_previous_studies": flow.further_reports,
            "reports_awaiting_extraction": flow.unextracted,
            "studies_not_used_yet": flow.unused,
        },
        "total": {"studies": flow.total_studies, "reports": flow.total_reports},
        "doubtful_duplicate_pairs": flow.doubtful,
        "sums": [
            {"sum": equation.words, "left": equation.left, "right": equation.right}
            for equation in sums_of(flow)
        ],
        "prisma_lsr": [asdict(addition) for addition in additions],
    }


def _lane(lane: Lane) -> dict[str, Any]:
    return {
        "sources": [asdict(source) for source in lane.sources],
        "records_identified": lane.identified,
        "records_removed": {
            "total": lane.removed,
            "duplicates": lane.duplicates,
            "ineligible_by_automation": lane.automation,
            "already_in_policy": lane.known,
            "excluded_in_earlier_review": lane.excluded_before,
            "could_not_be_read": lane.unreadable,
        },
        "records_screened": lane.screened,
        "records_awaiting_decision": lane.screening_open,
        "records_excluded": lane.excluded,
        "records_excluded_reasons": _reasons(lane.excluded_reasons),
        "reports_sought": lane.sought,
        "reports_not_retrieved": lane.not_retrieved,
        "reports_assessed": lane.assessed,
        "reports_awaiting_decision": lane.assessment_open,
        "reports_excluded": lane.reports_excluded,
        "reports_excluded_reasons": _reasons(lane.reasons),
        "reports_included": lane.included,
    }


def _reasons(reasons: Sequence[FlowReason]) -> list[dict[str, Any]]:
    return [
        {"reason": flow_reason.code, "label": flow_reason.label, "n": flow_reason.count}
        for flow_reason in reasons
    ]
