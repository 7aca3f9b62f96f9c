"""``kb review screen``: decisions on candidates, by flags, by a sheet out and back, or key by key."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from typer.core import TyperCommand

from kb.cli.database import person_of
from kb.cli.options import OutputOption, PolicyArgument, WhoOption, grouped
from kb.cli.reference_output import CitedForm, CitedFormatOption, StyleOption
from kb.errors import KbError

if TYPE_CHECKING:
    from kb.review.screening.deciding import DecisionRequest

_SEVERAL = ("--include", "--exclude", "--unsure", "--not-retrieved", "--undo")
"""Options that take all words after them, up to the next option."""


class Stage(StrEnum):
    """Stages of screening."""

    TITLE_ABSTRACT = "title-abstract"
    FULL_TEXT = "full-text"


class ListedStatus(StrEnum):
    """What a list can be narrowed to."""

    PENDING = "pending"
    CONFLICT = "conflict"
    INCLUDE = "include"
    EXCLUDE = "exclude"
    NOT_RETRIEVED = "not-retrieved"
    KNOWN = "known"
    EXCLUDED_BEFORE = "excluded-before"
    ALL = "all"


class ListedDecision(StrEnum):
    """What a list of another tool may stand for."""

    INCLUDE = "include"
    EXCLUDE = "exclude"
    UNSURE = "unsure"
    NOT_RETRIEVED = "not-retrieved"


class Order(StrEnum):
    """In what order candidates come."""

    FOUND = "found"
    RELEVANCE = "relevance"


class ManyValues(TyperCommand):
    """Takes ``--include 1 2 3`` as ``--include 1 --include 2 --include 3``."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        return super().parse_args(ctx, one_value_each(args))


def one_value_each(args: list[str]) -> list[str]:
    """The words with an option of :data:`_SEVERAL` before each of its values."""
    expanded: list[str] = []
    option = None
    for word in args:
        if word.startswith("-") and not word[1:2].isdigit():
            name = word.partition("=")[0]
            option = name if name in _SEVERAL else None
            if word != option:
                expanded.append(word)
        elif option is None:
            expanded.append(word)
        else:
            expanded += [option, word]
    return expanded


def _ids(help_text: str, name: str) -> Any:
    return typer.Option(name, metavar="ID...", help=help_text)


@dataclass(frozen=True, slots=True)
class DecisionOptions:
    """The decisions that are given on the command line."""

    include: Annotated[
        list[str] | None, _ids("Include these: PMID, DOI, id or number in the list.", "--include")
    ] = None
    exclude: Annotated[list[str] | None, _ids("Exclude these.", "--exclude")] = None
    unsure: Annotated[list[str] | None, _ids("Leave these to another person.", "--unsure")] = None
    not_retrieved: Annotated[
        list[str] | None, _ids("The full reports of these could not be had.", "--not-retrieved")
    ] = None
    undo: Annotated[list[str] | None, _ids("Take back your decisions on these.", "--undo")] = None
    reason: Annotated[
        str | None, typer.Option(metavar="CODE", help="Why they are excluded, for example design.")
    ] = None
    remark: Annotated[
        str | None, typer.Option("--note", metavar="TEXT", help="A remark on these decisions.")
    ] = None
    indication: Annotated[
        str | None, typer.Option(metavar="KEY", help="Decide for one indication, for example hcc.")
    ] = None

    def requests(self) -> list[DecisionRequest]:
        """Each decision. Raises KbError for a reason that is none, and for what goes with no decision."""
        from kb.review.screening.deciding import DecisionRequest
        from kb.review.screening.rules import EXCLUDE, WITHDRAWN, ScreeningChoice

        code, remark = self._reason_code(), (self.remark or "").strip() or None
        choices = (
            (self.include, ScreeningChoice("include", None, remark, self.indication)),
            (self.exclude, ScreeningChoice(EXCLUDE, code, remark, self.indication)),
            (self.unsure, ScreeningChoice("unsure", None, remark, self.indication)),
            (self.not_retrieved, ScreeningChoice("not-retrieved", None, remark, self.indication)),
            (self.undo, ScreeningChoice(WITHDRAWN, None, remark, None)),
        )
        requests = [DecisionRequest(id, choice) for ids, choice in choices for id in ids or ()]
        if code and not self.exclude:
            raise KbError("--reason goes with --exclude ID...")
        if self.remark and not requests:
            raise KbError(
                "--note goes with a decision: --include, --exclude, --unsure, --not-retrieved, --undo."
            )
        return requests

    def _reason_code(self) -> str | None:
        from kb.codes import SCREENING_REASON
        from kb.review.screening.sheet import reason_of

        code = None if self.reason is None else reason_of(self.reason)
        if self.reason is not None and code is None:
            listed = "\n".join(f"  {key}: {meaning}" for key, meaning in SCREENING_REASON.items())
            raise KbError(f"--reason {self.reason!r} is none of the reasons:\n{listed}")
        return code


@dataclass(frozen=True, slots=True)
class RoleOptions:
    """Who screens, and which candidates come first."""

    stage: Annotated[Stage | None, typer.Option(help="Stage; else the earliest with work left for you.")] = (
        None
    )
    arbiter: Annotated[
        bool, typer.Option("--arbiter", help="Settle what others decided differently or were unsure of.")
    ] = False
    order: Annotated[Order, typer.Option(help="As found, or by relevance learned from decisions so far.")] = (
        Order.FOUND
    )
    who: WhoOption = None


@dataclass(frozen=True, slots=True)
class ActionOptions:
    """What to do instead of deciding on the command line or key by key."""

    list_them: Annotated[bool, typer.Option("--list", help="List candidates.")] = False
    status: Annotated[ListedStatus, typer.Option(help="List those with this status.")] = ListedStatus.PENDING
    run: Annotated[
        int | None, typer.Option("--run", metavar="N", help="List those that this run of a search found.")
    ] = None
    sheet: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write what is left for you to .xlsx or .csv.")
    ] = None
    take: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE", help="Take the decisions of such a sheet, or of an export of Rayyan or Covidence."
        ),
    ] = None
    listed_as: Annotated[
        ListedDecision | None,
        typer.Option("--listed-as", help="With --take: what a list of Covidence stands for."),
    ] = None
    called: Annotated[
        list[str] | None,
        typer.Option(
            "--called", metavar="NAME=NAME", help="With --take: a name in the export, and the one in kb."
        ),
    ] = None
    as_before: Annotated[
        bool,
        typer.Option(
            "--as-before",
            help="Exclude again, with its reason, what an earlier review excluded: all at once.",
        ),
    ] = False
    agreement: Annotated[
        bool, typer.Option("--agreement", help="How far two reviewers agree: counts, kappa.")
    ] = False
    reviewers: Annotated[
        int | None, typer.Option(min=1, max=2, metavar="1|2", help="Let so many people decide on each.")
    ] = None

    def names(self) -> dict[str, str]:
        """Names in an export -> names in kb. Raises KbError for what says no two names."""
        names = {}
        for pair in self.called or ():
            there, _, here = pair.partition("=")
            if not there.strip() or not here.strip():
                raise KbError(f'--called {pair!r}: write the name in the export, "=", and the name in kb.')
            names[there.strip()] = here.strip()
        return names

    def require_one(self, *, deciding: bool, indication: str | None) -> None:
        """Nothing, unless more than one thing is asked for at once: KbError then."""
        asked = {
            "a decision": deciding,
            "--list": self.list_them,
            "--sheet": self.sheet is not None,
            "--take": self.take is not None,
            "--as-before": self.as_before,
            "--agreement": self.agreement,
            "--reviewers": self.reviewers is not None,
        }
        chosen = [name for name, is_asked in asked.items() if is_asked]
        if self.run is not None and not self.list_them:
            raise KbError("--run goes with --list.")
        if self.take is None and (self.listed_as or self.called):
            raise KbError("--listed-as and --called go with --take FILE.")
        if indication is not None and {"--list", "--as-before", "--agreement", "--reviewers"} & {*chosen}:
            raise KbError(
                "--indication goes with decisions: by --include ID... and the like, --sheet, --take or keys."
            )
        if len(chosen) > 1:
            raise KbError(f"One thing at a time: {' and '.join(chosen)} do not go together.")


@grouped
def screen(
    context: typer.Context,
    policy: PolicyArgument,
    decisions: DecisionOptions,
    role: RoleOptions,
    action: ActionOptions,
    style: StyleOption = None,
    form: CitedFormatOption = None,
    output: OutputOption = None,
) -> None:
    """Decide which publications go into the review, on title and abstract and then on the full report.

    On a terminal without further options it shows one after the other and takes single keys. Every
    decision is kept; a new one of the same person replaces the older one, --undo takes it back.
    """
    from kb.cli.review_screen_actions import Desk
    from kb.review.screening.worklist import ARBITER, REVIEWER, Screener

    asked = CitedForm(form, output, style)
    form = asked.chosen() if action.list_them else asked.of_table()
    requests = decisions.requests()
    action.require_one(deciding=bool(requests), indication=decisions.indication)
    screener = Screener(person_of(context, role.who), ARBITER if role.arbiter else REVIEWER)
    stage, by_relevance = role.stage and role.stage.value, role.order is Order.RELEVANCE
    desk = Desk(context, policy, screener, stage, by_relevance, decisions.indication)
    if requests:
        desk.decide(requests)
    elif action.list_them:
        desk.list(action.status.value, action.run, asked)
    elif action.sheet is not None:
        desk.write(action.sheet)
    elif action.take is not None:
        desk.take(action.take, action.names(), action.listed_as and action.listed_as.value, role.who)
    elif action.as_before:
        desk.exclude_as_before()
    elif action.agreement:
        desk.agreement(form, output)
    elif action.reviewers is not None:
        desk.set_reviewers(action.reviewers)
    else:
        _require_terminal(policy)
        desk.work()


def _require_terminal(policy: str) -> None:
    if sys.stdin.isatty() and sys.stdout.isatty():
        return
    raise KbError(
        "Screening key by key needs a terminal. Elsewhere:"
        f"\n  kb review screen {policy} --list"
        f"\n  kb review screen {policy} --include ID..."
        f"\n  kb review screen {policy} --exclude ID... --reason CODE --note TEXT"
        f"\n  kb review screen {policy} --sheet FILE.xlsx   and back:   --take FILE.xlsx"
    )


def add_to(review: typer.Typer) -> None:
    """Add this command to the group."""
    review.command("screen", cls=ManyValues)(screen)
