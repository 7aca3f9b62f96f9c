"""A study whose publication was retracted says so wherever it is shown, until a reinstatement lifts it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import product

import pytest

from kb.db.connect import Reader, read
from kb.evidence.references import Notice, standing_notice
from kb.lookup.saved import saved_queries
from kb.schema.views import views
from kb.store.database import writing
from tests.builders.rows import Rows, only, select
from tests.command_line import Kb
from tests.lookup.asking import FOLDERS, run

Announced = tuple[str, str | None]
"""Kind and date of a notice."""

RETRACTED: Announced = ("retraction", "2021-05")


def announce(url: str, *notices: Announced, reference: str = "wang-2015") -> None:
    """Enter notices about a publication, in this order."""
    with writing(url) as writer:
        for position, (kind, date) in enumerate(notices, start=1):
            values = {"id": f"{reference}#{position}", "record_id": f"references/{reference}"}
            place = {"reference_id": reference, "position": position}
            writer.insert("notice", [{**values, **place, "kind": kind, "date": date}])


def relations_with(reader: Reader, *columns: str) -> list[tuple[str, str]]:
    """The public views that have one of these columns, with the first; not the view of notices itself."""
    rows = reader.rows("SELECT relation, column_name FROM data_dictionary WHERE relation_kind = 'view'")
    has = {(row["relation"], row["column_name"]) for row in rows}
    return [
        (view.name, next(column for column in columns if (view.name, column) in has))
        for view in views()
        if view.name != "study_notice" and any((view.name, column) in has for column in columns)
    ]


def test_every_public_view_that_shows_studies_says_which_are_retracted(seed_url: str) -> None:
    announce(seed_url, RETRACTED)
    with read(seed_url) as reader:
        shown = relations_with(reader, "study", "systematic_review")
        assert len(shown) > 15
        for view, column in shown:
            rows = reader.rows(f"SELECT {column} AS study, retracted FROM {view}")  # noqa: S608 (names of ours)
            marked = {row["study"] for row in rows if row["retracted"]}
            assert marked == {row["study"] for row in rows} & {"wang-2015"}, view


@pytest.mark.parametrize(("lifted", "retracted"), [((), 1), ((("reinstatement", "2022"),), 0)])
def test_views_that_count_studies_say_how_many_of_them_are_retracted(
    seed_url: str, lifted: Sequence[Announced], retracted: int
) -> None:
    """One of the 13 studies of hcc, its only randomized trial; none after it was reinstated."""
    announce(seed_url, RETRACTED, *lifted)
    counting = {
        "indication_overview WHERE indication = 'hcc'": 13,
        "evidence_base WHERE indication = 'hcc' AND design_group = 'randomized'": 1,
        "evidence_base WHERE indication = 'crc' AND design_group = 'randomized'": 1,
        "evidence_design WHERE indication = 'hcc' AND design_group = 'randomized'": 1,
    }
    told = {
        of: tuple(only(seed_url, f"SELECT studies, retracted_studies FROM {of}").values())  # noqa: S608
        for of in counting
    }
    assert told == {of: (studies, 0 if "crc" in of else retracted) for of, studies in counting.items()}


def test_a_reinstatement_takes_the_retraction_back_in_every_view(seed_url: str) -> None:
    announce(seed_url, RETRACTED, ("reinstatement", "2022"))
    with read(seed_url) as reader:
        for view, _ in relations_with(reader, "study", "systematic_review"):
            assert reader.rows(f"SELECT 1 FROM {view} WHERE retracted = 1") == [], view  # noqa: S608


def test_an_expression_of_concern_is_named_and_no_retraction(seed_url: str) -> None:
    announce(seed_url, ("correction", None), ("concern", None))
    asked = "SELECT retracted, notice FROM {} WHERE {} = 'wang-2015'"
    for view, key in (
        ("study_overview", "study"),
        ("study_in_policy", "study"),
        ("reference_overview", "reference"),
        ("policy_reference", "reference"),
    ):
        assert only(seed_url, asked.format(view, key)) == {"retracted": 0, "notice": "concern"}


KINDS = ("retraction", "concern", "correction", "reinstatement")
DATES = (None, "2021", "2021-05", "2021-05-04", "2022")
TWO = [
    ((one, first), (two, second))
    for one, two in product(KINDS, KINDS)
    for first, second in product(DATES, DATES)
]


def test_views_and_checks_agree_on_what_is_in_force(engine_url: str) -> None:
    """Two notices of every kind and date, in either order: the view says what the rule of the checks says."""
    rows = Rows()
    for number, pair in enumerate(TWO):
        key = f"r{number}"
        rows.add("reference", id=key)
        for position, (kind, date) in enumerate(pair, start=1):
            place = {"reference_id": key, "position": position}
            rows.add("notice", id=f"{key}#{position}", kind=kind, date=date, **place)
    url = rows.write_to(engine_url)
    said = {
        row["reference"]: row["notice"]
        for row in select(url, "SELECT reference, notice FROM reference_overview")
    }
    assert [said[f"r{number}"] for number in range(len(TWO))] == [_by_the_rule(pair) for pair in TWO]


def _by_the_rule(pair: Sequence[Announced]) -> str | None:
    notices = [Notice(str(position), kind, date, position) for position, (kind, date) in enumerate(pair)]
    standing = standing_notice(notices)
    return None if standing is None else standing.kind


SAYING = {
    ("study", "list"): "wang-2015 .*retraction",
    ("reference", "list", "--policy", "7.01.75"): "wang-2015 .*retraction",
    ("policy", "show", "7.01.75"): r"hcc .* \(1 of them retracted\)",
    ("indication", "show", "7.01.75", "hcc"): r"wang-2015 \(retracted\)",
    ("indication", "show", "7.01.75/hcc"): r"wang-2015 \(retracted\)",
    (
        "indication",
        "show",
        "7.01.75",
        "hcc",
        "--format",
        "text",
    ): r"1 randomized controlled trial \(RCT; retracted\)",
    ("study", "show", "wang-2015"): r"Notice: +Retracted",
    (
        "study",
        "show",
        "awad-2009",
    ): r"Wang et al \(2015\) \(retracted; published after",
    ("reference", "show", "wang-2015"): r"Notice: +Retracted",
    ("search", "wang 2015", "--kind", "study"): r"study wang-2015 \(retracted\)",
    ("search", "wang 2015", "--kind", "reference"): r"reference wang-2015 \(retracted\)",
    ("search", "wang 2015", "--format", "csv"): "wang-2015,.*,retracted,",
    ("summary", "7.01.75", "hcc", "--full"): "This study has been retracted.",
    ("summary", "7.01.75", "hcc"): r"1 randomized controlled trial \(RCT; retracted\)",
    ("report", "7.01.75"): "This study has been retracted.",
    ("check", "--policy", "7.01.75"): "wang-2015 was retracted",
}
"""Command to the words that say it, as a pattern."""


def test_every_command_that_shows_the_study_says_that_it_was_retracted(kb: Kb, seed_url: str) -> None:
    announce(seed_url, RETRACTED)
    silent = [
        " ".join(words)
        for words, pattern in SAYING.items()
        if not re.search(pattern, kb("--database", seed_url, *words).stdout)
    ]
    assert silent == []


def test_an_expression_of_concern_is_said_in_its_own_words(kb: Kb, seed_url: str) -> None:
    announce(seed_url, ("concern", "2021"))
    summary = kb("--database", seed_url, "summary", "7.01.75", "hcc", "--full").stdout
    assert "An expression of concern about this study is in force." in summary
    assert "(RCT; under an expression of concern)" in " ".join(summary.split())
    assert "etracted" not in summary


def test_a_reinstated_study_is_told_as_any_other(kb: Kb, seed_url: str) -> None:
    before = kb("--database", seed_url, "report", "7.01.75").stdout
    announce(seed_url, RETRACTED, ("reinstatement", "2022"))
    assert kb("--database", seed_url, "report", "7.01.75").stdout == before


def test_a_study_known_only_through_a_retracted_review_says_so(kb: Kb, seed_url: str) -> None:
    """Adam et al (2002) was never read itself, only what Awad et al (2009) tell of it."""
    announce(seed_url, RETRACTED, reference="awad-2009")
    shown = " ".join(kb("--database", seed_url, "study", "show", "adam-2002").stdout.split())
    assert "it is known here only through Awad et al (2009) (retracted)" in shown


def test_a_retracted_companion_report_is_named_and_the_study_not_retracted(kb: Kb, seed_url: str) -> None:
    """The trial of 2015 with Sohn et al (2003) as a companion report, which alone was retracted."""
    with writing(seed_url) as writer:
        row = {"id": "wang-2015/sohn", "record_id": "studies/wang-2015", "study_id": "wang-2015"}
        place = {"reference_id": "sohn-2003", "role": "companion", "position": 2}
        writer.insert("study_report", [{**row, **place}])
    announce(seed_url, RETRACTED, reference="sohn-2003")
    said = "A companion report of this study (Sohn et al, 2003) has been retracted."
    for words in (
        ("summary", "7.01.75", "hcc", "--full"),
        ("report", "7.01.75"),
        ("study", "show", "wang-2015"),
    ):
        shown = " ".join(kb("--database", seed_url, *words).stdout.split())
        assert "This study has been retracted" not in shown
        assert "Notice: Retracted" not in shown
        assert said in shown, words
    assert "(retracted)" in shown
    summary = kb("--database", seed_url, "summary", "7.01.75", "hcc").stdout
    assert "RCT; retracted" not in summary
    assert re.search(
        r"wang-2015 .*retraction \(companion\)", kb("--database", seed_url, "study", "list").stdout
    )
    told = {"retracted": 0, "notice": "retraction", "notice_role": "companion"}
    for view in ("study_overview", "study_in_policy"):
        asked = f"SELECT retracted, notice, notice_role FROM {view} WHERE study = 'wang-2015'"  # noqa: S608
        assert only(seed_url, asked) == told
    with read(seed_url) as reader:
        for view, column in relations_with(reader, "study", "systematic_review"):
            about = f"SELECT * FROM {view} WHERE {column} = 'wang-2015' AND retracted = 1"  # noqa: S608
            marked = {row.get("reference") for row in reader.rows(about)}
            # A row of this view is a publication, and says it of that one.
            assert marked == ({"sohn-2003"} if view == "study_publication" else set()), view


ASKED = {"intervention": "cryoablation", "policy": "7.01.75", "indication": "hcc", "reference": "wang-2015"}
ASKED |= {"pmid": "25284802", "code": "47383", "outcome": "overall-survival"}


def test_every_saved_query_that_shows_studies_says_which_were_retracted(seed_url: str) -> None:
    """The trial stands in more than a dozen rows, each time as retracted, or is left out; no other does."""
    announce(seed_url, RETRACTED)
    showing = 0
    for saved in saved_queries(FOLDERS):
        given = {each.name: ASKED[each.name] for each in saved.parameters if each.name in ASKED}
        for row in run(seed_url, saved.name, **given):
            if "study" in row and row["study"] is not None:
                assert bool(row.get("retracted")) == (row["study"] == "wang-2015"), saved.name
                showing += row["study"] == "wang-2015"
    assert showing > 12
