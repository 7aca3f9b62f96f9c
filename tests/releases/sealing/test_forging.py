# ruff: noqa: S608 - the statements are those of a forger
"""Whatever somebody changes in a published version by SQL is told, with the version and the part."""

from __future__ import annotations

import hashlib

import pytest

from kb.db.connect import read
from kb.errors import KbError
from kb.releases.read import Damaged, document_of
from kb.releases.release import release_of
from kb.releases.sealing.damage import find_damage
from kb.review.cycles import hold_cycle
from kb.store.database import writing
from tests.builders.forging import forge
from tests.builders.releases import POLICY
from tests.builders.reviews import Review
from tests.databases import PostgresServer
from tests.tiers import mostly_slow

OLD, MIDDLE, NEW = "2021-11-01", "2022-11-01", "2023-11-01"
M, N = f"'{POLICY}@{MIDDLE}'", f"'{POLICY}@{NEW}'"


def _damage(url: str) -> list[tuple[str | None, str]]:
    with read(url) as reader:
        return [(damage.version, damage.what) for damage in find_damage(reader)]


def test_published_versions_are_what_they_were(three_versions: str) -> None:
    assert _damage(three_versions) == []


def _altered(table: str, change: str, where: str) -> str:
    return f"UPDATE {table} SET {change} WHERE {where}"


FORGED = hashlib.sha256(b"forged").hexdigest()
ALTERED = {
    "its effective date": _altered("release", "effective_date = '2022-12-01'", f"id = {M}"),
    "its published at": _altered("release", "published_at = '2022-01-01'", f"id = {M}"),
    "its who": _altered("release", "who = 'nobody'", f"id = {M}"),
    "its because": _altered("release", "because = NULL", f"id = {M}"),
    "its program": _altered("release", "program = '9.9'", f"id = {M}"),
    "its review (opened by)": _altered("review_cycle", "opened_by = 'x'", f"id = '{POLICY}@2022-09-01'"),
    "its review (closed)": _altered("review_cycle", "closed = NULL", f"id = '{POLICY}@2022-09-01'"),
    "the document (markdown)": _altered(
        "release_document",
        f"content = 'forged', sha256 = '{FORGED}'",
        f"format = 'markdown' AND release_id = {M}",
    ),
    "the published conclusion on hcc": _altered(
        "release_conclusion", "verdict = 'sufficient'", f"indication_key = 'hcc' AND release_id = {M}"
    ),
    "the search": _altered("search_run", "query = 'another'", "id LIKE '%@2022-09-01/1'"),
    "the record of a search": _altered("search_hit", "raw = x'00'", "id LIKE '%@2022-09-01/1#2'"),
    "the screening decision": _altered(
        "screening_decision", "decision = 'include'", "id LIKE '%@2022-09-01/pmid:99202202/%'"
    ),
    "the pair of duplicates": _altered("duplicate_pair", "score = 2", "id LIKE 'pmid:992022%'"),
    "the judgement on duplicates": _altered("duplicate_judgement", "who = 'x'", "id LIKE 'pmid:992022%'"),
    "the sign-off": _altered("approval", "verdict = 'sufficient'", "review_cycle_id LIKE '%@2022-09-01'"),
    "the settled difference": _altered("adjudication", "chosen = 'x'", "decided_at LIKE '2022%'"),
    "the answer to an offer": _altered("study_offer", "answer = 'used'", "answered_at LIKE '2022%'"),
    "of the change log": _altered("change", "who = 'x'", "record_id = 'studies/wang-2015'"),
}


@pytest.mark.parametrize("part", mostly_slow(ALTERED, range(0, 18, 5)))
def test_what_was_altered_is_named(three_versions: str, part: str) -> None:
    forge(three_versions, ALTERED[part])
    damage = _damage(three_versions)
    assert any(what.startswith(part) or part in what for _, what in damage), damage
    assert all("was changed" in what for _, what in damage), damage
    assert damage[0][0] in (MIDDLE, "2022-12-01", OLD)


def test_an_altered_record_is_told_of_every_version_that_has_it(three_versions: str) -> None:
    """Also when its own hash was computed anew, and the manifests with it."""
    text = "study: wang-2015\nlabel: Forged\n"
    hash = hashlib.sha256(text.encode()).hexdigest()
    forge(
        three_versions,
        f"INSERT INTO frozen_record VALUES ('{hash}', '{text}')",
        f"UPDATE release_record SET content_hash = '{hash}' WHERE record_name = 'studies/wang-2015'",
    )
    expected = [(version, "the record studies/wang-2015 was changed") for version in (OLD, MIDDLE, NEW)]
    assert _damage(three_versions) == expected


def test_what_was_removed_is_named(three_versions: str) -> None:
    forge(
        three_versions,
        f"DELETE FROM release_document WHERE format = 'html' AND release_id = {M}",
        f"DELETE FROM release_record WHERE record_name = 'studies/wang-2015' AND release_id = {M}",
        "DELETE FROM screening_decision WHERE candidate_id = 'pmid:99202201'",
    )
    damage = _damage(three_versions)
    assert damage[:2] == [
        (MIDDLE, "the record studies/wang-2015 is gone"),
        (MIDDLE, "the document (html) is gone"),
    ]
    # Settled differences belong to a version by its records: without the study, its own are gone, too.
    assert any("the screening decision 7.01.75@2022-09-01/pmid:99202201/" in what for _, what in damage)
    assert {version for version, _ in damage} == {MIDDLE}


def test_what_was_added_is_named(three_versions: str) -> None:
    forge(
        three_versions,
        "INSERT INTO screening_decision"
        " (id, review_cycle_id, candidate_id, stage, role, decision, who, decided_at)"
        " SELECT id || 'x', review_cycle_id, candidate_id, 'full-text', role, decision, who, decided_at"
        " FROM screening_decision WHERE candidate_id = 'pmid:99202201'",
        "INSERT INTO release_document SELECT id || 'x', release_id, 'epub', encoding, content, sha256"
        f" FROM release_document WHERE format = 'html' AND release_id = {M}",
    )
    damage = _damage(three_versions)
    assert damage[0] == (MIDDLE, "the document (epub) was added")
    assert damage[1][1].startswith("the screening decision 7.01.75@2022-09-01/pmid:99202201/")
    assert damage[1][1].endswith("was added")


PARTS_OF_RELEASE = (
    "release_document",
    "release_record",
    "release_conclusion",
    "release_part",
    "release_seal",
)


def _without(release: str) -> list[str]:
    return [
        *(f"DELETE FROM {table} WHERE release_id = {release}" for table in PARTS_OF_RELEASE),
        f"DELETE FROM release WHERE id = {release}",
    ]


def test_a_removed_middle_version_is_told_by_the_next(three_versions: str) -> None:
    forge(three_versions, *_without(M))
    whats = dict(_damage(three_versions))
    assert whats[NEW] == (
        "it follows 7.01.75@2022-11-01, but 7.01.75@2021-11-01 is before it: a version was removed, added"
        " or moved"
    )
    assert whats[None].startswith("the version that its review of 2022-09-01 ended with")


def test_a_removed_middle_version_is_told_when_the_next_was_tied_to_the_one_before(
    three_versions: str,
) -> None:
    forge(
        three_versions,
        *_without(M),
        f"UPDATE release SET supersedes_id = '{POLICY}@{OLD}' WHERE id = {N}",
        f"UPDATE release_seal SET hash_before = (SELECT hash FROM release_seal WHERE id = '{POLICY}@{OLD}')"
        f" WHERE id = {N}",
        "UPDATE review_cycle SET state = 'abandoned' WHERE id = '7.01.75@2022-09-01'",
    )
    assert _damage(three_versions) == [
        (NEW, "its version before was changed"),
        (NEW, "the hash over all its parts was changed, too, or the hashes of the parts were"),
    ]


def test_a_removed_first_version_is_told(three_versions: str) -> None:
    forge(three_versions, *_without(f"'{POLICY}@{OLD}'"))
    ((version, what),) = _damage(three_versions)
    assert version == MIDDLE
    assert what.startswith("it follows 7.01.75@2021-11-01, but that is gone")


def test_a_removed_newest_version_leaves_its_review_behind(three_versions: str) -> None:
    forge(three_versions, *_without(N))
    ((version, what),) = _damage(three_versions)
    assert version is None
    assert what == "the version that its review of 2023-09-01 ended with, published 2023-10-15, is gone"


def test_a_newest_version_removed_with_its_review_is_told_by_the_hash_alone(three_versions: str) -> None:
    """The rest looks well; what was kept elsewhere tells, as tests of the command show."""
    forge(three_versions, *_without(N), "UPDATE review_cycle SET state = 'open' WHERE opened = '2023-09-01'")
    assert _damage(three_versions) == []


def test_swapped_versions_are_told(three_versions: str) -> None:
    forge(
        three_versions,
        f"UPDATE release SET effective_date = 'later' WHERE id = {M}",
        f"UPDATE release SET effective_date = '{MIDDLE}' WHERE id = {N}",
        f"UPDATE release SET effective_date = '{NEW}' WHERE id = {M}",
    )
    damage = _damage(three_versions)
    assert (MIDDLE, "its effective date was changed") in damage
    assert (NEW, "its effective date was changed") in damage
    assert any("a version was removed, added or moved" in what for _, what in damage)


def test_swapped_contents_are_told(three_versions: str) -> None:
    swap = f"release_id = CASE release_id WHEN {M} THEN {N} ELSE {M} END"
    for_both = f"WHERE release_id IN ({M}, {N})"
    forge(
        three_versions,
        f"UPDATE release_document SET format = format || release_id {for_both}",
        f"UPDATE release_document SET {swap} {for_both}",
        f"UPDATE release_document SET format = REPLACE(REPLACE(format, {M}, ''), {N}, '') {for_both}",
    )
    damage = _damage(three_versions)
    assert (MIDDLE, "the document (html) was changed") in damage
    assert (NEW, "the document (html) was changed") in damage


def test_a_version_added_by_hand_is_told(three_versions: str) -> None:
    forge(
        three_versions,
        "INSERT INTO release SELECT policy_id || '@2024-11-01', policy_id, NULL, id, '2024-11-01',"
        f" published_at, who, because, program FROM release WHERE id = {N}",
    )
    ((version, what),) = _damage(three_versions)
    assert version == "2024-11-01"
    assert what.endswith("are not there: it was added by hand, or they were removed")


def test_hashes_of_parts_that_were_made_to_fit_are_told(three_versions: str) -> None:
    """The forger changes a document and what was kept of its hash, or takes that away."""
    forge(
        three_versions,
        f"UPDATE release_document SET content = 'forged' WHERE release_id = {M} AND format = 'text'",
        "UPDATE release_part SET (listing, sha256) = (SELECT listing, sha256 FROM release_part"
        f" WHERE id = '{POLICY}@{OLD}/documents') WHERE release_id = {M} AND part = 'documents'",
    )
    damage = _damage(three_versions)
    assert (MIDDLE, "the hash over all its parts was changed, too, or the hashes of the parts were") in damage


def test_a_listing_that_cannot_be_read_is_told(three_versions: str) -> None:
    forge(
        three_versions, f"UPDATE release_part SET listing = x'ff00' WHERE id = '{POLICY}@{MIDDLE}/documents'"
    )
    assert _damage(three_versions) == [(MIDDLE, "the hashes of its documents were changed")]


def test_parts_without_hashes_are_told(three_versions: str) -> None:
    forge(three_versions, f"DELETE FROM release_part WHERE id = '{POLICY}@{MIDDLE}/documents'")
    assert (MIDDLE, "the hashes of its documents are gone") in _damage(three_versions)


def test_a_hash_that_was_made_anew_does_not_fit_the_next_version(three_versions: str) -> None:
    forge(three_versions, f"UPDATE release_seal SET hash = '{FORGED}' WHERE id = {M}")
    assert _damage(three_versions) == [
        (MIDDLE, "the hash over all its parts was changed, or the hashes of the parts were"),
        (NEW, "its hash was made on another version before it than 7.01.75@2022-11-01, which was replaced"),
    ]


def test_many_changed_rows_are_counted(three_versions: str) -> None:
    forge(three_versions, f"UPDATE release_record SET content_hash = 'x' WHERE release_id = {M}")
    whats = [what for version, what in _damage(three_versions) if version == MIDDLE]
    assert sum(what.startswith("the record ") for what in whats) == 10
    assert any(what.endswith(" more of its records were changed") for what in whats)


def test_a_text_that_is_none_any_more_is_told_with_its_part(three_versions: str) -> None:
    forge(three_versions, f"UPDATE release_document SET content = CAST(x'ff' AS TEXT) WHERE release_id = {M}")
    ((version, what),) = _damage(three_versions)
    assert version == MIDDLE
    assert what.startswith("its documents were changed and cannot be read")


@pytest.mark.parametrize("form", ["html", "text"])
def test_a_forged_document_is_not_shown_though_its_own_hash_fits(three_versions: str, form: str) -> None:
    forge(
        three_versions,
        f"UPDATE release_document SET content = 'forged', sha256 = '{FORGED}'"
        f" WHERE format = 'html' AND release_id = {M}",
    )
    with read(three_versions) as reader:
        release = release_of(reader, POLICY, MIDDLE)
        if form == "html":
            with pytest.raises(Damaged, match="is not what was frozen"):
                document_of(reader, release, form)
        else:
            assert document_of(reader, release, form)


def test_a_review_that_was_closed_meanwhile_takes_no_decision(postgres_server: PostgresServer) -> None:
    """On a server two people write at once: what is decided belongs to the version, or is refused."""
    with postgres_server.database(postgres_server.seed_template()) as url:
        review = Review(url).open()
        cycle = review.cycle()
        forge(url, "UPDATE review_cycle SET state = 'published'")
        with writing(url, alone=False) as writer, pytest.raises(KbError, match="was closed meanwhile"):
            hold_cycle(writer, cycle)
