"""``kb review search POLICY``: the stored searches of a policy, run or shown, and their records imported."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from kb.cli.database import reading, settings_of
from kb.cli.terminal import note
from kb.errors import KbError

if TYPE_CHECKING:
    from kb.bibliography.pubmed.download import DownloadOrder
    from kb.bibliography.pubmed.server import Server
    from kb.review.cycles import Cycle
    from kb.review.importing.stored_searches import StoredSearch

_NUMBER = re.compile(r"\d+(?:\.\d+)+")


@dataclass(frozen=True, slots=True)
class SearchOptions:
    """How the searches are to be run."""

    folder: Path | None
    """Where the downloads go; None for the current folder."""
    dry_run: bool
    fresh: bool
    leave_out_missing: bool
    who: str


def policy_of(context: typer.Context, query: str) -> str | None:
    """The policy that a word means; None when it is a query for PubMed.

    A policy is asked for by its number. What looks like one and is none is an error: nobody searches for
    numbers parted by full stops.
    """
    from kb.db.queries import run

    word = query.strip()
    if _NUMBER.fullmatch(word):
        with reading(context) as reader:
            known = [row["policy"] for row in run(reader, "evidence/policy_numbers")]
            if word in known:
                return word
            from kb.evidence.policies import require_policy

            require_policy(reader, word)
    if " " in word or not any(sign.isdigit() for sign in word) or not _is_there(context):
        return None
    try:
        with reading(context) as reader:
            return word if word in [row["policy"] for row in run(reader, "evidence/policy_numbers")] else None
    except KbError:
        return None


def _is_there(context: typer.Context) -> bool:
    """Whether a database is there to be asked: none is made only to find that out."""
    from kb.settings import default_database_file

    return not settings_of(context).embedded or default_database_file().exists()


def search_policy(context: typer.Context, policy: str, options: SearchOptions) -> None:
    """Run the stored searches that PubMed answers and import what they find; show the others."""
    from kb.checks.clock import today
    from kb.review.cycles import cycle_under_way
    from kb.review.importing.stored_searches import read_stored_searches

    folder = options.folder or Path()
    if not folder.is_dir():
        raise KbError(f"{folder}: is no folder. Name one with -o, or create it first.")
    with reading(context) as reader:
        cycle = cycle_under_way(reader, policy)
        searches = read_stored_searches(reader, cycle, today())
    for search in searches:
        if not search.is_pubmed:
            _show(cycle, search)
    todo = [search for search in searches if search.is_pubmed and _is_wanted(search, options)]
    if todo:
        _ask_pubmed(context, cycle, todo, options)


def _is_wanted(search: StoredSearch, options: SearchOptions) -> bool:
    if search.run is None or options.fresh or options.dry_run:
        return True
    note(
        f"{search.strategy}: was searched through {search.until} already, as run {search.run}."
        " --fresh searches anew."
    )
    return False


def _ask_pubmed(
    context: typer.Context, cycle: Cycle, todo: Sequence[StoredSearch], options: SearchOptions
) -> None:
    from kb.bibliography.pubmed.access import ASK_FOR_EMAIL, Access
    from kb.bibliography.pubmed.faults import NoAnswer
    from kb.bibliography.pubmed.server import Server

    access = Access.read()
    if access.email is None:
        note(ASK_FOR_EMAIL)
    with Server(access) as server:
        for search in todo:
            try:
                _search(context, server, cycle, search, options)
            except NoAnswer:
                _show(cycle, search)
                raise


def _search(
    context: typer.Context, server: Server, cycle: Cycle, search: StoredSearch, options: SearchOptions
) -> None:
    from kb.bibliography.pubmed.download import DownloadOrder
    from kb.bibliography.pubmed.query import pubmed_query
    from kb.bibliography.pubmed.records import Form
    from kb.cli.downloading import carry_out, preview

    query, left = search.pubmed_query()
    note(f"{search.strategy}: PubMed, {search.since} to {search.until}.")
    if left:
        note(f"Limits that PubMed is not asked for: {', '.join(left)}. Look at them when you screen.")
    asked = pubmed_query(query, search.since.isoformat(), search.until.isoformat())
    if options.dry_run:
        preview(server, asked)
        return
    file = (options.folder or Path()) / search.file_name(cycle.policy)
    order = DownloadOrder(asked, file, Form("nbib"), options.leave_out_missing)
    if options.fresh or not _is_downloaded(order, server.address):
        carry_out(server, order, fresh=options.fresh)
    else:
        note(f"{file} has this search already; it is imported as it is.")
    _import(context, cycle, search, file, options.who)


def _is_downloaded(order: DownloadOrder, address: str) -> bool:
    """Whether the file is there, whole, and of this very search."""
    from kb.bibliography.pubmed.verify import sha256_of
    from kb.review.importing.origin import read_provenance

    provenance, wanted = read_provenance(order.file), order.as_data(address)
    names = ("query", "since", "until", "date_type", "address")
    is_same = bool(provenance) and all(provenance.get(name) == wanted[name] for name in names)
    return is_same and order.file.is_file() and provenance["sha256"] == sha256_of(order.file)


def _import(context: typer.Context, cycle: Cycle, search: StoredSearch, file: Path, who: str) -> None:
    from kb.cli.commands.review.import_exports import import_with_progress, show_report
    from kb.review.importing.origin import ToldSearch
    from kb.review.importing.run_import import ImportRequest

    request = ImportRequest([file], cycle.policy, who, ToldSearch(strategy=search.strategy))
    show_report(import_with_progress(context, request), None, None)


def _show(cycle: Cycle, search: StoredSearch) -> None:
    """A search that a person runs: where, what, which dates, and how its export is imported."""
    done = f" (run {search.run} has it)" if search.run is not None else ""
    typer.echo(f"{search.strategy}: {search.place}, {search.since} to {search.until}{done}")
    typer.echo(f"  {' '.join(search.query.split())}")
    if search.limits:
        typer.echo(f"  Limits: {search.limits}")
    typer.echo(
        f"  Export what it finds, then: kb review import FILE --policy {cycle.policy}"
        f" --strategy {search.strategy} --since {search.since} --until {search.until}"
    )
