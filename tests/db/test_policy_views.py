"""What the public views on policies mean, the same on both engines."""

from __future__ import annotations

from kb.codes import DESIGN_GROUP
from tests.builders.rows import Rows, only, select


def test_the_evidence_base_counts_studies_by_design_group(engine_url: str, rows: Rows) -> None:
    """Every group of the code list has a row for every indication, with zero where it has no study."""
    rows.policy("1.01")
    for position, (study, design) in enumerate([("a", "rct"), ("b", "cohort"), ("c", "cohort")], start=1):
        rows.study(study, design)
        rows.use("1.01/hcc", study, position)
    url = rows.write_to(engine_url)
    found = select(url, "SELECT design_group, studies FROM evidence_base ORDER BY group_position")
    assert [row["design_group"] for row in found] == [*DESIGN_GROUP]
    assert [row["studies"] for row in found] == [1, 2, 0, 0, 0, 0]
    found = select(url, "SELECT design_plural, studies FROM evidence_design ORDER BY design")
    assert [tuple(row.values()) for row in found] == [("cohorts", 2), ("rcts", 1)]
    assert only(url, "SELECT indications, studies FROM policy_overview") == {"indications": 1, "studies": 3}


def test_a_conclusion_says_verdict_determination_and_outcomes(engine_url: str, rows: Rows) -> None:
    rows.policy("1.01", "hcc", "net")
    rows.add(
        "pico_element",
        id="p",
        indication_id="1.01/hcc",
        element="intervention",
        intervention_id="cryoablation",
    )
    for position, (outcome, relevant) in enumerate(
        [("harms", True), ("participants", False), ("overall-survival", True)], start=1
    ):
        rows.add(
            "indication_outcome", id=outcome, indication_id="1.01/hcc", outcome_id=outcome, position=position,
            relevant=relevant,
        )  # fmt: skip
    rows.add(
        "conclusion",
        id="c",
        indication_id="1.01/hcc",
        verdict="insufficient",
        effect="improves-net-health-outcome",
    )
    for position, decided in enumerate(("investigational", "medically-necessary"), start=1):
        rows.add(
            "statement",
            id=decided,
            policy_id="1.01",
            key=decided,
            position=3 - position,
            determination_id=decided,
        )
        rows.add("statement_indication", id=decided, statement_id=decided, indication_id="1.01/hcc")
    url = rows.write_to(engine_url)
    found = only(url, "SELECT * FROM policy_conclusion WHERE indication = 'hcc'")
    assert found["relevant_outcomes"] == "harms, overall survival"
    assert found["conclusion_text"] == (
        "The evidence is insufficient to determine that the technology results in an improvement in the net"
        " health outcome."
    )
    assert (found["determination"], found["determinations"]) == ("medically-necessary", 2)
    undecided = only(url, "SELECT * FROM policy_conclusion WHERE indication = 'net'")
    assert (undecided["verdict"], undecided["determination"], undecided["conclusion_text"]) == (
        None,
        None,
        None,
    )
    question = only(url, "SELECT * FROM indication_overview WHERE indication = 'hcc'")
    assert question["interventions"] == "cryoablation"
    assert question["outcomes"] == "harms, participants, overall survival"
    assert question["comparators"] is None
    assert len(select(url, "SELECT * FROM indication_pico")) == 4


def test_recommendations_and_history_are_those_of_the_policy(engine_url: str, rows: Rows) -> None:
    rows.policy("1.01")
    rows.add("guideline", id="nccn", organization="NCCN", title="Liver", version="3.2021")
    rows.add("recommendation", id="nccn/a", guideline_id="nccn", key="a", category="2A", text="Consider it.")
    rows.add(
        "policy_recommendation",
        id="x",
        policy_id="1.01",
        recommendation_id="nccn/a",
        indication_id="1.01/hcc",
    )
    rows.add("history_entry", id="h", policy_id="1.01", effective_date="2015-02-27", action="adopted")
    url = rows.write_to(engine_url)
    found = only(url, "SELECT * FROM guideline_recommendation")
    assert (found["policy"], found["indication"], found["organization"]) == ("1.01", "hcc", "NCCN")
    assert (found["guideline"], found["version"], found["category"]) == ("nccn", "3.2021", "2A")
    history = only(url, "SELECT policy, effective_date, action FROM policy_timeline")
    assert tuple(history.values()) == ("1.01", "2015-02-27", "adopted")


def test_a_finding_names_what_it_rests_on(engine_url: str, rows: Rows) -> None:
    rows.policy("1.01")
    rows.study("wang")
    rows.arm("wang", "cryo")
    result = rows.result("wang", "recurrence", "cryo")
    rows.figures(result, ("percent", 7))
    rows.add("finding", id="f", indication_id="1.01/hcc", key="f", text="It was [[...]].")
    rows.add("finding_basis", id="f#1", finding_id="f", kind="figure", figure_id=f"{result}:percent.1")
    url = rows.write_to(engine_url)
    found = only(url, "SELECT * FROM finding_evidence")
    assert (found["policy"], found["finding"], found["study"], found["says"]) == ("1.01", "f", "wang", "7")
    assert only(url, "SELECT text FROM finding_text") == {"text": "It was [[...]]."}


def test_sections_and_statements_are_those_of_the_policy(engine_url: str, rows: Rows) -> None:
    rows.policy("1.01")
    rows.prose("1.01", "background")
    rows.prose("1.01", "context", indication="hcc")
    rows.add("statement", id="s", policy_id="1.01", key="s1", determination_id="investigational", text="No.")
    url = rows.write_to(engine_url)
    found = select(url, "SELECT indication, section FROM policy_section ORDER BY section")
    assert [tuple(row.values()) for row in found] == [(None, "background"), ("hcc", "context")]
    assert only(url, "SELECT statement, indication FROM policy_statement") == {
        "statement": "s1",
        "indication": None,
    }


def test_a_text_prints_its_figures_and_cites_by_key(engine_url: str, rows: Rows) -> None:
    """Marks are replaced one by one, whatever text they stand in; a text without any is as authored."""
    rows.policy("1.01")
    rows.study("wang")
    rows.arm("wang", "cryo", "cryoablation")
    result = rows.result("wang", "recurrence", "cryo")
    rows.figures(result, ("count", 7))
    figure = f"{result}:count.1"
    text = "Of [[wang/recurrence/cryo]] patients, [[wang/recurrence/cryo]] recurred [@wang]."
    rows.add("finding", id="1.01/hcc/f", indication_id="1.01/hcc", key="f", text=text)
    rows.add(
        "finding", id="1.01/hcc/g", indication_id="1.01/hcc", key="g", position=2, text="No more is known."
    )
    place = "finding:1.01/hcc/f:text"
    for position, target in enumerate((figure, figure, "wang"), start=1):
        is_figure = target == figure
        rows.add(
            "prose_link", id=f"{place}#{position}", place=place, position=position,
            token="[[wang/recurrence/cryo]]" if is_figure else "[@wang]",
            text=text if position == 1 else None,
            figure_id=figure if is_figure else None, reference_id=None if is_figure else "wang",
        )  # fmt: skip
    texts = select(rows.write_to(engine_url), "SELECT text FROM finding_text ORDER BY finding")
    assert [row["text"] for row in texts] == [
        "Of 7 patients, 7 recurred (wang).",
        "No more is known.",
    ]
