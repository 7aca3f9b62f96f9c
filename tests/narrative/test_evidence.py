"""The sentences about an indication, and the frames that a plan can replace."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.errors import KbError
from kb.evidence.policy import StudyUse
from kb.inlines import Line, TermText
from kb.narrative.evidence_base import Question, evidence_sentence, relevant_outcomes, verdict_sentence
from kb.narrative.frames import Frames

QUESTION = Question(
    "have",
    Line("liver tumors"),
    (Line("cryosurgical ablation"),),
    ("overall survival", "treatment-related mortality", "treatment-related morbidity"),
    "indication:7.01.99/hcc",
)


def linked(group: str, known_through: str | None = None, empty: bool = False) -> StudyUse:
    return StudyUse("doe-2020", group, known_through, empty)


def test_the_evidence_is_counted_by_design() -> None:
    studies = [
        linked("nonrandomized-comparative"),
        linked("randomized"),
        linked("nonrandomized-comparative", known_through="roe-2009"),
        linked("systematic-review"),
    ]
    assert evidence_sentence(QUESTION, studies, Frames()).plain == (
        "For individuals who have liver tumors who receive cryosurgical ablation, the evidence"
        " includes 1 randomized"
        " controlled trial (RCT), 2 nonrandomized comparative studies (1 of them known only through"
        " a systematic"
        " review), and 1 systematic review."
    )


def test_a_design_of_no_group_is_called_by_its_name() -> None:
    model = linked("other")._replace(design=("decision model", "decision models"))
    line = evidence_sentence(QUESTION, [linked("diagnostic"), model, model], Frames())
    assert line.plain.endswith("the evidence includes 1 study of a diagnostic test and 2 decision models.")


def test_studies_of_one_design_are_called_by_its_name_and_others_by_that_of_their_group() -> None:
    series = linked("noncomparative")._replace(design=("case series", "case series"))
    registry = linked("noncomparative")._replace(design=("registry study", "registry studies"))
    trial = linked("randomized")._replace(design=("randomized controlled trial", "randomized trials"))
    alike = evidence_sentence(QUESTION, [trial, series, series], Frames()).plain
    assert alike.endswith("1 randomized controlled trial (RCT) and 2 case series.")
    mixed = evidence_sentence(QUESTION, [series, registry], Frames()).plain
    assert mixed.endswith("2 noncomparative studies.")


def test_a_study_of_participants_that_another_counts_is_said_to_be_one() -> None:
    """An extension is a study of its own, but no further people."""
    extension = linked("noncomparative")._replace(counted_with="roe-2019")
    line = evidence_sentence(QUESTION, [linked("noncomparative"), extension], Frames())
    assert line.plain.endswith("2 noncomparative studies (1 of them in participants of another study).")


def test_a_second_trial_changes_the_count() -> None:
    studies = [linked("randomized"), linked("randomized")]
    assert "2 randomized controlled trials (RCTs)." in evidence_sentence(QUESTION, studies, Frames()).plain


def test_no_study_at_all() -> None:
    assert evidence_sentence(QUESTION, [], Frames()).plain.endswith("the evidence includes no studies.")


def test_an_empty_review_is_said_to_be_empty() -> None:
    line = evidence_sentence(QUESTION, [linked("systematic-review", empty=True)], Frames())
    assert line.plain.endswith("1 systematic review (without eligible studies).")


def test_individuals_with_a_condition() -> None:
    question = Question("with", Line("epilepsy"), (Line("drug A"), Line("drug B")), (), "")
    assert evidence_sentence(question, [], Frames()).plain.startswith(
        "For individuals with epilepsy who receive drug A or drug B"
    )


def test_relevant_outcomes_name_a_shared_word_once() -> None:
    assert relevant_outcomes(QUESTION, Frames()).plain == (
        "Relevant outcomes are overall survival and treatment-related mortality and morbidity."
    )


@pytest.mark.parametrize(
    ("effect", "end"),
    [
        (
            "improves-net-health-outcome",
            "that the technology results in an improvement in the net health outcome.",
        ),
        (
            "meaningful-improvement",
            "that the technology results in a meaningful improvement in the net health outcome.",
        ),
        ("effects-on-health-outcomes", "the effects of the technology on health outcomes."),
    ],
)
def test_the_verdict(effect: str, end: str) -> None:
    """The sentence of the verdict ends with the effect that was judged."""
    assert (
        verdict_sentence("insufficient", effect, Frames()).plain
        == f"The evidence is insufficient to determine {end}"
    )


def test_a_plan_replaces_a_frame_and_keeps_the_others(tmp_path: Path) -> None:
    (tmp_path / "verdict.j2").write_text("Verdict: {{ verdict }}.", "utf-8")
    frames = Frames(tmp_path)
    assert verdict_sentence("sufficient", "meaningful-improvement", frames).plain == "Verdict: sufficient."
    assert relevant_outcomes(QUESTION, frames).plain.startswith("Relevant outcomes are")


@pytest.mark.parametrize(
    ("template", "line"),
    [("fine\n{{ nothing_of_the_kind }}", 2), ("fine\nfine\n{% if %}", 3), ("{{ verdict + 1 }}", 1)],
)
def test_a_wrong_template_is_named_with_its_line(tmp_path: Path, template: str, line: int) -> None:
    file = tmp_path / "verdict.j2"
    file.write_text(template, "utf-8")
    with pytest.raises(KbError) as raised:
        verdict_sentence("sufficient", "meaningful-improvement", Frames(tmp_path))
    assert str(raised.value).startswith(f"{file}:{line}: ")


def test_a_folder_of_templates_has_to_exist(tmp_path: Path) -> None:
    with pytest.raises(KbError, match="no such folder"):
        Frames(tmp_path / "nowhere")


def test_a_count_knows_the_studies_that_it_counts() -> None:
    """So that what rests on a study is read off."""
    line = evidence_sentence(QUESTION, [linked("randomized"), linked("randomized")], Frames())
    assert TermText("2", ("counted-study:doe-2020", "counted-study:doe-2020")) in line.pieces


def test_a_template_compares_words_and_puts_out_lines(tmp_path: Path) -> None:
    """What it changes is plain text from there on; what it only puts out keeps its ids."""
    study = Line(TermText("Doe", ("study:doe-2020",)))
    (tmp_path / "verdict.j2").write_text(
        "{% if verdict == 'Doe' %}{{ verdict }}\n and {{ verdict|upper }}{% endif %}"
    )
    assert Frames(tmp_path).say("verdict", verdict=study) == Line(
        TermText("Doe", ("study:doe-2020",)), " and DOE"
    )
