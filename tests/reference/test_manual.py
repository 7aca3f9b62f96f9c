"""The manual says what the program and the bundled evidence say today, on both engines."""

from __future__ import annotations

import pytest

from kb.db.connect import read
from kb.db.readonly import query
from kb.reference.manual import MANUAL, build_manual
from kb.reference.relation import build_relation, example_query
from kb.schema.views import View, views
from kb.store.database import writing
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
STUDY = {"record_id": "studies/wang-2015", "id": "x"}
PLACED = {"position": 1}
POLICY = {"record_id": "policies/7.01.75/policy", "id": "x", "position": 1}
REGISTERED = {"registry_name": "ClinicalTrials.gov", "number": "NCT1"}
RETRACTION = (
    "notice",
    {"record_id": "references/wang-2015", "id": "x", "position": 1}
    | {"reference_id": "wang-2015", "kind": "retraction"},
)
TEST = {"record_id": "studies/wang-2015", "id": "x", "test_id": "x", "position": 1}
NOT_SHIPPED = {
    "accuracy_result": (
        "evaluation",
        STUDY | {"result_id": "wang-2015/participants/all", "sensitivity": 90.0, "sensitivity_sign": "="},
    ),
    "companion_test": ("companion_use", TEST | {"treatment_id": "cryoablation"}),
    "study_target": (
        "target",
        STUDY | {"study_id": "wang-2015", "key": "hcc", "position": 1, "label": "carcinoma"},
    ),
    "test_analyte": ("analyte", TEST | {"text": "BRCA1"}),
    "test_code": ("assigned_code", TEST | {"system": "PLA", "code": "0001U"}),
    "test_overview": ("test", STUDY | {"name": "Madeup"}),
    "test_threshold": ("cutoff", TEST | {"text": ">4"}),
    "ongoing_trial": ("listed_trial", POLICY | REGISTERED | {"policy_id": "7.01.75", "title": "A trial"}),
    "plan_contact": (
        "contact",
        {"record_id": "plans/blue-shield-of-california", "id": "x", "position": 1}
        | {"health_plan_id": "blue-shield-of-california", "purpose": "appeals", "phone": "800-555-0100"},
    ),
    "reference_notice": RETRACTION,
    "study_notice": RETRACTION,
    "statement_criterion": (
        "criterion",
        POLICY
        | {"id": "7.01.75/s1/1", "statement_id": "7.01.75/s1", "number": 1, "kind": "single", "text": "Yes"},
    ),
    "statement_line_of_business": (
        "business_line",
        POLICY
        | {
            "id": "7.01.75/s1/Commercial",
            "statement_id": "7.01.75/s1",
            "line_of_business": "Commercial",
            "position": 1,
        },
    ),
    "statement_requirement": (
        "required_statement",
        POLICY
        | {
            "id": "7.01.75/s1/s1",
            "requiring_id": "7.01.75/s1",
            "statement_id": "7.01.75/s1",
            "position": 1,
        },
    ),
    "shared_cohort": (
        "cohort_link",
        {"sharing_study_id": "wang-2015", "study_id": "awad-2009"} | STUDY | PLACED,
    ),
    "study_country": ("site_country", STUDY | PLACED | {"study_id": "wang-2015", "country": "United States"}),
    "study_masking": ("masked_role", STUDY | PLACED | {"study_id": "wang-2015", "role": "outcome-assessor"}),
    "study_margin": (
        "set_margin",
        STUDY
        | PLACED
        | {"study_id": "wang-2015", "outcome_id": "overall-survival", "margin": "10%", "met": "no"}
        | {"population_set_id": "wang-2015/whole", "hypothesis": "noninferiority"},
    ),
    "study_registration": ("registration", STUDY | REGISTERED | {"study_id": "wang-2015", "position": 1}),
}
"""Views that the evidence that ships with kb has no row for, with the table and a row of it."""
CURATED = [view for view in views() if view.name not in WORKFLOW | NOT_SHIPPED.keys()]


@pytest.mark.parametrize("name", NOT_SHIPPED)
def test_the_example_query_of_a_view_without_shipped_rows_returns_rows(name: str, seed_url: str) -> None:
    """One row is written straight into the table behind the view, and both find it."""
    table, row = NOT_SHIPPED[name]
    with writing(seed_url) as writer:
        if "test_id" in row:
            writer.insert("test", [STUDY | {"name": "Madeup"}])
        writer.insert(table, [row])
    (view,) = (view for view in views() if view.name == name)
    assert query(seed_url, example_query(name)).rows
    # Two studies that share a cohort are a row from either side.
    keys = query(seed_url, f"SELECT {', '.join(view.key)} FROM {name}").rows  # noqa: S608  (of ours)
    assert len(keys) == len({tuple(key) for key in keys}) == (2 if name == "shared_cohort" else 1)


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
def test_the_example_query_of_a_view_returns_rows(view: View, loaded_url: str) -> None:
    sql = example_query(view.name)
    assert sql, f"write kb/reference/examples/{view.name}.sql"
    assert sql.startswith("-- ") and view.name in sql
    assert query(loaded_url, sql).rows


@pytest.mark.parametrize("view", CURATED, ids=lambda view: view.name)
def test_no_two_rows_of_a_view_share_its_key(view: View, loaded_url: str) -> None:
    with read(loaded_url) as reader:
        rows = reader.rows(f"SELECT {', '.join(view.key)} FROM {view.name}")  # noqa: S608  (of ours)
    keys = [tuple(row.values()) for row in rows]
    assert keys
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("view", CURATED, ids=lambda view: view.name)
def test_a_view_holds_only_the_nulls_codes_and_types_that_it_tells_of(view: View, loaded_url: str) -> None:
    types = {"text": str, "date": str, "integer": int, "boolean": int, "real": float}
    with read(loaded_url) as reader:
        relation = build_relation(reader, view.name)
        rows = reader.rows(f"SELECT * FROM {view.name}")  # noqa: S608  (of ours)
    for column in relation.columns:
        held = {row[column.name] for row in rows}
        assert column.null or None not in held, f"{column.name}: say in its description what null means"
        assert {type(value) for value in held - {None}} <= {types[column.type]}, column.name
        assert column.type != "boolean" or held <= {0, 1}, column.name
        assert not column.codes or held - {None} <= column.codes.keys(), column.name
