"""Breakdowns of the bundled studies, read from a database and told in their paragraphs."""

from __future__ import annotations

from kb.db.connect import read
from kb.evidence.policies import read_prose_figures
from kb.evidence.studies import read_studies, read_study
from kb.evidence.study import Study
from kb.narrative.prose import ProseReader
from kb.narrative.study import Setting, study_paragraph


def _told(study: Study, prose: ProseReader) -> list[str]:
    return [line.plain for line in study_paragraph(study, Setting(prose))]


def test_breakdowns_are_read_in_order_with_their_parts(loaded_url: str) -> None:
    with read(loaded_url) as reader:
        by_set, by_kind = read_study(reader, "yang-2012").breakdowns
        (response,) = read_study(reader, "xu-2008").breakdowns
    assert (by_set.whole, by_set.population, by_set.parts) == (
        None,
        "whole",
        ((None, "complete"), (None, "incomplete")),
    )
    assert by_kind.whole == "major-complications"
    assert by_kind.parts[0] == ("liver-hemorrhage", "whole")
    assert response.whole == "imaging-follow-up"
    assert {population for _, population in response.parts} == {"ct-follow-up"}


def test_including_is_said_of_the_stated_breakdowns_only(loaded_url: str) -> None:
    with read(loaded_url) as reader:
        studies = read_studies(reader, "7.01.75")
        prose = ProseReader(read_prose_figures(reader, policy="7.01.75"))
    told = {
        key: [text for text in _told(study, prose) if ", including " in text]
        for key, study in studies.items()
    }
    assert {key for key, found in told.items() if found} == {"ng-2012", "rong-2015", "yang-2012"}
    (rong,) = told["rong-2015"]
    assert rong.startswith(
        "Among patients with an initial complete response, recurrence occurred in 502 of 832 patients (60.2%)"
    )
    assert "including local recurrence in 99 of 832 patients (11.9%), distant intrahepatic recurrence" in rong
