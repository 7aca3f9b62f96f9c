"""Flows made up at random, all of which add up: for tests of what is printed and drawn."""

from __future__ import annotations

from collections.abc import Sequence

from hypothesis import strategies as st

from kb.prisma.flow import Flow, FlowReason, FlowSource, Lane, Previous
from kb.prisma.labels import REASONS

_counts = st.integers(0, 3000)
_names = st.one_of(
    st.sampled_from(["PubMed", "Embase (Ovid)", "Cochrane Central Register of Controlled Trials (CENTRAL)"]),
    st.text(st.characters(codec="utf-8"), min_size=1, max_size=90),
    st.from_regex(r"[A-Za-z]{1,60}( [a-z]{1,30}){0,9}", fullmatch=True),
)


@st.composite
def lanes(draw: st.DrawFn, kinds: Sequence[str]) -> Lane:
    """A lane with any sources of these kinds and any reasons."""
    codes = draw(st.lists(st.sampled_from(list(REASONS)), unique=True))
    reasons = tuple(FlowReason(code, REASONS[code], draw(st.integers(1, 3000))) for code in codes)
    included, assessment_open, not_retrieved, excluded, screening_open = (draw(_counts) for _ in range(5))
    assessed = included + assessment_open + sum(one.count for one in reasons)
    sought = assessed + not_retrieved
    screened = sought + excluded + screening_open
    duplicates, known, before, unreadable = (draw(_counts) for _ in range(4))
    left = screened + duplicates + known + before + unreadable
    sources = []
    for kind, name in draw(st.lists(st.tuples(st.sampled_from(kinds), _names), min_size=1, max_size=9)):
        records = draw(st.integers(0, left))
        sources.append(FlowSource(name, kind, records))
        left -= records
    sources.append(FlowSource("The rest", kinds[0], left))
    return Lane(
        sources=tuple(sources),
        duplicates=duplicates,
        known=known,
        excluded_before=before,
        unreadable=unreadable,
        screened=screened,
        screening_open=screening_open,
        excluded=excluded,
        excluded_reasons=(),
        sought=sought,
        not_retrieved=not_retrieved,
        assessed=assessed,
        assessment_open=assessment_open,
        reasons=reasons,
        included=included,
    )


@st.composite
def flows(draw: st.DrawFn) -> Flow:
    """A flow of any of the four templates: new or updated review, with or without other methods."""
    databases = draw(lanes(("database", "register")))
    other = draw(st.none() | lanes(("website", "organization", "citation", "other")))
    reports = databases.included + (other.included if other else 0)
    new_reports = draw(st.integers(0, reports))
    previous = draw(st.none() | st.builds(Previous, st.sampled_from([None, "2021-11-01"]), _counts, _counts))
    further = draw(st.integers(0, reports - new_reports)) if previous else 0
    return Flow(
        policy="7.01.75",
        cycle="7.01.75@2022-09-01",
        opened="2022-09-01",
        state="open",
        previous=previous,
        databases=databases,
        other=other,
        new_studies=draw(st.integers(0, new_reports)),
        new_reports=new_reports,
        further_reports=further,
        unextracted=reports - new_reports - further,
        doubtful=draw(st.integers(0, 3)),
    )
