"""``kb review adopt``: what a reference policy changed, taken over by a plan that adopted it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kb.db.connect import read
from kb.errors import KbError, ProblemsFound
from kb.review.adopting import adopt as adopting
from kb.review.adopting.adopt import AdoptionRequest, adopt
from kb.review.adopting.adoption import read_adoption
from tests.builders.releases import POLICY, frozen
from tests.command_line import Kb
from tests.review.adopting.child import CHILD, adopted, change, data_of

NEED = ("conclusion", "findings", 3, "text")
"""Where hepatocellular carcinoma has its finding ``need``."""
PLACE = "hcc/conclusion/findings/need/text"


def prepared(url: str) -> None:
    """Parent and child, each changed since the child adopted the version of 2021-11-01.

    Only the parent: a verdict, a study more, its own date. Only the child: a heading. Both: a finding.
    """
    frozen(url)
    adopted(url)
    change(url, POLICY, "crc", ("conclusion", "verdict"), "sufficient")
    change(url, POLICY, "hcc", ("groups", 0, "studies"), ("wang-2015", "niu-2007"))
    change(url, POLICY, "hcc", NEED, "Further trials are needed, and longer ones.")
    change(url, POLICY, "", ("effective_date",), "2022-11-01")
    change(url, CHILD, "hcc", NEED, "The plan awaits further trials.")
    change(url, CHILD, "net", ("title",), "Neuroendocrine liver metastases")
    frozen(url, "2022-11-01")


def states(url: str) -> dict[str, str]:
    """Place -> what it asks for."""
    with read(url) as reader:
        adoption = read_adoption(reader, CHILD)
    return {item.place: adoption.state_of(item) for item in adoption.items}


@pytest.mark.filled_by(fill=prepared)
def test_each_place_is_clean_kept_or_a_conflict(filled_url: str) -> None:
    assert states(filled_url) == {
        "crc/conclusion/verdict": "take over",
        "hcc/groups/rct/studies/niu-2007": "take over",
        PLACE: "conflict",
        "net/title": "kept",
    }


@pytest.mark.filled_by(fill=prepared)
def test_what_only_the_parent_changed_is_taken_over_and_nothing_of_the_plan_is_touched(
    filled_url: str,
) -> None:
    before = data_of(filled_url, CHILD)
    done = adopt(filled_url, AdoptionRequest(CHILD, take_clean=True), "cleo")
    assert (done.taken, done.kept, done.open, done.version) == (2, 0, 1, None)
    assert data_of(filled_url, CHILD, "crc")["conclusion"]["verdict"] == "sufficient"
    assert data_of(filled_url, CHILD, "hcc")["groups"][0]["studies"] == ("wang-2015", "niu-2007")
    assert data_of(filled_url, CHILD, "hcc")["policy"] == CHILD
    assert data_of(filled_url, CHILD) == before
    assert data_of(filled_url, POLICY, "net")["title"] != data_of(filled_url, CHILD, "net")["title"]


@pytest.mark.filled_by(fill=prepared)
def test_once_nothing_is_open_the_version_is_noted(filled_url: str) -> None:
    adopt(filled_url, AdoptionRequest(CHILD, take_clean=True), "cleo")
    done = adopt(filled_url, AdoptionRequest(CHILD, keep=(PLACE,), because="our contract says so"), "cleo")
    assert (done.kept, done.open, done.version) == (1, 0, "2022-11-01")
    assert data_of(filled_url, CHILD)["parent"]["version"] == "2022-11-01"
    assert data_of(filled_url, CHILD)["effective_date"] == "2022-01-01"
    assert states(filled_url) == {PLACE: "kept", "net/title": "kept"}
    with read(filled_url) as reader:
        (logged,) = reader.rows("SELECT who, why FROM change WHERE table_name = 'adoption'")
    assert (logged["who"], logged["why"]) == ("cleo", "our contract says so")


@pytest.mark.filled_by(fill=prepared)
def test_a_kept_place_stays_kept_until_the_rest_is_settled(filled_url: str) -> None:
    done = adopt(filled_url, AdoptionRequest(CHILD, keep=(PLACE,), because="our contract"), "cleo")
    assert (done.open, done.version) == (2, None)
    assert states(filled_url)[PLACE] == "kept"
    again = adopt(filled_url, AdoptionRequest(CHILD, keep=(PLACE,), because="our contract"), "cleo")
    assert again.kept == 0, "it was decided"
    assert adopt(filled_url, AdoptionRequest(CHILD, take_clean=True), "cleo").version == "2022-11-01"


@pytest.mark.filled_by(fill=prepared)
def test_what_was_kept_is_taken_over_only_by_its_own_name(filled_url: str) -> None:
    adopt(filled_url, AdoptionRequest(CHILD, keep=(PLACE,), because="our contract"), "cleo")
    assert adopt(filled_url, AdoptionRequest(CHILD, take=("hcc",)), "cleo").taken == 1
    assert states(filled_url)[PLACE] == "kept"
    assert adopt(filled_url, AdoptionRequest(CHILD, take=(PLACE,)), "cleo").taken == 1
    assert states(filled_url)[PLACE] == "same"


@pytest.mark.filled_by(fill=prepared)
def test_the_same_call_can_be_made_again(filled_url: str) -> None:
    request = AdoptionRequest(CHILD, take=("hcc",), take_clean=True)
    assert adopt(filled_url, request, "cleo").version == "2022-11-01"
    again = adopt(filled_url, request, "cleo")
    assert (again.taken, again.kept, again.open, again.version) == (0, 0, 0, "2022-11-01")


@pytest.mark.filled_by(fill=prepared)
def test_a_conflict_can_be_settled_for_the_parent_and_a_clean_place_for_the_plan(filled_url: str) -> None:
    request = AdoptionRequest(CHILD, take=("hcc",), keep=("crc",), because="not here")
    done = adopt(filled_url, request, "cleo")
    assert (done.taken, done.kept, done.open, done.version) == (2, 1, 0, "2022-11-01")
    finding = data_of(filled_url, CHILD, "hcc")["conclusion"]["findings"][3]
    assert finding["text"] == "Further trials are needed, and longer ones."
    assert data_of(filled_url, CHILD, "crc")["conclusion"]["verdict"] == "insufficient"


def test_a_statement_of_the_parent_comes_without_the_words_it_had_before(seed_url: str) -> None:
    frozen(seed_url)
    adopted(seed_url)
    change(seed_url, POLICY, "", ("statements", 0, "text"), "Freezing is investigational.")
    change(seed_url, POLICY, "", ("statements", 0, "previous"), "Freezing was investigational.")
    before = data_of(seed_url, CHILD)["statements"][0]["previous"]
    frozen(seed_url, "2022-11-01")
    assert states(seed_url) == {"policy/statements/s1/text": "take over"}
    adopt(seed_url, AdoptionRequest(CHILD, take_clean=True), "cleo")
    statement = data_of(seed_url, CHILD)["statements"][0]
    assert (statement["text"], statement["previous"]) == ("Freezing is investigational.", before)


@pytest.mark.filled_by(fill=prepared)
def test_the_whole_is_written_or_nothing(filled_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    before = states(filled_url)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(adopting, "_note_version", killed)
    request = AdoptionRequest(CHILD, take=("hcc", "crc"))
    with pytest.raises(KeyboardInterrupt):
        adopt(filled_url, request, "cleo")
    assert states(filled_url) == before
    monkeypatch.undo()
    assert adopt(filled_url, request, "cleo").version == "2022-11-01"


def test_what_would_not_be_valid_is_refused(seed_url: str) -> None:
    frozen(seed_url)
    adopted(seed_url)
    text = "Survival was [[fact:freezing-depth]]."
    change(seed_url, POLICY, "", ("facts", "freezing-depth"), {"cell": "7 cm", "label": "depth of freezing"})
    change(seed_url, POLICY, "hcc", NEED, text)
    frozen(seed_url, "2022-11-01")
    with pytest.raises(ProblemsFound, match="freezing-depth"):
        adopt(seed_url, AdoptionRequest(CHILD, take=("hcc",)), "cleo")
    assert adopt(seed_url, AdoptionRequest(CHILD, take_clean=True), "cleo").version == "2022-11-01"


def test_a_draft_of_the_parent_can_be_looked_at(kb: Kb, seed_url: str) -> None:
    frozen(seed_url)
    adopted(seed_url)
    change(seed_url, POLICY, "crc", ("conclusion", "verdict"), "sufficient")
    assert states(seed_url) == {}
    words = ("--database", seed_url, "review", "adopt", CHILD, "--draft")
    found = json.loads(kb(*words, "--format", "json").stdout)
    assert [one["place"] for one in found["places"]] == ["crc/conclusion/verdict"]
    assert found["upstream"] == "draft"
    refused = kb(*words, "--take-clean")
    assert refused.exit_code == 1
    assert "leave out --draft" in refused.stderr


@pytest.mark.filled_by(fill=prepared)
def test_the_three_texts_are_shown(kb: Kb, filled_url: str, tmp_path: Path) -> None:
    words = ("--database", filled_url, "review", "adopt", CHILD)
    table = kb(*words)
    assert table.exit_code == 0
    assert (
        "coast-7 against 7.01.75, from 2021-11-01 (adopted) to 2022-11-01: 1 conflict, 2 to take over, 1 kept"
        in (table.stderr)
    )
    first = next(line for line in table.stdout.splitlines() if PLACE in line)
    for text in ("conflict", PLACE, "The plan awaits further trials.", "and longer ones."):
        assert text in first
    assert "The plan awaits" in kb(*words, "--format", "markdown").stdout
    page = tmp_path / "merge.html"
    assert kb(*words, "-o", str(page)).exit_code == 0
    assert "<li>hcc/conclusion/findings/need/text</li>" in page.read_text(encoding="utf-8")
    assert json.loads(kb(*words, "--format", "json").stdout)["open"] == 3


@pytest.mark.filled_by(fill=prepared)
def test_a_year_on_the_command_line(kb: Kb, filled_url: str) -> None:
    words = ("--database", filled_url, "review", "adopt", CHILD, "--who", "cleo")
    refused = kb(*words, "--keep", PLACE)
    assert refused.exit_code == 1
    assert "--because" in refused.stderr
    done = kb(*words, "--take-clean", "--keep", PLACE, "--because", "our contract")
    assert done.exit_code == 0
    assert "Taken over: 2. Kept: 1. Open: 0. Nothing is open: the version of 2022-11-01" in done.stderr


@pytest.mark.filled_by(fill=prepared)
def test_mistakes_are_told(filled_url: str) -> None:
    """A request that cannot be fulfilled is answered with what can."""
    for request, told in (
        (AdoptionRequest(CHILD, take=("hcc/conclusion/findings/nede",)), "Did you mean"),
        (AdoptionRequest(CHILD, take=("net/title",)), "upstream changed nothing there"),
        (AdoptionRequest(CHILD, take=("hcc",), keep=(PLACE,), because="x"), "cannot be taken over and kept"),
        (AdoptionRequest(POLICY, take_clean=True), "adopts no policy that is held here"),
        (AdoptionRequest("coast-8", take_clean=True), "coast-8"),
    ):
        with pytest.raises(KbError, match=told):
            adopt(filled_url, request, "cleo")


def test_a_child_that_does_not_say_what_it_adopted(seed_url: str) -> None:
    frozen(seed_url)
    adopted(seed_url, version=None)
    with pytest.raises(KbError, match="--since DATE"):
        adopt(seed_url, AdoptionRequest(CHILD, take_clean=True), "cleo")
    done = adopt(seed_url, AdoptionRequest(CHILD, take_clean=True, since="2021-11-01"), "cleo")
    assert done.version == "2021-11-01"
    assert data_of(seed_url, CHILD)["parent"]["version"] == "2021-11-01"


def test_an_indication_that_the_parent_added_comes_as_a_record_of_the_plan(seed_url: str) -> None:
    frozen(seed_url)
    adopted(seed_url)
    new = data_of(seed_url, POLICY, "net") | {"indication": "other", "position": "4", "title": "Other tumors"}
    from tests.review.adopting.child import write

    write(seed_url, {key: value for key, value in new.items() if key != "acknowledged"})
    frozen(seed_url, "2022-11-01")
    assert states(seed_url) == {"other": "take over"}
    assert adopt(seed_url, AdoptionRequest(CHILD, take_clean=True), "cleo").version == "2022-11-01"
    taken = data_of(seed_url, CHILD, "other")
    assert (taken["policy"], taken["title"]) == (CHILD, "Other tumors")
