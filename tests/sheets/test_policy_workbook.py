"""``kb policy sheet`` and ``kb policy take``: a policy as a workbook, as a person works with it."""

from __future__ import annotations

import datetime
import zlib
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import openpyxl
import pytest
from typer.testing import Result

from kb.db.connect import read
from kb.records.as_entered import picture_text
from kb.store.edits import put
from kb.store.record_texts import record_text
from tests.command_line import Kb
from tests.sheets.first_policy import FIRST, HEADS, POLICY, RESULTS
from tests.sheets.typing_in import rename_heads, type_in

Run = Callable[..., Result]


@pytest.fixture
def run(kb: Kb, engine_url: str) -> Run:
    """Runs ``kb`` on a database without any record."""
    return _on(kb, engine_url)


@pytest.fixture
def run_shipped(kb: Kb, seed_url: str) -> Run:
    """Runs ``kb`` on a database with the evidence that ships."""
    return _on(kb, seed_url)


def _on(kb: Kb, url: str) -> Run:
    def run_it(*words: str, code: int = 0) -> Result:
        result = kb("--database", url, *words)
        assert result.exit_code == code, result.output
        return result

    return run_it


def gray_png(side: int) -> bytes:
    """A gray square as a PNG that is not compressed."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        check = zlib.crc32(kind + content).to_bytes(4, "big")
        return len(content).to_bytes(4, "big") + kind + content + check

    size = side.to_bytes(4, "big") * 2
    rows = zlib.compress(bytes((side + 1) * side), 0)
    parts = chunk(b"IHDR", size + b"\x08\0\0\0\0") + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def first_workbook(run: Run, file: Path) -> Path:
    """The workbook of a first policy, filled in."""
    run("policy", "sheet", POLICY, "--new", "-o", str(file))
    type_in(file, FIRST)
    rename_heads(file, "Study results", HEADS)
    type_in(file, {"Study results": RESULTS})
    return file


def test_a_first_policy_comes_from_one_workbook_into_an_empty_database(run: Run, tmp_path: Path) -> None:
    """Terms, a reference, a trial, an indication, criteria and codes: then the policy is written."""
    told = run("policy", "take", str(first_workbook(run, tmp_path / "first.xlsx"))).stderr
    assert f"kb report {POLICY}" in told
    summary = run("summary", POLICY).stdout
    assert "who receive inventumab, the evidence includes 1 randomized controlled trial" in summary
    assert "In one trial, function was kept more often (3.1)." in summary
    report = run("report", POLICY, "--format", "markdown").stdout
    assert "Earlier treatment" in report and "nothingnib is not tolerated" in report
    assert "Madeup A, Invented B Jr, The Nowhere Group. Inventumab for imaginary disease." in report
    assert "95% CI, 1.6 to 4.6 points; p<.001" in report


def test_a_workbook_that_nobody_changed_changes_nothing(run_shipped: Run, tmp_path: Path) -> None:
    file = tmp_path / "policy.xlsx"
    told = run_shipped("policy", "sheet", "7.01.75", "--study", "wang-2015", "--all", "-o", str(file)).stderr
    assert f"Next: fill it in, then kb policy take {file}" in told
    assert "Nothing changed" in run_shipped("policy", "take", str(file)).stderr


def test_what_is_typed_into_a_policy_comes_in_and_the_rest_stays(
    run_shipped: Run, seed_url: str, tmp_path: Path
) -> None:
    """A new code, and a term with the study outcome that uses it; nothing else is touched."""
    file = tmp_path / "policy.xlsx"
    run_shipped("policy", "sheet", "7.01.75", "-o", str(file))
    type_in(
        file,
        {
            "Codes": [{"system": "HCPCS", "code": "J9999", "description": "Invented", "use": "drug"}],
            "New outcomes": [{"key": "regret", "name": "regret", "domain": "symptom", "direction": "lower"}],
            "Indication outcomes": [{"indication": "hcc", "outcome": "regret", "relevant": "no"}],
        },
    )
    with read(seed_url) as reader:
        before = record_text(reader, "policies/7.01.75/policy")
    assert "Changed 3 records" in run_shipped("policy", "take", str(file), "--because", "a trial").stderr
    with read(seed_url) as reader:
        after = record_text(reader, "policies/7.01.75/policy")
        assert "regret" in record_text(reader, "policies/7.01.75/indications/hcc")
    new = [line for line in after.splitlines() if line not in before.splitlines()]
    assert new == ["  - {system: HCPCS, code: J9999, description: Invented, use: drug}"]


def test_every_problem_is_told_in_one_round_at_its_cell(run: Run, tmp_path: Path) -> None:
    """A wrong code, a missing word, a term and a rule nobody has, a formula, a decimal comma: all at once."""
    file = first_workbook(run, tmp_path / "first.xlsx")
    with closing(openpyxl.load_workbook(file)) as book:
        lines = {row[0].value: row for row in book["Indications"].iter_rows(min_row=2)}
        lines["conclusion/effect"][2].value = "improves"  # no code
        lines["interventions"][2].value = "inventumab, inventumad"  # no term
        book["Study arms"]["C3"].value = None  # a label that every arm needs
        book["Study arms"]["D3"].value = "inventumad"
        book["Indication findings"]["C2"].value = "Better ([[madeup-2024/imaginary-score/inv-not@2y]])."
        book["Statement criteria"]["C4"].value = "some"
        book["References"]["F2"].value = "=1+1"
        results = {str(cell.value): cell.column_letter for cell in book["Study results"][1]}
        book["Study results"][f"{results['not']}2"].value = "mean 28,1 points"
        book.save(file)
    told = run("policy", "take", str(file), code=3).stderr
    for place, words in (
        (f"Indications!{lines['conclusion/effect'][2].coordinate}", "`improves` is none of the codes"),
        (
            f"Indications!{lines['interventions'][2].coordinate}",
            "`inventumad` is not among the interventions. (Also in Study arms!D3.)",
        ),
        ("Study arms!C3", "`label` is empty"),
        ("Statement criteria!C4", "`some` is no rule"),
        ("References!F2", "holds a formula"),
        (f"Study results!{results['not']}2", "28.1"),
    ):
        (line,) = [line for line in told.splitlines() if line.startswith(f"{place}: ")]
        assert words in line
    assert "enter it on the sheet New interventions" in told
    assert (tmp_path / "first-problems.xlsx").exists()


def test_a_figure_that_nobody_has_is_told_at_the_cell_that_names_it(run: Run, tmp_path: Path) -> None:
    file = first_workbook(run, tmp_path / "first.xlsx")
    with closing(openpyxl.load_workbook(file)) as book:
        book["Indication findings"]["C2"].value = "Better ([[madeup-2024/imaginary-score/inv-not@2y]])."
        book["New outcomes"]["E2"].value = "up"
        book.save(file)
    told = run("policy", "take", str(file), code=3).stderr
    assert "Indication findings!C2: [[madeup-2024/imaginary-score/inv-not@2y]] names no figure." in told
    assert "New outcomes!E2: `up` is none of the codes." in told


def test_what_was_changed_meanwhile_is_not_written_over(run_shipped: Run, tmp_path: Path) -> None:
    """Two people have a workbook of the policy; the second to take theirs is told so."""
    files = [tmp_path / "a.xlsx", tmp_path / "b.xlsx"]
    for number, file in enumerate(files):
        run_shipped("policy", "sheet", "7.01.75", "-o", str(file))
        type_in(file, {"Related": [{"title": f"Madeup {number}"}]})
    run_shipped("policy", "take", str(files[0]))
    (told,) = told_of(run_shipped, files[1])
    assert told.startswith("Policy!B1: policies/7.01.75/policy was changed in the knowledge base after")
    run_shipped("policy", "take", str(files[1]), "--overwrite")


def test_what_is_there_already_is_told_with_all_other_problems(run_shipped: Run, tmp_path: Path) -> None:
    """A reference that is held is named by its key alone; the rest of the workbook is looked at all the same.

    Problems come in the order of the sheets, so that a person goes through them once.
    """
    file = tmp_path / "policy.xlsx"
    run_shipped("policy", "sheet", "7.01.75", "-o", str(file))
    again = {"reference": "wang-2015", "csl/type": "article-journal", "csl/title": "Another title"}
    code = {"system": "CPT", "code": "99999", "description": "Madeup", "use": "Procedures"}
    type_in(file, {"References": [again], "Codes": [code], "Indications": {"position": "first"}})
    told = told_of(run_shipped, file)
    assert [line.partition("!")[0] for line in told] == ["Codes", "Indications", "References"]
    assert "wang-2015 is in the knowledge base already" in told[2]
    assert "its key can be used without them" in told[2]


def test_a_key_with_capitals_is_told_as_it_is_meant(run: Run, tmp_path: Path) -> None:
    file = first_workbook(run, tmp_path / "first.xlsx")
    with closing(openpyxl.load_workbook(file)) as book:
        book["Statements"]["C2"].value = "Medically necessary"
        book.save(file)
    (told,) = told_of(run, file)
    assert told.startswith(
        "Statements!C2: `Medically necessary` is no key. Did you mean medically-necessary?"
    )


def test_a_workbook_that_was_taken_is_corrected_and_taken_again(
    run: Run, engine_url: str, tmp_path: Path
) -> None:
    """It remembers what was taken: nobody has to write a new one, or to write over anything.

    What somebody else changed after that is theirs all the same.
    """
    file = first_workbook(run, tmp_path / "first.xlsx")
    run("policy", "take", str(file))
    type_in(file, {"Studies": {"label": "Madeup and others (2024)"}})
    assert "Changed 1 record " in run("policy", "take", str(file)).stderr
    run("edit", "study", "madeup-2024", "--label", "Theirs (2024)")
    type_in(file, {"Studies": {"label": "Ours (2024)"}})
    (told,) = told_of(run, file)
    assert told.startswith("Studies!C1: studies/madeup-2024 was changed in the knowledge base after this")
    with read(engine_url) as reader:
        assert "Theirs (2024)" in record_text(reader, "studies/madeup-2024")


def test_a_workbook_that_cannot_be_written_to_is_taken_all_the_same(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Excel has it open: then a person is told how to correct something later."""
    file = first_workbook(run, tmp_path / "first.xlsx")
    before = file.read_bytes()

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("kb.sheets.workbook_memory.replacing", refuse)
    told = run("policy", "take", str(file)).stderr
    assert "could not be told that it was taken" in told and "Changed" in told
    assert file.read_bytes() == before


def test_a_sheet_that_somebody_deleted_is_told_where_the_policy_needs_it(
    run_shipped: Run, tmp_path: Path
) -> None:
    """Its entries would be lost; a sheet that was empty may go."""
    file = tmp_path / "policy.xlsx"
    run_shipped("policy", "sheet", "7.01.75", "-o", str(file))
    with closing(openpyxl.load_workbook(file)) as book:
        del book["Codes"], book["New outcomes"]
        book.save(file)
    told = run_shipped("policy", "take", str(file), code=3).stderr
    assert "Codes!A1: the sheet Codes is missing." in told
    assert "New outcomes" not in told


def test_a_policy_that_is_not_there_is_begun_on_purpose(run_shipped: Run, tmp_path: Path) -> None:
    """A slip of the key makes no new policy."""
    told = run_shipped("policy", "sheet", "7.01.57", "-o", str(tmp_path / "x.xlsx"), code=1).stderr
    assert "Did you mean 7.01.75?" in told and "--new" in told
    told = run_shipped("policy", "sheet", "7.01.75", "--new", "-o", str(tmp_path / "x.xlsx"), code=1).stderr
    assert "There is a policy 7.01.75 already." in told
    told = run_shipped("policy", "sheet", "No key", "--new", "-o", str(tmp_path / "x.xlsx"), code=1).stderr
    assert "`No key` is no key of a policy." in told


def test_a_number_as_the_plan_prints_it_makes_the_key(run: Run, tmp_path: Path) -> None:
    """RX999.001 is kept as the number, and in lower case it is the key."""
    file = tmp_path / "first.xlsx"
    run("policy", "sheet", POLICY.upper(), "--new", "-o", str(file))
    with closing(openpyxl.load_workbook(file)) as book:
        lines = {row[0].value: row[1].value for row in book["Policy"].iter_rows(min_row=2)}
    assert (lines["policy"], lines["number"]) == (POLICY, POLICY.upper())


def test_headers_have_help_and_cells_offer_what_is_known(run: Run, tmp_path: Path) -> None:
    """Point at a header to read what it takes; keys of other sheets are offered, too."""
    file = first_workbook(run, tmp_path / "first.xlsx")
    with closing(openpyxl.load_workbook(file)) as book:
        heads = {str(cell.value): cell.comment.text for cell in book["Statements"][1]}
        assert "What the plan decided" in heads["determination"]
        offers = {offer.formula1 for offer in book["Statement criteria"].data_validations.dataValidation}
        assert "'Statements'!$A$2:$A$41" in offers
        assert book["Instructions"].max_row > 20


def test_criteria_side_by_side_must_all_hold(run: Run, engine_url: str, tmp_path: Path) -> None:
    """Nobody has to write a row that says only `all`."""
    file = first_workbook(run, tmp_path / "first.xlsx")
    with closing(openpyxl.load_workbook(file)) as book:
        sheet = book["Statement criteria"]
        rows = ["//one", "1/any/two", "2//three", "//four", "1//five"]
        for row, typed in enumerate(rows, start=2):
            level, rule, text = typed.split("/")
            for column, value in enumerate(("initial" if row == 2 else None, level, rule, text), start=1):
                sheet.cell(row, column).value = value or None
        book.save(file)
    run("policy", "take", str(file))
    with read(engine_url) as reader:
        text = record_text(reader, f"policies/{POLICY}/policy")
    lines = [line.strip() for line in text.partition("criteria:")[2].splitlines()]
    assert lines[1:8] == ["all:", "- one", "- text: two", "any:", "- three", "- four", "- five"]


def test_what_belongs_to_nothing_is_told(run: Run, tmp_path: Path) -> None:
    """Arms without a study, and criteria of a statement that is not there, are not passed over."""
    file = tmp_path / "first.xlsx"
    run("policy", "sheet", POLICY, "--new", "-o", str(file))
    alone = {name: FIRST[name] for name in ("Plans", "Policy", "Study arms")}
    type_in(file, alone)
    decided = {"determination": "investigational", "text": "It is investigational."}
    criteria = [{"statement": "c", "text": "never"}, {"text": "of none"}]
    statements = [{"key": "a", **decided}, {"key": "b", **decided}]
    type_in(file, {"Statements": statements, "Statement criteria": criteria})
    told = run("policy", "take", str(file), code=3).stderr
    assert "Study arms!A2: there is no study that this row could belong to." in told
    assert "Statement criteria!A2: `c` is no statement of this workbook. Known: a, b." in told
    assert "2 problems" in told


def told_of(run: Run, file: Path) -> list[str]:
    """Each problem that a workbook is refused with: its cell and what is wrong."""
    return run("policy", "take", str(file), code=3).stderr.strip().splitlines()[1:]


def test_merged_cells_are_told_once_and_marked(run: Run, tmp_path: Path) -> None:
    """A mark goes to the first of them, and the rows that it would name are not told one by one."""
    file = first_workbook(run, tmp_path / "first.xlsx")
    with closing(openpyxl.load_workbook(file)) as book:
        book["Study results"]["A2"].value = "madeup-2024"
        book["Study results"].merge_cells("A2:A3")
        book["Statement criteria"].merge_cells("D4:D5")
        book.save(file)
    told = told_of(run, file)
    assert [line.partition(": ")[0] for line in told] == ["Statement criteria!D4", "Study results!A2"]
    assert all("Unmerge, and type it into each." in line for line in told)


def test_a_sheet_with_another_name_is_one_problem(run: Run, tmp_path: Path) -> None:
    """The figures that are on it are not missed one by one, and its new name is guessed."""
    run("policy", "take", str(first_workbook(run, tmp_path / "first.xlsx")))
    file = tmp_path / "again.xlsx"
    run("policy", "sheet", POLICY, "-o", str(file), "--study", "madeup-2024")
    with closing(openpyxl.load_workbook(file)) as book:
        book["Study results"].title = "What they found"
        book.save(file)
    (told,) = told_of(run, file)
    assert told.startswith("Study results!A1: the sheet Study results is missing.")
    assert "If it is the sheet What they found, name it Study results again." in told


def test_a_note_beside_the_cells_is_one_problem(run: Run, tmp_path: Path) -> None:
    """It is no second policy, and no study without label and design."""
    file = first_workbook(run, tmp_path / "first.xlsx")
    with closing(openpyxl.load_workbook(file)) as book:
        book["Policy"]["E30"].value = "ask the director"
        book["Studies"]["H20"].value = "?"
        book["Studies"]["H21"].value = "?"
        book.save(file)
    told = told_of(run, file)
    assert [line.partition(". ")[0] for line in told] == [
        "Policy!E30: is in a line without a field",
        "Studies!H20: is in a column without a header or key",
    ]


def test_a_column_that_is_missing_is_not_told_in_each_row(run: Run, tmp_path: Path) -> None:
    file = first_workbook(run, tmp_path / "first.xlsx")
    with closing(openpyxl.load_workbook(file)) as book:
        book["Study arms"]["C1"].value = "Name of the arm"
        book.save(file)
    told = told_of(run, file)
    assert [line.partition(". ")[0] for line in told] == [
        "Study arms!A1: the column `label` is missing",
        "Study arms!C1: `Name of the arm` is no column of this sheet.",
    ]


def test_empty_rows_above_the_headers_are_one_problem(run: Run, tmp_path: Path) -> None:
    file = first_workbook(run, tmp_path / "first.xlsx")
    with closing(openpyxl.load_workbook(file)) as book:
        book["Study results"].insert_rows(1)
        book.save(file)
    (told,) = told_of(run, file)
    assert told.startswith("Study results!A1: the first row is empty, and the headers belong there.")


def test_a_slip_is_not_told_again_by_what_follows_from_it(run: Run, tmp_path: Path) -> None:
    """A rule nobody knows, a verdict that is none, a figure that became a number: one problem each."""
    file = first_workbook(run, tmp_path / "first.xlsx")
    with closing(openpyxl.load_workbook(file)) as book:
        lines = {row[0].value: row[2] for row in book["Indications"].iter_rows(min_row=2)}
        lines["conclusion/verdict"].value = "enough"
        book["Statement criteria"]["C4"].value = "some of"
        results = book["Study results"]
        heads = {str(cell.value): cell.column for cell in results[1]}
        for row in (2, 3):
            for head in HEADS.values():
                if results.cell(row, heads[head]).value:
                    results.cell(row, heads[head]).value = 0.5
        book.save(file)
    told = told_of(run, file)
    others = [line for line in told if "Excel made a number" not in line]
    assert len(others) == 2 < len(told)
    assert "`enough` is none of the codes" in "".join(others) and "`some of` is no rule" in "".join(others)


def test_a_day_that_excel_made_is_a_day_where_one_is_asked_for(
    run: Run, engine_url: str, tmp_path: Path
) -> None:
    """In a cell for figures it is refused, for what was printed is lost."""
    file = first_workbook(run, tmp_path / "first.xlsx")
    with closing(openpyxl.load_workbook(file)) as book:
        lines = {row[0].value: row for row in book["Policy"].iter_rows(min_row=2)}
        lines["effective_date"][1].value = datetime.date(2026, 3, 1)
        book.save(file)
    run("policy", "take", str(file))
    with read(engine_url) as reader:
        assert "effective_date: 2026-03-01" in record_text(reader, f"policies/{POLICY}/policy")


def test_a_picture_too_long_for_a_cell_stays_as_it_is(run: Run, engine_url: str, tmp_path: Path) -> None:
    """The logo of a plan is not lost by a workbook that cannot hold it."""
    run("policy", "take", str(first_workbook(run, tmp_path / "first.xlsx")))
    picture = picture_text(gray_png(200))
    text = f"plan: nowhere\nname: Plan of Nowhere\nlogo:\n  text: Plan of Nowhere\n  picture: {picture}\n"
    put(engine_url, {"plans/nowhere": text}, "eva", "a logo")
    file = tmp_path / "again.xlsx"
    run("policy", "sheet", POLICY, "-o", str(file))
    with closing(openpyxl.load_workbook(file)) as book:
        values = [row[2].value for row in book["Plans"].iter_rows() if row[0].value == "logo/picture"]
    assert str(values[0]).startswith("(as it is: ")
    assert "Nothing changed" in run("policy", "take", str(file)).stderr
