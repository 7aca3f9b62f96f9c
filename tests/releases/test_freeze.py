"""A released version keeps its records and its documents to the byte, whatever happens afterwards."""

from __future__ import annotations

import hashlib
from pathlib import Path
from typing import Any

import pytest

import kb
from kb.db.connect import read
from kb.db.migrate import migrate, migration, rebuild
from kb.documents.content import lines_of
from kb.documents.render.as_json import read_json
from kb.errors import KbError
from kb.inlines import TermText, figure_ids, leaves
from kb.releases.read import (
    Damaged,
    document_of,
    forms_of,
    frozen_text,
    frozen_texts,
    manifest_of,
)
from kb.releases.release import Release, newest_release, read_releases, release_of
from kb.releases.sealing.damage import find_damage
from kb.reports.report import build_report
from kb.store.edits import amend
from kb.store.record_texts import record_text
from tests.builders.forging import forge
from tests.builders.releases import IN_FORCE, POLICY, frozen
from tests.databases import add_migration

STUDY = "studies/wang-2015"


def _documents(url: str, version: str = IN_FORCE) -> dict[str, bytes]:
    with read(url) as reader:
        release = release_of(reader, POLICY, version)
        return {form: document_of(reader, release, form) for form in forms_of(reader, release)}


def _release(url: str) -> Release:
    with read(url) as reader:
        return release_of(reader, POLICY, IN_FORCE)


def _renamed(record: Any) -> Any:
    return record.model_copy(update={"title": "Another title altogether"})


def test_the_frozen_document_says_which_figures_its_sentences_print(seed_url: str) -> None:
    """Read back, it is the document that was rendered: ids of figures, names and citations included."""
    with read(seed_url) as reader:
        report = build_report(reader, POLICY)
    frozen(seed_url)
    document = read_json(_documents(seed_url)["json"].decode())
    assert document == report
    sentence = next(
        line for line in lines_of(document.blocks) if line.plain.startswith("Overall survival (OS) at 1, 3,")
    )
    assert "wang-2015/overall-survival/cryo@5y:percent" in figure_ids(sentence)
    assert {about for leaf in leaves(sentence) if isinstance(leaf, TermText) for about in leaf.about} >= {
        "outcome:overall-survival",
        "arm:wang-2015/cryo",
    }


def test_the_manifest_holds_every_record_that_the_policy_rests_on(seed_url: str) -> None:
    outcome = frozen(seed_url)
    with read(seed_url) as reader:
        release = release_of(reader, POLICY, IN_FORCE)
        manifest = manifest_of(reader, release)
        stored = {row["id"]: row["content_hash"] for row in reader.rows("SELECT * FROM record")}
        cited = reader.rows(
            "SELECT reference FROM policy_reference WHERE policy = :policy", {"policy": POLICY}
        )
    assert outcome.records == len(manifest)
    assert {f"references/{row['reference']}" for row in cited} <= manifest.keys()
    assert {
        f"policies/{POLICY}/policy",
        f"policies/{POLICY}/indications/hcc",
        STUDY,
        "guidelines/nccn-colon",
        "instruments/limitations-therapeutic-2021",
        "vocabulary/outcomes",
        "documents/bsca-7.01.75-2021-11",
    } <= manifest.keys()
    assert manifest == {record: stored[record] for record in manifest}
    # Everything of the base but instruments that nothing here is appraised by, and scales of others.
    beside = stored.keys() - manifest.keys()
    assert {record.partition("/")[0] for record in beside} <= {"instruments", "gradings"}


@pytest.mark.usefixtures("every_form")
def test_each_form_is_kept_and_its_hash_is_that_of_its_bytes(seed_url: str) -> None:
    outcome = frozen(seed_url)
    with read(seed_url) as reader:
        forms = forms_of(reader, _release(seed_url))
    documents = _documents(seed_url)
    assert set(forms) == set(outcome.forms) == {"markdown", "text", "json", "html", "docx", "pdf"}
    assert documents["pdf"].startswith(b"%PDF")
    assert documents["docx"].startswith(b"PK")
    assert forms == {form: hashlib.sha256(content).hexdigest() for form, content in documents.items()}


@pytest.mark.filled_by(fill=frozen)
def test_bytes_stay_when_records_templates_program_and_schema_change(
    filled_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    documents, texts = _documents(filled_url), _texts(filled_url)
    amend(filled_url, [(f"policies/{POLICY}/policy", _renamed)], "rita", "another title")
    monkeypatch.setattr(kb, "__version__", "9.9")
    monkeypatch.setattr("kb.releases.freeze.render_all", _refused)
    monkeypatch.setattr("kb.reports.report.report_from", _refused)
    with migration(filled_url) as connection:
        rebuild(connection)
    migrate(filled_url)
    assert _documents(filled_url) == documents
    assert _texts(filled_url) == texts
    with read(filled_url) as reader:
        assert "Another title altogether" in record_text(reader, f"policies/{POLICY}/policy")
        assert "Another title" not in texts[f"policies/{POLICY}/policy"]
        assert find_damage(reader) == []


REBUILDING = """
    recreate = "always" if op.get_bind().dialect.name == "sqlite" else "never"
    for name in ("frozen_record", "release", "release_record", "release_document"):
        with op.batch_alter_table(name, recreate=recreate) as table:
            table.add_column(sa.Column("note", sa.Text()))
"""


@pytest.mark.filled_by(fill=frozen)
def test_a_release_is_not_lost_by_an_upgrade(filled_url: str, own_migrations: Path) -> None:
    """Also not when the migration, an invented one, makes all tables of releases anew, as on SQLite."""
    documents, texts = _documents(filled_url), _texts(filled_url)
    add_migration(own_migrations, REBUILDING)
    assert "Upgraded" in migrate(filled_url)
    assert (_documents(filled_url), _texts(filled_url)) == (documents, texts)
    with read(filled_url) as reader:
        assert find_damage(reader) == []


def _refused(*_: Any, **__: Any) -> Any:
    raise AssertionError("a frozen version was rendered anew")


def _texts(url: str) -> dict[str, str]:
    with read(url) as reader:
        return frozen_texts(reader, release_of(reader, POLICY, IN_FORCE))


@pytest.mark.filled_by(fill=frozen)
def test_versions_share_the_texts_of_records_that_did_not_change(filled_url: str) -> None:
    amend(filled_url, [(f"policies/{POLICY}/policy", _renamed)], "rita", "another title")
    second = frozen(filled_url, "2022-11-01")
    with read(filled_url) as reader:
        first, newest = read_releases(reader, POLICY)
        texts = reader.rows("SELECT COUNT(*) AS n FROM frozen_record")[0]["n"]
        before = frozen_text(reader, first, f"policies/{POLICY}/policy")
        after = frozen_text(reader, newest, f"policies/{POLICY}/policy")
    assert (newest.supersedes, newest.id) == (first.id, second.release)
    assert texts == second.records + 1
    assert before is not None
    assert after is not None
    assert "Another title" in after
    assert "Another title" not in before


@pytest.mark.filled_by(fill=frozen)
@pytest.mark.parametrize("date", ["2021-11-01", "2021-10-31"])
def test_a_version_cannot_be_put_before_or_in_the_place_of_another(filled_url: str, date: str) -> None:
    with pytest.raises(KbError, match="2021-11-01 is published already"):
        frozen(filled_url, date)
    with read(filled_url) as reader:
        assert len(read_releases(reader)) == 1


def test_an_unknown_date_or_form_says_what_there_is(seed_url: str) -> None:
    with read(seed_url) as reader:
        assert newest_release(reader, POLICY) is None
        with pytest.raises(KbError, match=r"kb review open 7\.01\.75"):
            release_of(reader, POLICY, IN_FORCE)
    frozen(seed_url)
    with read(seed_url) as reader:
        with pytest.raises(KbError, match="Versions: 2021-11-01"):
            release_of(reader, POLICY, "2020-12-01")
        with pytest.raises(KbError, match=r"never rendered anew.*markdown"):
            document_of(reader, _release(seed_url), "epub")
        assert frozen_text(reader, _release(seed_url), "studies/nobody-1900") is None


def test_any_bytes_are_kept(seed_url: str) -> None:
    bytes_by_form = {"appendix-docx": bytes(range(256)), "appendix-text": "ΔT < -20 °C\r\n\0".encode()}
    frozen(seed_url, further=bytes_by_form)
    documents = _documents(seed_url)
    assert {form: documents[form] for form in bytes_by_form} == bytes_by_form


@pytest.mark.filled_by(fill=frozen)
def test_what_somebody_changed_in_the_database_is_told(filled_url: str) -> None:
    forge(
        filled_url,
        "UPDATE release_document SET content = 'forged' WHERE format = 'markdown'",
        "UPDATE frozen_record SET text = 'forged' WHERE text LIKE 'study: wang-2015%'",
    )
    with read(filled_url) as reader:
        release = release_of(reader, POLICY, IN_FORCE)
        with pytest.raises(Damaged, match="backup"):
            document_of(reader, release, "markdown")
        with pytest.raises(Damaged, match=STUDY):
            frozen_text(reader, release, STUDY)


@pytest.mark.both_engines
def test_a_freeze_that_fails_midway_leaves_nothing(seed_url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kb.releases.freeze._document", _refused)
    with pytest.raises(AssertionError):
        frozen(seed_url)
    with read(seed_url) as reader:
        assert read_releases(reader) == []
        assert reader.rows("SELECT id FROM release_record UNION SELECT id FROM frozen_record") == []


def test_the_frames_of_a_plan_write_its_versions(seed_url: str, tmp_path: Path) -> None:
    (tmp_path / "statement-unchanged.j2").write_text("Nothing here changed.", "utf-8")
    frozen(seed_url, templates=tmp_path)
    assert "Nothing here changed." in _documents(seed_url)["text"].decode()
