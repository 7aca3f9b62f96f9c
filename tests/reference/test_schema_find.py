"""``kb schema --find``: the view and column that say what one looks for."""

from __future__ import annotations

import csv
import io
import json

from typer.testing import CliRunner, Result

from kb.cli.app import make_app


def find(url: str, *words: str) -> Result:
    return CliRunner().invoke(make_app(), ["--database", url, "schema", "--find", *words])


def names(url: str, words: str, *options: str) -> list[str]:
    shown = find(url, words, "--format", "json", *options)
    assert shown.exit_code == 0, shown.stderr
    return [row["name"] for row in json.loads(shown.stdout)]


def test_a_word_is_found_in_names_meanings_and_codes(loaded_url: str) -> None:
    """``enrolled`` is a name, ``bounds`` a word of meanings, ``retracted`` a code as well."""
    assert "study_overview.enrolled" in names(loaded_url, "enrolled")[:2]
    assert "contrast_result.p_value" in names(loaded_url, "p value")
    rows = json.loads(find(loaded_url, "retracted", "--format", "json").stdout)
    assert "retracted: Retracted" in {row["codes"] for row in rows}


def test_a_view_is_found_by_what_a_row_is(loaded_url: str) -> None:
    """The view itself is a place too, named without a column."""
    assert "guideline_recommendation" in names(loaded_url, "recommendation")


def test_all_words_have_to_fit_and_names_come_first(loaded_url: str) -> None:
    """Every row has both words; one that has them in its name stands before one that explains them."""
    found = names(loaded_url, "timepoint months")
    assert found[0].endswith("timepoint_months")
    assert set(found) < set(names(loaded_url, "months"))


def test_a_word_fits_in_any_form_and_by_its_beginning(loaded_url: str) -> None:
    """Plural, capital letters and a beginning find what the plain word finds."""
    assert "study_overview.enrolled" in names(loaded_url, "ENROL")
    assert names(loaded_url, "limitation") == names(loaded_url, "limitations")


def test_a_word_itself_comes_before_words_that_begin_so(loaded_url: str) -> None:
    """PLA is a system of codes of tests; a place, a plan and a planned number only begin so."""
    assert names(loaded_url, "PLA")[0] == "test_code.system"
    assert "ongoing_trial.planned_enrolment" in names(loaded_url, "PLA")


def test_the_words_of_the_field_lead_to_the_views(loaded_url: str) -> None:
    """Each word is one that an analyst has in mind, and the place is where it stands."""
    for word, place in {
        "sensitivity": "accuracy_result.sensitivity",
        "GRADE": "outcome_certainty",
        "QUADAS": "study_appraisal",
        "masking": "study_overview.masking",
        "sponsor": "ongoing_trial.sponsor",
        "acronym": "study_overview.acronym",
        "phase": "policy_statement.phase",
        "chain of evidence": "policy_conclusion.chain_of_evidence",
    }.items():
        assert place in names(loaded_url, word), word


def test_a_column_that_views_share_is_one_row(loaded_url: str) -> None:
    """``also_in`` names the other views that have it."""
    rows = json.loads(find(loaded_url, "timepoint months", "--format", "json").stdout)
    assert any("figure_detail" in row["also_in"].split() for row in rows)


def test_tables_are_looked_through_only_when_asked(loaded_url: str) -> None:
    """``record.synced_hash`` is no column of a view."""
    assert find(loaded_url, "synced").exit_code == 1
    assert names(loaded_url, "synced", "--all") == ["record.synced_hash"]


def test_nothing_found_is_said_with_what_is_near(loaded_url: str) -> None:
    """A mistyped word gets the nearest; words that never stand together are told so."""
    assert "enroled: did you mean" not in find(loaded_url, "enroled").stderr  # a form of enrolled
    assert "did you mean retracted" in find(loaded_url, "retrcated").stderr
    nothing = find(loaded_url, "quetzalcoatl")
    assert (nothing.exit_code, nothing.stdout) == (1, "")
    assert "No view has quetzalcoatl" in nothing.stderr
    assert "leave one out" in find(loaded_url, "pmid determination").stderr
    assert "no word to look for" in find(loaded_url, " - ").stderr


def test_finding_goes_with_every_table_format_and_without_a_table(loaded_url: str) -> None:
    """CSV has all columns; a TABLE beside --find is wrong usage."""
    rows = list(csv.DictReader(io.StringIO(find(loaded_url, "enrolled", "--format", "csv").stdout)))
    assert list(rows[0]) == ["name", "type", "meaning", "codes", "also_in"]
    assert find(loaded_url, "enrolled", "study_overview").exit_code == 2
