"""One slip is one problem: with its file and line, without what only follows from it, and with what to do."""

from __future__ import annotations

import pytest

from kb.store.rows import RecordRows
from tests.builders.folders import FILES, Folder, change_in_database

STUDY = "studies/doe-2020"


def _second_study(folder: Folder) -> None:
    """A study that says almost the same as the first."""
    text = FILES[STUDY].partition("acknowledged:")[0].replace("study: doe-2020", "study: roe-2021")
    folder.write("studies/roe-2021", text.replace("Doe et al (2020)", "Roe et al (2021)"))


@pytest.mark.parametrize(
    ("id", "old", "new", "message"),
    [
        (
            "vocabulary/outcomes",
            "domain: survival",
            "domain: survivl",
            "vocabulary/outcomes.yaml:3: overall-survival.domain: `survivl` is none of the codes."
            " Did you mean survival?",
        ),
        (
            "vocabulary/conditions",
            "{name: hepatocellular carcinoma}",
            "{name: hepatocellular carcinoma",
            "vocabulary/conditions.yaml:1: column 27: a `{` is not closed",
        ),
        (
            "instruments/limitations-2021",
            "kind: therapeutic",
            "knd: therapeutic",
            "instruments/limitations-2021.yaml:3: knd: unknown key `knd`; `kind` is missing. Write kind.",
        ),
        (
            "policies/1.01/policy",
            "title: Cryoablation",
            "title: Cryo: ablation",
            "policies/1.01/policy.yaml:2: column 12: a second `: ` in one value.",
        ),
    ],
)
def test_what_rests_on_a_record_with_a_slip_is_not_blamed(
    folder: Folder, engine_url: str, id: str, old: str, new: str, message: str
) -> None:
    folder.change(id, old, new)
    (problem,) = folder.problems(engine_url)
    assert problem.startswith(message)


def test_a_term_that_many_records_miss_is_told_once_with_the_places(folder: Folder, engine_url: str) -> None:
    _second_study(folder)
    folder.change("vocabulary/interventions", "radiofrequency-ablation", "microwave-ablation")
    (problem,) = folder.problems(engine_url)
    assert problem == (
        "studies/doe-2020.yaml:12: arms.rfa.interventions[1]: `radiofrequency-ablation` is not among the"
        " interventions. (Also in studies/roe-2021.yaml:12, policies/1.01/indications/hcc.yaml:7.)"
        " Known: cryoablation, microwave-ablation. Else add it: kb new intervention"
        " radiofrequency-ablation, or in vocabulary/interventions.yaml."
    )


def test_a_vocabulary_that_is_not_there_is_one_problem(folder: Folder, engine_url: str) -> None:
    folder.file("vocabulary/conditions").unlink()
    (problem,) = folder.problems(engine_url)
    assert "there is no vocabulary of conditions yet." in problem
    assert problem.endswith(
        "Add it: kb new condition hepatocellular-carcinoma, or in vocabulary/conditions.yaml."
    )


def test_an_instrument_that_is_not_there_is_missed_once_and_not_code_by_code(
    folder: Folder, engine_url: str
) -> None:
    folder.file("instruments/limitations-2021").unlink()
    (problem,) = folder.problems(engine_url)
    assert "`limitations-2021` is not among the instruments." in problem


def test_a_term_is_known_by_its_abbreviation_too(folder: Folder, engine_url: str) -> None:
    folder.change("vocabulary/designs", "name: RCT", "name: trial, abbreviation: RCT")
    folder.change(STUDY, "design: randomized-controlled-trial", "design: rct")
    (problem,) = folder.problems(engine_url)
    assert "Did you mean randomized-controlled-trial? Else add it: kb new design rct" in problem


def test_one_result_twice_is_told_where_the_unit_is_the_outcome_itself(
    folder: Folder, engine_url: str
) -> None:
    twice = "results:\n  - outcome: tumors\n    cryo: 5 tumors\n  - outcome: tumors\n    cryo: 6\n"
    folder.change(STUDY, "results:\n", twice)
    (problem,) = folder.problems(engine_url)
    assert problem.startswith("studies/doe-2020.yaml:21: results[2].cryo: is entered for the second time.")


def test_what_the_database_does_not_take_is_told_with_its_record(folder: Folder, engine_url: str) -> None:
    """Should a rule of the database be broken that nothing checks before, the record is named."""
    change_in_database(engine_url, "CREATE UNIQUE INDEX for_this_test ON study (label)")
    _second_study(folder)
    folder.change("studies/roe-2021", "Roe et al (2021)", "Doe et al (2020)")
    (problem,) = folder.problems(engine_url)
    assert problem == (
        "studies/roe-2021.yaml:1: the study `roe-2021` would be there twice."
        " Write it once, or tell the two apart."
    )


def test_two_rows_with_one_key_are_never_written_as_one() -> None:
    rows = RecordRows("studies/doe-2020")
    rows.add("result", "doe-2020/death/cryo", {})
    rows.add("figure", "doe-2020/death/cryo", {})
    assert rows.twice == []
    rows.add("result", "doe-2020/death/cryo", {})
    assert rows.twice == [("result", "doe-2020/death/cryo")]
