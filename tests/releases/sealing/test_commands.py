"""Every command that keeps or shows versions tells a forged one: versions, check, backup, copy, publish."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from kb.db.connect import read
from kb.db.queries import run
from kb.db.url import SqliteUrl, parse_url
from tests.builders.forging import forge
from tests.builders.releases import POLICY, frozen
from tests.command_line import Kb

FORGERY = (
    "UPDATE release_document SET content = 'forged' WHERE release_id LIKE '%2022-11-01' AND format = 'html'"
)
TOLD = "7.01.75 2022-11-01: the document (html) was changed."


def _hashes(url: str) -> dict[str, str]:
    with read(url) as reader:
        seals = run(reader, "releases/sealing/seals", policy=POLICY)
    return {seal["version"]: seal["hash"] for seal in seals}


def test_versions_are_listed_with_their_hashes_and_verified(kb: Kb, three_versions: str) -> None:
    words = ("--database", three_versions, "policy", "versions", POLICY)
    hashes = _hashes(three_versions)
    listed = kb(*words, "--format", "csv").stdout.splitlines()
    assert listed[0] == "version,published_at,who,because,records,forms,hash"
    assert listed[1].startswith("2021-11-01,2022-09-01T10:00:00+00:00,rita,,77,")
    assert [line.rpartition(",")[2] for line in listed[1:]] == list(hashes.values())
    verified = kb(*words, "--verify", "--format", "csv")
    assert (verified.exit_code, verified.stdout.count(",intact,")) == (0, 3)
    assert verified.stdout.startswith("version,state,"), "a narrow terminal shows it, too"
    forge(three_versions, FORGERY)
    broken = kb(*words, "--verify", "--format", "csv")
    assert broken.exit_code == 3
    assert broken.stdout.count(",intact,") == 2
    assert ",the document (html) was changed," in broken.stdout


def test_no_version_at_all_is_told(kb: Kb, seed_url: str) -> None:
    result = kb("--database", seed_url, "policy", "versions", POLICY, "--verify")
    assert (result.exit_code, "No version was released here" in result.stderr) == (0, True)


def test_a_hash_kept_elsewhere_tells_its_version(kb: Kb, three_versions: str) -> None:
    words = ("--database", three_versions, "policy", "versions", POLICY, "--expect")
    hashes = _hashes(three_versions)
    newest = kb(*words, f" {hashes['2023-11-01'].upper()}\n")
    assert (newest.exit_code, newest.stderr.count("the version of 2023-11-01, and covers all before")) == (
        0,
        1,
    )
    assert "not covered" not in newest.stderr
    older = kb(*words, hashes["2021-11-01"])
    assert (older.exit_code, "The 2 published after it are not covered" in older.stderr) == (0, True)
    assert "a hash is 64 digits" in kb(*words, "abc").stderr


def test_a_hash_kept_elsewhere_tells_that_its_version_was_removed(kb: Kb, three_versions: str) -> None:
    hash = _hashes(three_versions)["2023-11-01"]
    tables = ("release_document", "release_record", "release_conclusion", "release_part", "release_seal")
    forge(
        three_versions,
        *(f"DELETE FROM {table} WHERE release_id LIKE '%2023-11-01'" for table in tables),  # noqa: S608
        "DELETE FROM release WHERE id LIKE '%2023-11-01'",
        "UPDATE review_cycle SET state = 'open' WHERE opened = '2023-09-01'",
    )
    words = ("--database", three_versions, "policy", "versions", POLICY)
    assert kb(*words, "--verify").exit_code == 0
    result = kb(*words, "--verify", "--expect", hash)
    assert result.exit_code == 3
    assert f"No version of 7.01.75 has the hash {hash}" in result.stderr
    assert "the newest there is, 2022-11-01, has" in result.stderr


def test_a_version_whose_whole_chain_was_made_anew_is_told_by_the_hash(kb: Kb, three_versions: str) -> None:
    """Whoever knows kb can compute all hashes; not that which was kept elsewhere."""
    from kb.bibliography.packed_text import pack
    from kb.releases.sealing.seal import PARTS, hash_of_listing, hash_of_release, listing_of, row_hashes

    hash = _hashes(three_versions)["2023-11-01"]
    forge(three_versions, FORGERY)
    before: str | None = None
    with read(three_versions) as reader:
        listings = {
            (release, part.name): listing_of(row_hashes(reader, release, part))
            for release in (f"{POLICY}@{version}" for version in _hashes(three_versions))
            for part in PARTS
        }
    place = parse_url(three_versions)
    assert isinstance(place, SqliteUrl)
    forge(three_versions, "DELETE FROM release_part", "DELETE FROM release_seal")
    with sqlite3.connect(place.file) as connection:
        for (release, name), listing in listings.items():
            row = (f"{release}/{name}", release, name, pack(listing), hash_of_listing(listing))
            connection.execute("INSERT INTO release_part VALUES (?, ?, ?, ?, ?)", row)
        for release in dict.fromkeys(release for release, _ in listings):
            parts = {part.name: hash_of_listing(listings[release, part.name]) for part in PARTS}
            made = hash_of_release(release, before, parts)
            connection.execute(
                "INSERT INTO release_seal VALUES (?, ?, ?, ?)", (release, release, before, made)
            )
            before = made
    words = ("--database", three_versions, "policy", "versions", POLICY)
    assert kb(*words, "--verify").exit_code == 0
    assert kb(*words, "--expect", hash).exit_code == 3


def test_check_tells_it_every_time(kb: Kb, three_versions: str) -> None:
    """Also when nothing of the records changed since the last run, and it cannot be acknowledged."""
    words = ("--database", three_versions, "check", "--rule", "released-version")
    assert kb(*words).exit_code == 0
    forge(three_versions, FORGERY)
    for chosen in ((), ("--policy", POLICY), (f"policies/{POLICY}/policy",)):
        result = kb(*words, *chosen)
        assert (result.exit_code, TOLD in result.stdout) == (3, True), chosen
    found = kb(*words, "--format", "csv").stdout
    id = next(word for word in found.replace("\n", ",").split(",") if len(word) == 8)
    refused = kb("--database", three_versions, "check", "--acknowledge", id, "--because", "fine")
    assert refused.exit_code != 0
    assert kb("--database", three_versions, "check", "--rule", "grim").exit_code == 0


def test_check_tells_that_the_triggers_are_gone(kb: Kb, three_versions: str) -> None:
    place = parse_url(three_versions)
    assert isinstance(place, SqliteUrl)
    with sqlite3.connect(place.file) as connection:
        connection.execute("DROP TRIGGER append_only_release_changed")
        connection.execute("DROP TRIGGER append_only_approval_changed")
        connection.execute(
            "CREATE TRIGGER append_only_approval_changed BEFORE UPDATE ON approval BEGIN SELECT 1; END"
        )
    result = kb("--database", three_versions, "check", "--rule", "released-version")
    assert result.exit_code == 3
    for table in ("release", "approval"):
        assert f"the table {table} is not protected against changes any more" in result.stdout
    assert kb("--database", three_versions, "migrate").exit_code == 0
    assert kb("--database", three_versions, "check", "--rule", "released-version").exit_code == 0


def test_a_backup_of_forged_versions_replaces_none(kb: Kb, three_versions: str, tmp_path: Path) -> None:
    file = tmp_path / "kept.db"
    assert kb("--database", three_versions, "backup", str(file)).exit_code == 0
    good = file.read_bytes()
    forge(three_versions, FORGERY)
    refused = kb("--database", three_versions, "backup", str(file))
    assert refused.exit_code == 3
    assert "7.01.75 2022-11-01: the document (html) was changed." in refused.stderr
    assert "--damaged" in refused.stderr
    assert file.read_bytes() == good
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []
    kept = kb("--database", three_versions, "backup", str(file), "--damaged")
    assert (kept.exit_code, TOLD in kept.stderr) == (0, True)
    assert file.read_bytes() != good


def test_forged_versions_are_not_copied(kb: Kb, three_versions: str, tmp_path: Path) -> None:
    forge(three_versions, FORGERY)
    file = tmp_path / "copy.db"
    url = f"sqlite:///{file.as_posix()}"
    refused = kb("--database", three_versions, "copy", "--to", url)
    assert (refused.exit_code, "the document (html) was changed" in refused.stderr) == (3, True)
    assert not file.exists()
    copied = kb("--database", three_versions, "copy", "--to", url, "--damaged")
    assert (copied.exit_code, TOLD in copied.stderr) == (0, True)


def test_a_copy_is_sealed_and_protected_as_its_source(kb: Kb, three_versions: str, tmp_path: Path) -> None:
    url = f"sqlite:///{(tmp_path / 'copy.db').as_posix()}"
    assert kb("--database", three_versions, "copy", "--to", url).exit_code == 0
    assert _hashes(url) == _hashes(three_versions)
    assert kb("--database", url, "policy", "versions", POLICY, "--verify").exit_code == 0
    with sqlite3.connect(tmp_path / "copy.db") as connection, pytest.raises(sqlite3.IntegrityError):
        connection.execute("UPDATE release SET who = 'x'")


def test_publishing_prints_the_hash(kb: Kb, seed_url: str) -> None:
    outcome = frozen(seed_url)
    assert _hashes(seed_url) == {"2021-11-01": outcome.hash}
    assert outcome.hash in outcome.hash_sentence
