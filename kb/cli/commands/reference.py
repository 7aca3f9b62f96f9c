"""``kb reference``: find references, and all about one."""

from __future__ import annotations

from typing import Annotated

import typer

from kb.cli.database import login, reading, ready, settings_of
from kb.cli.options import DocumentFormatOption, OutputOption, WhoOption
from kb.cli.output import write_document
from kb.cli.reference_output import CitedForm, CitedFormatOption, CitedRows, StyleOption, show_citations
from kb.cli.terminal import note

references = typer.Typer(help="References: list with filters, show, add.", no_args_is_help=True)


@references.command("list")
def list_references(
    context: typer.Context,
    words: Annotated[
        list[str] | None, typer.Argument(metavar="WORDS", help="Words that the reference must hold.")
    ] = None,
    policy: Annotated[
        str | None, typer.Option(metavar="POLICY", help="Cited by this policy, in its order.")
    ] = None,
    indication: Annotated[
        str | None, typer.Option(metavar="KEY", help="Cited for this indication, for example hcc.")
    ] = None,
    since: Annotated[
        int | None, typer.Option(metavar="YEAR", help="Published in this year or later.")
    ] = None,
    until: Annotated[
        int | None, typer.Option(metavar="YEAR", help="Published in this year or earlier.")
    ] = None,
    style: StyleOption = None,
    form: CitedFormatOption = None,
    output: OutputOption = None,
) -> None:
    """List references; with --policy by citation number, else by year and key.

    RIS, NBIB, BibTeX, CSL-JSON and EndNote XML take them to a reference manager, --style formats them.
    """
    from kb.evidence.references import cited_by_key
    from kb.lookup.filter_words import resolve
    from kb.lookup.references import find_references

    asked = CitedForm(form, output, style)
    asked.chosen()
    with reading(context) as reader:
        policy = resolve(reader, "policy", policy)
        rows = find_references(
            reader,
            policy=policy,
            indication=resolve(reader, "indication", indication),
            words=tuple(words or ()),
            since=since,
            until=until,
        )
        if not rows:
            note("No reference fits.")
        keys = [row["reference"] for row in rows]
        columns = [*([] if policy is None else ["number"]), "reference", "notice", "year", "pmid", "citation"]
        show_citations(CitedRows(columns, rows, lambda: cited_by_key(reader, keys)), asked)


@references.command("show")
def show_reference(
    context: typer.Context,
    reference: Annotated[
        str, typer.Argument(metavar="REFERENCE", help="Key of the reference (wang-2015), or pmid:25284802.")
    ],
    form: DocumentFormatOption = None,
    output: OutputOption = None,
) -> None:
    """Show one reference: citation, identifiers, notices, the study it reports, where it is cited."""
    from kb.reports.pages import build_reference_page

    with reading(context) as reader:
        page = build_reference_page(reader, reference, templates=settings_of(context).templates)
    write_document(page, form, output)


@references.command("add")
def add_reference(
    context: typer.Context,
    named: Annotated[
        list[str],
        typer.Argument(metavar="PMID|DOI|FILE...", help="What to add: 25284802, 10.1000/x, trial.ris."),
    ],
    key: Annotated[
        str | None, typer.Option(metavar="NAME", help="Key of the reference; else author and year.")
    ] = None,
    who: WhoOption = None,
) -> None:
    """Add references: fetched by PMID (PubMed) or DOI (doi.org), or read from a file of citations.

    A file may be RIS, NBIB, PubMed XML, BibTeX, CSL-JSON, EndNote XML or a table. Without a network:
    kb new reference KEY --title ... --author "Doe J, Roe A" --journal ... --year ... --pmid ...
    """
    from kb.entry.added_references import add_references

    settings = settings_of(context)
    ready(settings)
    for sentence in add_references(settings.database, named, key, who or login()).sentences():
        note(sentence)


def add_to(app: typer.Typer) -> None:
    """Add these commands to the application."""
    app.add_typer(references, name="reference")
