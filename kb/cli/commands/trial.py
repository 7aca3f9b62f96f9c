"""``kb trial``: ongoing and unpublished trials, and what their registry says of them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kb.cli.database import person_of, reading, settings_of
from kb.cli.options import OutputOption, PolicyArgument, TableFormatOption, WhoOption
from kb.cli.output import show, show_rows
from kb.cli.terminal import note

if TYPE_CHECKING:
    from kb.store.registered_trials import RegistryReading

trials = typer.Typer(
    help="Ongoing and unpublished trials: list, read from ClinicalTrials.gov.", no_args_is_help=True
)
IndicationOption = Annotated[
    list[str] | None,
    typer.Option(metavar="KEY", help="Indication that they bear on; may be given several times."),
]
DryRunOption = Annotated[bool, typer.Option("--dry-run", help="Say what would change, and change nothing.")]


@trials.command("list")
def list_trials(
    context: typer.Context,
    policy: Annotated[str | None, typer.Argument(metavar="POLICY", help="Of this policy only.")] = None,
    form: TableFormatOption = None,
    output: OutputOption = None,
) -> None:
    """List the trials of policies, with what is new of each since the version published last."""
    from kb.db.queries import run
    from kb.differences.trials import trial_changes
    from kb.lookup.filter_words import resolve

    told = ("number", "title", "acronym", "status", "new", "enrollment", "completion", "sponsor")
    columns = ("policy", *told, "listed_as", "read_on", "reported_as")
    with reading(context) as reader:
        rows = list(run(reader, "lookup/trial_list", policy=resolve(reader, "policy", policy)))
        new: dict[tuple[str, str], str] = {}
        for number in dict.fromkeys(row["policy"] for row in rows):
            new |= {(number, key): what for key, what in trial_changes(reader, number)[1].items()}
    for row in rows:
        row["new"] = new.get((row["policy"], f"{row['registry']}:{row['number']}"))
    show_rows(columns, rows, form, output)


@trials.command("changes")
def list_changes(
    context: typer.Context,
    policy: PolicyArgument,
    form: TableFormatOption = None,
    output: OutputOption = None,
) -> None:
    """What is new of the trials of a policy since its last published version: status, dates, enrollment."""
    from kb.differences.trials import trial_changes
    from kb.evidence.policies import require_policy

    with reading(context) as reader:
        require_policy(reader, policy)
        release, changes = trial_changes(reader, policy)
    if release is None:
        note(f"No version of {policy} was published here, so nothing can be compared.")
    rows = [(policy, *key.partition(":")[::2], what) for key, what in changes.items()]
    show(("policy", "registry", "number", "new"), rows, form, output)


@trials.command("add")
def add_trials(
    context: typer.Context,
    policy: PolicyArgument,
    sources: Annotated[
        list[str],
        typer.Argument(metavar="NUMBER|FILE...", help="NCT numbers, or files that ClinicalTrials.gov saved."),
    ],
    indication: IndicationOption = None,
    dry_run: DryRunOption = False,
    who: WhoOption = None,
) -> None:
    """Add trials to a policy as ClinicalTrials.gov tells them; those listed already are brought up to date.

    A number is asked for at the registry; a file holds the studies that its site saved as CSV or JSON.
    """
    _take(context, policy, _reading(sources, True, tuple(indication or ())), dry_run, who)


@trials.command("update")
def update_trials(
    context: typer.Context,
    policy: PolicyArgument,
    files: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="FILE...",
            help="Files that ClinicalTrials.gov saved (CSV, JSON); without one the registry is asked.",
        ),
    ] = None,
    dry_run: DryRunOption = False,
    who: WhoOption = None,
) -> None:
    """Bring the trials of a policy to what ClinicalTrials.gov says now, and tell what changed.

    Titles, notes and indications stay as entered. Trials in a file that the policy does not list are named.
    """
    from kb.differences.trials import policy_now
    from kb.evidence.policies import require_policy
    from kb.store.registered_trials import numbers_of

    with reading(context) as reader:
        require_policy(reader, policy)
        numbers = numbers_of([policy_now(reader, policy)])
    if not (files or numbers):
        note(f"{policy} lists no trial of ClinicalTrials.gov. kb trial add adds one.")
        return
    update = _reading(files or numbers, False, ())
    missing = [number for number in numbers if number not in {trial.number for trial in update.trials}]
    _take(context, policy, update, dry_run, who)
    if missing:
        note(f"Nothing was read of {', '.join(missing)}.")


def _reading(sources: Sequence[str], add: bool, indications: tuple[str, ...]) -> RegistryReading:
    """What files and the registry say. Raises KbError for a number that the registry does not have."""
    from kb.bibliography.registries.clinical_trials_gov import trials_by_number, trials_in_file
    from kb.bibliography.registries.registered_trial import NUMBER
    from kb.checks.clock import today
    from kb.errors import KbError
    from kb.store.registered_trials import RegistryReading

    numbers = [source.upper() for source in sources if NUMBER.fullmatch(source.upper())]
    files = [source for source in sources if not NUMBER.fullmatch(source.upper())]
    read = [trial for file in files for trial in trials_in_file(Path(file))]
    read += trials_by_number(numbers) if numbers else []
    unknown = set(numbers) - {trial.number for trial in read}
    if add and unknown:
        raise KbError(f"ClinicalTrials.gov has no {', '.join(sorted(unknown))}. Check the number.")
    return RegistryReading(read, today().isoformat(), add, indications)


def _take(
    context: typer.Context, policy: str, update: RegistryReading, dry_run: bool, who: str | None
) -> None:
    """Write what is new into the record of the policy, or only say it."""
    from kb.differences.trials import policy_now
    from kb.evidence.policies import require_policy
    from kb.records.kinds import id_of
    from kb.store.edits import amend

    with reading(context) as reader:
        require_policy(reader, policy)
        update.taken_into(policy_now(reader, policy))
    changes, unlisted = list(update.changes), list(update.unlisted)
    written = "Nothing was written."
    if not dry_run and update.trials:
        change = [(id_of("policies", policy), update.taken_into)]
        person = person_of(context, who)
        written = amend(
            settings_of(context).database, change, person, "read from ClinicalTrials.gov"
        ).sentence()
    for number, what in changes:
        note(f"{number}  {what}")
    count = "1 trial" if len(update.trials) == 1 else f"{len(update.trials)} trials"
    differ = "nothing new" if not changes else f"{len(changes)} with something new"
    note(f"Read {count}: {differ}. {written}")
    if unlisted:
        note(f"Not in the list of {policy}: {', '.join(unlisted)}. kb trial add adds them.")


def add_to(app: typer.Typer) -> None:
    """Add these commands to the application."""
    app.add_typer(trials, name="trial")
