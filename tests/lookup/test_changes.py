"""``kb changes`` and ``kb history``: what was changed since a day, and a conclusion over its versions."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from kb.store.database import writing
from kb.store.row_changes import ChangeAuthor, RowChange, log_rows
from tests.builders.folders import Folder
from tests.builders.releases import frozen
from tests.command_line import run_kb

STUDY = "studies/doe-2020"


def told(url: str, *words: str) -> list[dict[str, str | None]]:
    """The rows of a command."""
    result = run_kb("--database", url, *words, "--format", "json")
    assert result.exit_code == 0, result.stderr
    rows: list[dict[str, str | None]] = json.loads(result.stdout)
    return rows


def refused(url: str, *words: str) -> str:
    """The one message of a command that is refused."""
    result = run_kb("--database", url, *words)
    assert result.exit_code == 1, result.stdout
    return result.stderr


@pytest.fixture
def edited_url(folder: Folder, engine_url: str) -> str:
    """A folder that was loaded, and a mistyped number that was corrected."""
    folder.load(engine_url, why="first entry")
    folder.change(STUDY, "cryo: [97%, 67%]", "cryo: [97%, 76%]")
    folder.change(STUDY, "97% and 67%", "97% and 76%")
    folder.load(engine_url, why="mistyped")
    return engine_url


def test_a_corrected_number_is_told_with_old_and_new_value(edited_url: str) -> None:
    """What follows from it (the number as it is computed with) is only shown with --all."""
    rows = [row for row in told(edited_url, "changes", "--record", STUDY) if row["why"] == "mistyped"]
    figure = next(row for row in rows if str(row["what"]).startswith("figure "))
    assert (figure["who"], figure["action"], figure["field"]) == ("tester", "changed", "reported_text")
    assert (figure["old"], figure["new"]) == ("67%", "76%")
    assert figure["what"] == "figure doe-2020/overall-survival/cryo@3y:percent"
    assert "value" not in {row["field"] for row in rows}
    assert "value" in {row["field"] for row in told(edited_url, "changes", "--record", STUDY, "--all")}


def test_a_new_record_is_one_line_and_the_oldest_comes_first(edited_url: str) -> None:
    """The key alone is enough; a study and its publication may share it, and both are told."""
    rows = told(edited_url, "changes", "--record", "doe-2020")
    assert [(row["record"], row["action"], row["what"]) for row in rows[:2]] == [
        ("references/doe-2020", "added", "record"),
        (STUDY, "added", "record"),
    ]
    assert rows[-1]["why"] == "mistyped"


def test_days_are_those_of_utc_and_both_ends_count(edited_url: str) -> None:
    """Two changes at the ends of one day, and one on the next."""
    change = RowChange("conclusion", "x", {"verdict": "insufficient"}, {"verdict": "sufficient"})
    with writing(edited_url) as writer:
        for at in ("2031-05-01T00:00:00+00:00", "2031-05-01T23:59:59+00:00", "2031-05-02T00:00:00+00:00"):
            log_rows(writer, "studies/x", [change], ChangeAuthor("ann", at, at))

    def days(*words: str) -> list[str]:
        return [str(row["at"])[:16] for row in told(edited_url, "changes", *words)]

    assert days("--since", "2031-05-01", "--until", "2031-05-01") == ["2031-05-01T00:00", "2031-05-01T23:59"]
    assert days("--since", "2031-05-02") == ["2031-05-02T00:00"]
    assert days("--since", "2031-05-03") == []
    empty = run_kb("--database", edited_url, "changes", "--since", "2031-05-03")
    assert (empty.exit_code, "Nothing was changed that fits." in empty.stderr) == (0, True)


def test_a_row_that_came_or_went_is_told_in_words(edited_url: str) -> None:
    """Keys, empty fields and what only puts in order are left out."""
    row = {
        "id": "x/1",
        "record_id": "studies/x",
        "position": 1,
        "label": "arm",
        "dose": None,
        "adjusted": True,
    }
    with writing(edited_url) as writer:
        log_rows(writer, "studies/x", [RowChange("arm", "x/1", None, row)], ChangeAuthor.now("ann", "new"))
    (last,) = told(edited_url, "changes", "--record", "x")
    assert (last["action"], last["what"], last["field"]) == ("added", "arm x/1", None)
    assert (last["old"], last["new"]) == (None, "label: arm; adjusted: yes")


def test_changes_of_a_policy_are_those_of_what_it_rests_on(seed_url: str) -> None:
    """Its own records, its studies and their publications; no vocabulary."""
    records = {row["record"] for row in told(seed_url, "changes", "--policy", "7.01.75")}
    assert {"policies/7.01.75/policy", "policies/7.01.75/indications/hcc"} <= records
    assert {"studies/wang-2015", "references/wang-2015"} <= records
    assert not any(str(record).startswith("vocabulary/") for record in records)


def test_changes_come_in_every_form_of_a_table(edited_url: str, tmp_path: Path) -> None:
    """CSV with a line for the columns; a file by its ending."""
    file = tmp_path / "changes.csv"
    assert run_kb("--database", edited_url, "changes", "-o", str(file)).exit_code == 0
    rows = list(csv.DictReader(io.StringIO(file.read_text("utf-8"))))
    assert list(rows[0]) == ["at", "who", "action", "record", "what", "field", "old", "new", "why"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--since", "2022-13-01"), "--since 2022-13-01: no such day. Write year, month and day"),
        (
            ("--since", "2022-09-01", "--until", "2022-08-31"),
            "--until 2022-08-31 comes before --since 2022-09-01.",
        ),
        (
            ("--record", "doe-2002"),
            "There is no record 'doe-2002', and there never was. Did you mean doe-2020",
        ),
        (("--policy", "2.2"), "There is no policy '2.2'."),
    ],
)
def test_what_cannot_be_meant_is_refused_with_a_remedy(
    edited_url: str, words: tuple[str, ...], message: str
) -> None:
    assert message in refused(edited_url, "changes", *words)


def test_a_conclusion_is_shown_over_its_versions(seed_url: str) -> None:
    """Entered, and published twice; a lone key is enough where one policy has it."""
    assert (
        "No version of 7.01.75 has been published" in run_kb("--database", seed_url, "history", "hcc").stderr
    )
    frozen(seed_url, "2021-11-01")
    frozen(seed_url, "2022-11-01")
    for words in (("hcc",), ("7.01.75", "hcc"), ("7.01.75/hcc",)):
        rows = told(seed_url, "history", *words)
        events = [(row["event"], row["version"], row["verdict"]) for row in rows if row["event"] != "entered"]
        assert events == [
            ("published", "2021-11-01", "insufficient"),
            ("published", "2022-11-01", "insufficient"),
        ]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("hcx",), "There is no indication 'hcx'. Did you mean hcc?"),
        (("7.01.75",), "7.01.75 is a policy. Name an indication too: crc, hcc, net."),
        (("7.01.75", "hcx"), "7.01.75 has no indication 'hcx'. Its indications: crc, hcc, net."),
        (("7.01.76", "hcc"), "There is no policy '7.01.76'. Did you mean 7.01.75?"),
        (("a", "b", "c"), "a b c is too much. Name one indication"),
    ],
)
def test_an_indication_that_is_not_there_is_told_with_those_that_are(
    loaded_url: str, words: tuple[str, ...], message: str
) -> None:
    assert message in refused(loaded_url, "history", *words)
