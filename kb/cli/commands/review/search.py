"""``kb review search``: ask PubMed, and keep what it found and how it was asked.

For a policy it is :mod:`kb.cli.policy_search`.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kb.bibliography.pubmed.query import DateType
from kb.cli.database import login
from kb.cli.downloading import carry_out, preview
from kb.cli.options import grouped
from kb.cli.output_file import checked_early, require_free
from kb.cli.policy_search import SearchOptions, policy_of, search_policy
from kb.cli.terminal import note
from kb.errors import KbError
from kb.formats import FormatChoice, OutputFormat

if TYPE_CHECKING:
    from kb.bibliography.pubmed.download import DownloadOrder
    from kb.bibliography.pubmed.query import PubMedQuery

_FORMATS = FormatChoice(OutputFormat.NBIB, OutputFormat.PUBMED_XML)


@dataclass(frozen=True, slots=True)
class WindowOptions:
    """From when to when publications are searched."""

    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="First day: 2021-11-05, or 2021-11, or 2021.")
    ] = None
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Last day, written alike.")] = None
    date_type: Annotated[
        DateType,
        typer.Option(help="Date meant: edat = when it came into PubMed, pdat = when it was published."),
    ] = DateType.ADDED


@dataclass(frozen=True, slots=True)
class RunOptions:
    """How the search is run."""

    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Only say how many there are and how PubMed reads the query.")
    ] = False
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Search anew instead of going on with what was interrupted.")
    ] = False
    leave_out_missing: Annotated[
        bool, typer.Option("--leave-out-missing", help="Do without records that PubMed does not send.")
    ] = False


@grouped
def search(
    context: typer.Context,
    query: Annotated[
        str,
        typer.Argument(
            metavar="POLICY|QUERY", help="A policy under review, or a query as in the field of PubMed."
        ),
    ],
    window: WindowOptions,
    run: RunOptions,
    output: Annotated[
        Path | None,
        typer.Option(
            *("--output", "-o"),
            metavar="FILE",
            help="Where to write: FILE.xml, FILE.nbib or .txt; for a policy a folder, else this one.",
        ),
    ] = None,
    who: Annotated[
        str | None, typer.Option(metavar="NAME", help="For a policy: who imports it; else your login.")
    ] = None,
) -> None:
    """Run the stored searches of a policy under review, or search PubMed for anything.

    For a POLICY, each of its searches that PubMed answers is run from the day after the last one until today,
    kept in a file and imported into the review; the others are printed with their dates, to be run by hand.

    A QUERY is written as on the PubMed site. What it finds goes to FILE, and how it was searched to
    FILE.search.json.

    Interrupted, the same command goes on where it stopped. Set KB_PUBMED_EMAIL to your address, as NCBI asks;
    with KB_PUBMED_API_KEY it goes faster. Take the file in with: kb review import FILE
    """
    from kb.bibliography.pubmed.access import ASK_FOR_EMAIL, Access
    from kb.bibliography.pubmed.query import pubmed_query
    from kb.bibliography.pubmed.server import Server

    if policy := policy_of(context, query):
        if window.since or window.until or window.date_type is not DateType.ADDED:
            raise KbError(f"The dates of the searches of {policy} are stored. Leave out --since and --until.")
        options = SearchOptions(output, run.dry_run, run.fresh, run.leave_out_missing, who or login())
        search_policy(context, policy, options)
        return
    asked = pubmed_query(query, window.since, window.until, window.date_type)
    checked = checked_early(context, output)
    order = None if run.dry_run else _order(asked, checked, leave_out_missing=run.leave_out_missing)
    access = Access.read()
    if access.email is None:
        note(ASK_FOR_EMAIL)
    with Server(access) as server:
        if order is None:
            preview(server, asked)
        else:
            carry_out(server, order, fresh=run.fresh)


def add_to(group: typer.Typer) -> None:
    """Add this command to the group ``kb review``."""
    group.command("search")(search)


def _order(asked: PubMedQuery, output: Path | None, *, leave_out_missing: bool) -> DownloadOrder:
    from kb.bibliography.pubmed.download import DownloadOrder
    from kb.bibliography.pubmed.records import Form
    from kb.files import place_for

    if output is None:
        raise typer.BadParameter("say where to write (-o FILE.nbib or FILE.xml), or --dry-run")
    form = _FORMATS.by_ending(output)
    require_free(output, (form,))
    return DownloadOrder(asked, place_for(output), Form(form), leave_out_missing)
