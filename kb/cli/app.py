"""The ``kb`` application: global options and the list of commands."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from typing import Annotated

import typer
from typer.main import get_command_name

from kb.cli import commands
from kb.cli.file_rights import rights_as_of
from kb.cli.group import SHARED_OPTIONS, KbGroup
from kb.settings import Settings


def make_app(words: Sequence[str] = ()) -> typer.Typer:
    """The application; given the words of a command line, only as much of it as they need.

    Typer prepares every command that it knows before it runs one, which takes longer than the work of
    most commands. So where the words name a command, only the module of that command is added, and where
    they name none, as in ``kb --help``, commands are listed without their parameters.
    """
    app = typer.Typer(
        cls=KbGroup,
        name="kb",
        help="Evidence reviews behind medical policies: query studies, regenerate summaries and policies.",
        epilog="kb help lists the pages of the manual; kb help year walks through a yearly review.",
        no_args_is_help=True,
        add_completion=False,
        rich_markup_mode=None,
        pretty_exceptions_enable=False,
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(configure)
    listing = bool(words) and _command_in(words) is None
    for name in _commands_for(words):
        module = import_module(f"{commands.__name__}.{name}")
        if listing and hasattr(module, "HELP"):
            app.add_typer(typer.Typer(help=module.HELP), name=name)
        else:
            module.add_to(app)
    if listing:
        _leave_out_parameters(app)
    return app


def _leave_out_parameters(app: typer.Typer) -> None:
    """Leave of each command only what the list of commands shows: its name and what it is for."""
    for command in app.registered_commands:
        assert command.callback is not None
        command.name = command.name or get_command_name(command.callback.__name__)
        command.help = command.help or command.callback.__doc__
        command.callback = lambda: None
    for group in app.registered_groups:
        assert group.typer_instance is not None
        group.typer_instance = typer.Typer(help=group.typer_instance.info.help)


def _commands_for(words: Sequence[str]) -> list[str]:
    """The command that the words name; all commands where they name none."""
    listed = commands.commands_in(commands.__path__, commands.ORDER)
    command = _command_in(words)
    return [command] if command in listed else listed


def _command_in(words: Sequence[str]) -> str | None:
    """The first word that is neither an option of ``kb`` itself nor the value of one."""
    skip = False
    for word in words:
        if skip or word.startswith("-"):
            skip = not skip and word in SHARED_OPTIONS
            continue
        return word
    return None


def _show_version(wanted: bool) -> None:
    if wanted:
        from kb import __version__

        typer.echo(f"kb {__version__}")
        raise typer.Exit


def configure(
    context: typer.Context,
    database: Annotated[
        str | None,
        typer.Option(
            metavar="URL", help="Database to use; else KB_DATABASE_URL, else your own embedded one."
        ),
    ] = None,
    read_database: Annotated[
        str | None,
        typer.Option(metavar="URL", help="Replica to read from; else KB_READ_URL, else the database."),
    ] = None,
    evidence: Annotated[
        Path | None,
        typer.Option(
            metavar="DIR", help="Folder of evidence records; else KB_EVIDENCE, else the bundled one."
        ),
    ] = None,
    templates: Annotated[
        Path | None,
        typer.Option(metavar="DIR", help="Folder of house-style templates; else KB_TEMPLATES, else ours."),
    ] = None,
    version: Annotated[
        bool,
        typer.Option("--version", callback=_show_version, is_eager=True, help="Show the version and exit."),
    ] = False,
) -> None:
    """Put the settings where the commands find them."""
    del version
    context.obj = Settings.read(database, evidence, templates, read_database)
    context.with_resource(rights_as_of(context.obj.read_database))
