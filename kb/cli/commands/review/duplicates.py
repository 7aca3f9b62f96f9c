"""``kb review duplicates``: pairs that may be one publication, and what a person judges about them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated

import typer

from kb.cli.database import login, reading, ready, settings_of
from kb.cli.options import OutputOption, ReviewedPolicyOption, TableFormatOption, WhoOption
from kb.cli.output import show, write_text
from kb.cli.terminal import note
from kb.errors import KbError
from kb.formats import TABLES, OutputFormat

if TYPE_CHECKING:
    from kb.review.cycles import Cycle
    from kb.review.importing.pairs import DuplicatePair, PairSide

COLUMNS = (
    *("pair", "state", "score", "why", "judgement", "because", "who", "side", "id"),
    *("title", "authors", "journal", "issued", "volume", "issue", "pages", "pmid", "doi"),
)


class Shown(StrEnum):
    """Pairs that are listed."""

    OPEN = "open"
    JUDGED = "judged"
    MERGED = "merged"
    TIED = "tied"
    ALL = "all"


def duplicates(
    context: typer.Context,
    policy: ReviewedPolicyOption = None,
    same: Annotated[
        list[str] | None, typer.Option(metavar="PAIR", help="The two are one publication: merge them.")
    ] = None,
    different: Annotated[
        list[str] | None,
        typer.Option(metavar="PAIR", help="They are two: keep them apart, or take apart what was merged."),
    ] = None,
    undo: Annotated[list[str] | None, typer.Option(metavar="PAIR", help="Take the judgement back.")] = None,
    because: Annotated[str | None, typer.Option(metavar="TEXT", help="Why it is judged so.")] = None,
    who: WhoOption = None,
    shown: Annotated[
        Shown, typer.Option("--show", help="Which pairs to list: those to judge, or others.")
    ] = Shown.OPEN,
    form: TableFormatOption = None,
    output: OutputOption = None,
) -> None:
    """List pairs of records that may be one publication, and judge them.

    A pair goes by the name at its beginning; the first signs of it do. A merged record stays and points at
    the one that stands for it; --different takes two apart that the program merged, --undo gives back what
    was before a judgement.
    """
    words = {"same": same or [], "different": different or [], "withdrawn": undo or []}
    judged = [(word, judgement) for judgement, ids in words.items() for word in ids]
    if because is not None and not judged:
        raise KbError("--because goes with --same, --different or --undo: which pair is judged.")
    if judged:
        _judge(context, policy, judged, because, who or login())
        return
    cycle, pairs = _read(context, policy)
    listed = [pair for pair in pairs if shown is Shown.ALL or pair.state == shown.value]
    form = TABLES.choose(form, output)
    if form is OutputFormat.TABLE:
        write_text("\n".join(_block(pair) for pair in listed), form, output)
    else:
        show(COLUMNS, (row for pair in listed for row in _rows(pair)), form, output)
    _tell(cycle, pairs, listed, shown)


def _read(context: typer.Context, policy: str | None) -> tuple[Cycle, list[DuplicatePair]]:
    from kb.lookup.filter_words import resolve
    from kb.review.cycles import cycle_under_way
    from kb.review.importing.pairs import read_pairs_of

    with reading(context) as reader:
        cycle = cycle_under_way(reader, resolve(reader, "policy", policy))
        return cycle, read_pairs_of(reader, cycle)


def _judge(
    context: typer.Context,
    policy: str | None,
    judged: Sequence[tuple[str, str]],
    because: str | None,
    who: str,
) -> None:
    from kb.lookup.filter_words import resolve
    from kb.review.cycles import cycle_under_way
    from kb.review.importing.pairs import Judgements, PairState, in_states, judge_pairs, read_pairs_of
    from kb.store.database import writing

    settings = settings_of(context)
    ready(settings)
    with writing(settings.database, alone=False) as writer:
        reader = writer.reader()
        cycle = cycle_under_way(reader, resolve(reader, "policy", policy))
        outcome = judge_pairs(writer, cycle, Judgements(judged, because, who))
        left = len(in_states(read_pairs_of(reader, cycle), [PairState.OPEN]))
    for pair in outcome:
        note(f"{pair.name}: {_outcome(pair)}")
    note(_next(cycle, left))


def _outcome(pair: DuplicatePair) -> str:
    if pair.judgement is None:
        now = "they count as one" if pair.is_together else "they count as two"
        return f"the judgement is taken back; {now} ({pair.state.value})."
    if pair.judgement.judgement == "same":
        return "one publication now."
    return "two publications." if not pair.is_together else "judged to be two."


def _tell(
    cycle: Cycle, pairs: Sequence[DuplicatePair], listed: Sequence[DuplicatePair], shown: Shown
) -> None:
    if not listed and shown is not Shown.OPEN:
        note(f"There is no such pair ({shown.value}).")
    left = sum(pair.state == "open" for pair in pairs)
    if left:
        note(
            f"Pairs to judge: {left}. Judge with: kb review duplicates --policy {cycle.policy} --same PAIR"
            " (or --different PAIR) --because TEXT"
        )
    else:
        note(_next(cycle, 0))


def _next(cycle: Cycle, left: int) -> str:
    if left:
        return f"Pairs to judge: {left}. Next: kb review duplicates --policy {cycle.policy}"
    return f"No pair is left to judge. Next: kb review screen {cycle.policy}"


def _block(pair: DuplicatePair) -> str:
    """A pair for people: what was found, and both citations under one another."""
    score = "" if pair.score is None else f" ({pair.score:g})"
    lines = [f"{pair.name}  {_told(pair)}{score}: {pair.why}"]
    if pair.judgement is not None:
        because = f": {pair.judgement.because}" if pair.judgement.because else ""
        lines.append(f"    {pair.judgement.judgement}, {pair.judgement.who}{because}")
    for letter, side in (("A", pair.one), ("B", pair.other)):
        lines.append(f"  {letter} {_place(side)}")
        lines += [f"    {line}" for line in _citation(side)]
    return "\n".join(lines) + "\n"


def _told(pair: DuplicatePair) -> str:
    return pair.tie or pair.state.value


def _place(side: PairSide) -> str:
    ids = (f"doi:{side.doi}" if side.doi else "", f"PMID {side.pmid}" if side.pmid else "")
    name = f"reference {side.id}" if side.is_reference else side.id
    return "  ".join((name, *filter(None, ids)))


def _citation(side: PairSide) -> Iterator[str]:
    yield side.title or "(no title)"
    yield _shortened(side.authors) if side.authors else "(no authors)"
    issue = f"({side.issue})" if side.issue else ""
    where = f"{side.volume or ''}{issue}" + (f":{side.pages}" if side.pages else "")
    yield ". ".join(filter(None, (side.journal, " ".join(filter(None, (side.issued, where))))))


def _shortened(authors: str) -> str:
    """The first six authors, which is enough to tell people apart."""
    names = authors.split("; ")
    return authors if len(names) <= 6 else f"{'; '.join(names[:6])}; and {len(names) - 6} more"


def _rows(pair: DuplicatePair) -> Iterator[tuple[object, ...]]:
    judged = pair.judgement
    head = (
        *(pair.name, pair.state.value, pair.score, pair.why),
        *((judged.judgement, judged.because, judged.who) if judged else (None, None, None)),
    )
    for letter, side in (("A", pair.one), ("B", pair.other)):
        place = (side.title, side.authors, side.journal, side.issued, side.volume, side.issue, side.pages)
        yield (*head, letter, side.id, *place, side.pmid, side.doi)


def add_to(review: typer.Typer) -> None:
    """Add this command to the group."""
    review.command()(duplicates)
