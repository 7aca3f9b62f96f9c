"""Arguments and options that many commands have."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Annotated, Any

import typer

from kb.errors import KbError
from kb.formats import DOCUMENTS, TABLES, FormatChoice, OutputFormat

PolicyArgument = Annotated[
    str, typer.Argument(metavar="POLICY", help="Number of the policy, for example 7.01.75.")
]
ReviewedPolicyOption = Annotated[
    str | None, typer.Option(metavar="POLICY", help="Policy under review; else the only one that is.")
]
WhoOption = Annotated[str | None, typer.Option(metavar="NAME", help="Who does it; else your login.")]
OutputOption = Annotated[
    Path | None, typer.Option("--output", "-o", metavar="FILE", help="Write to a file, whole or not at all.")
]


def format_option(choice: FormatChoice) -> Any:
    """The option ``--format`` of a command that offers these formats."""
    names = [each.value for each in choice.formats]
    return typer.Option(
        "--format",
        metavar=f"[{'|'.join(names)}]",
        parser=_parser(choice),
        autocompletion=lambda incomplete: [name for name in names if name.startswith(incomplete)],
        help=f"Form of the output; else as the ending of FILE says, else {choice.usual}.",
    )


def _parser(choice: FormatChoice) -> Callable[[str], OutputFormat]:
    def parse(word: str) -> OutputFormat:
        try:
            return choice.named(word)
        except KbError as error:
            raise typer.BadParameter(error.message) from error

    return parse


TableFormatOption = Annotated[OutputFormat | None, format_option(TABLES)]
DocumentFormatOption = Annotated[OutputFormat | None, format_option(DOCUMENTS)]

REPORT_FORMATS = FormatChoice(OutputFormat.MARKDOWN, *DOCUMENTS.formats)
ReportFormatOption = Annotated[OutputFormat | None, format_option(REPORT_FORMATS)]

FolderArgument = Annotated[
    Path | None,
    typer.Argument(metavar="DIR", help="Folder of records; else --evidence, else the bundled one."),
]


def login() -> str:
    """The login name of the person, for the change log; ``unknown`` where the system does not tell."""
    import getpass

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"
