"""``kb check --notices``: notices on references and candidates, from a file that somebody downloaded."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer

from kb.cli.database import reading, settings_of
from kb.cli.output import show
from kb.cli.terminal import note
from kb.formats import OutputFormat

if TYPE_CHECKING:
    from collections.abc import Sequence

    from kb.bibliography.reference_notices import KnownReferences, MatchedNotices
    from kb.review.importing.kept_notices import NewlyFlagged

COLUMNS = ("reference", "notice", "date", "published_as", "source", "change")


def take_notices(context: typer.Context, file: Path, who: str, *, dry_run: bool) -> None:
    """Enter the notices of a file in our references, keep them for candidates; or say what would change."""
    from kb.bibliography.formats.exports import read_notices
    from kb.bibliography.reference_notices import match_notices, read_known_references
    from kb.cli.progress import counting
    from kb.store.edits import amend

    with reading(context) as reader:
        ours = read_known_references(reader)
    with counting("Reading notices") as counted:
        matched = match_notices(ours, counted(read_notices(file)))
    changes = _changes(context, matched)
    if dry_run:
        show(COLUMNS, [row for rows, _ in changes.values() for row in rows], OutputFormat.TABLE)
    elif changes:
        todo = [(f"references/{key}", change) for key, (_, change) in changes.items()]
        amended = amend(settings_of(context).database, todo, who, f"notices of {file.name}")
        for rows, _ in changes.values():
            for row in rows:
                note("  ".join(str(cell) for cell in row if cell))
        note(amended.sentence())
    _tell(matched, ours, len(changes))
    _tell_candidates(_flagged(context, file, keep=not dry_run))


def _flagged(context: typer.Context, file: Path, *, keep: bool) -> Sequence[NewlyFlagged]:
    """Candidates of reviews under way of which the file tells something new; its notices are kept."""
    from kb.bibliography.formats.exports import read_notices
    from kb.bibliography.notices import PublishedNotice
    from kb.errors import NotAllowed
    from kb.review.importing.kept_notices import keep_register

    # Read a second time: the register has tens of thousands of rows, which are not held in memory.
    notices = (notice for notice in read_notices(file) if isinstance(notice, PublishedNotice))
    try:
        return keep_register(settings_of(context).database, notices, keep=keep)
    except NotAllowed:
        if keep:
            raise
        note("Candidates were not compared: that needs the rights to import.")
        return ()


_SHOWN = 50
"""Candidates that are named; the screening list has all."""


def _tell_candidates(flagged: Sequence[NewlyFlagged]) -> None:
    for candidate in flagged[:_SHOWN]:
        note(f"{candidate.policy}  {candidate.candidate}  {candidate.notice.in_words()}")
    if len(flagged) > _SHOWN:
        note(f"... and {len(flagged) - _SHOWN} more candidates: kb review screen POLICY --list --status all")
    if flagged:
        note(f"Candidates of reviews under way concerned: {len(flagged)}. Screening marks them.")


def _changes(context: typer.Context, matched: MatchedNotices) -> dict[str, Any]:
    """For each reference with something new: rows that say it, and the change of its record."""
    from kb.bibliography.reference_notices import merge_notices, stored_notices

    with reading(context) as reader:
        stored = stored_notices(reader, list(matched.entries))
    changes = {}
    for key, entries in matched.entries.items():
        before = stored.get(key, ())
        after = merge_notices(before, entries)
        if after != before:
            new = [entry for entry in after if entry not in before]
            changes[key] = ([_row(key, entry) for entry in new], partial(_with, entries))
    return changes


def _row(reference: str, entry: Any) -> tuple[str, ...]:
    published = ", ".join(
        f"{scheme}:{value}" for scheme, value in (("pmid", entry.pmid), ("doi", entry.doi)) if value
    )
    change = "lifts earlier notices" if entry.kind == "reinstatement" else "raised"
    return (reference, entry.kind, entry.date or "", published, entry.source or "", change)


def _with(entries: Any, reference: Any) -> Any:
    from kb.bibliography.reference_notices import merge_notices
    from kb.store.edits import with_notices

    return with_notices(reference, merge_notices(reference.notices, entries))


def _tell(matched: MatchedNotices, ours: KnownReferences, changed: int) -> None:
    """What was found, what was not, and what could not be looked up at all."""
    concerned = set(matched.entries)
    all_references, missing = (
        len(ours.identifiers) + len(ours.unnamed),
        len(set(ours.identifiers) - concerned),
    )
    note(
        f"Notices in the file: {matched.read}. References concerned: {len(concerned)} of {all_references},"
        f" {changed} with something new; not found in the file: {missing}."
    )
    if ours.unnamed:
        note(f"Could not be looked up, having neither PMID nor DOI: {', '.join(ours.unnamed)}.")
    for words in (*matched.doubtful, *(str(record) for record in matched.malformed)):
        note(words)
