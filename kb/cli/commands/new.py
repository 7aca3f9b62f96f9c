"""``kb new``: a policy, an indication, a study or whatever else is recorded, without writing its text."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

import typer

from kb.cli.database import login, ready, settings_of
from kb.cli.options import WhoOption
from kb.cli.output import show
from kb.cli.terminal import note
from kb.errors import KbError

if TYPE_CHECKING:
    from kb.entry.record_fields import RecordField


def _kinds(incomplete: str) -> list[str]:
    from kb.records.kinds import ONE_OF

    return [kind for kind in ONE_OF if kind.startswith(incomplete)]


KindArgument = Annotated[
    str | None,
    typer.Argument(
        autocompletion=_kinds,
        metavar="KIND",
        help="policy, indication, study, reference, guideline, plan, test, outcome ...",
    ),
]
KeyArguments = Annotated[
    list[str] | None,
    typer.Argument(metavar="KEY [--FIELD VALUE]...", help="Its key, for example doe-2020; then its fields."),
]
FieldsOption = Annotated[
    bool, typer.Option("--fields", help="List the fields of a kind, and what is written there.")
]
WhyOption = Annotated[str | None, typer.Option(metavar="TEXT", help="Why, for the change log.")]


def new(
    context: typer.Context,
    kind: KindArgument = None,
    words: KeyArguments = None,
    fields: FieldsOption = False,
    why: WhyOption = None,
    who: WhoOption = None,
) -> None:
    """Make a record or term: say its fields by options, or be asked for what it needs.

    kb new study doe-2020 --design randomized-controlled-trial --arm "drug: label=madeupsen; n=80".
    An entry is said by its fields, with semicolons between them; --conclusion.verdict says a field inside.
    What nobody says yet is marked `to fill in`. kb help first-policy tells more.
    """
    from kb.entry.new_record import NewRecord, make
    from kb.entry.record_fields import kind_of
    from kb.entry.said_fields import said_by
    from kb.records.kinds import one_of_kind

    if kind is None or fields:
        show_fields(kind)
        return
    kind = kind_of(kind)
    key, rest = key_and_words(kind, words or [], context.args)
    asks = sys.stdin.isatty() and sys.stdout.isatty()
    if not key and asks:
        key = typer.prompt(f"Key of the {one_of_kind(kind)}, for example wang-2015", err=True)
    if not key:
        raise KbError(
            f"Say its key: kb new {one_of_kind(kind)} KEY. kb new {one_of_kind(kind)} --fields lists more."
        )
    settings = settings_of(context)
    ready(settings)
    ask = ask_for if asks else None
    made = make(
        settings.database, NewRecord(kind, key, said_by(rest), ask), who or login(), why or "new record"
    )
    for sentence in made.sentences():
        note(sentence)


def key_and_words(kind: str, words: list[str], more: list[str]) -> tuple[str, list[str]]:
    """The key, and the words of options after it. Of an indication the policy may stand before the key."""
    given = [*words, *more]
    keys = [given.pop(0) for _ in range(2 if kind == "indications" else 1) if given and given[0][:2] != "--"]
    return "/".join(keys), given


def show_fields(kind: str | None) -> None:
    """Show what a record of a kind may say, or which kinds there are."""
    from kb.entry.record_fields import entry_model, kind_of, told_fields
    from kb.records.kinds import MODELS, ONE_OF

    if kind is None:
        rows = [(one, many) for one, many in ONE_OF.items() if many in MODELS]
        show(("kind", "records"), rows, None, None)
        note("Next: kb new KIND --fields lists what a record of a kind may say.")
        return
    model = entry_model(kind_of(kind))
    show(("field", "value", "description"), list(told_fields(model)), None, None)


def ask_for(field: RecordField, values: Sequence[str]) -> str:
    """Ask for one field, again where the answer is none of the values; Enter leaves it open."""
    from kb.errors import nearest

    shown = f" [{' | '.join(values)}]" if 0 < len(values) <= _MOST_SHOWN else ""
    while True:
        answer: str = typer.prompt(f"{field.description}{shown}", default="", show_default=False, err=True)
        unknown = [word for part in answer.split(",") if (word := part.strip()) and word not in values]
        if not values or not unknown:
            return answer
        note(f"{', '.join(unknown)} is none of them. {nearest(unknown[0], list(values))}".strip())


_MOST_SHOWN = 30
"""Values that a question shows."""


def add_to(app: typer.Typer) -> None:
    """Add this command to the application."""
    app.command(context_settings={"allow_extra_args": True, "ignore_unknown_options": True})(new)
