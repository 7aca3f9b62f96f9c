"""Changing findings and verdict of an indication, and signing its conclusion."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

from pydantic import ValidationError

from kb.db.queries import run
from kb.errors import KbError, nearest
from kb.evidence.basis import basis_hash
from kb.records.indications import ConclusionEntry, FindingEntry, IndicationRecord
from kb.records.kinds import id_of
from kb.review.concluding.sign_offs import SignOffStatus, doubts_by_indication, read_sign_offs
from kb.review.cycles import Cycle, cycle_under_way
from kb.store.database import Writer
from kb.store.edits import amend_in
from kb.store.row_changes import ChangeAuthor


@dataclass(frozen=True)
class Revision:
    """What is to change in the conclusion of an indication; what is not named stays."""

    findings: Mapping[str, str] = field(default_factory=dict)
    """Key -> text; a key that is not there yet is added at the end."""
    basis: Mapping[str, Sequence[str]] = field(default_factory=dict)
    """Key -> all that the finding rests on besides the figures in its text."""
    removed: Sequence[str] = ()
    verdict: str | None = None
    effect: str | None = None

    @property
    def is_empty(self) -> bool:
        """Whether nothing is to change."""
        return self == Revision()


@dataclass(frozen=True, slots=True)
class Revised:
    """What was done."""

    changed: tuple[str, ...]
    """Keys of the indications whose records changed."""
    signed: tuple[str, ...]
    """Keys of the indications that were signed."""
    concluded: bool
    """Whether all indications of the policy are signed as they are now."""
    added: tuple[str, ...] = ()
    """Keys of the findings that the indication did not have before."""
    doubts: tuple[tuple[str, str], ...] = ()
    """Key of a signed indication and a sentence on what does not carry its verdict of sufficient."""


def revise(
    writer: Writer, policy: str, key: str | None, revision: Revision, author: ChangeAuthor, *, approve: bool
) -> Revised:
    """Change the conclusion of an indication, sign it, or both; without a key all are signed.

    ``author.why`` is the reason, for the change log and the sign-off. Raises KbError when no review is under
    way, for an unknown indication or finding, and for a conclusion without a verdict that is to be signed;
    ProblemsFound with every problem that a load of the record would have.
    """
    cycle = cycle_under_way(writer.reader(), policy)
    keys = _keys(writer, policy)
    chosen = _chosen(policy, key, keys, revision)
    changed: tuple[str, ...] = ()
    added: tuple[str, ...] = ()
    if not revision.is_empty:
        record = id_of("indications", chosen[0], policy)
        added = _added(writer, (policy, chosen[0]), revision)
        amended = amend_in(writer, [(record, partial(revised, revision=revision))], author)
        changed = tuple(chosen) if amended.changed else ()
    if approve:
        _sign(writer, cycle, chosen, author)
    signed = tuple(chosen) if approve else ()
    return Revised(changed, signed, _conclude(writer, cycle), added, tuple(_doubts(writer, policy, signed)))


def _doubts(writer: Writer, policy: str, signed: Sequence[str]) -> Iterator[tuple[str, str]]:
    of_indication = doubts_by_indication(writer.reader(), policy) if signed else {}
    return ((key, doubt) for key in signed for doubt in of_indication[key])


def revised(record: IndicationRecord, revision: Revision) -> IndicationRecord:
    """The record of an indication after a revision. Raises KbError for what cannot be."""
    old = record.conclusion
    if record.concluded_with is not None:
        shared = record.concluded_with
        raise KbError(f"The conclusion of {record.indication} is that of {shared}. Change it there.")
    findings: dict[str, Any] = {finding.key: finding for finding in old.findings} if old is not None else {}
    for key in revision.removed:
        if key not in findings:
            raise KbError(
                f"{record.indication} has no finding {key}. {nearest(key, list(findings))}".rstrip()
            )
        del findings[key]
    for key, text in revision.findings.items():
        data = {"key": key, "text": text, "basis": findings[key].basis if key in findings else ()}
        findings[key] = _made(FindingEntry, data, f"The finding {key}")
    for key, basis in revision.basis.items():
        if key not in findings:
            raise KbError(f"{record.indication} has no finding {key}. Give its text: --finding {key}=TEXT")
        data = {"key": key, "text": findings[key].text, "basis": tuple(basis)}
        findings[key] = _made(FindingEntry, data, f"The basis of {key}")
    verdict = revision.verdict or (old.verdict if old is not None else None)
    effect = revision.effect or (old.effect if old is not None else None)
    if verdict is None or effect is None:
        raise KbError(f"{record.indication} has no conclusion yet. Give both --verdict and --effect.")
    entry: dict[str, Any] = {"verdict": verdict, "effect": effect, "findings": tuple(findings.values())}
    if old is not None:
        entry["chain_of_evidence"] = old.chain_of_evidence
        if (verdict, effect) == (old.verdict, old.effect):
            entry["sentence"] = old.sentence
    conclusion = _made(ConclusionEntry, entry, "The conclusion")
    return record.model_copy(update={"conclusion": conclusion})


def _made(model: Any, data: Mapping[str, Any], what: str) -> Any:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        messages = "; ".join(
            f"{'.'.join(map(str, fault['loc']))}: {fault['msg']}" for fault in error.errors()
        )
        remedies = [str(fault.get("ctx", {}).get("remedy", "")) for fault in error.errors()]
        raise KbError(" ".join([f"{what}: {messages}", *filter(None, remedies)])) from error


def _added(writer: Writer, named: tuple[str, str], revision: Revision) -> tuple[str, ...]:
    sql = (
        "SELECT f.key FROM finding AS f JOIN indication AS i ON i.id = f.indication_id"
        " WHERE i.policy_id = ? AND i.key = ?"
    )
    there = {row["key"] for row in writer.rows(sql, named)}
    return tuple(key for key in revision.findings if key not in there)


def _keys(writer: Writer, policy: str) -> list[str]:
    rows = writer.rows("SELECT key FROM indication WHERE policy_id = ? ORDER BY position", (policy,))
    return [row["key"] for row in rows]


def _chosen(policy: str, key: str | None, keys: Sequence[str], revision: Revision) -> list[str]:
    if key is not None:
        if key not in keys:
            raise KbError(f"{policy} has no indication {key}. {nearest(key, list(keys))}".rstrip())
        return [key]
    if not revision.is_empty and len(keys) > 1:
        raise KbError(f"Say which indication of {policy} is to change: {', '.join(keys)}.")
    return list(keys)


def _sign(writer: Writer, cycle: Cycle, keys: Sequence[str], author: ChangeAuthor) -> None:
    newest = {
        row["key"]: row
        for row in run(writer.reader(), "review/approvals", policy=cycle.policy, cycle=cycle.id)
    }
    verdicts = {key: row["verdict"] for key, row in newest.items()}
    if missing := [key for key in keys if newest[key]["conclusion"] is None]:
        raise KbError(
            f"Nothing to sign for {', '.join(missing)}: there is no verdict yet."
            f" kb review conclude {cycle.policy} {missing[0]} --verdict CODE --effect CODE --because TEXT"
        )
    at = datetime.now(UTC).isoformat(timespec="microseconds")
    rows = [
        {
            "id": f"{cycle.policy}/{key}/{at}/{author.who}",
            "indication_id": f"{cycle.policy}/{key}",
            "review_cycle_id": cycle.id,
            "who": author.who,
            "approved_at": at,
            "verdict": verdicts[key],
            "because": author.why,
            "basis_hash": basis_hash(writer.reader(), f"{cycle.policy}/{key}"),
        }
        for key in keys
    ]
    # The same person saying the same again, perhaps after an interruption, adds nothing.
    columns = {"verdict": "signed", "who": "who", "because": "because", "basis_hash": "basis_hash"}
    new = [
        row
        for key, row in zip(keys, rows, strict=True)
        if any(row[name] != newest[key][column] for name, column in columns.items())
    ]
    writer.insert("approval", new)


def _conclude(writer: Writer, cycle: Cycle) -> bool:
    """The cycle is concluded once every indication is signed as it is; whether it is so now."""
    signed = read_sign_offs(writer.reader(), cycle)
    complete = bool(signed) and all(sign_off is SignOffStatus.APPROVED for sign_off, _ in signed.values())
    if complete and cycle.state != "concluded":
        concluded = replace(cycle, state="concluded")
        writer.run("UPDATE review_cycle SET state = ? WHERE id = ?", (concluded.state, cycle.id))
    return complete
