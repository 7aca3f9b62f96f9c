"""The CSV is the template of the PRISMA2020 R package, so that its reader finds every number."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings

from kb.prisma.exchange import render_exchange
from kb.prisma.flow import Flow, FlowSource
from tests.prisma.flows import flows

#: Keys, nodes and boxes of ``inst/extdata/PRISMA.csv`` of the package, in its order.
TEMPLATE = """
NA node4 prevstud|previous_studies node5 box1|previous_reports NA box1|NA node6 newstud
database_results node7 box2|database_specific_results NA box2|register_results NA box2
register_specific_results NA box2|NA node16 othstud|website_results node17 box11
organisation_results NA box11|citations_results NA box11|duplicates node8 box3|excluded_automatic NA box3
excluded_other NA box3|records_screened node9 box4|records_excluded node10 box5|dbr_sought_reports node11 box6
dbr_notretrieved_reports node12 box7|other_sought_reports node18 box12
other_notretrieved_reports node19 box13|dbr_assessed node13 box8|dbr_excluded node14 box9
other_assessed node20 box14|other_excluded node21 box15|new_studies node15 box10|new_reports NA box10
total_studies node22 box16|total_reports NA box16|identification node1 identification
screening node2 screening|included node3 included
"""


def rows_of(flow: Flow) -> list[dict[str, str]]:
    """The CSV as it is read."""
    return list(csv.DictReader(io.StringIO(render_exchange(flow))))


def parsed(listed: str) -> list[tuple[str, int]]:
    """``name, n; name, n`` as the package takes it apart: at semicolons, then at the first comma."""
    if not re.search(r"[^0-9,]", listed):
        return [("", int(listed))]
    parts = re.split(r"; ?", listed)
    return [(re.sub(r",.*$", "", part), int(re.sub(r"^[^,]*,([ 0-9]*).*$", r"\1", part))) for part in parts]


def test_rows_keys_and_columns_are_those_of_the_template(sample: Flow) -> None:
    rows = rows_of(sample)
    assert list(rows[0]) == ["data", "node", "box", "description", "boxtext", "tooltips", "url", "n"]
    wanted = [tuple(entry.split()) for entry in re.split(r"[|\n]", TEMPLATE.strip())]
    assert [(row["data"], row["node"], row["box"]) for row in rows] == wanted


@given(flow=flows())
@settings(suppress_health_check=[HealthCheck.too_slow])
def test_the_package_reads_the_numbers_that_were_counted(flow: Flow) -> None:
    n = {row["data"]: row["n"].removeprefix("'") for row in rows_of(flow)}
    lane = flow.databases
    assert int(n["database_results"]) + int(n["register_results"]) == lane.identified
    removed = sum(int(n[key]) for key in ("duplicates", "excluded_automatic", "excluded_other"))
    assert lane.identified - removed == int(n["records_screened"]) == lane.screened
    assert int(n["dbr_sought_reports"]) - int(n["dbr_notretrieved_reports"]) == int(n["dbr_assessed"])
    assert sum(count for _, count in parsed(n["dbr_excluded"])) == lane.reports_excluded
    listed = [*parsed(n["database_specific_results"]), *parsed(n["register_specific_results"])]
    assert sum(count for _, count in listed) == lane.identified
    assert (n["previous_studies"] == "NA") == (flow.previous is None)
    assert (n["website_results"] == "NA") == (flow.other is None)
    assert (int(n["total_studies"]), int(n["total_reports"])) == (flow.total_studies, flow.total_reports)
    if flow.other is not None:
        kinds = ("website_results", "organisation_results", "citations_results")
        assert sum(int(n[kind]) for kind in kinds) == flow.other.identified
        assert sum(count for _, count in parsed(n["other_excluded"])) == flow.other.reports_excluded


@pytest.mark.parametrize("name", ['=HYPERLINK("x")', "@SUM(A1)", "+1", "-2+3"])
def test_a_source_named_like_a_formula_stays_text(sample: Flow, name: str) -> None:
    lane = replace(sample.databases, sources=(FlowSource(name, "database", sample.databases.identified),))
    cells = [cell for row in rows_of(replace(sample, databases=lane)) for cell in row.values()]
    assert not any(cell.startswith(("=", "@", "+", "-")) for cell in cells)
