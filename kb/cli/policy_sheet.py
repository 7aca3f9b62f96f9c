"""``kb policy sheet`` and ``kb policy take``: a policy as a workbook, and back."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kb.cli.database import person_of, reading, settings_of
from kb.cli.options import OutputOption, WhoOption
from kb.cli.output_file import require_new
from kb.cli.terminal import note
from kb.formats import FormatChoice, OutputFormat

_SHEETS = FormatChoice(OutputFormat.XLSX)


def sheet(
    context: typer.Context,
    policy: Annotated[str, typer.Argument(metavar="POLICY", help="Key of the policy, for example 7.01.75.")],
    is_new: Annotated[
        bool, typer.Option("--new", help="An empty workbook for a policy that is not there yet.")
    ] = False,
    study: Annotated[
        list[str] | None, typer.Option(metavar="KEY", help="A study to put in as well; may be repeated.")
    ] = None,
    all_sheets: Annotated[
        bool, typer.Option("--all", help="With all sheets there are, not only those of the beginning.")
    ] = False,
    output: OutputOption = None,
) -> None:
    """Write a workbook (Excel) with a policy and all that belongs to it, to be filled in or corrected.

    It holds the plan, the policy with statements, criteria and codes, indications with PICO, groups and
    conclusions, guidelines, and room for new references, studies and terms.
    """
    from kb.sheets.policy_workbook import PolicySheetRequest, make_policy_sheet
    from kb.store.first_use import add_standard_records

    file = output or Path(f"{policy}.xlsx")
    _SHEETS.by_ending(file)
    require_new(context, file, f"kb policy take {file}")
    person = person_of(context, None)
    if is_new and (told := add_standard_records(settings_of(context).database, person)):
        note(told)
    with reading(context) as reader:
        request = PolicySheetRequest(policy, is_new, tuple(study or ()), all_sheets)
        names = make_policy_sheet(reader, request, file)
    note(f"Wrote {file} with {len(names)} sheets. Next: fill it in, then kb policy take {file}")


def take(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="The workbook, filled in.")],
    because: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Why, for the change log; else the name of the file.")
    ] = None,
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Also over records that were changed since it was written.")
    ] = False,
    who: WhoOption = None,
) -> None:
    """Read a workbook back: its records come into the knowledge base, all of them or none.

    With problems nothing is saved; FILE-problems.xlsx shows all of them at their cells.
    """
    from kb.sheets.policy_taking import take_policy_sheet
    from kb.store.first_use import add_standard_records
    from kb.store.row_changes import ChangeAuthor

    person, url = person_of(context, who), settings_of(context).database
    if told := add_standard_records(url, person):
        note(told)
    author = ChangeAuthor.now(person, because or f"taken from {file.name}")
    taken = take_policy_sheet(url, file, author, overwrite=overwrite)
    for remark in taken.remarks:
        note(remark)
    note(taken.amended.sentence())
    if taken.policy:
        note(f"Next: kb check --policy {taken.policy}, kb report {taken.policy} -o {taken.policy}.docx")


def add_to(policies: typer.Typer) -> None:
    """Add these commands to the group."""
    policies.command("sheet")(sheet)
    policies.command("take")(take)
