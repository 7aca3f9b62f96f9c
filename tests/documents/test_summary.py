"""``kb summary``: the summary of evidence of each indication."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.db.connect import Reader
from kb.documents import render
from kb.documents.content import Section
from kb.errors import KbError
from kb.reports.summary import build_summary

POLICY = "7.01.75"


def test_one_section_for_each_indication(reader: Reader) -> None:
    summary = build_summary(reader, POLICY)
    assert [block.key for block in summary.blocks if isinstance(block, Section)] == ["hcc", "net", "crc"]


def test_the_paragraph_runs_from_evidence_to_verdict(reader: Reader) -> None:
    text = render(build_summary(reader, POLICY, "hcc"), "text")
    paragraph = next(line for line in text.splitlines() if line.startswith("For individuals"))
    assert (
        "the evidence includes 1 randomized controlled trial (RCT), 7 nonrandomized comparative studies (1 of"
        " them known only through a systematic review), 4 noncomparative studies, and 1 systematic review."
    ) in paragraph
    assert "Relevant outcomes are overall survival" in paragraph
    assert paragraph.endswith(
        "The evidence is insufficient to determine that the technology results in an improvement in the net"
        " health outcome."
    )


def test_full_adds_studies_in_reading_order_and_the_references_they_cite(reader: Reader) -> None:
    text = render(build_summary(reader, POLICY, "net", full=True), "text")
    assert text.index("Gurusamy et al (2009) [16]") < text.index("Saxena et al (2012) [17]")
    assert "16. Gurusamy KS" in text
    assert "30. Xu KC" not in text


def test_an_unknown_indication_is_named_with_the_known_ones(reader: Reader) -> None:
    with pytest.raises(KbError, match="no indication 'hpp'"):
        build_summary(reader, POLICY, "hpp")


def test_text_is_wrapped_at_the_width_of_the_terminal(reader: Reader) -> None:
    text = render(build_summary(reader, POLICY, full=True), "text", 80)
    assert max(len(line) for line in text.splitlines()) <= 80


def test_a_plan_can_say_the_verdict_its_own_way(reader: Reader, tmp_path: Path) -> None:
    (tmp_path / "verdict.j2").write_text("We find the evidence {{ verdict }}.", "utf-8")
    text = render(build_summary(reader, POLICY, "hcc", templates=tmp_path), "text")
    assert "We find the evidence insufficient." in text


def test_a_template_that_names_something_unknown_is_an_error_with_its_line(
    reader: Reader, tmp_path: Path
) -> None:
    (tmp_path / "verdict.j2").write_text("\n{{ coverage }}", "utf-8")
    with pytest.raises(KbError, match=r"verdict\.j2:2: .*coverage"):
        build_summary(reader, POLICY, templates=tmp_path)
