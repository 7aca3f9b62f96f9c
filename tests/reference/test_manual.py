"""The manual says what the program and the bundled evidence say today, on both engines."""

from __future__ import annotations

import pytest

from kb.db.connect import read
from kb.db.readonly import query
from kb.reference.manual import MANUAL, build_manual
from kb.reference.relation import build_relation, example_query
from kb.schema.views import View, views
from kb.store.database import writing
from tests.builders.all_records import load_all_records
from tests.builders.reviews import Review


def test_the_manual_is_fresh(loaded_url: str) -> None:
    with read(loaded_url) as reader:
        pages = build_manual(reader)
    kept = {file.name: file.read_text("utf-8") for file in MANUAL.iterdir()}
    stale = sorted(name for name in pages.keys() | kept.keys() if pages.get(name) != kept.get(name))
    assert stale == [], "write the manual anew: python -m kb.reference"


WORKFLOW = {
    "review_search",
    "screening_current",
    "screening_event",
    "policy_release",
    "sign_off",
    "yearly_review",
}
"""Views of what happens in a review: the evidence that ships with kb has none."""
STUDY = {"record_id": "studies/madeup-trial", "id": "x"}
RETRACTION = (
    "notice",
    {"record_id": "references/wang-2015", "id": "x", "position": 1}
    | {"reference_id": "wang-2015", "kind": "retraction"},
)
TEST = {"record_id": "tests/vanadis", "id": "x", "test_id": "vanadis", "position": 7}
NOT_IN_RECORDS = {
    "companion_test": ("companion_use", TEST | {"treatment_id": "cryoablation"}),
    "plan_contact": (
        "contact",
        {"record_id": "plans/blue-shield-of-california", "id": "x", "position": 1}
        | {"health_plan_id": "blue-shield-of-california", "purpose": "appeals", "phone": "800-555-0100"},
    ),
    "reference_notice": RETRACTION,
    "shared_cohort": (
        "cohort_link",
        STUDY | {"sharing_study_id": "wang-2015", "study_id": "awad-2009", "position": 1},
    ),
    "statement_line_of_business": (
        "business_line",
        {"record_id": "policies/7.01.75/policy", "id": "x", "position": 1}
        | {"statement_id": "7.01.75/s1", "line_of_business": "Commercial"},
    ),
    "study_margin": (
        "set_margin",
        STUDY
        | {"study_id": "madeup-trial", "outcome_id": "overall-survival", "margin": "10%", "met": "no"}
        | {"population_set_id": "madeup-trial/whole", "hypothesis": "noninferiority", "position": 1},
    ),
    "study_notice": RETRACTION,
    "test_analyte": ("analyte", TEST | {"text": "BRCA1"}),
    "test_threshold": ("cutoff", TEST | {"text": ">4"}),
}
"""Views whose example query finds nothing in any record of ours, with the table and a row that it finds."""
CURATED = [view for view in views() if view.name not in WORKFLOW]


@pytest.fixture(scope="module")
def filled_views_url(module_url: str) -> str:
    """All records of tests/policies beside the shipped ones, and a row for what none of them has."""
    load_all_records(module_url)
    with writing(module_url) as writer:
        for table, row in {id(pair): pair for pair in NOT_IN_RECORDS.values()}.values():
            writer.insert(table, [row])
    return module_url


@pytest.mark.parametrize("name", sorted(WORKFLOW))
def test_the_example_query_of_a_view_of_reviews_returns_rows(name: str, seed_url: str) -> None:
    review = Review(seed_url).open()
    review.decide(review.candidate("pmid:1", review.run(records=1)), "exclude", "full-text", reason="design")
    with writing(seed_url) as writer:
        row = {"id": "7.01.75@2021-11-01", "policy_id": "7.01.75", "effective_date": "2021-11-01"}
        writer.insert("release", [row | {"published_at": "2022-09-01", "who": "rita", "program": "kb"}])
        signed = {"id": "a", "indication_id": "7.01.75/hcc", "approved_at": "2022-08-01", "who": "rita"}
        writer.insert("approval", [signed | {"verdict": "insufficient", "basis_hash": "x"}])
    (view,) = (one for one in views() if one.name == name)
    assert query(seed_url, example_query(name)).rows
    assert len(query(seed_url, f"SELECT {', '.join(view.key)} FROM {name}").rows) == 1  # noqa: S608  (of ours)


@pytest.mark.parametrize("view", CURATED, ids=lambda view: view.name)
def test_the_example_query_of_a_view_returns_rows(view: View, filled_views_url: str) -> None:
    sql = example_query(view.name)
    assert sql, f"write kb/reference/examples/{view.name}.sql"
    assert sql.startswith("-- ") and view.name in sql
    assert query(filled_views_url, sql).rows


@pytest.mark.parametrize("view", CURATED, ids=lambda view: view.name)
def test_no_two_rows_of_a_view_share_its_key(view: View, filled_views_url: str) -> None:
    with read(filled_views_url) as reader:
        rows = reader.rows(f"SELECT {', '.join(view.key)} FROM {view.name}")  # noqa: S608  (of ours)
    keys = [tuple(row.values()) for row in rows]
    assert keys
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("view", CURATED, ids=lambda view: view.name)
def test_a_view_holds_only_the_nulls_codes_and_types_that_it_tells_of(
    view: View, filled_views_url: str
) -> None:
    types = {"text": str, "date": str, "integer": int, "boolean": int, "real": float}
    with read(filled_views_url) as reader:
        relation = build_relation(reader, view.name)
        rows = reader.rows(f"SELECT * FROM {view.name}")  # noqa: S608  (of ours)
    for column in relation.columns:
        held = {row[column.name] for row in rows}
        assert column.null or None not in held, f"{column.name}: say in its description what null means"
        assert {type(value) for value in held - {None}} <= {types[column.type]}, column.name
        assert column.type != "boolean" or held - {None} <= {0, 1}, column.name
        assert not column.codes or held - {None} <= column.codes.keys(), column.name
