"""``kb review run``: what is recorded of one search, and correcting or withdrawing it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kb.cli.database import login, reading, ready, settings_of
from kb.cli.options import OutputOption, ReviewedPolicyOption, TableFormatOption, WhoOption, grouped
from kb.cli.output import show
from kb.cli.terminal import note
from kb.errors import KbError
from kb.formats import TABLES, OutputFormat

if TYPE_CHECKING:
    from kb.review.importing.run_corrections import RunChange

COLUMNS = ("at", "who", "what", "because")


@dataclass(frozen=True, slots=True)
class CorrectionOptions:
    """What is to be recorded of the run instead, field by field."""

    source: Annotated[str | None, typer.Option(metavar="NAME", help="Database that was searched.")] = None
    kind: Annotated[
        str | None,
        typer.Option(metavar="KIND", help="database, register, website, organization, citation or other."),
    ] = None
    strategy: Annotated[
        str | None, typer.Option(metavar="KEY", help="Stored strategy that was run; `none` for none.")
    ] = None
    searched: Annotated[str | None, typer.Option(metavar="DATE", help="Day of the search.")] = None
    query: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Query as sent; `none` when not known.")
    ] = None
    since: Annotated[
        str | None, typer.Option(metavar="DATE", help="First day of the date window; `none` for no limit.")
    ] = None
    until: Annotated[str | None, typer.Option(metavar="DATE", help="Last day of it, likewise.")] = None
    found: Annotated[
        str | None, typer.Option(metavar="N", help="Records that the source said it found, or `none`.")
    ] = None

    def given(self) -> dict[str, str]:
        """Column -> its value as typed."""
        values = asdict(self)
        values["run_at"] = values.pop("searched")
        return {name: value for name, value in values.items() if value is not None}


@dataclass(frozen=True, slots=True)
class WithdrawalOptions:
    """Whether the run is to count."""

    withdraw: Annotated[
        bool, typer.Option("--withdraw", help="A wrong file: count nothing of it from now on.")
    ] = False
    restore: Annotated[bool, typer.Option("--restore", help="Take a withdrawal back.")] = False
    because: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Why; kept with what was recorded before.")
    ] = None


@grouped
def run(
    context: typer.Context,
    number: Annotated[int, typer.Argument(metavar="RUN", help="Number of the run in kb review runs.")],
    corrections: CorrectionOptions,
    withdrawal: WithdrawalOptions,
    policy: ReviewedPolicyOption = None,
    who: WhoOption = None,
    form: TableFormatOption = None,
    output: OutputOption = None,
) -> None:
    """Say what is recorded of a search of the review under way; correct that, or withdraw the search.

    A search imported with the wrong source, date or strategy is corrected; a wrong file is withdrawn. What
    was recorded before is kept with who changed it, when and why. The PRISMA flow counts anew at once. A file
    whose search was withdrawn can be imported again.
    """
    form = TABLES.choose(form, output)
    given = corrections.given()
    asked = [bool(given), withdrawal.withdraw, withdrawal.restore]
    if sum(asked) > 1:
        raise KbError("One thing at a time: correct the run, --withdraw it or --restore it.")
    if any(asked):
        _tell(_change(context, number, (policy, who), given, withdrawal))
        return
    if withdrawal.because is not None:
        raise KbError("--because goes with a correction, --withdraw or --restore.")
    _show(context, number, policy, form, output)


def _change(
    context: typer.Context,
    number: int,
    whose: tuple[str | None, str | None],
    given: dict[str, str],
    withdrawal: WithdrawalOptions,
) -> RunChange:
    from kb.lookup.filter_words import resolve
    from kb.review.importing.run_corrections import RunRequest, correct_run, withdraw_run

    settings = settings_of(context)
    ready(settings)
    with reading(context) as reader:
        policy = resolve(reader, "policy", whose[0])
    request = RunRequest(policy, number, withdrawal.because, whose[1] or login())
    if given:
        return correct_run(settings.database, request, given)
    return withdraw_run(settings.database, request, restore=withdrawal.restore)


def _tell(change: RunChange) -> None:
    from kb.review.importing.run_corrections import shown

    for name, before, after in change.changed:
        note(f"Run {change.number}: {name} {shown(before)} -> {shown(after)}.")
    if not change.changed:
        state = "is withdrawn and counts" if change.is_withdrawn else "counts again with"
        amount = "for nothing; its records were" if change.is_withdrawn else "its records:"
        note(f"Run {change.number} {state} {amount} {change.records}.")
    note(f"Next: kb prisma {change.policy}")


def _show(
    context: typer.Context, number: int, policy: str | None, form: OutputFormat | None, output: Path | None
) -> None:
    from kb.lookup.filter_words import resolve
    from kb.review.importing.run_corrections import read_run_events

    with reading(context) as reader:
        events = read_run_events(reader, resolve(reader, "policy", policy), number)
    show(COLUMNS, [(event.at, event.who, event.what, event.because) for event in events], form, output)


def add_to(review: typer.Typer) -> None:
    """Add this command to the group."""
    review.command()(run)
