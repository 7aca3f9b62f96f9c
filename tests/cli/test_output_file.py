"""``-o`` destroys nothing, and a file holds what its ending says: in every command."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command

from kb.cli.app import make_app
from kb.file_kinds import is_of
from kb.formats import OutputFormat, formats_by_ending
from tests.command_line import Kb, Terminal, run_kb
from tests.tiers import mostly_slow

#: Every command with ``-o``, by words that let it run on a review of 7.01.75 under way.
COMMANDS = {
    "sql": ("sql", "SELECT study FROM study ORDER BY study"),
    "summary": ("summary", "7.01.75"),
    "report": ("report", "7.01.75"),
    "impact": ("impact", "wang-2015"),
    "history": ("history", "hcc"),
    "changes": ("changes", "--policy", "7.01.75"),
    "search": ("search", "liver"),
    "schema": ("schema", "study"),
    "check": ("check", "wang-2015"),
    "audit": ("audit", "--source", "SOURCE", "--policy", "7.01.75"),
    "locate": ("locate", "wang-2015", "--source", "SOURCE", "--dry-run"),
    "document list": ("document", "list"),
    "prisma": ("prisma", "7.01.75"),
    "study list": ("study", "list"),
    "study show": ("study", "show", "wang-2015"),
    "policy list": ("policy", "list"),
    "plan list": ("plan", "list"),
    "plan show": ("plan", "show", "blue-shield-of-california"),
    "policy show": ("policy", "show", "7.01.75"),
    "policy versions": ("policy", "versions", "7.01.75"),
    "policy sheet": ("policy", "sheet", "7.01.75"),
    "indication list": ("indication", "list", "7.01.75"),
    "indication show": ("indication", "show", "7.01.75", "hcc"),
    "reference list": ("reference", "list"),
    "reference show": ("reference", "show", "wang-2015"),
    "trial list": ("trial", "list"),
    "trial changes": ("trial", "changes", "7.01.75"),
    "query list": ("query", "list"),
    "query show": ("query", "show", "notice-impact"),
    "query run": ("query", "run", "notice-impact"),
    "review due": ("review", "due"),
    "review status": ("review", "status"),
    "review open": ("review", "open", "7.01.75", "--on", "2022-11-01"),
    "review search": ("review", "search", "cryosurgery[ti]"),
    "review import": ("review", "import", "EXPORT", "--dry-run"),
    "review run": ("review", "run", "1"),
    "review runs": ("review", "runs"),
    "review duplicates": ("review", "duplicates"),
    "review screen": ("review", "screen", "7.01.75", "--list"),
    "review offers": ("review", "offers", "7.01.75"),
    "review diff": ("review", "diff", "7.01.75"),
    "review adopt": ("review", "adopt", "7.01.75"),
    "review conclude": ("review", "conclude", "7.01.75"),
    "review appendix": ("review", "appendix", "7.01.75"),
    "test list": ("test", "list"),
    "test show": ("test", "show", "madeup"),
    "extract new": ("extract", "new", "wang-2015"),
    "extract sheet": ("extract", "sheet", "wang-2015"),
    "extract show": ("extract", "show", "wang-2015"),
    "extract list": ("extract", "list"),
    "extract compare": ("extract", "compare", "wang-2015"),
}
#: What people might type, whether it is a format of ours or not.
ENDINGS = (
    *(".ris", ".xlsx", ".csv", ".docx", ".txt", ".json", ".md", ".html", ".xml", ".nbib", ".bib", ".yaml"),
    *(".pdf", ".svg", ".png", ".mmd", ".sarif", ".jsonl", ".parquet", ".xls", ".doc", ".ods", ".tsv", ".zip"),
)
NEEDS_NETWORK = {"review search"}
SECRET = b"what nobody can make again \xff\n"


def _with_output(command: Any, words: str = "") -> Iterator[tuple[str, Any]]:
    for name, below in getattr(command, "commands", {}).items():
        yield from _with_output(below, f"{words} {name}".strip())
    if any("--output" in option.opts for option in command.params):
        yield words, command


def test_every_command_that_writes_a_file_is_tried_here_and_can_be_told_to_overwrite() -> None:
    """A new command with ``-o`` has to be added above."""
    commands = dict(_with_output(get_command(make_app())))
    assert set(commands) == set(COMMANDS)
    for command in commands.values():
        assert sum("--overwrite" in option.opts for option in command.params) == 1


@pytest.fixture(scope="module")
def review_url(module_seed_url: str) -> str:
    """A database with a review under way."""
    opened = run_kb("--database", module_seed_url, "review", "open", "7.01.75", "--on", "2022-11-01")
    assert opened.exit_code == 0, opened.output
    return module_seed_url


@pytest.fixture
def run(review_url: str, kb: Kb) -> Kb:
    return partial(kb, "--database", review_url)


def _words(command: str, folder: Path) -> list[str]:
    inputs = folder / "inputs"
    inputs.mkdir(exist_ok=True)
    (inputs / "source.txt").write_text("In all, 180 patients were randomized.\n", encoding="utf-8")
    (inputs / "export.ris").write_text("TY  - JOUR\nTI  - A made-up title\nER  - \n", encoding="utf-8")
    names = {"SOURCE": str(inputs / "source.txt"), "EXPORT": str(inputs / "export.ris")}
    return [names.get(word, word) for word in COMMANDS[command]]


@pytest.mark.parametrize("ending", mostly_slow(ENDINGS, (0, 1)))
@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_a_file_holds_what_its_ending_says_or_is_not_written(
    run: Kb, tmp_path: Path, command: str, ending: str
) -> None:
    """Else the command lists the endings that it makes, or what this ending needs besides."""
    file = tmp_path / f"out{ending}"
    if command in NEEDS_NETWORK and ending in (".xml", ".nbib", ".txt"):
        pytest.skip("asks PubMed")
    result = run(*_words(command, tmp_path), "-o", str(file))
    if file.exists():
        assert any(is_of(form, file) for form in formats_by_ending(file)) or ending == ".yaml"
    elif result.exit_code == 2:
        names_endings = f"{file}: " in result.stderr and "Name a file that ends in ." in result.stderr
        assert names_endings or "name their style with --style FILE.csl" in result.stderr
    else:  # there was nothing to write
        assert result.exit_code == 1
        assert file.name not in result.stderr


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_no_command_writes_over_what_is_no_file_of_the_kind(run: Kb, tmp_path: Path, command: str) -> None:
    """A database, a pipe, and a file of another kind, each under endings that the command makes."""
    words = _words(command, tmp_path)
    for ending in (".txt", ".xlsx", ".nbib"):
        file = tmp_path / f"kept{ending}"
        for content in (SECRET, b"SQLite format 3\0" + SECRET):
            file.write_bytes(content)
            result = run(*words, "-o", str(file))
            assert result.exit_code in (1, 2)
            assert file.read_bytes() == content
        result = run(*words, "-o", str(file), "--overwrite")  # a database to the end
        assert result.exit_code in (1, 2)
        assert file.read_bytes() == content


@pytest.mark.parametrize("further", [(), ("--overwrite",)], ids=["alone", "--overwrite"])
@pytest.mark.parametrize("how", ["name", "link", "hard link", "other way"])
def test_the_database_is_never_written_over(
    kb: Kb, tmp_path: Path, how: str, further: tuple[str, ...]
) -> None:
    """By whatever name it is called, and before anything is asked of it."""
    database, name = tmp_path / "kb.csv", tmp_path / "kb.csv"
    assert kb("--database", f"sqlite:///{database.as_posix()}", "migrate").exit_code == 0
    before = database.read_bytes()
    if how == "link":
        name = tmp_path / "link.csv"
        name.symlink_to(database)
    elif how == "hard link":
        name = tmp_path / "hard.csv"
        name.hardlink_to(database)
    elif how == "other way":
        name = tmp_path / "x" / ".." / "kb.csv"
        (tmp_path / "x").mkdir()
    words = ("sql", "SELECT 1", "-o", str(name), *further)
    result = kb("--database", f"sqlite:///{database.as_posix()}", *words)
    assert result.exit_code == 1
    assert "is the database itself, and is never written over." in result.stderr
    assert database.read_bytes() == before


def test_a_database_that_is_to_be_made_is_no_file_for_a_result(kb: Kb, tmp_path: Path) -> None:
    """An empty file may be the place where it will be."""
    database = tmp_path / "kb.csv"
    database.touch()
    result = kb("--database", f"sqlite:///{database.as_posix()}", "query", "list", "-o", str(database))
    assert "is the database itself" in result.stderr
    assert database.read_bytes() == b""


def test_a_file_of_the_same_kind_is_replaced_and_another_only_when_asked_to(kb: Kb, tmp_path: Path) -> None:
    """What the file holds is asked, not what it is called; its rights stay."""
    file = tmp_path / "queries.csv"
    words = ("query", "list", "-o", str(file))
    file.write_text("name,size\nold,1\n", encoding="utf-8")
    file.chmod(0o640)
    assert kb(*words).exit_code == 0
    assert file.read_text(encoding="utf-8").startswith("name,title,parameters\n")
    assert stat.S_IMODE(file.stat().st_mode) == 0o640
    file.write_bytes(SECRET)
    refused = kb(*words)
    assert refused.exit_code == 1
    assert refused.stderr == (
        f"kb: {file}: is there already and is no CSV file, so that what it holds would be lost."
        " Name another file, or write over it with --overwrite.\n"
    )
    assert file.read_bytes() == SECRET
    assert kb(*words, "--overwrite").exit_code == 0
    assert file.read_text(encoding="utf-8").startswith("name,title,parameters\n")


def test_what_was_told_to_be_overwritten_is_forgotten_with_the_command(kb: Kb, tmp_path: Path) -> None:
    file = tmp_path / "queries.csv"
    assert kb("query", "list", "-o", str(file), "--overwrite").exit_code == 0
    file.write_bytes(SECRET)
    assert kb("query", "list", "-o", str(file)).exit_code == 1
    assert file.read_bytes() == SECRET


def test_a_filled_in_sheet_is_never_written_over_without_being_told_to(run: Kb, tmp_path: Path) -> None:
    """Neither by its own command nor by a list that is an Excel file, too."""
    sheet = tmp_path / "wang.xlsx"
    assert run("extract", "sheet", "wang-2015", "-o", str(sheet)).exit_code == 0
    filled_in = sheet.read_bytes()
    for words in (("extract", "sheet", "wang-2015"), ("study", "list"), ("extract", "new", "wang-2015")):
        refused = run(*words, "-o", str(sheet))
        assert refused.exit_code == 1
        assert "may hold work" in refused.stderr
    assert sheet.read_bytes() == filled_in
    assert run("study", "list", "-o", str(sheet), "--overwrite").exit_code == 0
    assert is_of(OutputFormat.XLSX, sheet)


def test_a_refused_file_is_told_before_anything_has_been_done(seed_url: str, kb: Kb, tmp_path: Path) -> None:
    """No review is opened, and no extraction begun."""
    run = partial(kb, "--database", seed_url)
    for file in (tmp_path / "out.ris", tmp_path / "out.csv"):
        (tmp_path / "out.csv").write_bytes(SECRET)
        assert run("review", "open", "7.01.75", "--on", "2022-11-01", "-o", str(file)).exit_code in (1, 2)
    begun = run("sql", "SELECT COUNT(*) AS n FROM review_cycle", "--format", "csv")
    assert begun.stdout == "n\n0\n"


def test_the_conversation_of_sql_asks_before_it_writes_over_a_file(tmp_path: Path) -> None:
    """``\\o FILE --overwrite`` is the answer there."""
    from kb.cli.console_commands import Conversation, obey
    from kb.db.answer import Bounds
    from kb.errors import KbError

    terminal = Terminal(tmp_path)
    terminal.told("kb policy list")
    url = f"sqlite:///{next(tmp_path.rglob('kb.db')).as_posix()}"
    conversation = Conversation(url, Bounds(10, 10), ())
    file = tmp_path / "sizes.csv"
    file.write_bytes(SECRET)
    obey(conversation, f"\\o {file}")
    with pytest.raises(KbError, match="is no CSV file"):
        conversation.ask("SELECT 1 AS n")
    assert file.read_bytes() == SECRET
    obey(conversation, f"\\o {file} --overwrite")
    conversation.ask("SELECT 1 AS n")
    assert file.read_text(encoding="utf-8") == "n\n1\n"
