"""``kb check``: recompute and cross-check, acknowledge, explain."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kb.cli.database import login, reading, settings_of
from kb.cli.options import OutputOption, WhoOption, format_option, grouped
from kb.cli.output import show, write_document, write_text
from kb.errors import ExitCode, KbError
from kb.formats import DOCUMENTS, TABLES, FormatChoice, OutputFormat

if TYPE_CHECKING:
    from kb.checks.listing import Listing
    from kb.checks.problem import CheckProblem
    from kb.checks.run import CheckReport, Request
    from kb.db.connect import StreamReader


_FORMATS = FormatChoice(OutputFormat.TABLE, *DOCUMENTS.formats, *TABLES.formats, OutputFormat.SARIF)
_WIDTH = 110
"""Characters of a line of an explanation."""
_EXPLANATIONS = FormatChoice(OutputFormat.TEXT, OutputFormat.TABLE)


class Threshold(StrEnum):
    """The least severity that is shown and counts."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """What to check, and by which rules."""

    records: Annotated[
        list[str] | None,
        typer.Argument(metavar="RECORD", help="Study, reference or record to check; else everything."),
    ] = None
    policy: Annotated[
        str | None, typer.Option(metavar="POLICY", help="What this policy rests on, and the policy itself.")
    ] = None
    rule: Annotated[list[str] | None, typer.Option(metavar="RULE", help="Run these rules only.")] = None
    fresh: Annotated[bool, typer.Option("--fresh", help="Check again what has not changed.")] = False
    acknowledged: Annotated[
        bool, typer.Option("--acknowledged", help="Also show what is acknowledged, on pages and as text.")
    ] = False


@dataclass(frozen=True, slots=True)
class AcknowledgeOptions:
    """Which problems may stand, and why."""

    acknowledge: Annotated[
        list[str] | None,
        typer.Option(metavar="ID", help="Acknowledge a problem by its id, with --because."),
    ] = None
    because: Annotated[str | None, typer.Option(metavar="TEXT", help="Why it is acknowledged.")] = None
    who: WhoOption = None


@dataclass(frozen=True, slots=True)
class NoticeOptions:
    """A file of notices to take first."""

    notices: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Raise and lift notices by a Retraction Watch or PubMed file."),
    ] = None
    dry_run: Annotated[bool, typer.Option("--dry-run", help="With --notices: say what would change.")] = False


@grouped
def check(
    context: typer.Context,
    wanted: CheckOptions,
    acknowledging: AcknowledgeOptions,
    noticing: NoticeOptions,
    severity: Annotated[
        Threshold, typer.Option(help="The least severity that is shown and counts.")
    ] = Threshold.WARNING,
    explain: Annotated[
        str | None, typer.Option(metavar="RULE", help="Say why, how and by which source; `all` lists them.")
    ] = None,
    form: Annotated[OutputFormat | None, format_option(_FORMATS)] = None,
    output: OutputOption = None,
) -> None:
    """Recompute what can be recomputed and hold against each other what must agree.

    Exit code 3 when a problem of the severity or worse is open. An acknowledged problem is counted, and
    listed with --acknowledged and in data (json, csv); its acknowledgement is kept in the record and holds
    until what was found there changes.
    """
    if explain is not None:
        _EXPLANATIONS.refuse_others(form, output)
        write_text(_explanation(explain), _EXPLANATIONS.usual, output)
        return
    ids, because, who = acknowledging.acknowledge, acknowledging.because, acknowledging.who or login()
    if (ids is None) != (because is None):
        raise KbError("--acknowledge and --because go together: which problem, and why it may stand.")
    if noticing.notices is not None:
        from kb.cli.notices import take_notices

        take_notices(context, noticing.notices, who, dry_run=noticing.dry_run)
        if noticing.dry_run:
            return
    if ids is not None and because is not None:
        from kb.cli.acknowledging import acknowledge_problems

        acknowledge_problems(context, tuple(ids), because, who)
        return
    form = _FORMATS.choose(form, output)
    listing = _listing(context, _run(context, wanted), severity)
    _write(listing, form, output, acknowledged=wanted.acknowledged)
    if listing.open:
        raise typer.Exit(int(ExitCode.PROBLEMS))


def _run(context: typer.Context, wanted: CheckOptions) -> CheckReport:
    from kb.checks.earlier_runs import Memory, remembering
    from kb.checks.registry import rules_named
    from kb.checks.run import Request
    from kb.checks.run import check as run_checks
    from kb.cli.progress import showing_progress

    rules = rules_named(tuple(wanted.rule or ()))
    url = settings_of(context).read_database
    with reading(context) as reader, showing_progress("Checking") as progress, remembering() as memory:
        request = Request(rules, _records(reader, tuple(wanted.records or ()), wanted.policy), url=url)
        request = replace(request, damage=_damage(reader, request))
        return run_checks(reader, request, Memory() if wanted.fresh else memory, progress)


def _damage(reader: StreamReader, request: Request) -> list[CheckProblem]:
    """What of the published versions that a run covers is not as it was."""
    from kb.checks.problem import CheckProblem, Severity
    from kb.checks.rule import Subject
    from kb.evidence.policies import policy_numbers
    from kb.releases.sealing.damage import find_damage

    if not any(rule.subject is Subject.RELEASES for rule in request.rules):
        return []
    records = {policy: f"policies/{policy}/policy" for policy in policy_numbers(reader)}
    wanted = [policy for policy, record in records.items() if request.wants(record)]
    all_of_them: list[str | None] = [None] if len(wanted) == len(records) else list(wanted)
    return [
        CheckProblem(
            Severity.ERROR,
            record=records.get(damage.policy, "database"),
            place=damage.version or "",
            message=f"{damage.place}: {damage.what}. {damage.remedy}",
        )
        for policy in all_of_them
        for damage in find_damage(reader, policy)
    ]


def _records(reader: StreamReader, words: tuple[str, ...], policy: str | None) -> frozenset[str] | None:
    """Records that the run is limited to; null for all."""
    from kb.checks.records_named import records_named
    from kb.checks.run import records_of_policy
    from kb.lookup.filter_words import resolve

    key = resolve(reader, "policy", policy)
    if key is None and not words:
        return None
    of_policy = records_of_policy(reader, key) if key is not None else frozenset()
    return of_policy | records_named(reader, words)


def _listing(context: typer.Context, report: CheckReport, threshold: Threshold) -> Listing:
    from kb.checks.earlier_runs import remembering
    from kb.checks.lines import lines_of
    from kb.checks.listing import build_listing
    from kb.checks.problem import Severity

    shown = report.at_least(Severity(threshold.value))
    places = [(judged.problem.record, judged.problem.place) for judged in shown]
    with reading(context) as reader, remembering() as memory:
        lines = lines_of(reader, settings_of(context).read_database, places, memory)
    return build_listing(report, Severity(threshold.value), lines, settings_of(context).evidence)


def _write(listing: Listing, form: OutputFormat, output: Path | None, *, acknowledged: bool) -> None:
    from kb.checks.render.checks_page import build_checks_page
    from kb.checks.render.rows import COLUMNS, render_json, rows
    from kb.checks.render.sarif import render_sarif

    if form is OutputFormat.JSON:
        write_text(render_json(listing), form, output)
    elif form is OutputFormat.SARIF:
        write_text(render_sarif(listing), form, output)
    elif form.holds_only_rows:
        show(COLUMNS, rows(listing), form, output)
    else:
        at_length = form in (OutputFormat.HTML, OutputFormat.DOCX, OutputFormat.PDF)
        page = build_checks_page(listing, at_length=at_length, acknowledged=acknowledged)
        write_document(page, form, output)


def _explanation(key: str) -> str:
    """What a rule looks for, why, and by which source; all rules with their titles for ``all``."""
    from textwrap import fill

    from kb.checks.measured import measured_in_words
    from kb.checks.registry import all_rules, rules_named

    if key == "all":
        width = max(len(rule.key) for rule in all_rules())
        return "".join(f"{rule.key:<{width}}  {rule.severity:<8}  {rule.title}\n" for rule in all_rules())
    (rule,) = rules_named((key,))
    head = f"{rule.key}: {rule.title}\nSeverity: at worst {rule.severity}. Looks at: {rule.subject}.\n"
    source = "" if "Source: " in rule.explanation else f"\n\nSource: {rule.source}"
    figures = measured_in_words(rule)
    measured = f"\n\n{fill(figures, _WIDTH)}" if figures else ""
    return f"{head}\n{rule.explanation}{source}{measured}\n"


def add_to(app: typer.Typer) -> None:
    """Add this command to the application."""
    app.command()(check)
