"""Records changed in the database: checked like a load, logged, and safe from the next load."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kb.db.connect import read
from kb.errors import KbError, ProblemsFound
from kb.records.policies import ParagraphEntry
from kb.records.references import NoticeEntry
from kb.records.studies import ResultEntry
from kb.store.dump import dump
from kb.store.edits import amend, put, with_acknowledgement, with_notices, without_acknowledgement
from kb.store.first_use import add_standard_records
from kb.store.record_texts import record_text
from tests.builders.folders import FILES, Folder, content, rows

STUDY = "studies/doe-2020"
POLICY = "policies/1.01/policy"
HCC = "policies/1.01/indications/hcc"
PLACE = "doe-2020/complications/cryo,large:percent"


def acknowledged_as(record: Any, rule: str, found: str, reason: str) -> Any:
    """The record with a problem acknowledged."""
    return with_acknowledgement(record, {"rule": rule, "place": PLACE, "found": found, "reason": reason})


def acknowledged(record: Any) -> Any:
    """The record with a new acknowledgement."""
    reason = "Printed so; 2 of 20 are 10%."
    return with_acknowledgement(record, {"rule": "percent", "place": PLACE, "found": "10%", "reason": reason})


def labelled(label: str) -> Any:
    """A change of a study's label."""
    return lambda study: study.model_copy(update={"label": label})


def text_of(url: str, id: str = STUDY) -> str:
    """The canonical text of a record in the database."""
    with read(url) as reader:
        return record_text(reader, id)


@pytest.fixture
def loaded(folder: Folder, engine_url: str) -> str:
    """URL of a database with the folder in it."""
    folder.load(engine_url)
    return engine_url


# --- what is written ---------------------------------------------------------------------------------------


def test_only_the_rows_that_differ_are_written_and_logged(folder: Folder, loaded: str) -> None:
    before = content(loaded)
    done = amend(loaded, [(STUDY, acknowledged)], "eva", "looked at")
    assert (done.changed, done.unchanged) == ((STUDY,), ())
    assert done.sentence() == "Changed 1 record in the database; kb dump brings it into the folder."
    after = content(loaded)
    differing = {table for table in before if before[table] != after[table]}
    assert differing == {"acknowledgement", "change", "record"}
    new = after["change"][len(before["change"]) :]
    assert [(row["who"], row["why"], row["action"], row["row_id"]) for row in new] == [
        ("eva", "looked at", "insert", f"{STUDY}#2")
    ]
    assert json.loads(new[0]["after"])["reason"] == "Printed so; 2 of 20 are 10%."
    assert text_of(loaded) == FILES[STUDY] + (
        f"  - rule: percent\n    place: {PLACE}\n    found: 10%\n    reason: Printed so; 2 of 20 are 10%.\n"
    )


def test_the_folder_is_known_not_to_have_seen_the_change(loaded: str) -> None:
    sql = f"SELECT content_hash, synced_hash FROM record WHERE id = '{STUDY}'"  # noqa: S608
    (before,) = rows(loaded, sql)
    amend(loaded, [(STUDY, acknowledged)], "eva", "looked at")
    (after,) = rows(loaded, sql)
    assert after["synced_hash"] == before["synced_hash"] == before["content_hash"]
    assert after["content_hash"] != before["content_hash"]


def test_a_change_that_changes_nothing_writes_nothing(loaded: str) -> None:
    before = content(loaded)
    done = amend(loaded, [(STUDY, lambda study: study)], "eva", "looked at")
    assert (done.changed, done.unchanged) == ((), (STUDY,))
    assert done.sentence() == "Nothing changed: the records say so already."
    assert content(loaded) == before


def test_several_changes_of_a_record_follow_one_another(loaded: str) -> None:
    def longer(study: Any) -> Any:
        return study.model_copy(update={"label": f"{study.label} again"})

    done = amend(loaded, [(STUDY, longer), (STUDY, longer)], "eva", "twice")
    assert done.changed == (STUDY,)
    assert "label: Doe et al (2020) again again\n" in text_of(loaded)


def test_search_finds_the_new_words(loaded: str) -> None:
    amend(loaded, [(STUDY, labelled("Zymurgist (2020)"))], "eva", "renamed")
    found = rows(loaded, "SELECT key FROM search_entry WHERE title_words LIKE '%zymurgist%'")
    assert [row["key"] for row in found] == ["doe-2020"]


# --- what is refused ---------------------------------------------------------------------------------------


def test_all_problems_of_all_records_are_told_and_nothing_is_written(loaded: str) -> None:
    before = content(loaded)
    with pytest.raises(ProblemsFound, match=r"Nothing was written: 3 problems\.") as found:
        amend(
            loaded,
            [
                (STUDY, lambda study: study.model_copy(update={"design": "cohort"})),
                ("references/doe-2020", lambda record: record.model_copy(update={"merged": ("doe-2020",)})),
                (
                    HCC,
                    lambda record: record.model_copy(update={"question": "Is it [[roe-2021/death/cryo]]?"}),
                ),
                (POLICY, lambda policy: policy),
            ],
            "eva",
            "wrong",
        )
    told = sorted(str(problem) for problem in found.value.problems)
    assert told[0].startswith(
        "policies/1.01/indications/hcc.yaml:10: [[roe-2021/death/cryo]] names no figure"
    )
    assert told[1].startswith(
        "references/doe-2020.yaml:11: merged: a reference cannot be merged into itself."
    )
    assert told[2].startswith("studies/doe-2020.yaml:3: design: `cohort` is not among the designs.")
    assert content(loaded) == before


def test_records_that_are_not_there_are_named_together(loaded: str) -> None:
    with pytest.raises(KbError) as refused:
        amend(loaded, [("studies/doe-2021", acknowledged), ("x", acknowledged)], "eva", "typing")
    assert "The database holds no record studies/doe-2021. Did you mean studies/doe-2020?" in str(
        refused.value
    )
    assert "The database holds no record x." in str(refused.value)


def test_a_term_is_added_to_the_vocabulary(loaded: str) -> None:
    text = FILES["vocabulary/conditions"] + "cholangiocarcinoma: {name: cholangiocarcinoma}\n"
    study = FILES[STUDY].replace("conditions: [", "conditions: [cholangiocarcinoma, ")
    done = put(loaded, {STUDY: study, "vocabulary/conditions": text}, "eva", "a new term")
    assert done.changed == ("vocabulary/conditions", STUDY)
    assert text_of(loaded, "vocabulary/conditions") == text


def test_a_term_in_use_is_not_removed(loaded: str) -> None:
    text = FILES["vocabulary/interventions"].splitlines(keepends=True)[0]
    with pytest.raises(ProblemsFound, match="Change what points at it first"):
        put(loaded, {"vocabulary/interventions": text}, "eva", "words")


def test_the_role_of_an_outcome_with_results_is_changed_by_a_load(loaded: str) -> None:
    text = FILES["vocabulary/outcomes"].replace("direction: none, role: baseline}", "direction: none}", 1)
    with pytest.raises(ProblemsFound, match=r"tumor-size\.role: results of 1 study have this role\."):
        put(loaded, {"vocabulary/outcomes": text}, "eva", "words")


def test_an_empty_database_gets_the_standard_records_once(engine_url: str) -> None:
    assert "standard records" in add_standard_records(engine_url, "eva")
    ids = {row["id"] for row in rows(engine_url, "SELECT id FROM record")}
    assert {"vocabulary/designs", "vocabulary/outcomes"} < ids
    assert not any(id.startswith(("policies/", "studies/", "references/")) for id in ids)
    assert add_standard_records(engine_url, "eva") == ""


def test_an_identifier_of_another_record_is_refused(folder: Folder, engine_url: str) -> None:
    folder.write("references/roe-2021", FILES["references/doe-2020"].replace("doe-2020", "roe-2021"))
    folder.change("references/roe-2021", '{pmid: "123"}', '{pmid: "777"}')
    folder.load(engine_url)

    def same(reference: Any) -> Any:
        identifiers = reference.identifiers.model_copy(update={"pmid": "123"})
        return reference.model_copy(update={"identifiers": identifiers})

    with pytest.raises(ProblemsFound) as found:
        amend(engine_url, [("references/roe-2021", same)], "eva", "wrong")
    assert "the PMID 123 is also in the record references/doe-2020 of the database" in str(
        found.value.problems[0]
    )


def test_who_and_why_are_needed(loaded: str) -> None:
    with pytest.raises(KbError, match=r"The change log needs who and why\."):
        amend(loaded, [(STUDY, acknowledged)], "eva", " ")


# --- what other records say of the changed one -------------------------------------------------------------


def _with_results(change: Any) -> Any:
    return lambda study: study.model_copy(update={"results": tuple(change(study.results))})


def _survival(results: tuple[ResultEntry, ...]) -> list[ResultEntry]:
    """Survival printed as counts: its main figures are others now."""
    first = results[0]
    cells = {**first.columns, "cryo": ["97", "67"], "rfa": ["95%", "66%"], "cryo-rfa": "p .747"}
    data = {"outcome": "overall-survival", "at": ("1 y", "3 y"), **{k: _cell(v) for k, v in cells.items()}}
    return [ResultEntry.model_validate(data), *results[1:]]


def _cell(value: Any) -> Any:
    return tuple(value) if isinstance(value, list) else value


def test_those_who_quote_a_figure_follow_it(loaded: str) -> None:
    sql = "SELECT figure_id FROM prose_link WHERE figure_id LIKE 'doe-2020/overall-survival/cryo@3y%'"
    assert rows(loaded, sql) == [{"figure_id": "doe-2020/overall-survival/cryo@3y:percent"}]
    amend(loaded, [(STUDY, _with_results(_survival))], "eva", "counts found")
    main = rows(
        loaded,
        "SELECT id FROM figure WHERE is_main AND result_id = 'doe-2020/overall-survival/cryo@3y'",
    )
    assert rows(loaded, sql) == [{"figure_id": main[0]["id"]}]


def test_a_figure_that_others_quote_may_not_go(loaded: str) -> None:
    before = content(loaded)
    with pytest.raises(ProblemsFound) as found:
        amend(loaded, [(STUDY, _with_results(lambda results: results[1:]))], "eva", "removed")
    told = [str(problem) for problem in found.value.problems]
    assert told
    assert all(one.startswith("policies/1.01/indications/hcc.yaml:") for one in told)
    assert any("[[doe-2020/overall-survival/cryo@3y]] names no figure" in one for one in told)
    assert content(loaded) == before


def test_records_changed_together_may_quote_what_is_new(loaded: str) -> None:
    def quoting(policy: Any) -> Any:
        text = "One in [[doe-2020/complications/rfa,large:total]] had complications."
        sections = {"background": (ParagraphEntry.model_validate({"text": text}),)}
        return policy.model_copy(update={"sections": sections})

    def with_rfa(study: Any) -> Any:
        last = study.results[-1]
        data = {"outcome": last.outcome, "population": "large", "cryo": "2/20 (10%)", "rfa": "1/20 (5%)"}
        return study.model_copy(update={"results": (*study.results[:-1], ResultEntry.model_validate(data))})

    amend(loaded, [(POLICY, quoting), (STUDY, with_rfa)], "eva", "both")
    found = rows(
        loaded, "SELECT figure_id FROM prose_link WHERE place LIKE 'section_text:%' ORDER BY position"
    )
    assert [row["figure_id"] for row in found] == ["doe-2020/complications/rfa,large:total"]


# --- the next load -----------------------------------------------------------------------------------------


def test_a_load_of_the_folder_as_it_was_leaves_the_amended_record(folder: Folder, loaded: str) -> None:
    amend(loaded, [(STUDY, acknowledged)], "eva", "looked at")
    amended = text_of(loaded)
    for _ in ("once", "and again"):
        outcome = folder.load(loaded)
        assert (outcome.changed, outcome.kept) == (0, 1)
        assert "1 newer in the database and left so (kb dump fetches them)" in outcome.sentence()
        assert text_of(loaded) == amended


def test_a_load_of_a_folder_with_a_base_leaves_it_too(folder: Folder, loaded: str) -> None:
    dump(loaded, folder.path)
    amend(loaded, [(STUDY, acknowledged)], "eva", "looked at")
    outcome = folder.load(loaded)
    assert (outcome.changed, outcome.kept) == (0, 1)
    assert "rule: percent" in text_of(loaded)


@pytest.mark.parametrize("based", [False, True])
def test_a_file_that_was_edited_too_is_refused(folder: Folder, loaded: str, based: bool) -> None:
    if based:
        dump(loaded, folder.path)
    amend(loaded, [(STUDY, acknowledged)], "eva", "looked at")
    folder.change(STUDY, "label: Doe et al (2020)", "label: Doe (2020)")
    (problem,) = folder.problems(loaded)
    assert problem.startswith("studies/doe-2020.yaml:1: studies/doe-2020 was changed in the database")
    assert "eva" in problem
    assert "rule: percent" in text_of(loaded)


def test_a_prune_does_not_remove_an_amended_record(folder: Folder, loaded: str) -> None:
    amend(loaded, [("guidelines/society", labelled_title("Livers"))], "eva", "renamed")
    folder.file("guidelines/society").unlink()
    folder.change(POLICY, "guidelines:\n  - guideline: society\n    recommendations: {ablation: hcc}\n", "")
    folder.change(HCC, "        - society/ablation\n", "")
    (problem,) = folder.problems(loaded, prune=True)
    assert "guidelines/society was changed in the database" in problem


def labelled_title(title: str) -> Any:
    """A change of a title."""
    return lambda record: record.model_copy(update={"title": title})


def test_a_dump_brings_it_into_the_folder_and_the_next_load_has_nothing_to_do(
    folder: Folder, loaded: str
) -> None:
    amend(loaded, [(STUDY, acknowledged)], "eva", "looked at")
    assert dump(loaded, folder.path).changed == 1
    assert folder.file(STUDY).read_text() == text_of(loaded)
    outcome = folder.load(loaded)
    assert (outcome.changed, outcome.kept) == (0, 0)


def test_a_file_that_says_the_same_is_in_step_again(folder: Folder, loaded: str) -> None:
    amend(loaded, [(STUDY, acknowledged)], "eva", "looked at")
    folder.write(STUDY, text_of(loaded))
    assert folder.load(loaded).kept == 0
    folder.change(STUDY, "label: Doe et al (2020)", "label: Doe (2020)")
    assert folder.load(loaded).changed == 1


# --- the changes that kb makes -----------------------------------------------------------------------------


def test_an_acknowledgement_is_replaced_in_its_place(loaded: str) -> None:
    again = [
        (STUDY, acknowledged),
        (STUDY, lambda study: acknowledged_as(study, "other", "", "Seen.")),
        (STUDY, lambda study: acknowledged_as(study, "percent", " 11  % ", "Seen\nagain.")),
    ]
    amend(loaded, again, "eva", "thrice")
    sql = "SELECT rule, found, reason FROM acknowledgement WHERE place LIKE '%:percent' ORDER BY position"
    found = rows(loaded, sql)
    assert [tuple(row.values()) for row in found] == [
        ("percent", "11 %", "Seen again."),
        ("other", None, "Seen."),
    ]


def test_an_acknowledgement_is_taken_back(loaded: str) -> None:
    amend(loaded, [(STUDY, acknowledged)], "eva", "looked at")
    amend(loaded, [(STUDY, lambda s: without_acknowledgement(s, "percent", PLACE))], "eva", "no longer")
    assert text_of(loaded) == FILES[STUDY]
    done = amend(loaded, [(STUDY, lambda s: without_acknowledgement(s, "percent", PLACE))], "eva", "again")
    assert done.changed == ()


def test_an_acknowledgement_needs_a_reason(loaded: str) -> None:
    with pytest.raises(
        KbError, match=r"The acknowledgement of percent at .* lacks: reason\. Give a reason\."
    ):
        amend(loaded, [(STUDY, lambda s: acknowledged_as(s, "percent", "", " "))], "eva", "looked")


def test_documents_have_nothing_to_acknowledge(loaded: str) -> None:
    with pytest.raises(KbError, match="cannot be acknowledged"):
        amend(loaded, [("documents/source", acknowledged)], "eva", "looked at")


def test_notices_are_written_with_where_they_were_learned(loaded: str) -> None:
    notice = NoticeEntry.model_validate(
        {"kind": "retraction", "date": "2022-03-01", "doi": "10.1000/Gone", "source": "Retraction Watch"}
    )
    id = "references/doe-2020"
    amend(
        loaded, [(id, lambda reference: with_notices(reference, [*reference.notices, notice]))], "eva", "new"
    )
    assert (
        "  - {kind: retraction, date: 2022-03-01, doi: 10.1000/gone, source: Retraction Watch}\n"
        in text_of(loaded, id)
    )
    (row,) = rows(loaded, "SELECT * FROM notice WHERE kind = 'retraction'")
    assert (row["doi"], row["pmid"], row["source"]) == ("10.1000/gone", None, "Retraction Watch")
    amend(loaded, [(id, lambda reference: with_notices(reference, []))], "eva", "lifted")
    assert rows(loaded, "SELECT * FROM notice") == []


# --- new records -------------------------------------------------------------------------------------------

REFERENCE = """\
reference: roe-2022
identifiers: {pmid: "99"}
csl: {type: article-journal, title: Another trial, issued: 2022}
"""


def test_new_and_changed_records_are_put_together(loaded: str) -> None:
    study = text_of(loaded).replace("doe-2020", "roe-2022").replace("Doe", "Roe")
    new = study[: study.index("acknowledged:")]
    done = put(loaded, {"studies/roe-2022": new, "references/roe-2022": REFERENCE}, "eva", "new trial")
    assert done.changed == ("references/roe-2022", "studies/roe-2022")
    assert text_of(loaded, "references/roe-2022").startswith("reference: roe-2022")
    again = put(loaded, {"references/roe-2022": REFERENCE}, "eva", "again")
    assert (again.changed, again.unchanged) == ((), ("references/roe-2022",))
    longer = REFERENCE.replace("Another trial", "Another randomized trial")
    assert put(loaded, {"references/roe-2022": longer}, "eva", "title").changed == ("references/roe-2022",)
    whole = rows(
        loaded, "SELECT who, why FROM change WHERE table_name = 'record' AND row_id = 'references/roe-2022'"
    )
    assert [(row["who"], row["why"]) for row in whole] == [("eva", "new trial")]


def test_a_record_that_is_put_wrong_is_told_by_line_and_nothing_is_written(loaded: str) -> None:
    before = content(loaded)
    with pytest.raises(ProblemsFound) as told:
        put(
            loaded,
            {"references/roe-2022": REFERENCE.replace("99", "x9"), "references/b": "reference: c\n"},
            "e",
            "w",
        )
    assert {problem.file for problem in told.value.problems} == {
        "references/roe-2022.yaml",
        "references/b.yaml",
    }
    assert content(loaded) == before


def test_a_put_record_is_left_alone_by_the_next_load_and_dumped(
    folder: Folder, loaded: str, tmp_path: Path
) -> None:
    put(loaded, {"references/roe-2022": REFERENCE}, "eva", "new trial")
    folder.load(loaded)
    assert text_of(loaded, "references/roe-2022")
    dump(loaded, tmp_path / "out")
    assert (tmp_path / "out/references/roe-2022.yaml").exists()
