"""Which results the paragraph of a study tells, and which are left to the table of further results."""

from __future__ import annotations

from random import Random
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb.evidence.vocabulary import Outcome, Vocabulary
from kb.inlines import figure_ids
from kb.narrative.prose import ProseReader
from kb.narrative.study import Setting, study_paragraphs
from kb.narrative.told_where import Focus, told_where
from kb.reports.further_results import further_results
from tests.builders.generated_studies import DESIGNS, generated
from tests.builders.policies import policy
from tests.builders.studies import study
from tests.narrative.figures_told import lost
from tests.narrative.reading import Passage, passages

ARMS = {"a": {"label": "drug A", "n": "20"}, "b": {"label": "placebo", "n": "20"}}
CONTRASTS = {"a-b": {"index": "a", "reference": "b"}}
SUBGROUP = {"old": {"kind": "subgroup", "label": "patients over 60"}}


def told(results: list[dict[str, Any]], focus: Focus, **record: Any) -> tuple[list[str], list[str]]:
    """Outcomes, with their subgroup, of the paragraph and of the table, each once; sizes left out."""
    whole = {"arms": ARMS, "contrasts": CONTRASTS, "populations": SUBGROUP, "results": results} | record
    where = told_where(study(whole), focus)
    names = [
        dict.fromkeys(
            result.outcome if result.population == "whole" else f"{result.outcome} in {result.population}"
            for result in part
            if result.entry
        )
        for part in where
    ]
    return [*names[0]], [*names[1]]


def asking(*main: str, other: tuple[str, ...] = (), bound: tuple[str, ...] = ()) -> Focus:
    outcomes = {
        key: Outcome(key, key.replace("-", " "), "symptom" if key == "pain" else "survival", "lower", False)
        for key in (*main, *other)
    }
    return Focus(
        frozenset(bound),
        tuple((o, key in main) for key, o in outcomes.items()),
        Vocabulary(outcomes=outcomes),
    )


def rows(*outcomes: str) -> list[dict[str, Any]]:
    return [{"outcome": outcome, "a": "7%", "b": "9%"} for outcome in outcomes]


def test_without_a_focus_the_paragraph_tells_everything() -> None:
    record = study({"arms": ARMS, "results": rows("pain", "age")})
    assert told_where(record, None).paragraph == record.results


def test_primary_outcomes_are_told_and_their_subgroups_are_not() -> None:
    results = [
        {"outcome": "pain", "primary": "yes", "a": "7%", "b": "9%"},
        {"outcome": "pain", "population": "old", "a": "8%", "b": "9%"},
    ]
    assert told(results, asking()) == (["pain"], ["pain in old"])


def test_what_a_finding_rests_on_is_told_with_its_other_side_and_what_compares_them() -> None:
    results = [{"outcome": "pain", "population": "old", "a": "8%", "b": "9%", "a-b": "p .03"}]
    record = {"arms": ARMS, "contrasts": CONTRASTS, "populations": SUBGROUP, "results": results}
    bound = next(r.figures[0].id for r in study(record).results if r.entry)
    focus = asking(bound=(bound,))
    assert told([*results, *rows("recurrence")], focus) == (["pain in old"], ["recurrence"])


def test_main_outcomes_of_the_question_come_before_others_of_it_and_those_it_does_not_ask() -> None:
    focus = asking("pain", other=("recurrence",))
    assert told(rows("recurrence", "complete-response", "pain"), focus) == (
        ["recurrence", "pain"],
        ["complete-response"],
    )


def test_there_is_room_for_five_outcomes() -> None:
    results = [{**row, "at": f"{month} mo"} for row in rows("pain") for month in range(1, 7)]
    where = told_where(study({"arms": ARMS, "results": results}), asking("pain"))
    assert [result.times for result in where.table] == [("6 mo",), ("6 mo",)]


def test_a_study_that_reports_nothing_asked_tells_what_it_reports_first() -> None:
    assert told(rows("complete-response"), asking("pain")) == (["complete-response"], [])


def test_harms_are_told_by_their_totals_else_by_the_first() -> None:
    harms = rows("bleeding", "complications", "perioperative-death")
    assert told(harms, asking()) == (["complications", "perioperative-death"], ["bleeding"])
    assert told(rows("bleeding"), asking()) == (["bleeding"], [])


def test_baseline_and_flow_are_left_to_the_table_but_follow_up_is_told() -> None:
    results = [
        {"outcome": "age", "a": "mean 40 years", "b": "mean 41 years"},
        {"outcome": "procedures", "all": "33"},
        {"outcome": "follow-up", "all": "median 25 months"},
        {"outcome": "pain", "a": "7%", "b": "9%"},
    ]
    assert told(results, asking("pain")) == (["follow-up", "pain"], ["age", "procedures"])


@pytest.mark.parametrize("asked", ["pain", "recurrence"])
def test_the_limit_of_a_population_is_told_where_the_population_is(asked: str) -> None:
    """It is said with the name of the population, so that it has no row of its own."""
    sets = {"large": {"kind": "subgroup", "label": "large tumors", "by": "tumor-size", "is": ">3 cm"}}
    results = [{"outcome": "pain", "population": "large", "a": "7%", "b": "9%"}, *rows("recurrence")]
    where = told_where(study({"arms": ARMS, "populations": sets, "results": results}), asking(asked))
    limits = [[result.id for result in part if result.role == "definition"] for part in where]
    assert [len(part) for part in limits] == ([1, 0] if asked == "pain" else [0, 0])


@given(seed=st.integers(0, 10**9))
def test_every_figure_is_told_in_short_paragraphs_or_in_the_tables_below(seed: int) -> None:
    """Of studies of any design, whatever the findings rest on and the question asks."""
    chance = Random(seed)
    subject = study(generated(chance, chance.choice(DESIGNS)))
    figures = [figure.id for result in subject.results for figure in result.figures]
    reported = {
        r.outcome: Outcome(r.outcome, r.outcome_name, r.domain, "none", False) for r in subject.results
    }
    asked = chance.sample([*reported.values()], chance.randrange(len(reported) + 1))
    bound = frozenset(chance.sample(figures, chance.randrange(4)))
    focus = Focus(bound, tuple((outcome, chance.random() < 0.5) for outcome in asked), Vocabulary())
    paragraphs = study_paragraphs(subject, Setting(focus=focus))
    sentences = [Passage(line) for paragraph in paragraphs for line in paragraph]
    tables = further_results([subject], focus, ProseReader())
    assert lost(subject, [*sentences, *passages(tables)]) == []
    assert bound <= {id for passage in sentences for id in figure_ids(passage.line)}
    sizes = [sum(len(line.plain.split()) for line in lines) for lines in paragraphs if len(lines) > 1]
    assert max(sizes, default=0) <= 180


def test_a_focus_knows_the_outcomes_that_the_question_asks() -> None:
    known = {"pain": Outcome("pain", "pain", "symptom", "lower", False)}
    indication = policy(indications=[{"outcomes": ["!pain"]}]).indications[0]
    asked = Focus.of(indication, ["doe-2020/pain/a"], Vocabulary(outcomes=known))
    assert (asked.bound, asked.outcomes) == (frozenset({"doe-2020/pain/a"}), ((known["pain"], True),))
