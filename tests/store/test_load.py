"""What a load writes, logs and refuses."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.errors import KbError, NeedsUpgrade
from kb.store.dump import dump
from kb.store.load import LoadRequest, load
from tests.builders.folders import FILES, Folder, change_in_database, content, rows


def test_figures_have_readable_ids(folder: Folder, engine_url: str) -> None:
    folder.load(engine_url)
    found = rows(
        engine_url, "SELECT id, reported_text, is_main FROM figure WHERE result_id IS NOT NULL ORDER BY id"
    )
    assert {row["id"]: row["reported_text"] for row in found} == {
        "doe-2020/complications/cryo,large:count": "2",
        "doe-2020/complications/cryo,large:percent": "10%",
        "doe-2020/complications/cryo,large:total": "20",
        "doe-2020/overall-survival/cryo-rfa@1y+3y:p-value": "p=.747",
        "doe-2020/overall-survival/cryo@1y:percent": "97%",
        "doe-2020/overall-survival/cryo@3y:percent": "67%",
        "doe-2020/overall-survival/rfa@1y:percent": "95%",
        "doe-2020/overall-survival/rfa@3y:percent": "66%",
        "doe-2020/participants/all:count": "40",
        "doe-2020/participants/cryo:count": "20",
        "doe-2020/participants/rfa:count": "20",
        "doe-2020/tumor-size/all,large,definition:quantity": ">2",
    }


def test_every_figure_knows_its_characters(folder: Folder, engine_url: str) -> None:
    folder.load(engine_url)
    sql = "SELECT figure_id, start, printed, inherited FROM figure_source WHERE figure_id LIKE '%{}%'"
    survival = rows(engine_url, sql.format("cryo@3y"))
    assert [(row["start"], row["printed"]) for row in survival] == [(108, "67%")]
    (total,) = rows(engine_url, sql.format("cryo,large:total"))
    assert (total["start"], total["printed"], bool(total["inherited"])) == (30, "Twenty", True)


def test_a_new_record_is_one_line_of_the_change_log(folder: Folder, engine_url: str) -> None:
    folder.load(engine_url, why="first entry")
    log = rows(engine_url, "SELECT * FROM \"change\" WHERE record_id = 'studies/doe-2020'")
    assert [(row["action"], row["table_name"], row["who"], row["why"]) for row in log] == [
        ("insert", "record", "tester", "first entry")
    ]
    assert log[0]["after"] == folder.file("studies/doe-2020").read_text()


def test_a_changed_record_is_logged_field_by_field(folder: Folder, engine_url: str) -> None:
    folder.load(engine_url)
    folder.change("studies/doe-2020", "cryo: [97%, 67%]", "cryo: [97%, 76%]")
    folder.change("studies/doe-2020", "97% and 67%", "97% and 76%")
    assert (
        folder.load(engine_url, why="mistyped").sentence()
        == f"Loaded {len(FILES)} records: 0 new, 1 changed, {len(FILES) - 1} unchanged."
    )
    log = rows(engine_url, "SELECT * FROM \"change\" WHERE why = 'mistyped' ORDER BY id")
    changed = [row for row in log if row["table_name"] == "figure"]
    assert {row["row_id"] for row in changed} == {"doe-2020/overall-survival/cryo@3y:percent"}
    assert {row["field"]: (row["before"], row["after"]) for row in changed} == {
        "reported": ("67%", "76%"),
        "reported_text": ("67%", "76%"),
        "value_text": ("67", "76"),
        "value": ("67.0", "76.0"),
    }
    assert {row["action"] for row in log} == {"update"}


def test_rows_may_trade_places(folder: Folder, engine_url: str) -> None:
    folder.load(engine_url)
    text = folder.file("studies/doe-2020").read_text()
    start, end = text.index("  cryo: {label"), text.index("  rfa: {label")
    after = text.index("populations:")
    folder.write("studies/doe-2020", text[:start] + text[end:after] + text[start:end] + text[after:])
    folder.write("studies/doe-2020", _formatted(folder))
    folder.load(engine_url)
    assert rows(engine_url, "SELECT key FROM arm ORDER BY position") == [{"key": "rfa"}, {"key": "cryo"}]


def _formatted(folder: Folder) -> str:
    from kb.records.formatting import format_text
    from tests.builders.texts import name

    return format_text(folder.file("studies/doe-2020").read_text(), name("studies/doe-2020"))


def test_a_dry_run_writes_nothing(folder: Folder, engine_url: str) -> None:
    outcome = folder.load(engine_url, dry_run=True)
    assert outcome.sentence() == (
        f"Checked {len(FILES)} records: {len(FILES)} new, 0 changed, 0 unchanged. Nothing was written."
    )
    assert rows(engine_url, "SELECT * FROM record") == []


@pytest.mark.parametrize(
    ("id", "old", "new", "message"),
    [
        (
            "studies/doe-2020", "design: randomized-controlled-trial", "design: randomised-controlled-trial",
            "studies/doe-2020.yaml:3: design: `randomised-controlled-trial` is not among the designs."
            " Did you mean randomized-controlled-trial?",
        ),
        (
            "studies/doe-2020", "primary: doe-2020", "primary: do-2020",
            "studies/doe-2020.yaml:4: reports.primary: `do-2020` is not among the references."
            " Did you mean doe-2020? Else add it: kb reference add, or references/do-2020.yaml.",
        ),
        (
            "studies/doe-2020", "outcome: complications", "outcome: complication",
            "studies/doe-2020.yaml:27: results[2].outcome: `complication` is not among the outcomes."
            " Did you mean complications?",
        ),
        (
            "studies/doe-2020", "code: conduct/allocation/2", "code: conduct/allocation/3",
            "studies/doe-2020.yaml:34: limitations.items[1].code: `limitations-2021/conduct/allocation/3`"
            " is not among the codes of the instrument."
            " Did you mean conduct/allocation/2?",
        ),
        (
            "studies/doe-2020", "    population: large\n", "    population: large\n    role: outcome\n",
            "studies/doe-2020.yaml:29: results[2].role: `outcome` is the usual role of complications."
            " Remove the line.",
        ),
        (
            "policies/1.01/indications/hcc", "cryo@3y", "cryo@5y",
            "policies/1.01/indications/hcc.yaml:22: [[doe-2020/overall-survival/cryo@5y]] names no figure."
            " Did you mean doe-2020/overall-survival/cryo@3y or doe-2020/overall-survival/cryo@1y"
            " or doe-2020/overall-survival/rfa@3y?",
        ),
        (
            "policies/1.01/indications/hcc", "survival/cryo@3y", "survival/cryo",
            "policies/1.01/indications/hcc.yaml:22: [[doe-2020/overall-survival/cryo]] names no figure."
            " Did you mean doe-2020/overall-survival/cryo@1y or doe-2020/overall-survival/cryo@3y?",
        ),
        (
            "policies/1.01/indications/hcc", "cryo-rfa@1y+3y", "cryo-rfa@1y+3y:percent",
            "policies/1.01/indications/hcc.yaml:22: [[doe-2020/overall-survival/cryo-rfa@1y+3y:percent]]"
            " names no figure. It has: doe-2020/overall-survival/cryo-rfa@1y+3y:p-value.",
        ),
        (
            "policies/1.01/indications/hcc", "doe-2020#conduct/allocation/2", "doe-2020#conduct/blinding/1",
            "policies/1.01/indications/hcc.yaml:24: doe-2020#conduct/blinding/1 names no limitation.",
        ),
        (
            "policies/1.01/policy", "[[fact:deaths]]", "[[fact:death]]",
            "policies/1.01/policy.yaml:26: [[fact:death]] names no figure. Did you mean deaths?",
        ),
        (
            "policies/1.01/policy", "[@doe-2020]", "[@roe-2020]",
            "policies/1.01/policy.yaml:26: [@roe-2020] names no reference. Did you mean doe-2020?",
        ),
        (
            "guidelines/society", "[[size]]", "[[sizes]]",
            "guidelines/society.yaml:6: recommendations[1].text: [[sizes]] names no threshold."
            " Enter it under `thresholds`.",
        ),
    ],
)  # fmt: skip
def test_what_points_nowhere_is_refused(
    folder: Folder, engine_url: str, id: str, old: str, new: str, message: str
) -> None:
    folder.change(id, old, new)
    found = folder.problems(engine_url)
    assert len(found) == 1
    assert found[0].startswith(message), found[0]
    assert rows(engine_url, "SELECT * FROM record") == []


def test_the_same_pmid_twice_names_both_files(folder: Folder, engine_url: str) -> None:
    text = folder.file("references/doe-2020").read_text()
    folder.write("references/roe-2021", text.replace("doe-2020", "roe-2021"))
    assert folder.problems(engine_url) == [
        "references/roe-2021.yaml:2: identifiers.pmid: the PMID 123 is also in references/doe-2020.yaml."
        " If both are the same publication, keep one; else correct the identifier."
    ]


def test_a_pmid_that_the_database_has_under_another_key(folder: Folder, engine_url: str) -> None:
    folder.load(engine_url)
    text = folder.file("references/doe-2020").read_text()
    folder.write("references/roe-2021", text.replace("doe-2020", "roe-2021"))
    folder.file("references/doe-2020").unlink()
    (found,) = folder.problems(engine_url)
    assert "the PMID 123 is also in the record references/doe-2020 of the database." in found


def test_problems_of_all_files_are_told_at_once(folder: Folder, engine_url: str) -> None:
    folder.change("studies/doe-2020", "cryo: 2/20 (10%)", "cryo: 2 moths")
    folder.change("references/doe-2020", '"123"', "12a")
    folder.write("studies/roe-2021", "study: [")
    folder.file("guidelines/society").write_bytes(b"\x00\x01")
    folder.write("guidelines/readme", "")
    files = [problem.partition(":")[0] for problem in folder.problems(engine_url)]
    assert sorted(files) == [
        "guidelines/readme.yaml",
        "guidelines/society.yaml",
        "references/doe-2020.yaml",
        "studies/doe-2020.yaml",
        "studies/roe-2021.yaml",
    ]


def test_a_problem_in_a_study_is_not_told_again_by_those_who_quote_it(
    folder: Folder, engine_url: str
) -> None:
    folder.change("studies/doe-2020", "label: Doe et al (2020)\n", "")
    assert len(folder.problems(engine_url)) == 1


def test_studies_may_quote_each_other(folder: Folder, engine_url: str) -> None:
    other = folder.file("studies/doe-2020").read_text().replace("doe-2020", "abe-2019")
    other = other.replace("primary: abe-2019", "primary: doe-2020").replace(
        "adults with small tumors", "adults as in [[doe-2020/participants/all]]"
    )
    folder.write("studies/abe-2019", other)
    folder.change("studies/doe-2020", "adults with small tumors", "adults, [[abe-2019/participants/all]]")
    folder.load(engine_url)
    links = rows(engine_url, "SELECT figure_id FROM prose_link WHERE place LIKE 'study:%' ORDER BY id")
    assert [row["figure_id"] for row in links] == [
        "doe-2020/participants/all:count",
        "abe-2019/participants/all:count",
    ]
    before = content(engine_url)
    assert folder.load(engine_url).changed == 0
    assert content(engine_url) == before


def test_a_record_changed_in_the_database_is_not_overwritten(folder: Folder, engine_url: str) -> None:
    folder.load(engine_url)
    change_in_database(engine_url, "UPDATE study SET label = 'Doe (2020)'")
    for _ in ("the file as it was", "the file changed too"):
        (found,) = folder.problems(engine_url)
        assert found.startswith(
            "studies/doe-2020.yaml:1: studies/doe-2020 was changed in the database since it was last loaded"
            " or dumped (last logged change: "
        )
        assert found.endswith("and load it.")
        folder.write(
            "studies/doe-2020",
            folder.file("studies/doe-2020").read_text().replace("label: Doe et al", "label: D et al"),
        )
    assert rows(engine_url, "SELECT label FROM study") == [{"label": "Doe (2020)"}]


def test_a_file_that_says_what_the_database_says_is_in_step(folder: Folder, engine_url: str) -> None:
    folder.load(engine_url)
    change_in_database(engine_url, "UPDATE study SET label = 'Doe (2020)'")
    folder.change("studies/doe-2020", "label: Doe et al (2020)", "label: Doe (2020)")
    assert folder.load(engine_url).changed == 0


def test_missing_files_remove_nothing(folder: Folder, engine_url: str) -> None:
    folder.load(engine_url)
    folder.file("policies/1.01/indications/hcc").unlink()
    assert folder.load(engine_url).removed == 0
    assert len(rows(engine_url, "SELECT * FROM indication")) == 1


def test_what_is_deleted_here_is_told_and_can_be_pruned_later(folder: Folder, engine_url: str) -> None:
    folder.load(engine_url)
    dump(engine_url, folder.path)
    folder.file("policies/1.01/indications/hcc").unlink()
    folder.change("policies/1.01/policy", "    indications: [hcc]\n", "")
    folder.change(
        "policies/1.01/policy", "recommendations: {ablation: hcc}", "recommendations: {ablation: none}"
    )
    said = folder.load(engine_url).sentence()
    assert said == (
        f"Loaded {len(FILES) - 1} records: 0 new, 1 changed, {len(FILES) - 2} unchanged,"
        " 1 deleted here and left in the database (--prune removes them)."
    )
    assert "1 deleted here" in folder.load(engine_url).sentence()
    assert folder.load(engine_url, prune=True).removed == 1
    assert "deleted here" not in folder.load(engine_url).sentence()


def test_prune_removes_what_the_folder_lacks_and_logs_it(folder: Folder, engine_url: str) -> None:
    folder.load(engine_url)
    text = folder.file("guidelines/society").read_text()
    folder.file("guidelines/society").unlink()
    folder.change(
        "policies/1.01/policy",
        "guidelines:\n  - guideline: society\n    recommendations: {ablation: hcc}\n",
        "",
    )
    folder.change("policies/1.01/indications/hcc", "        - society/ablation\n", "")
    assert folder.load(engine_url, prune=True).removed == 1
    (log,) = rows(
        engine_url, "SELECT * FROM \"change\" WHERE record_id = 'guidelines/society' AND action = 'delete'"
    )
    assert (log["before"], log["after"]) == (text, None)
    assert rows(engine_url, "SELECT * FROM fact WHERE policy_id IS NULL") == []


def test_prune_refuses_to_remove_what_is_still_used(folder: Folder, engine_url: str) -> None:
    folder.load(engine_url)
    folder.file("references/doe-2020").unlink()
    assert any(
        "`doe-2020` is not among the references" in found for found in folder.problems(engine_url, prune=True)
    )
    assert len(rows(engine_url, "SELECT * FROM reference")) == 1


def test_a_word_that_is_still_used_cannot_leave_the_vocabulary(folder: Folder, engine_url: str) -> None:
    folder.load(engine_url)
    partial = Folder(folder.path.parent / "partial")
    for id in ("studies/doe-2020", "policies/1.01/policy", "policies/1.01/indications/hcc"):
        partial.file(id).unlink()
    partial.change("vocabulary/conditions", "hepatocellular-carcinoma", "liver-cancer")
    found = partial.problems(engine_url)
    assert any("study_condition" in problem or "hepatocellular-carcinoma" in problem for problem in found)
    assert rows(engine_url, "SELECT id FROM vocabulary_condition") == [{"id": "hepatocellular-carcinoma"}]


def test_a_changed_role_of_an_outcome_reaches_its_studies(folder: Folder, engine_url: str) -> None:
    folder.load(engine_url)
    folder.change(
        "vocabulary/outcomes",
        "domain: harm, direction: lower",
        "domain: harm, direction: lower, role: treatment",
    )
    folder.load(engine_url)
    found = rows(engine_url, "SELECT role FROM result WHERE id = 'doe-2020/complications/cryo,large'")
    assert found == [{"role": "treatment"}]


def test_who_and_why_are_needed(folder: Folder, engine_url: str) -> None:
    with pytest.raises(KbError, match=r"The change log needs who and why\."):
        load(LoadRequest(folder.path, engine_url, "tester", " "))


def test_a_database_without_schema_is_not_loaded_into(folder: Folder, tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()
    with pytest.raises(NeedsUpgrade, match="Run `kb migrate`"):
        folder.load(f"sqlite:///{tmp_path / 'empty.db'}")


def test_a_folder_that_is_not_there(engine_url: str, tmp_path: Path) -> None:
    with pytest.raises(KbError, match=r"nowhere is not there\. Check the path"):
        load(LoadRequest(tmp_path / "nowhere", engine_url, "tester", "test"))


def test_progress_counts_to_the_end(folder: Folder, engine_url: str) -> None:
    seen: list[tuple[int, int]] = []
    load(
        LoadRequest(folder.path, engine_url, "tester", "test"), lambda done, total: seen.append((done, total))
    )
    assert seen[-1] == (len(FILES), len(FILES))
    assert seen == sorted(seen)
