"""``kb review open`` and ``kb review abandon``: a review of a policy begins, or is given up."""

from __future__ import annotations

from dataclasses import astuple, fields
from typing import TYPE_CHECKING, Annotated

import typer

from kb.cli.database import login, reading, ready, settings_of
from kb.cli.options import OutputOption, PolicyArgument, TableFormatOption, WhoOption, day_of
from kb.cli.output import show
from kb.cli.terminal import note
from kb.errors import KbError
from kb.formats import TABLES

if TYPE_CHECKING:
    from kb.review.open_review import Opened


def open_review(
    context: typer.Context,
    policy: PolicyArgument,
    reviewers: Annotated[
        int, typer.Option(min=1, max=2, help="How many people decide on each record, 1 or 2.")
    ] = 1,
    due: Annotated[
        str | None, typer.Option(metavar="DATE", help="When it is due, for example 2022-11-01.")
    ] = None,
    on: Annotated[str | None, typer.Option(metavar="DATE", help="When it was opened; else today.")] = None,
    because: Annotated[
        str | None,
        typer.Option(
            metavar="TEXT",
            help="Why the version in force is kept though something of it is open; it is kept.",
        ),
    ] = None,
    who: WhoOption = None,
    form: TableFormatOption = None,
    output: OutputOption = None,
) -> None:
    """Open the yearly review of a policy, as the draft of its next version.

    The version in force is frozen first, unless it has been: refused while checks or questions about it are
    open, unless --because says why. A policy without a history was never in force: this review leads to its
    first version, which passes every gate of kb review publish. Shows the stored searches of each indication
    with the window to search: from the day after the last search to the day of the opening.
    """
    from kb.checks.clock import today
    from kb.checks.earlier_runs import remembering
    from kb.review.open_review import Opening, Search, read_searches
    from kb.review.open_review import open_review as open_in
    from kb.store.database import writing
    from kb.store.row_changes import ChangeAuthor

    form = TABLES.choose(form, output)
    settings = settings_of(context)
    ready(settings)
    day, name = day_of("--on", on) or today(), known_policy(context, policy)
    if day > today():
        raise KbError(f"--on {day}: a review is not opened before its day. Give today or an earlier day.")
    if because is not None and not because.strip():
        raise KbError("--because is empty. Say why the version in force is kept though something is open.")
    author = ChangeAuthor.now(who or login(), f"Opening the review of {name}")
    wanted = Opening(name, day, author, reviewers, day_of("--due", due), settings.templates, because)
    with remembering() as memory, writing(settings.database) as writer:
        opened = open_in(writer, wanted, memory)
        searches = read_searches(writer.reader(), opened.cycle)
    show([field.name for field in fields(Search)], map(astuple, searches), form, output)
    _tell(opened)


def abandon(
    context: typer.Context,
    policy: PolicyArgument,
    because: Annotated[str, typer.Option(metavar="TEXT", help="Why it is given up.")],
    who: WhoOption = None,
) -> None:
    """Give up the review of a policy without publication. What was decided in it stays on record."""
    from kb.checks.clock import today
    from kb.review.open_review import abandon_review
    from kb.store.database import writing
    from kb.store.row_changes import ChangeAuthor

    if not because.strip():
        raise KbError("Say with --because why the review is given up.")
    name = known_policy(context, policy)
    with writing(settings_of(context).database) as writer:
        cycle = abandon_review(writer, name, today(), ChangeAuthor.now(who or login(), because))
    note(f"Gave up the review of {name} opened on {cycle.opened}. Nothing of it is lost.")
    note(f"Opened again for the same day, it goes on: kb review open {name} --on {cycle.opened}")


def known_policy(context: typer.Context, word: str) -> str:
    """The number of a policy. Raises KbError that names near ones."""
    from kb.lookup.filter_words import resolve

    with reading(context) as reader:
        key = resolve(reader, "policy", word)
    assert key is not None
    return key


def _tell(opened: Opened) -> None:
    cycle = opened.cycle
    if opened.baseline is not None:
        note(f"{opened.baseline.sentence()} kb report {cycle.policy} --version DATE reads it for ever.")
        note(opened.baseline.hash_sentence)
    again = " again, where it was given up" if opened.reopened else ""
    note(f"Opened the review of {cycle.policy} on {cycle.opened}{again}: {cycle.id}.")
    note(f"Next: kb review search {cycle.policy}, or kb review import FILE...")
    note(f"Then: kb review status {cycle.policy} says at any time how far it is and how it goes on.")


def add_to(review: typer.Typer) -> None:
    """Add these commands to the group."""
    review.command("open")(open_review)
    review.command()(abandon)
