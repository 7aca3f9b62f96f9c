"""``kb review publish`` and ``kb review appendix``: the next version, and what it changes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from kb.cli.commands.review.open import known_policy
from kb.cli.database import login, reading, settings_of
from kb.cli.options import (
    REPORT_FORMATS,
    OutputOption,
    PolicyArgument,
    ReportFormatOption,
    TableFormatOption,
    WhoOption,
    day_of,
)
from kb.cli.output import show, write_document
from kb.cli.terminal import note
from kb.errors import ExitCode, KbError
from kb.formats import TABLES, OutputFormat

if TYPE_CHECKING:
    from kb.documents.content import Document
    from kb.releases.release import Release
    from kb.review.publishing.publish import PublicationPlan, Publishing


def publish(
    context: typer.Context,
    policy: PolicyArgument,
    effective: Annotated[
        str, typer.Option(metavar="DATE", help="When the new version takes effect, for example 2022-11-01.")
    ],
    because: Annotated[
        str | None,
        typer.Option(
            metavar="TEXT", help="Why it is published though something is open; the release keeps it."
        ),
    ] = None,
    action: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Words to add to the line of the policy history.")
    ] = None,
    who: WhoOption = None,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Say what is open and what would be written.")
    ] = False,
    form: TableFormatOption = None,
) -> None:
    """Publish the review under way: freeze the new version, which supersedes the one before.

    Refused while checks, questions, sign-offs, screening, duplicates or extractions are open, unless
    --because says why. What besides the literature may be out of date is told: guidelines,
    trial search, coverage, and sources that were searched and are not in the text.
    The history line is counted from what really changed. Records, documents and the before-and-after appendix
    are kept to the byte; kb report POLICY --version DATE reads them.
    """
    from kb.checks.earlier_runs import remembering
    from kb.review.publishing.publish import Publishing, plan_publication, published_already
    from kb.review.publishing.publish import publish as publish_in
    from kb.store.database import writing
    from kb.store.row_changes import ChangeAuthor

    form = TABLES.choose(form, None)
    day, name = day_of("--effective", effective), known_policy(context, policy)
    assert day is not None
    if because is not None and not because.strip():
        raise KbError("--because is empty. Say why the policy is published though something is open.")
    settings = settings_of(context)
    author = ChangeAuthor.now(who or login(), because or f"Publishing the version of {day}")
    wanted = Publishing(name, day, author, because, action, settings.templates)
    with reading(context) as reader:
        release = published_already(reader, wanted)
    if release is not None:
        _tell_published(context, release)
        return
    with remembering() as memory:
        if dry_run:
            with reading(context) as reader:
                _would(plan_publication(reader, wanted, memory), wanted, form)
            return
        with writing(settings.database) as writer:
            published = publish_in(writer, wanted, memory)
    _show(published.plan, wanted, form)
    note(published.frozen.sentence())
    note(published.frozen.hash_sentence)
    note(f"Read it for ever: kb report {name} --version {day}; kb review appendix {name} --version {day}.")
    note("kb dump brings the policy record into the folder.")


def _tell_published(context: typer.Context, release: Release) -> None:
    """Say that the version is there, to somebody who repeats the command that published it."""
    from kb.db.queries import run

    with reading(context) as reader:
        seals = run(reader, "releases/sealing/seals", policy=release.policy)
    hash = next(seal["hash"] for seal in seals if seal["id"] == release.id)
    note(
        f"The version of {release.policy} of {release.effective_date} was published already, at"
        f" {release.published_at} by {release.who}. Nothing was done."
    )
    note(f"Its hash: {hash}. kb report {release.policy} --version {release.effective_date} reads it.")


def appendix(
    context: typer.Context,
    policy: PolicyArgument,
    version: Annotated[
        str | None,
        typer.Option(
            metavar="DATE", help="As frozen with this version; else of the review under way, or the newest."
        ),
    ] = None,
    form: ReportFormatOption = None,
    output: OutputOption = None,
) -> None:
    """Show each statement and conclusion before and after the review, and why it changed."""
    wanted = REPORT_FORMATS.choose(form, output)
    shown = version or _newest(context, known_policy(context, policy))
    if shown is not None:
        from kb.cli.released import write_released

        write_released(context, (policy, shown), wanted, output, "appendix-")
        return
    write_document(_draft(context, known_policy(context, policy)), wanted, output)


def _newest(context: typer.Context, policy: str) -> str | None:
    """The version that the last review led to; None while one is under way, or when there was none."""
    from kb.releases.release import read_releases
    from kb.review.cycles import UNDER_WAY, read_cycles

    with reading(context) as reader:
        if any(cycle.state in UNDER_WAY for cycle in read_cycles(reader, policy)):
            return None
        releases = [release for release in read_releases(reader, policy) if release.cycle is not None]
    return releases[-1].effective_date if releases else None


def _draft(context: typer.Context, policy: str) -> Document:
    from kb.releases.state import FrozenState
    from kb.review.concluding.sign_offs import read_conclusions
    from kb.review.cycles import cycle_under_way
    from kb.review.publishing.appendix import build_appendix
    from kb.review.publishing.history_line import history_line
    from kb.review.publishing.publish import appendix_facts
    from kb.review.publishing.update import read_update

    with reading(context) as reader:
        cycle = cycle_under_way(reader, policy)
        conclusions = read_conclusions(reader, cycle)
        former = None if conclusions.since is None else FrozenState(reader, conclusions.since)
        line = history_line(read_update(reader, cycle, former))
        facts = appendix_facts(former, "not published yet", line)
        return build_appendix(reader, conclusions, former, facts)


def _show(plan: PublicationPlan, publishing: Publishing, form: OutputFormat) -> None:
    former = plan.former
    rows = [
        ("policy", publishing.policy),
        ("effective", publishing.effective.isoformat()),
        ("supersedes", "" if former is None else former.release.effective_date),
        ("history", plan.line),
    ]
    if publishing.because is not None and plan.obstacles:
        rows.append(("because", publishing.because))
    show(("what", "says"), rows, form)
    for sentence in plan.stale:
        note(f"Besides the literature: {sentence}")


def _would(plan: PublicationPlan, publishing: Publishing, form: OutputFormat) -> None:
    """What a run would do; exit code 3 when it would be refused."""
    _show(plan, publishing, form)
    for obstacle in plan.obstacles:
        note(f"Open: {obstacle}")
    if plan.obstacles and publishing.because is None:
        note("It would be refused. Settle what is open, or say with --because why it may be published.")
        raise typer.Exit(int(ExitCode.PROBLEMS))
    note("Nothing was written.")


def add_to(review: typer.Typer) -> None:
    """Add these commands to the group."""
    review.command()(publish)
    review.command()(appendix)
