"""``kb review use`` and ``kb review offers``: a study extracted once, for every policy that it fits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

import typer

from kb.cli.database import login, reading, settings_of
from kb.cli.options import OutputOption, TableFormatOption, WhoOption, grouped
from kb.cli.output import show
from kb.cli.terminal import note
from kb.errors import KbError
from kb.formats import TABLES

_COLUMNS = (
    "study",
    "label",
    "notice",
    "policy",
    "indication",
    "population",
    "interventions",
    "comparators",
    "outcomes",
    "relevant_outcomes",
)


@dataclass(frozen=True, slots=True)
class PlaceOptions:
    """Where the study is to be used."""

    group: Annotated[str, typer.Option(metavar="KEY", help="Heading that it is to stand under.")]
    policy: Annotated[
        str | None, typer.Option(metavar="POLICY", help="The policy; else the one under review.")
    ] = None
    after: Annotated[
        str | None, typer.Option(metavar="STUDY", help="Study that it follows; else it comes last.")
    ] = None
    heading: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Make the group, under this heading.")
    ] = None


@dataclass(frozen=True, slots=True)
class RelevanceOptions:
    """What limits the relevance of the study there."""

    limitation: Annotated[
        list[str] | None,
        typer.Option(metavar="CODE[: NOTE]", help="What limits its relevance, as in 'population/4: note'."),
    ] = None
    no_limitations: Annotated[
        bool, typer.Option("--no-relevance-limitations", help="Nothing limits its relevance here.")
    ] = False


@grouped
def use(
    context: typer.Context,
    study: Annotated[str, typer.Argument(metavar="STUDY", help="Key of the study.")],
    indication: Annotated[
        str, typer.Argument(metavar="INDICATION", help="Key of the indication, or POLICY/KEY.")
    ],
    place: PlaceOptions,
    relevance: RelevanceOptions,
    because: Annotated[str | None, typer.Option(metavar="TEXT", help="Why, for the change log.")] = None,
    who: WhoOption = None,
) -> None:
    """Use a study for an indication.

    Its limitations of conduct come along; what limits its relevance there is asked for.
    """
    from kb.review.offers.using import Use, use_study

    if relevance.limitation and relevance.no_limitations:
        raise KbError("Give --limitation or --no-relevance-limitations, not both.")
    wanted = Use(
        study,
        indication,
        place.group,
        tuple(relevance.limitation or ()),
        who or login(),
        place.policy,
        place.after,
        place.heading,
        because,
        relevance.no_limitations,
    )
    used = use_study(settings_of(context).database, wanted)
    if not used.amended.changed:
        note(f"{used.indication} uses {study} already, with these limitations.")
        return
    note(f"{used.indication} uses {study} under {place.group}.")
    for shared in used.conduct:
        note(f"Comes along: {shared}")
    note("Its findings and conclusion may rest on more now: kb review conclude shows what changed.")


def offers(
    context: typer.Context,
    policy: Annotated[
        str | None, typer.Argument(metavar="POLICY", help="To this policy only; else to all.")
    ] = None,
    study: Annotated[str | None, typer.Option(metavar="STUDY", help="This study only.")] = None,
    decline: Annotated[
        tuple[str, str] | None,
        typer.Option(metavar="STUDY POLICY/INDICATION", help="Do not offer it there again; with --because."),
    ] = None,
    because: Annotated[str | None, typer.Option(metavar="TEXT", help="Why it is declined.")] = None,
    who: WhoOption = None,
    form: TableFormatOption = None,
    output: OutputOption = None,
) -> None:
    """List studies for indications whose PICO they fit and that do not use them, best fit first."""
    if decline is not None:
        _decline(context, decline, because, who or login())
        return
    from kb.lookup.filter_words import resolve
    from kb.review.offers.matches import find_offers

    with reading(context) as reader:
        number = resolve(reader, "policy", policy)
        open_offers = find_offers(reader, number, study)
    chosen = TABLES.choose(form, output)
    rows = [
        [
            offer.study,
            offer.label,
            offer.notice,
            offer.policy,
            offer.indication,
            offer.fit.population.value,
            ", ".join(offer.fit.interventions),
            ", ".join(offer.fit.comparators),
            ", ".join(offer.fit.outcomes),
            offer.fit.relevant,
        ]
        for offer in open_offers
    ]
    if not open_offers:
        note("Nothing is offered: every study that fits is used or declined.")
    show(_COLUMNS, rows, chosen, output)
    if open_offers:
        note("kb review use STUDY POLICY/INDICATION --group KEY uses one; --decline says why not.")


def _decline(context: typer.Context, pair: tuple[str, str], because: str | None, who: str) -> None:
    from kb.review.offers.using import decline

    if because is None:
        raise KbError("Say why it is declined: --because TEXT")
    study, indication = pair
    place = decline(settings_of(context).database, study, indication, because, who)
    note(f"{study} is not offered to {place} again.")


def add_to(review: typer.Typer) -> None:
    """Add these commands to the group."""
    review.command("use")(use)
    review.command("offers")(offers)
