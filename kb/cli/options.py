"""Arguments and options that many commands have."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, get_type_hints

import typer

from kb.cli.output_file import checked_early
from kb.errors import KbError
from kb.formats import DOCUMENTS, TABLES, FormatChoice, OutputFormat

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def policy_key(number: str) -> str:
    """The key of a policy by its number as the plan prints it: ``rx501.086`` for ``RX501.086``."""
    return "-".join(number.lower().split())


PolicyArgument = Annotated[
    str,
    typer.Argument(metavar="POLICY", help="Number of the policy, for example 7.01.75.", callback=policy_key),
]
ReviewedPolicyOption = Annotated[
    str | None, typer.Option(metavar="POLICY", help="Policy under review; else the only one that is.")
]
WhoOption = Annotated[str | None, typer.Option(metavar="NAME", help="Who does it; else your login.")]
OutputOption = Annotated[
    Path | None,
    typer.Option(
        *("--output", "-o"),
        metavar="FILE",
        callback=checked_early,
        help="Write to a file, whole or not at all, in the form that its ending says.",
    ),
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


FullProseOption = Annotated[
    bool,
    typer.Option(
        "--full-prose",
        help="Tell every figure of a study in its paragraph, and none in a table of further results.",
    ),
]

TableFormatOption = Annotated[OutputFormat | None, format_option(TABLES)]
DocumentFormatOption = Annotated[OutputFormat | None, format_option(DOCUMENTS)]

REPORT_FORMATS = FormatChoice(OutputFormat.MARKDOWN, *DOCUMENTS.formats)
ReportFormatOption = Annotated[OutputFormat | None, format_option(REPORT_FORMATS)]

FolderArgument = Annotated[
    Path | None,
    typer.Argument(metavar="DIR", help="Folder of records; else --evidence, else the bundled one."),
]


def day_of(option: str, text: str | None) -> date | None:
    """A day as typed; None when none was. Raises KbError for what is none."""
    if text is None:
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError as error:
        raise KbError(
            f"{option} {text}: no such day. Write year, month and day, for example 2022-11-01."
        ) from error


class grouped:
    """A command with an option for each field of those of its parameters that are dataclasses.

    The fields carry what Typer wants to know, as its parameters do. They are looked at when Typer asks, not
    when the module is imported: ``kb --help`` imports the modules of all commands.
    """

    def __init__(self, command: Callable[..., None]) -> None:
        self._command = command
        self.__name__, self.__doc__ = command.__name__, command.__doc__

    def __call__(self, **values: Any) -> None:
        for name, group in self._groups.items():
            values[name] = group(**{field.name: values.pop(field.name) for field in fields(group)})
        self._command(**values)

    @cached_property
    def _kinds(self) -> dict[str, Any]:
        return get_type_hints(self._command, include_extras=True)

    @cached_property
    def _groups(self) -> dict[str, type[DataclassInstance]]:
        return {
            name: kind for name, kind in self._kinds.items() if isinstance(kind, type) and is_dataclass(kind)
        }

    @cached_property
    def __signature__(self) -> inspect.Signature:
        parameters: list[inspect.Parameter] = []
        for parameter in inspect.signature(self._command).parameters.values():
            if (group := self._groups.get(parameter.name)) is None:
                parameters.append(_keyword(parameter.name, self._kinds[parameter.name], parameter.default))
                continue
            kinds = get_type_hints(group, include_extras=True)
            for field in fields(group):
                default = inspect.Parameter.empty if field.default is MISSING else field.default
                parameters.append(_keyword(field.name, kinds[field.name], default))
        return inspect.Signature(parameters)

    @property
    def __annotations__(self) -> dict[str, Any]:  # type: ignore[override]
        return {name: each.annotation for name, each in self.__signature__.parameters.items()}


def _keyword(name: str, kind: Any, default: Any) -> inspect.Parameter:
    return inspect.Parameter(name, inspect.Parameter.KEYWORD_ONLY, default=default, annotation=kind)
