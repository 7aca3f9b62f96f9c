"""The hard rule: a study's paragraph prints every number of the study, and no other."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

import pytest

from kb.db.connect import Reader
from kb.db.queries import run
from kb.evidence.policies import read_prose_figures
from kb.evidence.studies import read_studies, read_study
from kb.evidence.study import Study
from kb.narrative.prose import ProseReader
from kb.narrative.study import Setting, study_paragraph
from kb.notation import parse_time

# A digit glued to letters, or to a letter by a hyphen ("yttrium-90"), belongs to a name.
_NUMBER = re.compile(r"(?<![\w.])(?<![A-Za-z]-)(?:\d[\d,]*(?:\.\d+)?|\.\d+)(?![A-Za-z])")


def numbers(text: str) -> set[str]:
    """The numbers in a text, without thousands separators and without the zero that AMA style drops."""
    found = (match.rstrip(",").replace(",", "") for match in _NUMBER.findall(text))
    return {number.removeprefix("0") if number.startswith("0.") else number for number in found}


def _printed(study: Study) -> set[str]:
    return numbers(" ".join(figure.reported for result in study.results for figure in result.figures))


def _allowed(study: Study) -> set[str]:
    times = {
        f"{amount.value}"
        for result in study.results
        for time in result.times
        for amount in parse_time(time).amounts
    }
    levels = {f"{f.level.normalize():f}" for r in study.results for f in r.figures if f.level is not None}
    labels = [study.label, study.known_through_label or ""]
    labels += [inclusion.label or "" for inclusion in study.inclusions]
    unnamed = {str(inclusion.unnamed) for inclusion in study.inclusions if inclusion.unnamed is not None}
    return times | levels | unnamed | numbers(" ".join(labels))


def _paragraphs(reader: Reader, policy: str) -> Iterable[tuple[Study, str]]:
    prose = ProseReader(read_prose_figures(reader, policy=policy), owner=policy)
    for study in read_studies(reader, policy).values():
        yield study, " ".join(line.plain for line in study_paragraph(study, Setting(prose)))


def test_every_number_of_a_study_and_no_other_is_in_its_paragraph(reader: Reader) -> None:
    told = 0
    for study, paragraph in _paragraphs(reader, "7.01.75"):
        said = numbers(paragraph)
        assert _printed(study) - said == set(), f"{study.id} leaves out"
        assert said - _printed(study) - _allowed(study) == set(), f"{study.id} adds"
        told += 1
    assert told == 28


def test_every_result_is_said_as_often_as_it_is_reported(reader: Reader) -> None:
    """Each printed form occurs in the paragraph at least as often as among the rows of the study."""
    for study, paragraph in _paragraphs(reader, "7.01.75"):
        forms = [f.reported for r in study.results for f in r.figures if "%" in f.reported]
        for form in set(forms):
            said = len(re.findall(rf"(?<![\d.]){re.escape(form)}", paragraph))
            assert said >= forms.count(form), f"{study.id}: {form}"


@pytest.mark.parametrize("wrong", ["  ", "None", "{", "}", "[[", "()", "..", " ,", " ."])
def test_paragraphs_are_clean(reader: Reader, wrong: str) -> None:
    """No paragraph holds a sign of a value that was put in wrongly."""
    for study, paragraph in _paragraphs(reader, "7.01.75"):
        assert wrong not in paragraph, study.id


def test_every_study_of_the_database_is_used(reader: Reader) -> None:
    known = {row["study"] for row in run(reader, "evidence/study_keys")}
    assert known == set(read_studies(reader, "7.01.75"))


def test_a_changed_figure_changes_its_sentence_and_no_other(reader: Reader) -> None:
    study = read_study(reader, "wang-2015")
    before = study_paragraph(study, Setting())
    after = study_paragraph(_with_progression_at_3_years(study, "12%"), Setting())
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert [new.plain.count("12%") for _, new in changed] == [1]
    assert changed[0][1].plain.startswith("Rates of local tumor progression")


def _with_progression_at_3_years(study: Study, reported: str) -> Study:
    results = tuple(
        replace(result, figures=(replace(result.figures[0], reported=reported),))
        if (result.outcome, result.column, result.times) == ("local-tumor-progression", "cryo", ("3 y",))
        else result
        for result in study.results
    )
    return replace(study, results=results)
