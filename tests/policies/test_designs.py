"""A study of each of thirteen designs, all invented: loaded, dumped, checked and shown."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from kb.checks.problem import Severity
from kb.checks.run import Request, check
from kb.db.connect import Reader, read
from kb.documents.render import render
from kb.reports.report import build_report
from kb.reports.study_page import build_study_page
from kb.settings import shipped_evidence
from kb.store.dump import dump
from kb.store.load import LoadRequest, load
from tests.databases import SqliteFolder
from tests.lookup.asking import run

DESIGNS = Path(__file__).parent / "designs"
"""The records, with the vocabulary that they need beyond the shipped one."""
STUDIES = {
    "madeup-2021": "randomized-controlled-trial",
    "invented-2020": "randomized-crossover-trial",
    "fictive-2019": "cluster-randomized-trial",
    "imaginary-2022": "noninferiority-trial",
    "nobody-2018": "single-arm-trial",
    "nowhere-2017": "before-after-study",
    "pretend-2016": "retrospective-comparative-cohort",
    "feigned-2015": "case-control",
    "mocked-2021": "cross-sectional-accuracy",
    "fabled-2020": "prognostic-study",
    "dreamt-2023": "meta-analysis",
    "unreal-2022": "systematic-review-of-accuracy",
    "supposed-2023": "decision-model",
}
"""Study -> its design. `nobody-2020` extends `nobody-2018` with 48 of its 60 participants."""


def write_designs(folder: Path) -> Path:
    """Write the shipped vocabulary and the thirteen studies, with a policy that uses all of them."""
    for part in ("vocabulary", "instruments"):
        shutil.copytree(shipped_evidence() / part, folder / part)
    for part in ("references", "studies", "policies", "plans"):
        shutil.copytree(DESIGNS / part, folder / part)
    for additions in sorted((DESIGNS / "vocabulary").glob("*.yaml")):
        shipped = folder / "vocabulary" / additions.name
        entries = shipped.read_text(encoding="utf-8") + additions.read_text(encoding="utf-8")
        shipped.write_text(entries, encoding="utf-8", newline="\n")
    return folder


@pytest.fixture(scope="module")
def designs_url(sqlite_databases: SqliteFolder, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A database of the thirteen studies and the policy that uses them."""
    folder = write_designs(tmp_path_factory.mktemp("designs") / "evidence")
    with sqlite_databases.copy() as url:
        load(LoadRequest(folder, url, "tests", "thirteen designs"))
        dump(url, folder.parent / "dumped")
        yield url


@pytest.fixture(scope="module")
def dumped(designs_url: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder into which that database was dumped."""
    return next(tmp_path_factory.getbasetemp().glob("designs*/dumped"))


@pytest.fixture(scope="module")
def reader(designs_url: str) -> Iterator[Reader]:
    """A reader on that database."""
    with read(designs_url) as reader:
        yield reader


def _page(reader: Reader, study: str) -> str:
    return " ".join(render(build_study_page(reader, study), "text").split())


def test_each_design_is_in_the_vocabulary_and_has_a_study(reader: Reader) -> None:
    rows = reader.rows("SELECT study, design FROM study_overview WHERE study <> 'nobody-2020'")
    assert {row["study"]: row["design"] for row in rows} == STUDIES


def test_what_is_dumped_is_what_was_loaded(dumped: Path) -> None:
    for part in ("references", "studies", "policies", "plans"):
        for file in (DESIGNS / part).rglob("*.yaml"):
            assert (dumped / part / file.relative_to(DESIGNS / part)).read_bytes() == file.read_bytes()


def test_none_of_them_raises_an_alarm(reader: Reader) -> None:
    problems = [judged.problem for judged in check(reader, Request()).judged]
    assert [problem for problem in problems if problem.severity is not Severity.NOTE] == []


@pytest.mark.parametrize(
    ("study", "words"),
    [
        (
            "madeup-2021",
            "conducted from March 2017 to November 2019 at 12 sites in Spain and Peru. It used 2:1",
        ),
        ("madeup-2021", "was stopped early for benefit (at the planned interim analysis)."),
        ("madeup-2021", "Madeupinib was given at a dose of 10 mg by mouth twice a day for 12 weeks."),
        ("madeup-2021", "conflicts of interest: 2 of 9 authors are employees of the sponsor."),
        ("invented-2020", "triple-masked (participants, care providers, and outcome assessors)"),
        ("fictive-2019", "reported a cluster randomized trial"),
        (
            "imaginary-2022",
            "The noninferiority margin for pain relief in the per-protocol population was"
            " -10 percentage points (agreed with patients) and was met.",
        ),
        (
            "imaginary-2022",
            "The equivalence margin for time to recovery was 7 days; whether it was met is unclear.",
        ),
        ("nobody-2018", "Continued by: Nobody et al (2020)"),
        ("nobody-2020", "an extension of Nobody et al (2018)"),
        ("nobody-2020", "has been under way since 2015."),
        ("nowhere-2017", "reported a prospective before-after study"),
        (
            "pretend-2016",
            "was funded by a nonprofit body and conducted from 2008 to 2013 at 3 sites in Italy.",
        ),
        ("feigned-2015", "in 60 of 100 cases of tennis elbow (60%) and 80 of 200 controls without it (40%)"),
        ("mocked-2021", "reported a prospective cross-sectional study of diagnostic accuracy"),
        ("fabled-2020", "40%) in the high marker group and 75 of 375 (20%) in the low marker group"),
        ("dreamt-2023", "It included Madeup et al (2021) and Phantom et al (2014)."),
        ("unreal-2022", "It included Unreal et al (2022) (its own cohort), Mocked et al (2021)"),
        ("supposed-2023", "in a simulated cohort of adults with tennis elbow"),
    ],
)
def test_what_is_peculiar_to_a_design_is_told(reader: Reader, study: str, words: str) -> None:
    assert words.lower() in _page(reader, study).lower()


def test_participants_of_an_extension_are_counted_once(reader: Reader) -> None:
    """Single-arm: 60 (of which 48 went on) + 80 + 500 = 640; in all 1,700 + 550 + 640 + 200 = 3,090."""
    rows = reader.rows("SELECT design_group, studies, participants, shared_studies FROM evidence_base")
    assert {row["design_group"]: tuple(row.values())[1:] for row in rows} == {
        "randomized": (4, 1700, 0),
        "nonrandomized-comparative": (2, 550, 0),
        "noncomparative": (4, 640, 1),
        "systematic-review": (2, None, 0),
        "diagnostic": (1, 200, 0),
        "other": (1, None, 0),
    }
    (whole,) = reader.rows("SELECT participants, sized_studies FROM indication_overview")
    assert whole["participants"] == 3090
    (counted,) = reader.rows("SELECT study, counted_with FROM counted_participants WHERE counted = 0")
    assert tuple(counted.values()) == ("nobody-2020", "nobody-2018")


def test_a_study_that_is_not_entered_is_the_same_in_every_review_that_names_it(reader: Reader) -> None:
    """Two reviews name Phantom et al by one label, and one of them gives the reference: that is one study."""
    rows = reader.rows(
        "SELECT systematic_review, study, named_study, reference FROM systematic_review_inclusion"
        " WHERE study_label = 'Phantom et al (2014)' ORDER BY systematic_review"
    )
    assert [tuple(row.values()) for row in rows] == [
        ("dreamt-2023", None, "phantom-2014", "phantom-2014"),
        ("unreal-2022", None, "phantom-2014", "phantom-2014"),
    ]


def test_the_matrix_of_reviews_and_studies_shows_what_they_share(designs_url: str) -> None:
    """Of six studies that two reviews name seven times, one is in both: (7 - 6) / (12 - 6) = 16.7 percent."""
    matrix = run(designs_url, "systematic-review-overlap")
    shared = {row["label"] for row in matrix if row["systematic_reviews"] == 2}
    assert shared == {"Phantom et al (2014)"}
    (area,) = run(designs_url, "corrected-covered-area")
    assert (area["inclusions"], area["studies"]) == (7, 6)
    assert area["cca_percent"] == pytest.approx(16.7, abs=0.05)


def test_a_saved_query_counts_people_once(designs_url: str) -> None:
    """The whole policy is its one indication: 3,090 people, of whom 1,700 were randomized."""
    counted = [(row["participants"], row["randomized"]) for row in run(designs_url, "participants")]
    assert counted == [(3090, 1700), (3090, 1700)]


def test_the_report_tells_all_of_them(reader: Reader) -> None:
    text = render(build_report(reader, "9.99.99"), "text")
    for label in reader.rows("SELECT label FROM study_overview"):
        assert label["label"] in text
