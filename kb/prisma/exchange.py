"""The flow as the CSV template of the PRISMA2020 R package (Haddaway et al. 2022, doi:10.1002/cl2.1230).

Rows, keys, nodes and boxes are those of its ``inst/extdata/PRISMA.csv``; the labels of the boxes are those of
PRISMA 2020. ``NA`` is how R writes that there is nothing: without a former version and without other methods
the package leaves their columns out of its drawing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kb.forms.text import as_csv
from kb.prisma.flow import Flow, Lane

COLUMNS = ("data", "node", "box", "description", "boxtext", "tooltips", "url", "n")
NA = "NA"


@dataclass(frozen=True, slots=True)
class _Row:
    data: str
    node: str
    box: str
    text: str
    described: str = ""
    """What tells it from a row with the same text; empty where the text does."""


_DBR, _OTHER = "databases and registers", "other methods"
_ROWS = (
    _Row(NA, "node4", "prevstud", "Previous studies"),
    _Row("previous_studies", "node5", "box1", "Studies included in previous version of review"),
    _Row("previous_reports", NA, "box1", "Reports of studies included in previous version of review"),
    _Row(NA, "node6", "newstud", "Identification of new studies via databases and registers"),
    _Row("database_results", "node7", "box2", "Databases"),
    _Row("database_specific_results", NA, "box2", "Specific Databases"),
    _Row("register_results", NA, "box2", "Registers"),
    _Row("register_specific_results", NA, "box2", "Specific Registers"),
    _Row(NA, "node16", "othstud", "Identification of new studies via other methods"),
    _Row("website_results", "node17", "box11", "Websites"),
    _Row("organisation_results", NA, "box11", "Organisations"),
    _Row("citations_results", NA, "box11", "Citation searching"),
    _Row("duplicates", "node8", "box3", "Duplicate records"),
    _Row("excluded_automatic", NA, "box3", "Records marked as ineligible by automation tools"),
    _Row("excluded_other", NA, "box3", "Records removed for other reasons"),
    _Row("records_screened", "node9", "box4", "Records screened", _DBR),
    _Row("records_excluded", "node10", "box5", "Records excluded", _DBR),
    _Row("dbr_sought_reports", "node11", "box6", "Reports sought for retrieval", _DBR),
    _Row("dbr_notretrieved_reports", "node12", "box7", "Reports not retrieved", _DBR),
    _Row("other_sought_reports", "node18", "box12", "Reports sought for retrieval", _OTHER),
    _Row("other_notretrieved_reports", "node19", "box13", "Reports not retrieved", _OTHER),
    _Row("dbr_assessed", "node13", "box8", "Reports assessed for eligibility", _DBR),
    _Row("dbr_excluded", "node14", "box9", "Reports excluded", _DBR),
    _Row("other_assessed", "node20", "box14", "Reports assessed for eligibility", _OTHER),
    _Row("other_excluded", "node21", "box15", "Reports excluded", _OTHER),
    _Row("new_studies", "node15", "box10", "New studies included in review"),
    _Row("new_reports", NA, "box10", "Reports of new included studies"),
    _Row("total_studies", "node22", "box16", "Total studies included in review"),
    _Row("total_reports", NA, "box16", "Reports of total included studies"),
    _Row("identification", "node1", "identification", "Identification"),
    _Row("screening", "node2", "screening", "Screening"),
    _Row("included", "node3", "included", "Included"),
)
"""In the order of the template. Its two newest rows, for meta-analyses, are left out: kb does not count
those, and versions of the package that do not know the rows would take them for the totals."""


def render_exchange(flow: Flow) -> str:
    """The whole template, filled."""
    numbers = _numbers(flow)
    texts = _texts(flow)
    return "".join(as_csv(COLUMNS, [_filled(row, numbers, texts) for row in _ROWS]))


def _filled(row: _Row, numbers: Mapping[str, str], texts: Mapping[str, str]) -> list[str]:
    text = texts.get(row.data, row.text)
    described = f"{text} ({row.described})" if row.described else text
    # Only the first row of a box has a tooltip in the template: R puts them on the boxes by their number.
    tooltip = NA if row.node == NA else described
    return [row.data, row.node, row.box, described, text, tooltip, NA, numbers.get(row.data, "0")]


def _texts(flow: Flow) -> dict[str, str]:
    """The template has no row for other sources or further reports: they join the nearest one, named."""
    texts = {}
    if flow.other is not None and flow.other.records_of("other"):
        texts["organisation_results"] = "Organisations and other sources"
    if flow.further_reports:
        texts["new_reports"] = "Reports of new included studies and new reports of previous studies"
    return texts


def _numbers(flow: Flow) -> dict[str, str]:
    databases, previous = flow.databases, flow.previous
    counts: dict[str, int | None] = {
        "previous_studies": previous.studies if previous else None,
        "previous_reports": previous.reports if previous else None,
        "database_results": databases.records_of("database"),
        "register_results": databases.records_of("register"),
        "duplicates": databases.duplicates,
        "excluded_automatic": databases.automation,
        "excluded_other": databases.other_reasons,
        "records_screened": databases.screened,
        "records_excluded": databases.excluded,
        "dbr_sought_reports": databases.sought,
        "dbr_notretrieved_reports": databases.not_retrieved,
        "dbr_assessed": databases.assessed,
        **_other(flow.other),
        "new_studies": flow.new_studies,
        "new_reports": flow.new_reports + flow.further_reports,
        "total_studies": flow.total_studies,
        "total_reports": flow.total_reports,
    }
    return {key: NA if count is None else str(count) for key, count in counts.items()} | {
        "database_specific_results": _listed(_sources(databases, "database")),
        "register_specific_results": _listed(_sources(databases, "register")),
        "dbr_excluded": _listed(_reasons(databases)),
        "other_excluded": _listed(_reasons(flow.other)) if flow.other else "0",
    }


def _other(lane: Lane | None) -> dict[str, int | None]:
    if lane is None:
        keys = ("website_results", "organisation_results", "citations_results")
        return dict.fromkeys(keys)
    return {
        "website_results": lane.records_of("website"),
        "organisation_results": lane.records_of("organization", "other"),
        "citations_results": lane.records_of("citation"),
        "other_sought_reports": lane.sought,
        "other_notretrieved_reports": lane.not_retrieved,
        "other_assessed": lane.assessed,
    }


def _sources(lane: Lane, kind: str) -> Iterator[tuple[str, int]]:
    yield from ((source.name, source.records) for source in lane.sources if source.kind == kind)


def _reasons(lane: Lane) -> Iterator[tuple[str, int]]:
    yield from ((reason.label, reason.count) for reason in lane.reasons)


def _listed(entries: Iterable[tuple[str, int]]) -> str:
    """``name, n; name, n`` as the package reads it, so that no name may hold a comma or semicolon."""
    return "; ".join(f"{_plain(name)}, {count}" for name, count in entries) or "0"


def _plain(name: str) -> str:
    return " ".join(re.sub(r"[,;]", " ", name).split())
