"""What a person names to be checked: studies, references, policies, or records by their file name."""

from __future__ import annotations

from collections.abc import Iterable

from kb.db.connect import Reader
from kb.db.queries import run
from kb.errors import KbError, nearest


def records_named(reader: Reader, words: Iterable[str]) -> frozenset[str]:
    """Ids of the records that the words name; a policy means all its records, ending in a slash.

    A word is a record id (studies/wang-2015), the key of a study or reference (of both, where they share
    it), a policy number, or pmid:25284802. Raises KbError that names the nearest known one.
    """
    wanted = list(words)
    if not wanted:
        return frozenset()
    known = {row["id"] for row in run(reader, "evidence/record_hashes")}
    ids: set[str] = set()
    unknown: list[str] = []
    for word in wanted:
        records = _records(reader, word.strip().removesuffix(".yaml"), known)
        ids |= records
        unknown += [] if records else [word]
    if unknown:
        keys = sorted({id.rpartition("/")[2] for id in known} | {id.split("/")[1] for id in known})
        lines = [
            f"There is no study, reference, policy or record {word}. {nearest(word, keys)}"
            for word in unknown
        ]
        raise KbError("\n".join(line.rstrip() for line in lines))
    return frozenset(ids)


def _records(reader: Reader, word: str, known: set[str]) -> set[str]:
    if word in known:
        return {word}
    if f"policies/{word}/policy" in known:
        return {f"policies/{word}/"}
    if ":" in word:
        rows = run(reader, "checks/reference_of_identifier", identifier=word.lower())
        return {f"references/{row['reference']}" for row in rows}
    policy, _, indication = word.partition("/")
    candidates = [f"studies/{word}", f"references/{word}", f"guidelines/{word}"]
    candidates.append(f"policies/{policy}/indications/{indication}")
    return {record for record in candidates if record in known}
