"""``kb edit``: change a record by options, or as a text in your editor."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from kb.cli.commands.new import (
    FieldsOption,
    KeyArguments,
    KindArgument,
    WhyOption,
    key_and_words,
    show_fields,
)
from kb.cli.database import login, ready, settings_of
from kb.cli.options import WhoOption
from kb.cli.terminal import note
from kb.errors import KbError, ProblemsFound


def edit(
    context: typer.Context,
    kind: KindArgument = None,
    words: KeyArguments = None,
    remove: Annotated[
        list[str] | None,
        typer.Option(metavar="PLACE", help="Remove what is there: arms.sham, results.3, note."),
    ] = None,
    fields: FieldsOption = False,
    why: WhyOption = None,
    who: WhoOption = None,
) -> None:
    """Change a record: by options as in kb new, or in your editor (VISUAL or EDITOR) where none is given.

    What you wrote is checked when you close the editor, and loaded. A FILE after the key is taken instead of
    the editor; what had problems is kept in such a file.
    """
    from kb.entry.edited_record import EditSession, change, open_record, take_text
    from kb.entry.record_fields import kind_of
    from kb.entry.said_fields import said_by

    if kind is None or fields:
        show_fields(kind)
        return
    kind = kind_of(kind)
    file, given = _file_in([*(words or []), *context.args])
    key, rest = key_and_words(kind, given, [])
    if not key:
        raise KbError("Say which record: kb edit study doe-2020.")
    settings = settings_of(context)
    ready(settings)
    author = (who or login(), why or "edited")
    edited = open_record(settings.database, kind, key)
    if file is not None:
        amended = take_text(settings.database, edited, file, author)
    elif rest or remove:
        amended = change(settings.database, edited, said_by(rest), remove or (), author)
    else:
        amended = EditSession(settings.database, edited, author, _tell, _again).run()
    note(
        f"Changed {edited.called}."
        if amended.changed
        else f"Nothing changed: {edited.called} says so already."
    )


def _file_in(words: list[str]) -> tuple[Path | None, list[str]]:
    """The text to take over: the word before the options that ends in .yaml."""
    before = next((at for at, word in enumerate(words) if word.startswith("--")), len(words))
    for at, word in enumerate(words[:before]):
        if word.endswith(".yaml"):
            return Path(word), [*words[:at], *words[at + 1 :]]
    return None, words


def _tell(error: ProblemsFound) -> None:
    note(str(error))


def _again() -> bool:
    """Whether to go back into the editor; nobody can be asked where there is no terminal."""
    return sys.stdin.isatty() and typer.confirm(
        "Go back to your text and correct it?", default=True, err=True
    )


def add_to(app: typer.Typer) -> None:
    """Add this command to the application."""
    app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})(edit)
