"""What becomes of times in the database: one row each, with its ends in months, and back as written."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from kb.db.connect import Reader, read
from kb.lookup.studies import StudyFilter, find_studies
from kb.store.dump import dump
from kb.store.load import LoadRequest, load
from tests.builders.folders import Folder

AT = [
    # as printed, as dumped, kind, months, earliest, latest, what a sentence says
    ("8 to 10.5 months", "8-10.5 mo", "at", None, 8, 10.5, "at 8 to 10.5 months"),
    ("day 183, 302, or 394", "183 or 302 or 394 d", "at", None, 6.0123, 12.9446, "at 183, 302, or 394 days"),
    ("week 24 (interim)", "24 wk (interim)", "at", 5.5195, 5.5195, 5.5195, "at 24 weeks (interim)"),
    ("13 months of age", "age 13 mo", "age", None, 13, 13, "at age 13 months"),
    ("by age 80", "by age 80", "by-age", None, 960, 960, "by age 80"),
    ("over 48 weeks", "over 48 wk", "over", 11.039, 11.039, 11.039, "over 48 weeks"),
    ("30 days after surgery", "30 d after surgery", "at", 0.9856, 0.9856, 0.9856, "30 days after surgery"),
    ("at discharge", "discharge", "event", None, None, None, "at discharge"),
    ("median 25 months", "median 25 mo", "follow-up", None, 25, 25, "at a median follow-up of 25 months"),
    (">5 y", '">5 y"', "at", None, 60, None, "beyond 5 years"),
    ("2010-2014", "2010-2014", "calendar", None, None, None, "from 2010 to 2014"),
]
STUDY = """\
study: timed
label: timed
design: randomized-controlled-trial
reports: {primary: doe-2020}
arms:
  cryo: {label: cryoablation, interventions: [cryoablation], n: 80}
results:
"""


@pytest.fixture(scope="module")
def loaded(module_url: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Reader]]:
    """A study that reports something at each of these times: its record as dumped, and a reader on it."""
    made_up = tmp_path_factory.mktemp("made-up")
    folder = Folder(made_up / "evidence")
    results = "".join(f'  - outcome: tumor-size\n    at: "{at[0]}"\n    cryo: 5%\n' for at in AT)
    results += (
        "  - outcome: tumor-size\n    role: outcome\n    at: 1, 3, and 5 years\n    cryo: [5%, 6%, 7%]\n"
    )
    folder.write("studies/timed", STUDY + results)
    load(LoadRequest(folder.path, module_url, "tester", "test"))
    dump(module_url, made_up / "out")
    with read(module_url) as reader:
        yield (made_up / "out/studies/timed.yaml").read_text(), reader


def test_each_time_is_a_row_of_its_kind(loaded: tuple[str, Reader]) -> None:
    """An age, a range and an event have no single length of follow-up; SQL finds them by their ends."""
    rows = loaded[1].rows(
        "SELECT written, kind, timepoint_months, months_low, months_high, timepoint_text FROM study_time"
        " WHERE study = 'timed'"
    )
    found = {row["written"]: tuple(row.values())[1:] for row in rows}
    for _, written, *expected in AT:
        assert found[written.strip('"')] == tuple(expected)


def test_a_figure_says_its_time_in_words(loaded: tuple[str, Reader]) -> None:
    rows = loaded[1].rows("SELECT timepoint_text FROM figure_detail WHERE study = 'timed' AND arm = 'cryo'")
    assert {at[-1] for at in AT} | {"at 1 year", "at 3 years", "at 5 years"} <= {
        row["timepoint_text"] for row in rows
    }


def test_times_come_back_as_they_are_kept(loaded: tuple[str, Reader]) -> None:
    """The short form, and a list where one text named several."""
    lines = [line.strip() for line in loaded[0].splitlines()]
    assert [line for line in lines if line.startswith("at:")] == [
        *(f"at: {written}" for _, written, *_ in AT),
        "at: [1 y, 3 y, 5 y]",
    ]


@pytest.mark.parametrize("at", [*(at[0] for at in AT if at[2] not in ("calendar",)), "5 y", "24 wk"])
def test_studies_are_found_by_any_time_at_which_they_report(loaded: tuple[str, Reader], at: str) -> None:
    """By its length where it is one, else by the time itself: an age, a range, an event."""
    assert [study["study"] for study in find_studies(loaded[1], StudyFilter(at=at))] == ["timed"]
