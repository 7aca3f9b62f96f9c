"""Citation numbers follow from the order of the document; nothing stores them."""

from __future__ import annotations

from tests.builders.rows import Rows, select


def numbers(url: str, number: str = "1.01") -> dict[str, int]:
    found = select(
        url,
        "SELECT reference, citation_number FROM policy_reference WHERE policy = :policy ORDER BY 2",
        policy=number,
    )
    return {row["reference"]: row["citation_number"] for row in found}


def test_references_are_numbered_in_the_order_of_the_document(engine_url: str, rows: Rows) -> None:
    rows.policy("1.01", "hcc", "net")
    for key in ("description", "background", "context", "question", "intro", "finding", "guide", "choice",
                "input", "disclaimer", "listed", "second"):  # fmt: skip
        rows.reference(key)
    for key in ("trial", "cohort-study"):
        rows.study(key)
    rows.add("listed_reference", id="l1", policy_id="1.01", reference_id="listed", position=1)
    rows.add("listed_reference", id="l2", policy_id="1.01", reference_id="trial", position=2)
    rows.prose("1.01", "disclaimer", "disclaimer")
    rows.prose("1.01", "guideline-selection", "choice")
    rows.prose("1.01", "question", "question", "context", indication="hcc")
    rows.prose("1.01", "context", "context", "trial", indication="hcc")
    rows.prose("1.01", "context", "second", indication="net")
    rows.prose("1.01", "background", "background", "description")
    rows.prose("1.01", "description", "description")
    rows.use("1.01/hcc", "cohort-study", 2)
    rows.use("1.01/hcc", "trial", 1)
    rows.use("1.01/net", "cohort-study", 1)
    rows.add("prose_link", id="i", place="evidence_group:1.01/hcc/rct:intro", reference_id="intro")
    rows.add("finding", id="1.01/hcc/f", indication_id="1.01/hcc", key="f")
    rows.add("prose_link", id="f", place="finding:1.01/hcc/f:text", reference_id="finding")
    rows.add("guideline", id="g", reference_id="guide")
    rows.add("recommendation", id="g/a", guideline_id="g", key="a")
    rows.add("policy_recommendation", id="x", policy_id="1.01", recommendation_id="g/a")
    rows.add("clinical_input", id="1.01/2008", policy_id="1.01", year=2008)
    rows.add("prose_link", id="c", place="clinical_input:1.01/2008:summary", reference_id="input")
    url = rows.write_to(engine_url)
    expected = [
        "description", "background", "context", "trial", "question", "intro", "cohort-study", "finding",
        "second", "input", "choice", "guide", "disclaimer", "listed",
    ]  # fmt: skip
    assert numbers(url) == {key: number for number, key in enumerate(expected, start=1)}
    listed = select(url, "SELECT reference FROM policy_reference WHERE listed_only = 1")
    assert listed == [{"reference": "listed"}]
    uses = select(
        url,
        "SELECT indication, study, citation_number FROM study_in_policy"
        " ORDER BY indication_position, group_position, position",
    )
    assert [tuple(row.values()) for row in uses] == [
        ("hcc", "trial", 4),
        ("hcc", "cohort-study", 7),
        ("net", "cohort-study", 7),
    ]


def test_a_study_without_report_has_no_number_and_takes_none(engine_url: str, rows: Rows) -> None:
    rows.policy("1.01")
    for position, key in enumerate(("a", "b", "c"), start=1):
        rows.study(key, reported=key != "b")
        rows.use("1.01/hcc", key, position)
    url = rows.write_to(engine_url)
    found = select(url, "SELECT study, citation_number FROM study_in_policy ORDER BY position")
    assert [tuple(row.values()) for row in found] == [("a", 1), ("b", None), ("c", 2)]


def test_every_policy_counts_for_itself(engine_url: str, rows: Rows) -> None:
    for key in ("a", "b"):
        rows.reference(key)
    for number, cited in (("1.01", ("a", "b")), ("2.02", ("b",))):
        rows.policy(number)
        rows.prose(number, "background", *cited)
    url = rows.write_to(engine_url)
    assert numbers(url) == {"a": 1, "b": 2}
    assert numbers(url, "2.02") == {"b": 1}


def test_a_retraction_stands_until_it_is_lifted(engine_url: str, rows: Rows) -> None:
    rows.policy("1.01")
    for key in ("a", "b", "c"):
        rows.reference(key)
    rows.prose("1.01", "background", "a", "b", "c")
    for position, (key, kind) in enumerate(
        [("a", "retraction"), ("b", "retraction"), ("b", "reinstatement"), ("c", "correction")], start=1
    ):
        rows.add("notice", id=f"n{position}", reference_id=key, kind=kind, position=position)
    url = rows.write_to(engine_url)
    found = select(
        url, "SELECT first_author, retracted, notices FROM policy_reference ORDER BY citation_number"
    )
    assert [tuple(row.values()) for row in found] == [("A", 1, 1), ("B", 0, 2), ("C", 0, 1)]
