"""What a person judges about pairs, and what follows from it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from kb.errors import KbError
from kb.review.cycles import Cycle
from kb.review.importing.pairs import Pair, pair_named, read_pairs_of
from kb.review.importing.redirecting import lock_candidates, redirect
from kb.store.database import Writer

SAME, DIFFERENT, WITHDRAWN = "same", "different", "withdrawn"


@dataclass(frozen=True, slots=True)
class Judging:
    """Pairs by name with the judgement on each: ``same``, ``different`` or ``withdrawn``."""

    pairs: Sequence[tuple[str, str]]
    because: str | None
    who: str


def judge_pairs(writer: Writer, cycle: Cycle, judging: Judging) -> list[Pair]:
    """Record judgements on pairs of a cycle and bring the candidates in line. Returns them as they are now.

    A judgement that holds already is not recorded again. Raises KbError, and nothing is written, for a name
    that fits no pair, for a pair judged twice at once, for a judgement taken back that nobody made, and for
    two that cannot be the same because other judgements keep them apart.
    """
    lock_candidates(writer)
    reader = writer.reader()
    before = read_pairs_of(reader, cycle)
    chosen = [(pair_named(before, word), judgement) for word, judgement in judging.pairs]
    _require_each_once(chosen)
    now = datetime.now(UTC).isoformat(timespec="microseconds")
    rows = [_row(pair, judgement, judging, now) for pair, judgement in chosen if _is_new(pair, judgement)]
    writer.insert("duplicate_judgement", rows)
    redirect(writer)
    after = {one.id: one for one in read_pairs_of(reader, cycle)}
    judged = [after[pair.id] for pair, _ in chosen]
    for (_, judgement), pair in zip(chosen, judged, strict=True):
        if judgement == SAME and not pair.is_together:
            raise KbError(_kept_apart(pair))
    return judged


def _require_each_once(chosen: Sequence[tuple[Pair, str]]) -> None:
    ids = [pair.id for pair, _ in chosen]
    twice = next((pair for pair, _ in chosen if ids.count(pair.id) > 1), None)
    if twice is not None:
        raise KbError(f"The pair {twice.name} is judged twice in one command. Say it once.")


def _is_new(pair: Pair, judgement: str) -> bool:
    held = pair.judgement.judgement if pair.judgement else None
    if judgement == WITHDRAWN and held is None:
        raise KbError(f"Nobody has judged the pair {pair.name}, so there is nothing to take back.")
    return held != judgement


def _row(pair: Pair, judgement: str, judging: Judging, now: str) -> dict[str, str | None]:
    return {
        "id": f"{pair.id}/{now}/{judging.who}",
        "pair_id": pair.id,
        "judgement": judgement,
        "because": judging.because,
        "who": judging.who,
        "judged_at": now,
    }


def _kept_apart(pair: Pair) -> str:
    return (
        f"The two of {pair.name} cannot be one publication: other judgements keep them apart, or each of them"
        " is another reference. kb review duplicates --show judged lists the judgements; --undo takes one"
        " back."
    )
