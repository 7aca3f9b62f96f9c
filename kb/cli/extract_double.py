"""``kb extract compare``, ``adjudicate`` and ``adopt``: two extractions made one study record."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from kb.cli.database import person_of, reading, settings_of
from kb.cli.options import OutputOption, TableFormatOption, WhoOption
from kb.cli.output import show, write_text
from kb.cli.terminal import note
from kb.errors import KbError
from kb.formats import TABLES, OutputFormat

if TYPE_CHECKING:
    from kb.extraction.double.settling import ExtractionPair

StudyArgument = Annotated[
    str, typer.Argument(metavar="STUDY", help="Key of the study, for example wang-2015.")
]
BetweenOption = Annotated[
    list[str] | None,
    typer.Option(metavar="NAME", help="Twice, where more than two have extracted: which two."),
]


def compare(
    context: typer.Context,
    study: StudyArgument,
    everything: Annotated[bool, typer.Option("--all", help="List settled differences, too.")] = False,
    between: BetweenOption = None,
    form: TableFormatOption = None,
    output: OutputOption = None,
) -> None:
    """Compare two finished extractions of a study, figure by figure and field by field."""
    from kb.extraction.double.settling import read_pair

    with reading(context) as reader:
        pair = read_pair(reader, study, tuple(between or ()))
    chosen = TABLES.choose(form, output)
    if chosen is OutputFormat.JSON:
        import json

        write_text(json.dumps(_as_data(study, pair), ensure_ascii=False, indent=1) + "\n", chosen, output)
    else:
        columns = (
            "place",
            "kind",
            f"first: {pair.first.who}",
            f"second: {pair.second.who}",
            "remark",
            "settled",
        )
        rows = [row for row in _rows(pair) if everything or row[-1] is None]
        show(columns, rows, chosen, output)
    _tell(study, pair)


def _rows(pair: ExtractionPair) -> list[list[Any]]:
    return [
        [
            difference.place,
            difference.kind.value,
            difference.first,
            difference.second,
            difference.remark,
            _settled(pair, difference.place),
        ]
        for difference in pair.comparison.differences
    ]


def _settled(pair: ExtractionPair, place: str) -> str | None:
    held = pair.settled.get(place)
    return f"{held.chosen or 'nothing'} ({held.who}: {held.because})" if held is not None else None


def _as_data(study: str, pair: ExtractionPair) -> dict[str, Any]:
    differences = []
    for difference in pair.comparison.differences:
        held = pair.settled.get(difference.place)
        settled = {"chosen": held.chosen, "because": held.because, "who": held.who} if held else None
        differences.append(
            {
                "place": difference.place,
                "kind": difference.kind.value,
                "first": difference.first,
                "second": difference.second,
                "remark": difference.remark or None,
                "settled": settled,
            }
        )
    agreement = {
        part.kind.value: {"same": part.same, "all": part.all, "rate": part.rate}
        for part in pair.comparison.agreement
    }
    return {
        "study": study,
        "first": pair.first.who,
        "second": pair.second.who,
        "agreement": agreement,
        "keys": pair.keys,
        "open": len(pair.open),
        "differences": differences,
    }


def _tell(study: str, pair: ExtractionPair) -> None:
    for part in pair.comparison.agreement:
        if part.rate is not None:
            note(f"{part.kind.value.capitalize()}s: {part.same} of {part.all} agree ({part.rate:.1%}).")
    if any(difference.kind == "key" for difference in pair.open):
        note(
            "Settle the keys first, for what stands under them is compared then:"
            f" kb extract adjudicate {study} key --first --because TEXT (--second where they differ)."
        )
    if pair.open:
        note(
            f"Open: {len(pair.open)}. Settle each: kb extract adjudicate {study} PLACE --first --because TEXT"
            " (or --second, --value TEXT, --nothing)."
        )
    else:
        note(f"Nothing is open. Next: kb extract adopt {study}")


def adjudicate(
    context: typer.Context,
    study: StudyArgument,
    places: Annotated[
        list[str],
        typer.Argument(
            metavar="PLACE...",
            help="Places as compare lists them; wording, field ... for all open of a kind.",
        ),
    ],
    because: Annotated[str, typer.Option(metavar="TEXT", help="Why.")],
    first: Annotated[bool, typer.Option("--first", help="What the first has holds.")] = False,
    second: Annotated[bool, typer.Option("--second", help="What the second has holds.")] = False,
    value: Annotated[str | None, typer.Option(metavar="TEXT", help="This holds instead of both.")] = None,
    nothing: Annotated[bool, typer.Option("--nothing", help="Nothing stands there.")] = False,
    between: BetweenOption = None,
    who: WhoOption = None,
) -> None:
    """Settle differences between two extractions. All is kept: both values, the choice, the reason."""
    from kb.extraction.double.settling import SettledChoice
    from kb.extraction.double.settling import adjudicate as settle

    if sum((first, second, value is not None, nothing)) != 1:
        raise KbError("Say what holds: one of --first, --second, --value TEXT, --nothing.")
    side = "first" if first else "second" if second else "value"
    choice = SettledChoice(side, because, person_of(context, who), value)
    for settled in settle(settings_of(context).database, study, places, choice, tuple(between or ())):
        note(f"{settled.place}: {settled.chosen if settled.chosen is not None else 'nothing'}")


def adopt(
    context: typer.Context,
    study: StudyArgument,
    because: Annotated[
        str | None, typer.Option(metavar="TEXT", help="Why, for the change log; else who extracted.")
    ] = None,
    between: BetweenOption = None,
    who: WhoOption = None,
) -> None:
    """Make the extraction the study record, with its reference; of two, when all differences are settled."""
    from kb.extraction.adopt_study import adopt as make_record

    adopted = make_record(
        settings_of(context).database, study, person_of(context, who), because, tuple(between or ())
    )
    if adopted.left_out:
        note(f"Left out, because nobody filled them in: {', '.join(adopted.left_out)}.")
    if not adopted.amended.changed:
        note(f"{study} says so already.")
        return
    note(f"Adopted {study}: {', '.join(adopted.amended.changed)}; kb dump brings them into the folder.")
    note(f"Next: kb review use {study} INDICATION --group KEY; kb check {study}")


def add_to(extract: typer.Typer) -> None:
    """Add these commands to the group."""
    extract.command("compare")(compare)
    extract.command("adjudicate")(adjudicate)
    extract.command("adopt")(adopt)
