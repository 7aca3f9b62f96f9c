"""What ClinicalTrials.gov says of trials, in the forms in which it says it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kb.bibliography.registries.clinical_trials_gov import trials_by_number, trials_in_file
from kb.bibliography.registries.registered_trial import RegisteredTrial, in_status_words, iso_date
from kb.errors import KbError
from tests.bibliography.registries.made_up import Registry, serving, study

CSV = (
    "NCT Number,Study Title,Study URL,Acronym,Study Status,Study Results,Sponsor,Collaborators,Enrollment,"
    "Funder Type,Start Date,Completion Date\n"
)
OLD_CSV = (
    "Rank,NCT Number,Title,Acronym,Status,Study Results,Sponsor/Collaborators,Enrollment,Funded Bys,"
    "Start Date,Completion Date\n"
)
UNDER_WAY = RegisteredTrial(
    number="NCT99000001",
    title="Ice, or heat",
    acronym="ICE",
    status="active, not recruiting",
    planned=120,
    start="2020-02",
    completion="2027-08-31",
    sponsor="Madeup University",
)
OVER = RegisteredTrial(
    number="NCT99000002",
    title="Ice alone",
    status="completed",
    enrolled=77,
    start="2018-03-01",
    completed="2023-05",
    results_posted=True,
    sponsor="Madeup Maker",
    industry_sponsored=True,
)
ROWS = {
    CSV: (
        'NCT99000001,"Ice, or heat",https://x,ICE,ACTIVE_NOT_RECRUITING,NO,Madeup University,,120,OTHER,'
        "2020-02,2027-08-31\n"
        "NCT99000002,Ice alone,https://x,,COMPLETED,YES,Madeup Maker,,77,INDUSTRY,2018-03-01,2023-05\n"
    ),
    OLD_CSV: (
        '1,NCT99000001,"Ice, or heat",ICE,"Active, not recruiting",No Results Available,'
        'Madeup University|Other,120,Other,February 2020,"August 31, 2027"\n'
        "2,NCT99000002,Ice alone,,Completed,Has Results,Madeup Maker,77,Industry|Other,"
        '"March 1, 2018",May 2023\n'
    ),
}


@pytest.mark.parametrize("head", [CSV, OLD_CSV], ids=["today", "before 2024"])
def test_the_table_of_the_site_is_read(tmp_path: Path, head: str) -> None:
    """Numbers of a trial that is over came about, those of one under way are planned."""
    file = tmp_path / "ctg-studies.csv"
    file.write_bytes(b"\xef\xbb\xbf" + (head + ROWS[head]).encode())
    assert trials_in_file(file) == [UNDER_WAY, OVER]


@pytest.mark.parametrize("shape", ["page", "list", "study"])
def test_the_json_of_the_site_and_of_the_api_is_read(tmp_path: Path, shape: str) -> None:
    """A page of the API, the list that the site saves, and a single study."""
    one = study("NCT99000003", "TERMINATED", kind="ACTUAL", count=9, end="2024-01", partner="INDUSTRY")
    data = {"page": {"studies": [one]}, "list": [one], "study": one}[shape]
    file = tmp_path / "studies.json"
    file.write_text(json.dumps(data), encoding="utf-8")
    (trial,) = trials_in_file(file)
    assert trial == RegisteredTrial(
        number="NCT99000003",
        title="A madeup trial",
        status="terminated",
        enrolled=9,
        start="2020-02",
        completed="2024-01",
        sponsor="Madeup University",
        industry_sponsored=True,
    )


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("{", "is no JSON. Save it again"),
        ('{"a": 1}', "holds no study of ClinicalTrials.gov"),
        ("[1, null]", "holds no study of ClinicalTrials.gov"),
        ("Name,Age\nA,1\n", "has no column NCT Number"),
        (CSV + "NCT12,x,,,,,,,,,,\n", "no NCT number in row 2"),
        ("", "has no column NCT Number"),
    ],
)
def test_what_is_no_list_of_trials_is_refused_with_a_remedy(tmp_path: Path, content: str, said: str) -> None:
    file = tmp_path / "file"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(KbError) as refused:
        trials_in_file(file)
    assert said in str(refused.value)


def test_half_a_study_says_what_it_has(tmp_path: Path) -> None:
    file = tmp_path / "studies.json"
    odd = {"protocolSection": {"identificationModule": {"nctId": "NCT99000004"}, "statusModule": []}}
    file.write_text(json.dumps([odd]), encoding="utf-8")
    assert trials_in_file(file) == [RegisteredTrial(number="NCT99000004", title="")]


@pytest.mark.parametrize(
    ("written", "words"),
    [("NOT_YET_RECRUITING", "not yet recruiting"), ("Unknown status", "unknown"), ("", None), (None, None)],
)
def test_a_status_is_put_in_words(written: str | None, words: str | None) -> None:
    assert in_status_words(written) == words


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("2024-06", "2024-06"),
        ("June 2024", "2024-06"),
        ("June 1, 2024", "2024-06-01"),
        ("soon", None),
        (None, None),
    ],
)
def test_a_date_is_as_precise_as_it_was_written(written: str | None, date: str | None) -> None:
    assert iso_date(written) == date


def test_the_api_is_asked_for_many_numbers_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A hundred in a request; what passes is asked for again, and numbers it does not have are not there."""
    numbers = [f"NCT99{index:06}" for index in range(150)]
    waited: list[float] = []
    with serving(
        Registry({number: study(number) for number in numbers[:149]}, failures=[503, 429])
    ) as registry:
        monkeypatch.setenv("KB_TRIALS_URL", registry.address)
        trials = trials_by_number(numbers, waited.append)
    assert [trial.number for trial in trials] == numbers[:149]
    assert (len(registry.asked), waited) == (4, [1.0, 5.0])


@pytest.mark.parametrize(("failures", "asked"), [([404], 1), ([500] * 9, 4)])
def test_an_api_that_does_not_answer_is_told_with_the_other_way(
    monkeypatch: pytest.MonkeyPatch, failures: list[int], asked: int
) -> None:
    with serving(Registry(failures=list(failures))) as registry:
        monkeypatch.setenv("KB_TRIALS_URL", registry.address)
        with pytest.raises(KbError, match=r"save the studies at ClinicalTrials\.gov as JSON or CSV"):
            trials_by_number(["NCT99000001"], lambda wait: None)
    assert len(registry.asked) == asked


def test_where_there_is_no_network_it_is_said_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KB_TRIALS_URL", "http://127.0.0.1:9/")
    with pytest.raises(KbError, match="did not answer"):
        trials_by_number(["NCT99000001"], lambda wait: pytest.fail("waited"))
