"""The file of ``-o``: what may not be written over is told before a command has done anything.

Every command that has ``--output`` also has ``--overwrite``, which :func:`offer_overwrite` gives it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from pathlib import Path
from typing import Annotated, Any

import typer

from kb.errors import KbError
from kb.formats import OutputFormat, formats_by_ending

_overwrites: ContextVar[bool] = ContextVar("overwrites", default=False)
"""Whether the command at work was told ``--overwrite``."""


def checked_early(context: typer.Context, output: Path | None) -> Path | None:
    """The file as it was given. Raises KbError when no form of its ending may be written there.

    What the form is to be, the command finds out later, and asks :func:`require_free` again.
    """
    if output is None or context.resilient_parsing:
        return output
    _require_no_database_of(context, output)
    from kb.file_kinds import require_kind
    from kb.files import place_for

    place_for(output)
    if forms := formats_by_ending(output):
        require_kind(output, forms, overwrite=_overwrites.get())
    return output


def require_free(output: Path, forms: Sequence[OutputFormat]) -> None:
    """Nothing, when a file of one of these forms may be written here.

    Raises KbError where something stands that is no such file, unless --overwrite was given.
    """
    from kb.file_kinds import require_kind

    require_kind(output, forms, overwrite=_overwrites.get())


def require_new(context: typer.Context, file: Path, take: str) -> None:
    """Nothing, when a file to fill in may be written here. Raises KbError where any file is, and --overwrite
    was not given; ``take`` is the command that takes what was filled in."""
    checked_early(context, file)
    if file.exists() and not _overwrites.get():
        raise KbError(
            f"{file} is there already and may hold work. Take it first ({take}), name another file,"
            " or write over it with --overwrite."
        )


@contextmanager
def overwriting(wanted: bool) -> Iterator[None]:
    """Write over whatever file is there, or ask, where no command line says so."""
    before = _overwrites.set(wanted)
    try:
        yield
    finally:
        _overwrites.reset(before)


def _require_no_database_of(context: typer.Context, output: Path) -> None:
    """The chosen database is none to write over, whether it is there yet or not."""
    from kb.cli.database import settings_of
    from kb.db.url import SqliteUrl, parse_url

    settings = settings_of(context)
    for url in {settings.database, settings.read_database}:
        try:
            database = parse_url(url)
        except KbError:
            continue  # the command says so when it opens it
        if isinstance(database, SqliteUrl) and _same(database.file, output):
            raise KbError(f"{output}: is the database itself, and is never written over. Name another file.")


def _same(file: Path, other: Path) -> bool:
    try:
        return file.resolve() == other.resolve() or file.samefile(other)
    except (OSError, RuntimeError):
        return False


def offer_overwrite(commands: Mapping[str, Any]) -> None:
    """Give ``--overwrite`` to each of the commands, and those below them, that has ``--output``."""
    for command in _with_output(commands):
        if not any("--overwrite" in option.opts for option in command.params):
            place = next(n for n, option in enumerate(command.params) if "--output" in option.opts)
            command.params.insert(place + 1, _overwrite_option())


def _with_output(commands: Mapping[str, Any]) -> Iterator[Any]:
    for command in commands.values():
        yield from _with_output(getattr(command, "commands", {}))
        if any("--output" in option.opts for option in command.params):
            yield command


def _keep(value: bool) -> None:
    _overwrites.set(value)


OverwriteOption = Annotated[
    bool,
    typer.Option(
        "--overwrite",
        help="Write over FILE, though it is of another kind or may hold work; never over a database.",
        callback=_keep,
        is_eager=True,
        expose_value=False,
    ),
]


@cache
def _overwrite_option() -> Any:
    """The option as Typer makes it of a parameter."""

    def command(overwrite: OverwriteOption = False) -> None: ...

    app = typer.Typer(add_completion=False)
    app.command()(command)
    return typer.main.get_command(app).params[0]
