"""Taking over what a reference policy changed, or keeping the plan's own words, in one transaction."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kb.differences.trees import Node, plain
from kb.errors import KbError, nearest
from kb.review.adopting.adoption import Adoption, decision_id, read_adoption
from kb.review.adopting.adoption_plan import POLICY, Data, texts_of, with_own
from kb.review.adopting.merging import MergeItem, MergeState, taken
from kb.store.database import Writer, writing
from kb.store.edits import put_in
from kb.store.row_changes import ChangeAuthor


@dataclass(frozen=True, slots=True)
class AdoptionRequest:
    """What somebody decides: places (or what they begin with) to take over, and to keep."""

    child: str
    take: tuple[str, ...] = ()
    keep: tuple[str, ...] = ()
    take_clean: bool = False
    """Take over all that only upstream changed."""
    because: str | None = None
    """Why places are kept; None when none is."""
    since: str | None = None


@dataclass(frozen=True, slots=True)
class AdoptionResult:
    """What was done."""

    taken: int
    kept: int
    open: int
    """Places that still ask for a decision."""
    version: str | None
    """The version that is now noted as adopted; None while something is open."""

    def sentence(self) -> str:
        """The outcome for a person."""
        text = f"Taken over: {self.taken}. Kept: {self.kept}. Open: {self.open}."
        if self.version is not None:
            text += f" Nothing is open: the version of {self.version} is noted as adopted."
        return text


def adopt(url: str, request: AdoptionRequest, who: str) -> AdoptionResult:
    """Carry out the decisions, all of them or none.

    What is decided already stays decided, so the same call can be made again. Raises KbError for places
    that are not there or not open, ProblemsFound when the merged records would not be valid.
    """
    with writing(url) as writer:
        return _adopt_in(writer, request, who)


def _adopt_in(writer: Writer, request: AdoptionRequest, who: str) -> AdoptionResult:
    before = read_adoption(writer.reader(), request.child, since=request.since)
    chosen = _chosen(before, request)
    kept = _to_keep(before, request, chosen)
    why = f"adopted from {before.parent} of {before.upstream}"
    author = ChangeAuthor.now(who, why)
    if chosen:
        _write(writer, before, chosen, author)
    _log(writer, before, kept, ChangeAuthor(who, request.because or "", author.at))
    after = read_adoption(writer.reader(), request.child, since=request.since)
    version = None if after.open else after.upstream
    if version is not None:
        _note_version(writer, after, author)
    return AdoptionResult(len(chosen), len(kept), len(after.open), version)


def _chosen(adoption: Adoption, request: AdoptionRequest) -> list[MergeItem]:
    """The items to take over; what somebody decided to keep, only where it is named itself."""
    named = _under(adoption, request.take, (MergeState.CLEAN, MergeState.CONFLICT)) if request.take else []
    chosen = [item for item in named if adoption.is_open(item) or item.place in request.take]
    if request.take_clean:
        kept = set(
            _places(_under(adoption, request.keep, (MergeState.CLEAN, MergeState.CONFLICT), strict=False))
        )
        clean = [item for item in adoption.open if item.state is MergeState.CLEAN and item.place not in kept]
        chosen = [*chosen, *(item for item in clean if item not in chosen)]
    return [item for item in adoption.items if item in chosen]


def _to_keep(adoption: Adoption, request: AdoptionRequest, chosen: Sequence[MergeItem]) -> list[MergeItem]:
    """The items to keep. Raises KbError without a reason, and for what is taken over too."""
    if not request.keep:
        return []
    if not (request.because or "").strip():
        raise KbError("Say why the plan keeps its own words: --because TEXT.")
    items = _under(adoption, request.keep, (MergeState.CLEAN, MergeState.CONFLICT))
    both = sorted(set(_places(items)) & set(_places(chosen)))
    if both:
        raise KbError(f"{both[0]} cannot be taken over and kept. Name it once.")
    return [item for item in items if adoption.is_open(item)]


def _places(items: Iterable[MergeItem]) -> list[str]:
    return [item.place for item in items]


def _under(
    adoption: Adoption, wanted: Sequence[str], states: Sequence[MergeState], *, strict: bool = True
) -> list[MergeItem]:
    """The items at these places and below them. Raises KbError for a place with none."""
    items: list[MergeItem] = []
    for place in wanted:
        beneath = [
            item
            for item in adoption.items
            if item.place == place or item.place.startswith(f"{place.rstrip('/')}/")
        ]
        here = [item for item in beneath if item.state in states]
        # What is the same by now was decided before: a call that is made again has nothing to do.
        done = any(item.state is MergeState.SAME for item in beneath) or adoption.base == adoption.upstream
        if not here and strict and not done:
            raise KbError(_nothing_at(adoption, place))
        items += [item for item in here if item not in items]
    return items


def _nothing_at(adoption: Adoption, place: str) -> str:
    known = _places(item for item in adoption.items if item.state in (MergeState.CLEAN, MergeState.CONFLICT))
    if not known:
        return f"{place}: nothing is to be taken over from {adoption.parent} of {adoption.upstream}."
    hint = nearest(place, known) or f"kb review adopt {adoption.child} lists the places."
    return f"{place}: upstream changed nothing there that the plan does not have. {hint}"


def _write(writer: Writer, adoption: Adoption, chosen: Sequence[MergeItem], author: ChangeAuthor) -> None:
    _, ours, theirs = adoption.trees
    merged = plain(taken(ours, theirs, chosen))
    gone = [key for key in adoption.ours if key not in merged]
    if gone:
        raise KbError(
            f"Upstream no longer has the indication {gone[0]}. A record is not removed here: remove its file"
            f" and run kb load --prune, or keep it: --keep {gone[0]} --because TEXT."
        )
    data = with_own(merged, adoption.ours)
    keys = {item.path[0] for item in chosen}
    new = [key for key in data if key not in adoption.ours]
    if new:
        # Statements may name new indications, whose prose may name new facts: these come first.
        facts = {"facts": data[POLICY]["facts"]} if "facts" in data[POLICY] else {}
        _put(writer, adoption, data | {POLICY: adoption.ours[POLICY] | facts}, [POLICY], author)
        _put(writer, adoption, data, new, author)
    _put(writer, adoption, data, keys, author)


def _put(writer: Writer, adoption: Adoption, data: Data, keys: Iterable[str], author: ChangeAuthor) -> None:
    put_in(writer, texts_of(adoption.child, data, sorted(keys)), author)


def _note_version(writer: Writer, adoption: Adoption, author: ChangeAuthor) -> None:
    policy = adoption.ours[POLICY]
    noted = policy | {"parent": policy["parent"] | {"version": adoption.upstream}}
    _put(writer, adoption, {POLICY: noted}, [POLICY], author)


def _log(writer: Writer, adoption: Adoption, kept: Sequence[MergeItem], author: ChangeAuthor) -> None:
    """One line of the change log for each place that is kept: nothing changes, and somebody said why."""
    rows = [
        {
            "at": author.at,
            "who": author.who,
            "why": author.why,
            "action": "update",
            "record_id": f"policies/{adoption.child}/policy",
            "table_name": "adoption",
            "row_id": decision_id(adoption, item.place),
            "field": None,
            "before": _json(item.theirs),
            "after": _json(item.ours),
        }
        for item in kept
    ]
    writer.insert("change", rows)


def _json(node: Node | None) -> str | None:
    return None if node is None else json.dumps(plain(node), ensure_ascii=False)
