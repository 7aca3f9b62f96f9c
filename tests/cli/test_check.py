"""``kb check`` on the command line: what it says, what it remembers, what it lets stand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.builders.folders import Folder, change_in_database
from tests.command_line import Kb

RULES = ("--rule", "percent-of-count", "--rule", "unneeded-acknowledgement")
WRONG, PLACE = "2/20 (11%)", "doe-2020/complications/cryo,large:percent"
BEHIND_KB = "UPDATE figure SET value_text = '10' WHERE id = 'doe-2020/complications/cryo,large:percent'"
FILE = "10.1000/made-up"
RETRACTION_WATCH = (
    "Record ID,Title,Subject,Institution,Journal,Publisher,Country,Author,URLS,ArticleType,RetractionDate,"
    "RetractionDOI,RetractionPubMedID,OriginalPaperDate,OriginalPaperDOI,OriginalPaperPubMedID,"
    "RetractionNature,Reason,Paywalled,Notes,\n"
    "1,Made up,,,,,,,,,{date},{doi},0,5/1/2020 0:00,unavailable,123,{nature},+Made Up;,No,,\n"
)


@pytest.fixture
def folder(tmp_path: Path, engine_url: str) -> Folder:
    """A small folder with one percentage that its count does not give, loaded."""
    folder = Folder(tmp_path / "records")
    folder.change("studies/doe-2020", "cryo: 2/20 (10%)", f"cryo: {WRONG}")
    folder.change("studies/doe-2020", '"160: 2 (10%)"', '"160: 2 (11%)"')
    folder.load(engine_url)
    return folder


@pytest.fixture
def check(kb: Kb, folder: Folder, engine_url: str) -> Kb:
    """Runs ``kb check`` with two rules on that folder's database."""

    def run(*words: str, stdin: str | None = None) -> object:
        evidence = ("--evidence", str(folder.path))
        return kb("--database", engine_url, *evidence, "check", *words, stdin=stdin)

    return run  # type: ignore[return-value]


def _problems(check: Kb, *words: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = json.loads(check(*words, *RULES, "--format", "json").stdout)["problems"]
    return [one for one in found if one["rule"] == "percent-of-count"]


def test_a_problem_has_place_line_and_numbers_and_exit_code_3(check: Kb, folder: Folder) -> None:
    result = check(*RULES)
    assert result.exit_code == 3
    (problem,) = _problems(check)
    assert (problem["severity"], problem["place"], problem["found"]) == ("error", PLACE, WRONG)
    assert problem["file"] == str(folder.file("studies/doe-2020"))
    lines = folder.file("studies/doe-2020").read_text().splitlines()
    assert WRONG in lines[int(str(problem["line"])) - 1]
    assert f"error percent-of-count, line {problem['line']} [{problem['id']}]" in result.stdout


def test_only_what_is_asked_for_is_shown_and_counts(check: Kb) -> None:
    rule = ("--rule", "percent-of-count")
    assert check("society", *rule).exit_code == 0
    assert check("doe-2020", *rule).exit_code == 3
    assert check("studies/doe-2020", *rule).exit_code == 3
    assert check("pmid:123", *rule).exit_code == 0
    assert check("--rule", "symmetric-range").exit_code == 0


def test_what_prints_in_a_conclusion_is_acknowledged_by_two_people(check: Kb, folder: Folder) -> None:
    """A finding prints the figure: one person alone, typed this way or that, does not close the problem."""
    (problem,) = _problems(check)
    words = ("--acknowledge", str(problem["id"]), "--because", "printed so in the source", "--who")
    assert check(*words, "ada").exit_code == 0
    waiting = check("--rule", "percent-of-count")
    assert waiting.exit_code == 3
    shown = " ".join(waiting.stdout.split())
    assert "is acknowledged by ada alone: a second person has to agree" in shown
    refused = check(*words, "Ada ")
    assert refused.exit_code == 1
    assert "a second person has to agree" in refused.stderr
    agreed = check(*words, "bo")
    assert agreed.exit_code == 0
    assert f"Agreed to {problem['id']}" in agreed.stderr
    assert check("--rule", "percent-of-count").exit_code == 0


def test_an_acknowledged_problem_is_listed_apart_until_it_says_something_else(
    check: Kb, folder: Folder, engine_url: str, kb: Kb
) -> None:
    (problem,) = _problems(check)
    words = ("--acknowledge", str(problem["id"]), "--because", "printed so in the source", "--who")
    result = check(*words, "ada")
    assert result.exit_code == 0, result.output
    assert f"Acknowledged {problem['id']}" in result.stderr
    assert check(*words, "bo").exit_code == 0
    (known,) = _problems(check)
    assert (known["state"], known["reason"]) == ("acknowledged", "printed so in the source")
    counted = check("--rule", "percent-of-count")
    assert counted.exit_code == 0
    assert "1 acknowledged" in counted.stdout and "printed so in the source" not in counted.stdout
    shown = check("--rule", "percent-of-count", "--acknowledged")
    assert shown.exit_code == 0
    assert "acknowledged: printed so in the source" in shown.stdout

    assert kb("--database", engine_url, "dump", str(folder.path)).exit_code == 0
    assert f"found: {WRONG}" in folder.file("studies/doe-2020").read_text()
    folder.change("studies/doe-2020", f"cryo: {WRONG}", "cryo: 2/20 (12%)")
    folder.change("studies/doe-2020", "160: 2 (11%)", "160: 2 (12%)")
    folder.load(engine_url)
    (stale,) = _problems(check)
    assert (stale["state"], stale["acknowledged_found"]) == ("stale", WRONG)
    assert check("--rule", "percent-of-count").exit_code == 3


def test_an_acknowledgement_of_nothing_is_a_problem_itself(check: Kb, folder: Folder) -> None:
    """The small folder acknowledges problems of rules that do not exist."""
    found = json.loads(check("--rule", "unneeded-acknowledgement", "--format", "json").stdout)["problems"]
    assert {one["record"] for one in found} >= {"studies/doe-2020", "references/doe-2020"}
    assert {one["rule"] for one in found} == {"unneeded-acknowledgement"}


def test_a_second_run_only_looks_at_what_changed(check: Kb, folder: Folder, engine_url: str) -> None:
    def counts() -> tuple[int, int]:
        data = json.loads(check("--rule", "percent-of-count", "--format", "json").stdout)
        return data["checked"] - data["recalled"], data["recalled"]

    assert counts() == (1, 0)
    assert counts() == (0, 1)
    folder.change("studies/doe-2020", "adults with small tumors", "adults with tiny tumors")
    folder.load(engine_url)
    assert counts() == (1, 0)
    change_in_database(engine_url, BEHIND_KB)
    assert counts() == (0, 1)  # rows changed behind kb's back change no record
    assert check("--rule", "percent-of-count", "--fresh").exit_code == 0


def test_every_form_goes_to_a_file(check: Kb, tmp_path: Path) -> None:
    starts = {"sarif": '{\n  "$schema"', "json": '{\n  "checked"', "html": "<!DOCTYPE", "md": "# Checks"}
    for ending, start in (starts | {"csv": "id,severity", "jsonl": '{"id": '}).items():
        file = tmp_path / f"checks.{ending}"
        assert check(*RULES, "-o", str(file)).exit_code == 3
        assert file.read_text(encoding="utf-8").startswith(start)


def test_every_rule_explains_itself(check: Kb) -> None:
    listed = check("--explain", "all")
    assert listed.exit_code == 0
    for line in listed.stdout.splitlines():
        text = check("--explain", line.split()[0]).stdout
        assert "Source: " in text
        assert len(text.splitlines()) > 6, line


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("--rule", "percent-of-counts"), "Did you mean percent-of-count"),
        (("--explain", "percentages"), "There is no rule percentages."),
        (("doe-2021",), "Did you mean doe-2020?"),
        (("--policy", "1.02"), "There is no policy '1.02'."),
        (("--acknowledge", "12345678"), "--acknowledge and --because go together"),
        (("--acknowledge", "12345678", "--because", " "), "An acknowledgement needs a reason."),
        (("--acknowledge", "12345678", "--because", "so"), "No problem has the id 12345678."),
        (("--notices", "nowhere.csv"), "nowhere.csv"),
    ],
)
def test_wrong_input_is_told_in_words(check: Kb, words: tuple[str, ...], told: str) -> None:
    result = check(*words)
    assert result.exit_code == 1
    assert told in result.stderr


def test_notices_are_raised_and_lifted_by_a_file(check: Kb, engine_url: str, kb: Kb, tmp_path: Path) -> None:
    file = tmp_path / "retraction_watch.csv"
    file.write_text(RETRACTION_WATCH.format(date="3/4/2022 0:00", doi=FILE, nature="Retraction"))
    result = check("--notices", str(file), "--dry-run")
    assert (result.exit_code, "doe-2020" in result.stdout) == (0, True)
    assert "References concerned: 1 of 1, 1 with something new" in result.stderr
    result = check("--notices", str(file), *RULES)
    assert "Changed 1 record in the database" in result.stderr
    page = kb("--database", engine_url, "reference", "show", "doe-2020").stdout
    assert "retraction, 2022-03-04" in page
    result = check("--notices", str(file), *RULES)
    assert "0 with something new" in result.stderr

    file.write_text(RETRACTION_WATCH.format(date="5/4/2022 0:00", doi="unavailable", nature="Reinstatement"))
    result = check("--notices", str(file), *RULES)
    assert "lifts earlier notices" in result.stderr
    page = kb("--database", engine_url, "reference", "show", "doe-2020").stdout
    assert "reinstatement, 2022-05-04" in page
    assert "retraction, 2022-03-04" in page  # the history stays
