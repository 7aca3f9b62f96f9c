"""``kb new`` and ``kb edit``: records made and changed without writing their text, and nothing lost."""

from __future__ import annotations

import re
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from kb.cli.commands.new import ask_for
from kb.db.connect import read
from kb.entry.edited_record import editor_words
from kb.entry.new_record import TO_FILL_IN, NewRecord, make
from kb.entry.record_fields import RecordField, entry_model, fields_of
from kb.errors import KbError
from kb.records.kinds import MODELS, ONE_OF
from kb.store.record_texts import record_text
from tests.command_line import Kb


@pytest.fixture
def url(engine_url: str, kb: Kb, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A database with the schema and no records, chosen for all commands, in a folder of this test."""
    assert kb("--version").exit_code == 0
    monkeypatch.setenv("KB_DATABASE_URL", engine_url)
    monkeypatch.chdir(tmp_path)
    return engine_url


def text(url: str, id: str) -> str:
    """The text of a record in the database."""
    with read(url) as reader:
        return record_text(reader, id)


def said(kb: Kb, *words: str) -> str:
    """What a command that succeeds tells the person."""
    result = kb(*words)
    assert result.exit_code == 0, result.stderr
    return result.stderr


def refused(kb: Kb, *words: str) -> str:
    """What a command that is refused tells the person."""
    result = kb(*words)
    assert result.exit_code in (1, 3), result.output
    return result.stderr


def edit_by(monkeypatch: pytest.MonkeyPatch, tmp_path: Path, script: str) -> None:
    """An editor that changes the text by a line of Python: ``text`` is what it finds, and what it leaves."""
    file = tmp_path / "editor.py"
    file.write_text(
        "import pathlib, sys\nfile = pathlib.Path(sys.argv[1])\ntext = file.read_text(encoding='utf-8')\n"
        f"{script}\nfile.write_text(text, encoding='utf-8', newline='\\n')\n"
    )
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", f"{sys.executable} {file}")


def test_what_nobody_says_is_marked_and_listed(kb: Kb, url: str) -> None:
    said(kb, "new", "plan", "acme", "--name", "Acme")
    told = said(kb, "new", "policy", "RX501.086", "--plan", "acme", "--effective-date", "2026-01-01")
    assert "Made the policy rx501.086." in told
    assert "To fill in: title, section." in told
    record = text(url, "policies/rx501.086/policy")
    assert record.startswith("policy: rx501.086\nnumber: RX501.086\n")
    assert f"title: {TO_FILL_IN}\n" in record


def test_all_that_is_needed_or_wrong_is_told_at_once_with_what_may_be_said(kb: Kb, url: str) -> None:
    told = refused(kb, "new", "outcome", "hearing", "--role", "baselin")
    assert "Nothing was written: 3 problems." in told
    assert "direction: is needed. Say --direction: Which way is better" in told
    assert "One of: higher, lower, none." in told
    assert "hearing.role: `baselin` is none of the codes. Did you mean baseline?" in told


def test_a_missing_term_is_told_with_the_command_that_adds_it(kb: Kb, url: str) -> None:
    said(kb, "new", "reference", "doe-2021", "--title", "A trial", "--author", "Doe J")
    told = refused(kb, "new", "study", "doe-2021", "--design", "cohort", "--condition", "Madeup itis")
    assert "design: `cohort` is not among the designs. Did you mean" in told
    assert "kb new condition madeup-itis" in told


def test_a_study_takes_its_report_and_label_from_the_reference_of_its_key(kb: Kb, url: str) -> None:
    words = ("--title", "A trial", "--author", "Doe J, Roe A, Poe E", "--year", "2021")
    said(kb, "new", "reference", "doe-2021", *words)
    said(kb, "new", "study", "doe-2021", "--design", "case-series")
    assert text(url, "studies/doe-2021") == (
        "study: doe-2021\nlabel: Doe et al (2021)\ndesign: case-series\nreports: {primary: doe-2021}\n"
    )


def test_an_indication_is_named_by_its_policy_and_gets_the_next_place(kb: Kb, url: str) -> None:
    said(kb, "new", "plan", "acme", "--name", "Acme")
    said(kb, "new", "policy", "1.02", "--plan", "acme")
    said(kb, "new", "intervention", "madeupsen", "--kind", "drug")
    for key, words in (("a", ("1.02", "a")), ("b", ("1.02/b",))):
        said(kb, "new", "indication", *words, "--population.who", "have", "--intervention", "madeupsen")
        assert f"position: {1 if key == 'a' else 2}\n" in text(url, f"policies/1.02/indications/{key}")
    assert "Name the policy, too" in refused(kb, "new", "indication", "c")
    assert "There is no policy 1.03. Did you mean 1.02?" in refused(kb, "new", "indication", "1.03", "c")


def test_what_is_there_is_not_made_again(kb: Kb, url: str) -> None:
    said(kb, "new", "condition", "sma", "--name", "spinal muscular atrophy")
    told = refused(kb, "new", "condition", "sma")
    assert told == "kb: There is the condition sma already: kb edit condition sma changes it.\n"


def test_who_sits_at_a_terminal_is_asked_for_what_is_needed(url: str) -> None:
    asked: list[str] = []

    def answer(field: RecordField, values: Sequence[str]) -> str:
        asked.append(field.name)
        assert (field.name == "name") == (not values)
        return {"name": "hearing", "domain": "function", "direction": "higher"}.get(field.name, "")

    make(url, NewRecord("outcomes", "hearing", (), answer), "eva", "asked")
    assert asked == ["name", "domain", "direction"]
    assert "hearing: {name: hearing, domain: function, direction: higher}\n" in text(
        url, "vocabulary/outcomes"
    )


def test_an_answer_that_is_none_of_the_values_is_asked_for_again(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    answers = iter(["functoin", "function"])
    monkeypatch.setattr("typer.prompt", lambda text, **options: next(answers))
    field = fields_of(entry_model("outcomes"))["domain"]
    assert ask_for(field, ("function", "harm")) == "function"
    assert capsys.readouterr().err == "functoin is none of them. Did you mean function?\n"


@pytest.mark.parametrize("kind", [one for one, many in ONE_OF.items() if many in MODELS])
def test_the_fields_of_every_kind_are_listed(kb: Kb, kind: str) -> None:
    assert kb("new", kind, "--fields").exit_code == 0


def test_options_of_edit_change_and_remove(kb: Kb, url: str) -> None:
    said(kb, "new", "guideline", "society", "--organization", "The Society", "--title", "Livers")
    said(kb, "edit", "guideline", "society", "--recommendation", "treat: text=Treat early")
    assert "key: treat" in text(url, "guidelines/society")
    told = said(kb, "edit", "guideline", "society", "--title", "Kidneys", "--remove", "recommendations.1")
    assert told == "Changed the guideline society.\n"
    assert (
        text(url, "guidelines/society") == "guideline: society\norganization: The Society\ntitle: Kidneys\n"
    )
    assert "An option stands there without a value." in refused(kb, "edit", "guideline", "society", "--title")


def test_a_policy_takes_the_recommendations_of_a_guideline_by_options(kb: Kb, url: str) -> None:
    """As the manual says it: with the guideline the first, by the guideline's key the next."""
    said(kb, "new", "plan", "acme", "--name", "Acme")
    said(kb, "new", "guideline", "society", "--organization", "The Society", "--title", "Livers")
    for key in ("early", "late"):
        said(kb, "edit", "guideline", "society", "--recommendation", f"{key}: text=Treat {key}")
    said(kb, "new", "policy", "9.01", "--title", "Livers", "--plan", "acme", "--section", "Surgery")
    said(kb, "edit", "policy", "9.01", "--guidelines", "guideline=society; recommendations=early: none")
    said(kb, "edit", "policy", "9.01", "--guidelines.society.recommendations", "late: none")
    assert "recommendations: {early: none, late: none}" in text(url, "policies/9.01/policy")


def test_the_text_of_a_record_is_edited_and_loaded(
    kb: Kb, url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    said(kb, "new", "plan", "acme", "--name", "Acme")
    edit_by(monkeypatch, tmp_path, "text = text.replace('Acme', 'Acme Health')")
    assert said(kb, "edit", "plan", "acme") == "Changed the plan acme.\n"
    assert text(url, "plans/acme") == "plan: acme\nname: Acme Health\n"
    edit_by(monkeypatch, tmp_path, "pass")
    assert said(kb, "edit", "plan", "acme") == "Nothing changed: the plan acme says so already.\n"


def test_a_text_with_problems_is_kept_and_taken_up_again(
    kb: Kb, url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """All problems are shown at their lines; the text waits in a file, and a second one beside it."""
    said(kb, "new", "plan", "acme", "--name", "Acme")
    edit_by(
        monkeypatch, tmp_path, "text = text.replace('Acme', 'New name') + 'websit: x\\nreview_months: ten\\n'"
    )
    for kept in ("acme.yaml", "acme-2.yaml"):
        told = refused(kb, "edit", "plan", "acme")
        assert re.search(r"acme.yaml:\d+: websit: unknown key `websit`. Did you mean website\?", told)
        assert "review_months: `ten` is no whole number." in told
        assert f"Your text is kept in {kept}. Take it up again: kb edit plan acme {kept}" in told
        assert Path(kept).read_text().startswith("plan: acme\nname: New name\n")
    assert text(url, "plans/acme") == "plan: acme\nname: Acme\n"
    Path("acme.yaml").write_text("plan: acme\nname: New name\n")
    assert said(kb, "edit", "plan", "acme", "acme.yaml") == "Changed the plan acme.\n"


def test_the_editor_shows_what_else_the_record_may_say(
    kb: Kb, url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """Below its text, and left out when the text is taken over, also where it is kept and taken up again."""
    said(kb, "new", "condition", "sma", "--name", "SMA")
    edit_by(monkeypatch, tmp_path, "open('seen', 'w').write(text)")
    said(kb, "edit", "condition", "sma")
    assert Path("seen").read_text() == (
        "sma: {name: SMA}\n"
        "# What else may be said (lines with # are left out when this is taken over):\n"
        "#  abbreviation: text - Abbreviation; absent when there is none\n"
        "#  broader: key of conditions - Key of the wider condition that this is a form of\n"
    )


def test_one_may_go_back_to_the_text_until_it_is_right(
    kb: Kb, url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    said(kb, "new", "plan", "acme", "--name", "Acme")
    script = (
        "text = text.replace('nam:', 'name:') if 'nam:' in text"
        " else text.replace('name:', 'nam:').replace('Acme\\n', 'Acme\\nwebsite: https://acme.example\\n')"
    )
    edit_by(monkeypatch, tmp_path, script)
    monkeypatch.setattr("kb.cli.commands.edit._again", lambda: True)
    told = said(kb, "edit", "plan", "acme")
    assert "acme.yaml:2: nam: unknown key `nam`; `name` is missing. Write name." in told
    assert "website: https://acme.example\n" in text(url, "plans/acme")


def test_one_term_is_edited_apart_from_the_others(
    kb: Kb, url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    said(kb, "new", "condition", "sma", "--name", "SMA")
    said(kb, "new", "condition", "als", "--name", "ALS")
    edit_by(
        monkeypatch,
        tmp_path,
        "assert text.count('name:') == 1; text = text.replace('SMA', 'muscular atrophy')",
    )
    said(kb, "edit", "condition", "sma")
    assert text(url, "vocabulary/conditions") == "sma: {name: muscular atrophy}\nals: {name: ALS}\n"


def test_a_record_that_another_changed_meanwhile_is_not_overwritten(
    kb: Kb, url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    said(kb, "new", "plan", "acme", "--name", "Acme")
    words = "[sys.executable, '-m', 'kb', 'edit', 'plan', 'acme', '--name', 'Other']"
    other = f"import subprocess; subprocess.run({words}, check=True)"
    edit_by(monkeypatch, tmp_path, f"{other}\ntext = text.replace('Acme', 'Mine')")
    told = refused(kb, "edit", "plan", "acme")
    assert "The plan acme was changed by somebody else meanwhile." in told
    assert Path("acme.yaml").read_text().startswith("plan: acme\nname: Mine\n")
    assert text(url, "plans/acme") == "plan: acme\nname: Other\n"


def test_an_editor_that_fails_or_is_not_there_is_told(
    kb: Kb, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    said(kb, "new", "plan", "acme", "--name", "Acme")
    monkeypatch.setenv("VISUAL", "no-such-editor --wait")
    assert "The editor no-such-editor does not start" in refused(kb, "edit", "plan", "acme")
    monkeypatch.setenv("VISUAL", f'{sys.executable} -c "raise SystemExit(7)"')
    assert "ended with the code 7; nothing was taken over" in refused(kb, "edit", "plan", "acme")


def test_the_editor_is_the_persons_own_and_notepad_on_windows(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("VISUAL", "code --wait")
    monkeypatch.setenv("EDITOR", "vi")
    assert editor_words() == ["code", "--wait"]
    monkeypatch.delenv("VISUAL")
    assert editor_words() == ["vi"]
    monkeypatch.delenv("EDITOR")
    monkeypatch.setattr("shutil.which", lambda name: f"/bin/{name}" if name in ("vi", "notepad") else None)
    assert editor_words() == ["vi"]
    monkeypatch.setattr("sys.platform", "win32")
    assert editor_words() == ["notepad"]
    monkeypatch.setattr("shutil.which", lambda name: None)
    with pytest.raises(KbError, match=r"There is no editor\. Set VISUAL or EDITOR"):
        editor_words()


def test_a_reference_with_an_address_and_no_journal_is_a_web_page(kb: Kb, url: str) -> None:
    label = ("--title", "Madeup label", "--author", "Madeup Agency", "--year", "2021")
    said(kb, "new", "reference", "label", *label, "--url", "https://madeup.example/label")
    assert "type: webpage" in text(url, "references/label")
    assert "https://madeup.example/label" in kb("reference", "list").stdout


@pytest.mark.parametrize(("conducted", "alarms"), [("2016-ongoing", False), ("2016-2020", True)])
def test_interim_results_of_an_ongoing_trial_may_be_on_file(
    kb: Kb, url: str, conducted: str, alarms: bool
) -> None:
    said(kb, "new", "plan", "madeup", "--name", "Madeup")
    policy = (
        "--title",
        "Made up",
        "--plan",
        "madeup",
        "--section",
        "Drugs",
        "--effective-date",
        "2026-01-01",
    )
    said(kb, "new", "policy", "1.01", *policy)
    trial = "ClinicalTrials.gov: number=NCT09999999; title=Made up; completion=2090; group=ongoing"
    said(kb, "edit", "policy", "1.01", "--ongoing-trial", trial)
    study = ("--design", "case-series", "--registration", "ClinicalTrials.gov: number=NCT09999999")
    said(
        kb,
        "new",
        "reference",
        "doe-2020",
        "--title",
        "Interim results",
        "--author",
        "Doe J",
        "--year",
        "2020",
    )
    said(kb, "new", "study", "doe-2020", *study, "--conducted", conducted)
    problems = kb("check", "--policy", "1.01", "--rule", "trials-past-completion").stdout
    assert ("is on file as doe-2020" in problems) == alarms


def test_what_is_not_there_is_told_with_what_is_near(kb: Kb, url: str) -> None:
    said(kb, "new", "condition", "sma", "--name", "SMA")
    assert "There is no condition smaa. Did you mean sma?" in refused(kb, "edit", "condition", "smaa")
    trial = refused(kb, "new", "trial", "x")
    assert "There is no kind of record trial. It is part of a policy: kb edit policy KEY --ongoing-" in trial
    assert "There is no kind of record polcy. Did you mean policy?" in refused(kb, "edit", "polcy", "x")


_POLICY = [
    "new",
    "policy",
    "1.2",
    "--title",
    "T",
    "--plan",
    "acme",
    "--section",
    "S",
    "--effective-date",
    "2026-01-01",
]
_INDICATION = [
    "new",
    "indication",
    "1.2/a",
    "--title",
    "A",
    "--population.who",
    "have",
    "--population.text",
    "pain",
    "--intervention",
    "rest",
]


def test_a_number_in_a_finding_is_a_result_unless_the_vocabulary_has_it_in_a_name(kb: Kb, url: str) -> None:
    """The remedy names both ways; as soon as the vocabulary has the name, the text is taken."""
    said(kb, "new", "plan", "acme", "--name", "Acme")
    said(kb, "new", "intervention", "rest", "--name", "rest", "--kind", "usual-care")
    said(kb, *_POLICY)
    said(kb, *_INDICATION)
    finding = ("edit", "indication", "1.2/a", "--finding", "f: text=No study was of madeup acid 9.")
    told = refused(kb, *finding)
    assert "`9` is a result typed into a text" in told
    assert "|statement]] with its interval" in told
    assert "kb new condition" in told
    said(kb, "new", "intervention", "madeup-acid", "--name", "madeup acid 9", "--kind", "drug")
    said(kb, *finding)


def test_each_place_of_a_typed_result_has_its_one_remedy(kb: Kb, url: str) -> None:
    """Background of a policy becomes a fact, what the regulator says is printed, a strength is bound."""
    said(kb, "new", "plan", "acme", "--name", "Acme")
    told = refused(kb, *_POLICY, "--sections.background", "[About 9.1 of 100 infants have it.]")
    assert '--fact "KEY: cell=VALUE; label=WORDS"' in told
    assert "boilerplate" in told
    said(kb, *_POLICY, "--sections.regulatory", '["It was approved on May 2, 2016, for 97% of 40 adults."]')
    study = (
        "new",
        "study",
        "doe-2020",
        "--design",
        "case-series",
        "--strengths",
        "All 12 of them were followed.",
    )
    assert "Enter it under `results` of the study" in refused(kb, *study)
