"""``kb review screen`` as it is typed."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import openpyxl
import pytest
from typer.testing import Result

from kb.bibliography.citation import Citation
from kb.bibliography.formats.exports import read_citations
from kb.cli.commands.review.screen import one_value_each
from tests.builders.reviews import POLICY, Review
from tests.command_line import Kb
from tests.review.screening.acting import close, events


@pytest.fixture
def review(seed_url: str) -> Review:
    """Last year's review, and this year's with five candidates, one known."""
    before = Review(seed_url, opened="2021-09-01").open()
    before.candidate("pmid:1300", before.run(), title="Asthma in mice")
    before.decide("pmid:1300", "exclude", reason="preclinical")
    close(before)
    review = Review(seed_url).open()
    run = review.run()
    review.candidate(
        "pmid:1100", run, title="Cryoablation of liver tumors", authors="Madeup A", issued="2021-05"
    )
    review.candidate("pmid:1200", run, title="=1+1")
    review.hit("pmid:1300", run)
    review.candidate("pmid:1400", run)
    review.candidate("pmid:25284802", run, reference_id="wang-2015", title="Cryoablation of liver cancer")
    return review


@pytest.fixture
def screen(kb: Kb, review: Review) -> Kb:
    """``kb review screen 7.01.75`` on that database."""

    def run(*words: str, who: str = "rita") -> Result:
        return kb("--database", review.url, "review", "screen", POLICY, *words, "--who", who)

    return run


def test_words_after_an_option_belong_to_it() -> None:
    assert one_value_each(["7.01.75", "--include", "1", "#2", "--exclude", "3", "--reason", "design"]) == [
        "7.01.75",
        "--include",
        "1",
        "--include",
        "#2",
        "--exclude",
        "3",
        "--reason",
        "design",
    ]
    assert one_value_each(["--undo=1", "2"]) == ["--undo=1", "--undo", "2"]
    assert one_value_each(["--undo=1", "--list"]) == ["--undo=1", "--list"]


def test_decisions_by_flags(screen: Kb, review: Review) -> None:
    """Decisions on several candidates fit on one line, with reason and note."""
    result = screen(
        "--include", "1100", "--exclude", "1200", "#3", "--reason", "design", "--note", "Both of them."
    )
    assert result.exit_code == 0, result.output
    assert "Title and abstract: 1 included, 2 excluded." in result.stderr
    assert "Left for rita: title and abstract 1 of 4, full text 1 of 1." in result.stderr
    assert [(one["candidate"], one["reason"], one["note"]) for one in events(review)] == [
        ("pmid:1100", None, "Both of them."),
        ("pmid:1200", "design", "Both of them."),
        ("pmid:1300", "design", "Both of them."),
    ]
    again = screen("--include", "1100")
    assert "1 stood like this already" in again.stderr
    assert "For decisions on full reports add --stage full-text." in again.stderr
    assert "1 taken back" in screen("--undo", "1200").stderr


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--include", "77"), "77: is no candidate of this review"),
        (("--exclude", "1100", "--reason", "desing"), "--reason 'desing' is none of the reasons"),
        (("--include", "1100", "--reason", "design"), "--reason goes with --exclude"),
        (("--list", "--note", "x"), "--note goes with a decision"),
        (("--list", "--indication", "hhc"), "--indication goes with decisions"),
        (("--list", "--agreement"), "One thing at a time: --list and --agreement"),
        (("--include", "25284802"), "is in the policy already"),
        ((), "Screening key by key needs a terminal"),
        (("--take", "nothing.xlsx"), "cannot be read"),
    ],
)
def test_what_is_wrong_is_told(screen: Kb, review: Review, words: tuple[str, ...], message: str) -> None:
    result = screen(*words)
    assert result.exit_code == 1
    assert message in result.output
    assert events(review) == []


def test_the_list_tells_what_is_known_and_begins_with_what_was_retracted(review: Review, screen: Kb) -> None:
    review.notice("pmid:1200", notice_pmid="1201", date="2021-03")
    rows = json.loads(screen("--list", "--format", "json").stdout)
    assert [row["candidate"] for row in rows] == ["pmid:1200", "pmid:1100", "pmid:1300", "pmid:1400"]
    second, first, third, _ = rows
    assert (first["number"], first["year"], first["first_author"], first["flags"]) == (
        1,
        2021,
        "Madeup A",
        None,
    )
    assert (second["number"], second["flags"]) == (2, "retracted (pmid:1201, 2021-03)")
    assert third["flags"].startswith("excluded on title and abstract in the review of 2021-09-01: Animals")
    (known,) = json.loads(screen("--list", "--status", "known", "--format", "json").stdout)
    assert known["flags"] == "known: wang-2015 (study wang-2015, policy 7.01.75)"
    assert known["status"] == "known"


def test_the_list_as_csv_runs_nothing_and_can_be_narrowed(screen: Kb) -> None:
    screen("--exclude", "1200", "--reason", "design")
    rows = list(
        csv.DictReader(io.StringIO(screen("--list", "--status", "exclude", "--format", "csv").stdout))
    )
    assert [(row["title"], row["reason"], row["yours"]) for row in rows] == [
        ("'=1+1", "design", "exclude (design)")
    ]
    none = screen("--list", "--status", "conflict")
    assert "Title and abstract, conflict: 0 listed." in none.stderr
    assert "--status all lists them" in none.stderr


def test_the_list_says_which_stage_it_lists_and_how_to_list_the_other(screen: Kb) -> None:
    """Without --stage it is the earliest one with work left, which changes in the course of a review."""
    first = screen("--list", "--format", "json")
    assert "Title and abstract, pending: 4 listed." in first.stderr
    assert "--stage full-text lists the 0 there." in first.stderr
    assert {row["stage"] for row in json.loads(first.stdout)} == {"title-abstract"}
    screen("--include", "1100", "--exclude", "#2", "#3", "#4")
    second = screen("--list", "--format", "json")
    assert "Full text, pending: 1 listed." in second.stderr
    assert "--stage title-abstract lists the 4 there." in second.stderr
    assert [row["stage"] for row in json.loads(second.stdout)] == ["full-text"]


def test_what_an_earlier_review_excluded_is_excluded_again_at_once(screen: Kb, review: Review) -> None:
    """One command; the reason comes along, and kb prisma counts it as removed before screening."""
    listed = json.loads(screen("--list", "--status", "excluded-before", "--format", "json").stdout)
    assert [row["candidate"] for row in listed] == ["pmid:1300"]
    told = screen("--as-before").stderr
    assert "Title and abstract: 1 excluded as in an earlier review, with its reasons." in told
    assert "removed before screening" in told
    (event,) = events(review)
    assert (event["candidate"], event["decision"], event["reason"], event["note"]) == (
        "pmid:1300",
        "exclude",
        "preclinical",
        "As in the review of 2021-09-01",
    )
    assert "Nothing that an earlier review excluded is left" in screen("--as-before").stderr
    assert screen("--as-before", "--arbiter", who="ada").exit_code == 1


def test_by_relevance_with_the_estimate_of_what_is_left(screen: Kb) -> None:
    result = screen("--list", "--order", "relevance", "--format", "json")
    rows = json.loads(result.stdout)
    assert rows[0]["candidate"] == "pmid:1100"
    assert len(rows) == 4
    assert all(0 <= row["score"] <= 1 for row in rows)
    assert "of the 4 left at most 4 are relevant" in result.stderr
    assert "doi:10.1186/s13643-020-01521-4" in result.stderr


def test_the_second_reviewer_is_not_shown_the_first(screen: Kb) -> None:
    assert "Two people decide" in screen("--reviewers", "2").stderr
    screen("--exclude", "1100", "--reason", "design", "--note", "No arm of it.")
    hidden = screen("--list", "--status", "all", "--format", "json", who="sam").stdout
    assert "rita" not in hidden
    assert "No arm" not in hidden
    assert "design" not in hidden
    assert "rita: exclude (design), No arm of it." in screen("--list", "--format", "json").stdout
    screen("--include", "1100", who="sam")
    told = screen("--list", "--status", "conflict", "--arbiter", "--format", "json", who="ada").stdout
    assert "rita: exclude (design), No arm of it.; sam: include" in told
    agreement = screen("--agreement").stdout
    assert "Conflicts left: 1" in agreement
    assert "kappa 0.00, but too few decisions to say much: it takes 30 candidates" in " ".join(
        agreement.split()
    )
    (data,) = json.loads(screen("--agreement", "--format", "json").stdout)
    assert (data["second_only"], data["observed_agreement"], data["kappa"]) == (1, 0.0, 0.0)
    assert screen("--reviewers", "1").exit_code == 1
    assert screen("--include", "1100", "--arbiter", who="ada").exit_code == 0
    assert screen("--reviewers", "1").exit_code == 0


@pytest.mark.parametrize("ending", ["xlsx", "csv"])
def test_a_sheet_out_and_back(screen: Kb, review: Review, tmp_path: Path, ending: str) -> None:
    file = tmp_path / f"rita.{ending}"
    result = screen("--sheet", str(file))
    assert "4 candidates for rita, title and abstract" in result.stderr
    assert "There was no decision to take." in screen("--take", str(file)).stderr
    if ending == "xlsx":
        told = [cell.value for cell in openpyxl.load_workbook(file)["Instructions"]["B"]]
        assert "hcc: Hepatocellular carcinoma" in told
        assert any(line.startswith("For benefit, controlled prospective comparisons") for line in told)
    if ending == "csv":
        text = file.read_text("utf-8-sig").replace("\n1,,,", "\n1,include,,")
        file.write_text(text, "utf-8")
        assert "1 included" in screen("--take", str(file)).stderr
        assert [one["candidate"] for one in events(review)] == ["pmid:1100"]


def test_nothing_left_writes_no_sheet(screen: Kb, tmp_path: Path) -> None:
    screen("--exclude", "#1", "#2", "#3", "#4")
    result = screen("--sheet", str(tmp_path / "x.xlsx"))
    assert "There is nothing to write." in result.stderr
    assert not (tmp_path / "x.xlsx").exists()


@pytest.mark.parametrize("form", ["ris", "nbib", "bibtex", "csl-json", "endnote-xml"])
def test_what_screening_left_goes_to_a_reference_manager(form: str, screen: Kb, tmp_path: Path) -> None:
    """Candidates of a state, and of one run of a search, are read back as they were imported."""
    assert screen("--include", "1100").exit_code == 0
    file = tmp_path / "included"
    file.write_text(screen("--list", "--status", "include", "--format", form).stdout, encoding="utf-8")
    (included,) = read_citations(file)
    assert isinstance(included, Citation)
    assert included.pmid == "1100"
    everything = screen("--list", "--status", "all", "--run", "1", "--format", "csl-json")
    assert "1100" in [item.get("PMID") for item in json.loads(everything.stdout)]
    assert "has no run 99. kb review runs lists them." in screen("--list", "--run", "99").output
    assert "--run goes with --list" in screen("--agreement", "--run", "1").output
    assert "--format ris goes with --list" in screen("--agreement", "--format", "ris").output
