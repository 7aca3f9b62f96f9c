"""Where a plan's version stands against what its reference policy says now."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kb.db.connect import Reader
from kb.db.queries import run
from kb.differences.sides import Draft, Published
from kb.differences.trees import Node, grow
from kb.errors import KbError
from kb.evidence.policies import require_policy
from kb.releases.release import newest_release, release_of
from kb.review.adopting.adoption_plan import Data, records_of, shared, whole
from kb.review.adopting.merging import MergeItem, MergeState, merge
from kb.store.record_texts import record_text


@dataclass(frozen=True, slots=True)
class Kept:
    """A decision to keep the plan's own words."""

    who: str
    at: str
    because: str


@dataclass(frozen=True)
class Adoption:
    """A child policy, the version of its parent that it adopted last, and a newer one."""

    child: str
    parent: str
    base: str
    """Effective date of the version adopted last, ISO 8601."""
    upstream: str
    """Effective date of the newer version, or ``draft``."""
    ours: Data
    """The records of the child, whole: ``policy`` and the keys of indications -> data."""
    trees: tuple[Node, Node, Node]
    """What can be taken over, of base, ours and upstream, grown together."""
    items: tuple[MergeItem, ...]
    kept: Mapping[str, Kept]
    """Place -> the decision to keep it so against this version."""

    def is_open(self, item: MergeItem) -> bool:
        """Whether somebody has yet to take a place over or to keep it."""
        return item.state in (MergeState.CONFLICT, MergeState.CLEAN) and item.place not in self.kept

    @property
    def open(self) -> tuple[MergeItem, ...]:
        """The places that are open."""
        return tuple(item for item in self.items if self.is_open(item))

    def state_of(self, item: MergeItem) -> str:
        """What a place asks for, in a word; ``kept`` too where somebody decided so."""
        asks = item.state in (MergeState.CONFLICT, MergeState.CLEAN)
        return MergeState.KEPT.value if asks and item.place in self.kept else item.state.value


def read_adoption(reader: Reader, child: str, *, draft: bool = False, since: str | None = None) -> Adoption:
    """The three versions of a child policy, compared.

    ``draft`` looks at the parent as the database has it now instead of its newest release; ``since`` is the
    version adopted last, where the record does not say. Raises KbError when the policy is no child of a
    policy held here, or a version is missing.
    """
    require_policy(reader, child)
    ours = whole(_own_texts(reader, child))
    parent = _parent(child, ours)
    base = release_of(reader, parent, _adopted(child, ours, since))
    theirs: Draft | Published
    if draft:
        theirs = Draft(reader, parent)
    else:
        newest = newest_release(reader, parent)
        assert newest is not None
        theirs = Published(reader, newest)
    versions = [records_of(parent, state.texts) for state in (Published(reader, base), theirs)]
    three = [shared(tree) for tree in (whole(versions[0]), ours, whole(versions[1]))]
    old, mine, new = grow(three)
    assert old is not None and mine is not None and new is not None
    return Adoption(
        child=child,
        parent=parent,
        base=base.effective_date,
        upstream=theirs.label,
        ours=ours,
        trees=(old, mine, new),
        items=tuple(merge(old, mine, new)),
        kept=_kept(reader, child, f"{parent}@{theirs.label}") if not draft else {},
    )


def decision_id(adoption: Adoption, place: str) -> str:
    """How the change log names a decision to keep a place against a version upstream."""
    return f"{adoption.parent}@{adoption.upstream}/{place}"


def _own_texts(reader: Reader, policy: str) -> dict[str, str]:
    rows = run(reader, "review/adopting/records", policy=policy)
    return {row["record"]: record_text(reader, row["record"]) for row in rows}


def _parent(child: str, ours: Mapping[str, Any]) -> str:
    parent = ours["policy"].get("parent", {}).get("policy")
    if parent is None:
        raise KbError(
            f"Policy {child} adopts no policy that is held here. Enter under `parent` in its record"
            " `policy:` (the number it has here) and `version:` (the effective date adopted last)."
        )
    return str(parent)


def _adopted(child: str, ours: Mapping[str, Any], since: str | None) -> str:
    version = since or ours["policy"]["parent"].get("version")
    if version is None:
        raise KbError(
            f"The record of {child} does not say which version of its parent was adopted last."
            " Say it with --since DATE, the effective date; it is kept once everything is settled."
        )
    return str(version)


def _kept(reader: Reader, child: str, version: str) -> dict[str, Kept]:
    records = {}
    for row in run(reader, "review/adopting/kept", record=f"policies/{child}/policy"):
        of, _, place = row["decision"].partition("/")
        if of == version:
            records[place] = Kept(row["who"], row["at"], row["why"])
    return records
