"""Load and dump are exact inverses, on both engines."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import kb
from kb.errors import KbError
from kb.records.kinds import list_folder
from kb.store.dump import dump
from kb.store.load import LoadRequest, load
from tests.builders.folders import FILES, Folder, change_in_database, content, rows

EVIDENCE = Path(kb.__file__).parents[1] / "evidence"


def test_the_evidence_comes_back_byte_for_byte(engine_url: str, tmp_path: Path) -> None:
    load(LoadRequest(EVIDENCE, engine_url, "tester", "test"))
    dump(engine_url, tmp_path / "out")
    names = list_folder(EVIDENCE).names
    assert [name.id for name in list_folder(tmp_path / "out").names] == [name.id for name in names]
    for name in names:
        written = (tmp_path / "out" / f"{name.id}.yaml").read_bytes()
        assert written == (EVIDENCE / f"{name.id}.yaml").read_bytes(), name.id


def test_every_kind_of_field_comes_back(folder: Folder, engine_url: str, tmp_path: Path) -> None:
    folder.load(engine_url)
    dumped = dump(engine_url, tmp_path / "out")
    assert dumped.sentence() == (
        f"Wrote {len(FILES)} records to {tmp_path / 'out'}; {len(FILES)} files are new or changed."
    )
    for id in FILES:
        assert (tmp_path / "out" / f"{id}.yaml").read_text() == folder.file(id).read_text(), id


def test_a_second_load_writes_nothing(folder: Folder, engine_url: str) -> None:
    first = folder.load(engine_url)
    assert first.sentence() == f"Loaded {len(FILES)} records: {len(FILES)} new, 0 changed, 0 unchanged."
    before = content(engine_url)
    assert folder.load(engine_url).changed == 0
    assert content(engine_url) == before


def test_a_dump_writes_no_file_that_says_the_same(folder: Folder, engine_url: str) -> None:
    folder.load(engine_url)
    before = folder.file("studies/doe-2020").stat().st_mtime_ns
    assert dump(engine_url, folder.path).changed == 0
    assert folder.file("studies/doe-2020").stat().st_mtime_ns == before


def test_a_dump_names_files_that_the_database_lacks_and_leaves_them(folder: Folder, engine_url: str) -> None:
    folder.load(engine_url)
    folder.write("studies/roe-2021", "study: roe-2021\n")
    dumped = dump(engine_url, folder.path)
    assert dumped.stale == (folder.file("studies/roe-2021"),)
    assert "were left alone" in dumped.sentence()
    assert folder.file("studies/roe-2021").exists()


def test_a_dump_loses_no_edit_that_was_never_loaded(folder: Folder, engine_url: str, tmp_path: Path) -> None:
    folder.load(engine_url)
    folder.change("studies/doe-2020", "label: Doe et al (2020)", "label: Doe as edited")
    change_in_database(engine_url, "UPDATE policy SET title = 'As changed there'")
    before = {id: folder.file(id).read_bytes() for id in FILES}
    with pytest.raises(KbError, match=r"edits would be lost\. Load it \(kb load\)") as refused:
        dump(engine_url, folder.path)
    assert [problem.file for problem in refused.value.problems] == [str(folder.file("studies/doe-2020"))]
    assert {id: folder.file(id).read_bytes() for id in FILES} == before
    assert dump(engine_url, folder.path, overwrite=True).changed == 2
    assert "Doe et al (2020)" in folder.file("studies/doe-2020").read_text()


def test_a_dump_writes_over_files_that_are_only_older_or_laid_out_otherwise(
    folder: Folder, engine_url: str
) -> None:
    folder.load(engine_url)
    file = folder.file("studies/doe-2020")
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    change_in_database(engine_url, "UPDATE policy SET title = 'As changed there'")
    assert dump(engine_url, folder.path).changed == 2


def test_a_dump_makes_a_changed_record_loadable_again(folder: Folder, engine_url: str) -> None:
    folder.load(engine_url)
    change_in_database(engine_url, "UPDATE study SET label = 'Doe (2020)'")
    dump(engine_url, folder.path)
    assert "label: Doe (2020)" in folder.file("studies/doe-2020").read_text()
    folder.change("studies/doe-2020", "label: Doe (2020)", "label: Doe and Roe (2020)")
    assert folder.load(engine_url).changed == 1
    assert rows(engine_url, "SELECT label FROM study") == [{"label": "Doe and Roe (2020)"}]


def test_a_study_keeps_its_document_before_any_figure_is_traced_to_it(
    folder: Folder, engine_url: str, tmp_path: Path
) -> None:
    """The audit then lists its figures as having no place in the document."""
    file = folder.file("studies/doe-2020")
    untraced = re.sub(r',? ?stated: ("[^"]*"|\{[^}]*\})', "", file.read_text("utf-8"))
    untraced = re.sub(r"    stated:\n(?: {6}.*\n)+|^\n|^ +\n", "", untraced, flags=re.MULTILINE)
    assert "stated" not in untraced
    file.write_text(untraced, encoding="utf-8")
    folder.load(engine_url)
    dump(engine_url, tmp_path / "out")
    assert "document: source\n" in (tmp_path / "out/studies/doe-2020.yaml").read_text("utf-8")
