"""``kb test``: diagnostic, screening and prognostic tests, and the page about one."""

from __future__ import annotations

from typing import Annotated

import typer

from kb.cli.database import reading
from kb.cli.options import DocumentFormatOption, OutputOption, TableFormatOption
from kb.cli.output import show_rows, write_document
from kb.cli.terminal import note

tests = typer.Typer(help="Diagnostic tests: list with filters, show.", no_args_is_help=True)

_COLUMNS = ("test", "name", "laboratory", "version", "purpose", "analytes", "studies")


@tests.command("list")
def list_tests(
    context: typer.Context,
    policy: Annotated[
        str | None, typer.Option(metavar="POLICY", help="Asked about by this policy, or in its studies.")
    ] = None,
    analyte: Annotated[
        str | None, typer.Option(metavar="NAME", help="Looks at this gene, protein ...: BRCA1.")
    ] = None,
    treatment: Annotated[
        str | None, typer.Option(metavar="KEY", help="Selects patients for this treatment.")
    ] = None,
    code: Annotated[str | None, typer.Option(metavar="CODE", help="Is billed by this code: 0060U.")] = None,
    form: TableFormatOption = None,
    output: OutputOption = None,
) -> None:
    """List the tests that fit every filter given, by name."""
    from kb.db.queries import run
    from kb.lookup.filter_words import resolve

    with reading(context) as reader:
        policy = resolve(reader, "policy", policy)
        asked = {"policy": policy, "analyte": analyte, "treatment": treatment, "code": code}
        rows = run(reader, "evidence/test_list", **asked)
    if not rows:
        note("No test fits.")
    show_rows(_COLUMNS, rows, form, output)


@tests.command("show")
def show_test(
    context: typer.Context,
    test: Annotated[str, typer.Argument(metavar="TEST", help="Key of the test, as kb test list shows.")],
    form: DocumentFormatOption = None,
    output: OutputOption = None,
) -> None:
    """Show one test: laboratory, analytes, thresholds, codes, treatments it selects for, and its studies."""
    from kb.reports.test_page import build_test_page

    with reading(context) as reader:
        page = build_test_page(reader, test)
    write_document(page, form, output)


def add_to(app: typer.Typer) -> None:
    """Add these commands to the application."""
    app.add_typer(tests, name="test")
