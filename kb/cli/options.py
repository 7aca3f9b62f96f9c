"""Arguments and options that many commands have."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Annotated, Any, get_type_hints

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


def grouped(command: Callable[..., None]) -> Callable[..., None]:
    """The command with an option for each field of those of its parameters that are dataclasses.

    The fields carry what Typer wants to know, as its parameters do.
    """
    hints = get_type_hints(command, include_extras=True)
    groups = {name: kind for name, kind in hints.items() if is_dataclass(kind) and isinstance(kind, type)}
    parameters: list[inspect.Parameter] = []
    for parameter in inspect.signature(command).parameters.values():
        if (group := groups.get(parameter.name)) is None:
            parameters.append(_keyword(parameter.name, hints[parameter.name], parameter.default))
            continue
        kinds = get_type_hints(group, include_extras=True)
        parameters += [_keyword(field.name, kinds[field.name], field.default) for field in fields(group)]

    def run(**values: Any) -> None:
        for name, group in groups.items():
            values[name] = group(**{field.name: values.pop(field.name) for field in fields(group)})
        command(**values)

    run.__name__, run.__doc__ = command.__name__, command.__doc__
    run.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
    run.__annotations__ = {parameter.name: parameter.annotation for parameter in parameters}
    return run


def _keyword(name: str, kind: Any, default: Any) -> inspect.Parameter:
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=kind)
