"""The canonical text: stable, and nothing is lost by writing."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kb
from kb.errors import ProblemsFound
from kb.records.formatting import format_folder, format_text
from kb.records.kinds import RecordName, list_folder
from kb.records.validating import read_record
from kb.records.writing import WIDTH, write_record
from tests.builders.texts import STUDY, changed, name, read

EVIDENCE = Path(kb.__file__).parents[1] / "evidence"
ID = name("studies/doe-2020")


def test_canonical_text_stays_as_it_is() -> None:
    assert format_text(STUDY, ID) == STUDY


def test_free_layout_becomes_canonical() -> None:
    free = changed("    at: [1 y, 3 y]\n", "    at:\n      - 1 year\n      - 3 years\n")
    free = changed("cryo-rfa: p .747\n", "cryo-rfa: 'p = .747'\n", free)
    free = changed("reports: {primary: doe-2020}", "reports:\n    primary:   doe-2020", free)
    assert format_text(free, ID) == STUDY


def test_long_prose_is_folded_and_comes_back() -> None:
    prose = " ".join(["adults with tumors that could not be resected"] * 8)
    text = format_text(changed("adults with small tumors", prose), ID)
    assert "population: >-\n  adults" in text
    assert max(map(len, text.splitlines())) <= WIDTH
    assert read(text).population == prose


@given(
    st.text(
        alphabet=st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Nd", "Nl", "No", "Zl", "Zp")),
        min_size=1,
    ).filter(lambda text: text.strip() != "" and "[" not in text and "]" not in text)
)
def test_any_text_survives_writing(text: str) -> None:
    record = read(STUDY).model_copy(update={"population": " ".join(text.split())})
    assert read(write_record(record)) == record


@pytest.mark.parametrize(
    "value", ["yes", "No", "null", "~", "12", "3.2021", "1e5", "0x1F", "1:30", "- a", "a: b", "#x"]
)
def test_what_other_readers_would_take_for_something_else_is_quoted(value: str) -> None:
    record = read(STUDY).model_copy(update={"label": value})
    assert f'label: "{value}"' in write_record(record)


@pytest.mark.parametrize("record_name", list_folder(EVIDENCE).names, ids=lambda record_name: record_name.id)
def test_the_evidence_is_canonical(record_name: RecordName) -> None:
    content = (EVIDENCE / f"{record_name.id}.yaml").read_bytes()
    record = read_record(content, record_name, record_name.id)
    assert write_record(record) == content.decode()


def test_a_folder_is_formatted_whole_or_not_at_all(tmp_path: Path) -> None:
    folder = tmp_path / "studies"
    folder.mkdir()
    free = changed("reports: {primary: doe-2020}", "reports:\n    primary:   doe-2020")
    (folder / "doe-2020.yaml").write_text(free)
    assert format_folder(tmp_path, write=False) == [folder / "doe-2020.yaml"]
    assert (folder / "doe-2020.yaml").read_text() == free
    (folder / "roe-2021.yaml").write_text("study: [")
    with pytest.raises(ProblemsFound, match="Nothing was written"):
        format_folder(tmp_path)
    (folder / "roe-2021.yaml").unlink()
    format_folder(tmp_path)
    assert (folder / "doe-2020.yaml").read_text() == STUDY
