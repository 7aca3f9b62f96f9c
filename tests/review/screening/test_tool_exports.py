"""Decisions that come in from Rayyan and Covidence: whose they are, on what, for which reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.errors import KbError, ProblemsFound
from kb.review.outcome import FULL_TEXT, TITLE_ABSTRACT, ScreeningStatus
from kb.review.screening.reviewers import set_reviewers
from kb.review.screening.tool_exports import is_tool_export, read_tool_decisions
from kb.review.screening.tool_import import ToolDecisionsTaken, ToolImport, take_tool_export
from tests.builders.reviews import POLICY, Review
from tests.command_line import Kb
from tests.review.screening.acting import RITA, SAM, events, say

RAYYAN = (
    "key,title,year,month,day,journal,issn,volume,issue,pages,authors,url,language,publisher,location,abstract,"
    "notes,pmc_id,pubmed_id\n"
    'rayyan-1,Frost study of twelve,2019,3,5,J Inv Med,1234-5678,12,3,101-9,"Maden, A. B.",,eng,,,Abs,'
    '"RAYYAN-INCLUSION: {""Ann""=>""Excluded"", ""Bob O\'Neil""=>""Included""} | RAYYAN-LABELS: x |'
    " RAYYAN-EXCLUSION-REASONS: wrong outcome,foreign language"
    ' | USER-NOTES: {""Ann""=>[""check, later""]}",,99100051\n'
    'rayyan-2,Ice study of ten,2020,,,J Inv Med,,1,1,1-2,"Maden, A.",,eng,,,Abs,'
    '"RAYYAN-INCLUSION: {""Ann""=>""Maybe""}",,\n'
    "rayyan-3,Nobody has decided,2020,,,J Inv Med,,1,1,1-2,,,eng,,,Abs,,,\n"
)
RAYYAN_RIS = (
    "TY  - JOUR\nTI  - Frost study of twelve\nPY  - 2019\nID  - rayyan-1\n"
    'N1  - RAYYAN-INCLUSION: {"Ann"=>"Excluded"} | RAYYAN-EXCLUSION-REASONS: wrong study design\nER  - \n\n'
)
RAYYAN_BIBTEX = (
    "@article{rayyan-1,\n  title={Frost study of twelve},\n  year={2019},\n"
    '  note={RAYYAN-INCLUSION: {"Ann"=>"Excluded"} | RAYYAN-EXCLUSION-REASONS: wrong study design}\n}\n'
)
COVIDENCE = (
    "Title,Authors,Abstract,Published Year,Published Month,Journal,Volume,Issue,Pages,Accession Number,DOI,"
    "Ref,Covidence #,Study,Notes,Tags\n"
    'Frost study of twelve,"Maden, A. B.",Abs,2019,,J Inv Med,12,3,101-9,,,,6535,Maden 2019,{note},\n'
)


@pytest.fixture
def review(seed_url: str) -> Review:
    """Three candidates: one with a PMID, two that only their titles tell."""
    review = Review(seed_url).open()
    run = review.run(records=4)
    review.candidate("pmid:99100051", run, title="Frost study of twelve.", issued="2019-03-05")
    review.candidate(f"{run}#2", run, title="Ice Study of Ten", issued="2020")
    review.candidate(f"{run}#3", run, title="Nobody has decided", issued="2020")
    return review


def export(tmp_path: Path, text: str, name: str = "articles.csv") -> Path:
    """A file with that text."""
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    return file


def take(review: Review, file: Path, **how: object) -> ToolDecisionsTaken:
    """Take it in."""
    return take_tool_export(review.url, POLICY, ToolImport(file, login="rita", **how))  # type: ignore[arg-type]


def test_rayyan_decisions_come_in_under_the_names_of_those_who_decided(
    review: Review, tmp_path: Path
) -> None:
    """Excluded, included, maybe; reasons as codes with their words; notes; nobody decided: left."""
    taken = take(review, export(tmp_path, RAYYAN))
    assert taken.people == ["Ann", "Bob O'Neil"]
    assert {(one["candidate"], one["who"]): (one["decision"], one["reason"]) for one in events(review)} == {
        ("pmid:99100051", "Ann"): ("exclude", "outcome"),
        ("pmid:99100051", "Bob O'Neil"): ("include", None),
        (f"{review.id}/1#2", "Ann"): ("unsure", None),
    }
    notes = {one["note"] for one in events(review)}
    assert notes == {"wrong outcome, foreign language; check, later", None}
    assert review.standing()["pmid:99100051"].title_abstract.status is ScreeningStatus.CONFLICT
    again = take(review, export(tmp_path, RAYYAN))
    assert (len(again.taken.written), len(again.taken.unchanged)) == (0, 3)


@pytest.mark.parametrize(("text", "name"), [(RAYYAN_RIS, "a.ris"), (RAYYAN_BIBTEX, "a.bib")])
def test_rayyan_writes_them_into_ris_and_bibtex_too(
    review: Review, tmp_path: Path, text: str, name: str
) -> None:
    take(review, export(tmp_path, text, name))
    assert [(one["who"], one["decision"], one["reason"]) for one in events(review)] == [
        ("Ann", "exclude", "design")
    ]


def test_a_name_in_the_export_is_one_in_kb(review: Review, tmp_path: Path) -> None:
    """Ann is the ann who has decided in kb; another name is told by --called; --who takes one person."""
    say(review, SAM, "include", "#3")
    file = export(tmp_path, RAYYAN)
    assert take(review, file, who="SAM", names={"Bob O'Neil": "Sam"}).people == ["sam"]
    with pytest.raises(KbError, match=r"holds no decision of zoe, but of Ann, Bob O'Neil\."):
        take(review, file, who="zoe")


def test_what_was_decided_in_kb_is_not_written_over(review: Review, tmp_path: Path) -> None:
    file = export(tmp_path, RAYYAN_RIS, "a.ris")
    take(review, file)
    say(review, SAM, "include", "#2")
    before = events(review)
    other = export(tmp_path, RAYYAN_RIS.replace("Excluded", "Included"), "b.ris")
    with pytest.raises(ProblemsFound) as error:
        take(review, other)
    assert "Ann decided exclude (design) in kb, which is not written over" in str(error.value)
    assert events(review) == before


def test_records_that_are_no_candidates_are_told_with_their_lines_and_nothing_is_written(
    review: Review, tmp_path: Path
) -> None:
    stranger = RAYYAN.replace("Ice study of ten", "Unheard of")
    with pytest.raises(ProblemsFound) as error:
        take(review, export(tmp_path, stranger))
    assert "articles.csv:3" in str(error.value)
    assert "is no candidate of this review" in str(error.value)
    assert events(review) == []


def test_two_candidates_with_one_title_are_not_guessed_between(review: Review, tmp_path: Path) -> None:
    review.candidate("pmid:7", f"{review.id}/1", title="Ice study of ten", issued="2020-02")
    with pytest.raises(ProblemsFound, match="may be several candidates: #2"):
        take(review, export(tmp_path, RAYYAN))


def test_a_repeated_record_under_another_title_finds_what_stands_for_it(
    review: Review, tmp_path: Path
) -> None:
    """The tool may know a publication by the title of the record that was merged into it."""
    text = RAYYAN_RIS.replace("Frost study of twelve", "Frost in twelve: the study")
    review.candidate(
        f"{review.id}/1#4",
        f"{review.id}/1",
        title="Frost in twelve: the study",
        issued="2019",
        same_as_id="pmid:99100051",
    )
    taken = take(review, export(tmp_path, text, "a.ris"))
    assert [event.item.candidate for event in taken.taken.written] == ["pmid:99100051"]


def test_a_list_of_covidence_with_reasons_is_of_full_texts(review: Review, tmp_path: Path) -> None:
    """It names nobody: the decisions are those of who takes them."""
    say(review, RITA, "include", "99100051")
    file = export(tmp_path, COVIDENCE.format(note="Exclusion reason: Wrong study design; "))
    taken = take(review, file)
    assert taken.names_nobody
    event = events(review)[-1]
    assert (event["stage"], event["who"], event["decision"], event["reason"]) == (
        FULL_TEXT,
        "rita",
        "exclude",
        "design",
    )
    assert event["note"] == "Wrong study design"


def test_a_list_of_covidence_in_ris_is_no_sheet_of_kb(review: Review, tmp_path: Path) -> None:
    """A reason tells that it is Covidence's; without one, the person says what the list stands for."""
    record = "TY  - JOUR\nTI  - Frost study of twelve\nPY  - 2019\n{}ER  - \n"
    say(review, SAM, "include", "pmid:99100051")
    plain = export(tmp_path, record.format(""), "plain.ris")
    assert is_tool_export(plain)
    with pytest.raises(KbError, match="holds no decision of Rayyan or Covidence"):
        take(review, plain)
    assert len(take(review, plain, listed_as="include").taken.written) == 1
    reasoned = export(tmp_path, record.format("N1  - Exclusion reason: Wrong outcomes; \n"), "reasoned.ris")
    assert [(one.decision, one.reason) for one in read_tool_decisions(reasoned, None)] == [
        ("exclude", "outcome")
    ]


def test_another_list_of_covidence_needs_to_be_told_what_it_is(review: Review, tmp_path: Path) -> None:
    file = export(tmp_path, COVIDENCE.format(note=""))
    with pytest.raises(ProblemsFound, match="--listed-as include, or exclude"):
        take(review, file)
    set_reviewers(review.url, POLICY, 2)
    take(review, file, listed_as="include")
    take(review, file, listed_as="include", who="sam")
    assert review.standing()["pmid:99100051"].is_sought
    assert {one["stage"] for one in events(review)} == {TITLE_ABSTRACT}


def test_what_the_policy_cites_is_left_out_and_counted(review: Review, tmp_path: Path) -> None:
    review.candidate("pmid:25284802", f"{review.id}/1", title="Known trial", reference_id="wang-2015")
    text = RAYYAN_RIS.replace("Frost study of twelve", "Known trial").replace("PY  - 2019\n", "")
    assert take(review, export(tmp_path, text, "a.ris")).known == 1


@pytest.mark.parametrize(
    ("words", "code"),
    [
        ("wrong population", "population"),
        ("Wrong patient population", "population"),
        ("wrong outcomes", "outcome"),
        ("wrong comparator", "comparator"),
        ("wrong study design", "design"),
        ("wrong drug", "intervention"),
        ("wrong publication type", "publication-type"),
        ("background article", "publication-type"),
        ("foreign language", "language"),
        ("wrong study duration", "follow-up"),
        ("Animal study", "preclinical"),
        ("Study design", "design"),
        ("we do not like it", "other"),
    ],
)
def test_reasons_of_the_tools_are_codes(tmp_path: Path, words: str, code: str) -> None:
    (decision,) = read_tool_decisions(
        export(tmp_path, RAYYAN_RIS.replace("wrong study design", words), "a.ris"), None
    )
    assert (decision.reason, decision.note) == (code, words)


@pytest.mark.parametrize("said", ['{"Ann"=>"Perhaps"}', "{Ann: yes}"])
def test_a_decision_that_cannot_be_read_is_told(tmp_path: Path, said: str) -> None:
    file = export(tmp_path, RAYYAN_RIS.replace('{"Ann"=>"Excluded"}', said), "a.ris")
    with pytest.raises(ProblemsFound, match="nothing was written"):
        read_tool_decisions(file, None)


def test_a_sheet_of_kb_is_none_of_theirs(tmp_path: Path) -> None:
    assert not is_tool_export(
        export(tmp_path, "Number,Decision,Reason,Note,Id,Sheet\n1,include,,,pmid:1,x\n")
    )
    assert not is_tool_export(tmp_path / "missing.csv")
    assert is_tool_export(export(tmp_path, RAYYAN))


def test_the_command_takes_an_export_as_it_takes_a_sheet(kb: Kb, review: Review, tmp_path: Path) -> None:
    file = export(tmp_path, RAYYAN)
    words = ("--database", review.url, "review", "screen", POLICY)
    told = kb(*words, "--take", str(file), "--called", "Ann=rita")
    assert told.exit_code == 0, told.output
    assert "Decisions of rita, Bob O'Neil taken from" in told.stderr
    assert "Title and abstract: 1 excluded, 1 included, 1 unsure." in told.stderr
    assert "go with --take" in kb(*words, "--list", "--listed-as", "include").output
    assert "write the name in the export" in kb(*words, "--take", str(file), "--called", "Ann").output
