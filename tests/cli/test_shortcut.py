"""The commonest calls run without Typer, and give what they give with it."""

from __future__ import annotations

import subprocess
import sys

import pytest

from kb.cli.shortcut import take
from tests.cli.conftest import Kb

TAKEN = (
    ("summary", "7.01.75"),
    ("summary", "7.01.75", "hcc", "--full"),
    ("summary", "--full", "7.01.75"),
    ("sql", "SELECT study, year FROM study_overview ORDER BY study"),
    ("sql", "SELECT 1 AS one WHERE 1 = 0"),
)
WRONG = (
    ("summary", "7.01.76"),
    ("summary", "7.01.75", "hc"),
    ("sql", "DELETE FROM study"),
    ("sql", "SELECT study FROM study_overwiew"),
    ("sql", "SELECT study FROM study_overview WHERE year = :year"),
)
LEFT = (
    (),
    ("--help",),
    ("summary",),
    ("summary", "--help"),
    ("summary", "7.01.75", "hcc", "net"),
    ("summary", "7.01.75", "--format", "json"),
    ("summary", "7.01.75", "-o", "x"),
    ("summary", "7.01.75", "--full", "--full"),
    ("--version",),
    ("--database", "x", "--database", "y", "summary", "7.01.75"),
    ("--database",),
    ("sql",),
    ("sql", "-"),
    ("sql", ""),
    ("sql", "SELECT 1", "--format", "csv"),
    ("study", "list"),
)


@pytest.mark.parametrize("words", TAKEN)
def test_a_known_shape_gives_what_typer_gives(
    kb_loaded: Kb, loaded_url: str, words: tuple[str, ...], capfd: pytest.CaptureFixture[str]
) -> None:
    expected = kb_loaded(*words)
    capfd.readouterr()
    assert take([*words[:1], "--database", loaded_url, *words[1:]])
    printed = capfd.readouterr()
    assert expected.exit_code == 0
    assert printed.out == expected.stdout
    assert printed.err == expected.stderr


@pytest.mark.parametrize("words", WRONG)
def test_what_is_wrong_is_told_in_the_same_words(
    kb_loaded: Kb, loaded_url: str, words: tuple[str, ...], capfd: pytest.CaptureFixture[str]
) -> None:
    expected = kb_loaded(*words)
    capfd.readouterr()
    with pytest.raises(SystemExit) as end:
        take(["--database", loaded_url, *words])
    printed = capfd.readouterr()
    assert end.value.code == expected.exit_code == 1
    assert (printed.out, printed.err) == (expected.stdout, expected.stderr)


@pytest.mark.parametrize("word", ["--help", "-h"])
def test_the_kept_help_is_the_one_that_typer_makes(
    word: str, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "80")
    made = subprocess.run([sys.executable, "-m", "kb.cli.app"], capture_output=True, text=True, check=True)
    monkeypatch.setattr(sys, "argv", ["/somewhere/bin/kb", word])
    assert take([word])
    assert capfd.readouterr().out == made.stdout, "write it anew: python -m kb.cli.app > kb/cli/help.txt"


@pytest.mark.parametrize("columns", ["60", "120"])
def test_another_width_gets_its_help_made(columns: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", columns)
    monkeypatch.setattr(sys, "argv", ["kb", "--help"])
    assert not take(["--help"])


@pytest.mark.parametrize("words", LEFT)
def test_every_other_call_is_left_to_typer(words: tuple[str, ...]) -> None:
    assert not take(words)


@pytest.mark.parametrize("words", [TAKEN[0], TAKEN[3]])
def test_typer_and_pydantic_stay_unimported(words: tuple[str, ...], loaded_url: str) -> None:
    script = (
        "import sys; from kb.cli import main; main()\n"
        "print(sorted({name.partition('.')[0] for name in sys.modules}), file=sys.stderr)\n"
    )
    run = subprocess.run(
        [sys.executable, "-c", script, "--database", loaded_url, *words],
        capture_output=True,
        text=True,
        check=True,
    )
    assert run.stdout
    imported = set(run.stderr.strip().strip("[]").replace("'", "").split(", "))
    assert imported & {"typer", "pydantic", "rich", "jinja2"} == set()
