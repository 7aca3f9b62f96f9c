"""What was settled about the differences of two extractions, and by whom. Events, the newest holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from kb.db.connect import Reader
from kb.db.queries import run
from kb.errors import KbError, nearest
from kb.extraction.double.differences import KEYS, Comparison, ExtractionDifference, compare
from kb.extraction.double.leaves import LeafKind, leaves_of, renamed, value_of
from kb.extraction.saved_extractions import ADOPTED, DRAFT, SavedExtraction, now, read_extractions
from kb.records.cells import FigureCell, read_cell
from kb.records.scalars import Refused
from kb.records.studies import StudyRecord
from kb.records.yaml_source import Unreadable
from kb.store.database import Writer, writing


@dataclass(frozen=True, slots=True)
class Settled:
    """How a difference was settled."""

    place: str
    first: str | None
    second: str | None
    chosen: str | None
    """What holds; None for nothing."""
    because: str
    who: str


@dataclass(frozen=True, slots=True)
class ExtractionPair:
    """Two finished extractions of a study, and what was settled about them so far."""

    first: SavedExtraction
    second: SavedExtraction
    keys: dict[str, str]
    """The second's key -> the first's for the same thing, as far as settled."""
    comparison: Comparison
    settled: dict[str, Settled]
    """Place -> how its difference was settled, where both still say what they said then."""

    @property
    def open(self) -> list[ExtractionDifference]:
        """Differences that nobody has settled."""
        return [
            difference for difference in self.comparison.differences if difference.place not in self.settled
        ]

    def records(self) -> tuple[StudyRecord, StudyRecord]:
        """Both records, with the keys of the first."""
        return self.first.record(), renamed(self.second.record(), self.keys)


def read_pair(reader: Reader, study: str, between: Sequence[str] = ()) -> ExtractionPair:
    """The two extractions of a study. Raises KbError when there are not two, or one is not finished.

    Nobody sees the other's extraction before both are finished: what one has read would guide the other.
    """
    extractions = [
        extraction
        for extraction in read_extractions(reader, study)
        if not between or extraction.who in between
    ]
    standing = [extraction for extraction in extractions if extraction.state != ADOPTED]
    extractions = standing if len(standing) == 2 else extractions
    if len(extractions) != 2:
        raise _no_pair(study, [extraction.who for extraction in extractions], between)
    for extraction in extractions:
        if extraction.state == DRAFT:
            raise KbError(
                f"{extraction.who} has not finished {study}; the two are compared when both have."
                " kb extract take FILE --done, or kb extract done STUDY, says that one has."
            )
    first, second = extractions
    decisions = [
        Settled(row["place"], row["first"], row["second"], row["chosen"], row["because"], row["who"])
        for row in run(reader, "extraction/adjudications", study=study, first=first.who, second=second.who)
    ]
    newest = {settlement.place: settlement for settlement in decisions}
    keys = {
        place.partition("/")[2]: settlement.chosen
        for place, settlement in newest.items()
        if place.startswith(f"{KEYS}/")
        and settlement.chosen is not None
        and settlement.chosen == settlement.first
    }
    comparison = compare(first.record(), second.record(), _known(second.record(), keys))
    settled = {
        difference.place: settlement
        for difference in comparison.differences
        if (settlement := newest.get(difference.place)) is not None
        and (settlement.first, settlement.second) == (difference.first, difference.second)
    }
    return ExtractionPair(first, second, _known(second.record(), keys), comparison, settled)


def _known(study: StudyRecord, keys: dict[str, str]) -> dict[str, str]:
    """Those renamings whose key is still there and whose new key is still free."""
    present = {*study.arms, *study.populations, *study.contrasts, *study.targets}
    return {their: our for their, our in keys.items() if their in present and our not in present}


def _no_pair(study: str, people: Sequence[str], between: Sequence[str]) -> KbError:
    if between:
        return KbError(f"{' and '.join(between)} do not both have an extraction of {study}.")
    if len(people) > 2:
        return KbError(
            f"{', '.join(people)} have extracted {study}. Say which two: --between NAME --between NAME"
        )
    message = f"Only {people[0]} has extracted {study}" if people else f"Nobody has extracted {study}"
    return KbError(f"{message}; two are compared. A second person begins with kb extract new ID --who NAME.")


@dataclass(frozen=True, slots=True)
class SettledChoice:
    """What is to hold at places where two extractions differ."""

    side: str
    """``first``, ``second`` or ``value``."""
    because: str
    who: str
    value: str | None = None
    """With ``value``: the text that holds; None for nothing."""


def adjudicate(
    url: str, study: str, places: Sequence[str], choice: SettledChoice, between: Sequence[str] = ()
) -> list[Settled]:
    """Settle differences, all or none. A place may be a kind (``wording``) for all open ones of it.

    Raises KbError for a place without difference, or a value that does not fit there.
    """
    if not choice.because.strip():
        raise KbError("Say why: --because TEXT")
    with writing(url, alone=False) as writer:
        pair = read_pair(writer.reader(), study, between)
        wanted = _wanted(pair, places)
        _require_possible(pair, wanted, choice)
        settled = [_settle(difference, choice) for difference in wanted]
        _write(writer, study, pair, settled)
    return settled


def _wanted(pair: ExtractionPair, places: Sequence[str]) -> list[ExtractionDifference]:
    by_place = {difference.place: difference for difference in pair.comparison.differences}
    kinds = {kind.value for kind in LeafKind}
    differences: dict[str, ExtractionDifference] = {}
    for place in places:
        if place in kinds and place not in by_place:
            differences |= {
                difference.place: difference for difference in pair.open if difference.kind == place
            }
        elif place in by_place:
            differences[place] = by_place[place]
        else:
            remedy = nearest(place, list(by_place)) or "kb extract compare lists them."
            raise KbError(f"There is no difference at {place}. {remedy}")
    if not differences:
        raise KbError("Nothing is open there. kb extract compare lists what is.")
    return list(differences.values())


def _require_possible(
    pair: ExtractionPair, wanted: Sequence[ExtractionDifference], choice: SettledChoice
) -> None:
    if choice.side != "value" or choice.value is None:
        return
    ours, theirs = leaves_of(*pair.records()), leaves_of(*reversed(pair.records()))
    for difference in wanted:
        if difference.kind is LeafKind.KEY:
            raise KbError(
                f"{difference.place}: choose --first (they are the same) or --second (they are not)."
            )
        leaf = ours.get(difference.place) or theirs[difference.place]
        try:
            if isinstance(leaf.data, FigureCell) or difference.kind is LeafKind.FIGURE:
                read_cell(choice.value)
            else:
                value_of(choice.value, leaf.data)
        except Refused as error:
            raise KbError(f"{difference.place}: {error.message} {error.remedy}".rstrip()) from error
        except Unreadable as error:
            raise KbError(
                f"{difference.place}: {choice.value} does not fit there. Write it like: {leaf.text}"
            ) from error


def _settle(difference: ExtractionDifference, choice: SettledChoice) -> Settled:
    chosen = {"first": difference.first, "second": difference.second}.get(choice.side, choice.value)
    if difference.kind is LeafKind.FIGURE and choice.side == "value" and chosen is not None:
        chosen = read_cell(chosen).text
    return Settled(
        difference.place,
        difference.first,
        difference.second,
        chosen,
        " ".join(choice.because.split()),
        choice.who,
    )


def _write(writer: Writer, study: str, pair: ExtractionPair, settled: Sequence[Settled]) -> None:
    at = now()
    writer.insert(
        "adjudication",
        [
            {
                "id": f"{study}/{settlement.place}/{at}",
                "study": study,
                "place": settlement.place,
                "first_who": pair.first.who,
                "first_text": settlement.first,
                "second_who": pair.second.who,
                "second_text": settlement.second,
                "chosen": settlement.chosen,
                "because": settlement.because,
                "who": settlement.who,
                "decided_at": at,
            }
            for settlement in settled
        ],
    )
