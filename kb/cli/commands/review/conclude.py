"""``kb review conclude``: what changed under each conclusion, findings, verdict, and the sign-off."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from kb.cli.commands.review.open import known_policy
from kb.cli.database import login, reading, settings_of
from kb.cli.options import DocumentFormatOption, OutputOption, PolicyArgument, WhoOption, grouped
from kb.cli.output import write_document, write_text
from kb.cli.terminal import note
from kb.codes import EFFECT_PHRASE, VERDICT
from kb.errors import KbError
from kb.formats import DOCUMENTS, OutputFormat

if TYPE_CHECKING:
    from kb.review.concluding.revising import Revised, Revision


@dataclass(frozen=True, slots=True)
class RevisionOptions:
    """How a conclusion is to be changed."""

    finding: Annotated[
        list[str] | None,
        typer.Option(metavar="KEY=TEXT", help="Add a finding or word it anew; [[...]] names a figure."),
    ] = None
    basis: Annotated[
        list[str] | None,
        typer.Option(
            metavar="KEY=BASIS",
            help="What a finding rests on besides: a figure, study#code or guideline/recommendation; "
            "repeat it for each, and give all of them. KEY= takes them away.",
        ),
    ] = None
    remove_finding: Annotated[list[str] | None, typer.Option(metavar="KEY", help="Take a finding away.")] = (
        None
    )
    verdict: Annotated[str | None, typer.Option(metavar="CODE", help=f"{' or '.join(VERDICT)}.")] = None
    effect: Annotated[str | None, typer.Option(metavar="CODE", help=f"{', '.join(EFFECT_PHRASE)}.")] = None

    def revision(self) -> Revision:
        """The change; it may be empty. Raises KbError for what is no KEY=TEXT."""
        from kb.review.concluding.revising import Revision

        return Revision(
            findings=_texts("--finding", self.finding or ()),
            basis=_lists("--basis", self.basis or ()),
            removed=tuple(self.remove_finding or ()),
            verdict=self.verdict,
            effect=self.effect,
        )


@grouped
def conclude(
    context: typer.Context,
    policy: PolicyArgument,
    changes: RevisionOptions,
    indication: Annotated[
        str | None, typer.Argument(metavar="INDICATION", help="One indication only, for example hcc.")
    ] = None,
    approve: Annotated[
        bool, typer.Option("--approve", help="Sign the conclusion, or without INDICATION all of them.")
    ] = False,
    because: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Why: for the change log and the sign-off.")
    ] = None,
    who: WhoOption = None,
    form: DocumentFormatOption = None,
    output: OutputOption = None,
) -> None:
    """Show what changed under each conclusion since the last release; take findings, verdict and sign-off.

    A sign-off holds for exactly what the conclusion rests on at that moment: once anything of that changes,
    it requires review again. Every change and every sign-off needs --because.
    """
    revision = changes.revision()
    name = known_policy(context, policy)
    if not revision.is_empty or approve:
        if because is None or not because.strip():
            raise KbError("Say with --because why the conclusion is so: it stays on record.")
        words = (because, who or login())
        _told(_revise(context, (name, indication), revision, words, approve=approve), name)
        return
    if because is not None:
        raise KbError("--because goes with a change or with --approve; there is neither.")
    _show(context, (name, indication), form, output)


def _revise(
    context: typer.Context,
    named: tuple[str, str | None],
    revision: Revision,
    words: tuple[str, str],
    *,
    approve: bool,
) -> Revised:
    from kb.review.concluding.revising import revise
    from kb.store.database import writing
    from kb.store.row_changes import ChangeAuthor

    because, who = words
    with writing(settings_of(context).database) as writer:
        return revise(writer, *named, revision, ChangeAuthor.now(who, because), approve=approve)


def _told(done: Revised, policy: str) -> None:
    if done.changed:
        note(f"Changed the conclusion of {', '.join(done.changed)}; kb dump brings it into the folder.")
        for key in done.added:
            note(f"The finding {key} is new. Was another one meant? --remove-finding {key} takes it away.")
    elif not done.signed:
        note("Nothing changed: the record says so already.")
    if done.signed:
        note(f"Signed: {', '.join(done.signed)}.")
    for key, doubt in done.doubts:
        note(f"{key} is signed as sufficient, though: {doubt}")
    if done.concluded:
        note(f"Every conclusion is signed as it stands. Next: kb review publish {policy} --effective DATE")
    else:
        note(f"Next: kb review conclude {policy} shows what is left to sign.")


def _show(
    context: typer.Context,
    named: tuple[str, str | None],
    form: OutputFormat | None,
    output: OutputOption,
) -> None:
    from kb.review.concluding.page import build_conclusions_page, conclusions_data
    from kb.review.concluding.sign_offs import read_conclusions
    from kb.review.cycles import cycle_under_way

    policy, indication = named
    with reading(context) as reader:
        conclusions = read_conclusions(reader, cycle_under_way(reader, policy))
    if indication is not None:
        conclusions = conclusions.only(indication)
    form = DOCUMENTS.choose(form, output)
    if form is OutputFormat.JSON:
        write_text(
            json.dumps(conclusions_data(conclusions), ensure_ascii=False, indent=1) + "\n", form, output
        )
        return
    write_document(build_conclusions_page(conclusions), form, output)
    left = [
        conclusion.key for conclusion in conclusions.indications if conclusion.sign_off.value != "approved"
    ]
    if left:
        note(f"To sign: kb review conclude {policy} {left[0]} --approve --because TEXT")


def _texts(option: str, pairs: Sequence[str]) -> dict[str, str]:
    return dict(_parted(option, pairs))


def _lists(option: str, pairs: Sequence[str]) -> dict[str, list[str]]:
    values: dict[str, list[str]] = {}
    for key, text in _parted(option, pairs):
        values.setdefault(key, []).extend([text] if text else [])
    return values


def _parted(option: str, pairs: Sequence[str]) -> list[tuple[str, str]]:
    """Key and text of each pair. Raises KbError for what is no pair."""
    parted = [(pair, *(part.strip() for part in pair.partition("="))) for pair in pairs]
    for pair, key, sign, _ in parted:
        if not key or not sign:
            raise KbError(
                f"{option} {pair}: write the key of the finding, = and the text: {option} need=TEXT"
            )
    return [(key, text) for _, key, _, text in parted]


def add_to(review: typer.Typer) -> None:
    """Add this command to the group."""
    review.command()(conclude)
