"""``kb report --version`` reads a published version to the byte."""

from __future__ import annotations

from pathlib import Path

import pytest

from kb.cli.app import make_app
from kb.db.connect import read
from kb.formats import DOCUMENTS
from kb.releases.read import document_of
from kb.releases.release import release_of
from tests.builders.releases import IN_FORCE, POLICY, frozen
from tests.command_line import Kb


def _kept(url: str, form: str) -> bytes:
    with read(url) as reader:
        return document_of(reader, release_of(reader, POLICY, IN_FORCE), form)


@pytest.mark.filled_by(fill=frozen)
@pytest.mark.parametrize("form", ["markdown", "text", "json", "html"])
def test_a_version_is_printed_and_written_to_the_byte(
    kb: Kb, filled_url: str, form: str, tmp_path: Path
) -> None:
    words = ("--database", filled_url, "report", POLICY, "--version", IN_FORCE, "--format", form)
    assert kb(*words).stdout_bytes == _kept(filled_url, form)
    file = tmp_path / "policy"
    assert kb(*words, "-o", str(file)).exit_code == 0
    assert file.read_bytes() == _kept(filled_url, form)


@pytest.mark.filled_by(fill=frozen)
def test_the_name_of_a_policy_and_the_ending_of_a_file_will_do(
    kb: Kb, filled_url: str, tmp_path: Path
) -> None:
    file = tmp_path / "policy.html"
    result = kb("--database", filled_url, "report", POLICY, "--version", IN_FORCE, "-o", str(file))
    assert result.exit_code == 0
    assert file.read_bytes() == _kept(filled_url, "html")


def test_what_is_not_kept_is_told_with_what_is(
    kb: Kb, seed_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kb.releases.forms.KEPT", [form for form in DOCUMENTS.formats if form.is_text])
    frozen(seed_url)
    wrong_day = kb("--database", seed_url, "report", POLICY, "--version", "2020-12-01")
    assert (wrong_day.exit_code, wrong_day.stdout) == (1, "")
    assert "Versions: 2021-11-01." in wrong_day.stderr
    wrong_form = kb("--database", seed_url, "report", POLICY, "--version", IN_FORCE, "--format", "pdf")
    assert wrong_form.exit_code == 1
    assert "was not frozen as pdf" in wrong_form.stderr
    assert "json, markdown, text" in wrong_form.stderr
    wrong_policy = kb("--database", seed_url, "report", "7.01.7", "--version", IN_FORCE)
    assert "Did you mean 7.01.75?" in wrong_policy.stderr


def test_help_names_the_option() -> None:
    from typer.testing import CliRunner

    assert "--version" in CliRunner().invoke(make_app(), ["report", "--help"]).stdout
