"""A flow that is final."""

from __future__ import annotations

import pytest

from kb.prisma.flow import Flow, FlowReason, FlowSource, Lane, Previous, require_sums


@pytest.fixture
def sample() -> Flow:
    """An updated review, all decided."""
    lane = Lane(
        sources=(FlowSource("PubMed", "database", 1500),),
        duplicates=285,
        known=8,
        excluded_before=5,
        unreadable=2,
        screened=1200,
        screening_open=0,
        excluded=1190,
        excluded_reasons=(FlowReason("design", "Study design", 1190),),
        sought=10,
        not_retrieved=1,
        assessed=9,
        assessment_open=0,
        reasons=(FlowReason("design", "Study design", 3), FlowReason("other", "Other reason", 2)),
        included=4,
    )
    flow = Flow(
        policy="7.01.75",
        cycle="7.01.75@2022-09-01",
        opened="2022-09-01",
        state="published",
        previous=Previous("2021-11-01", 28, 29),
        databases=lane,
        other=None,
        new_studies=2,
        new_reports=3,
        further_reports=1,
        unextracted=0,
        doubtful=0,
    )
    require_sums(flow)
    return flow
