"""Putting a study to use for an indication, or declining to: one transaction, the record and the event."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from pydantic import ValidationError

from kb.db.connect import Reader
from kb.db.queries import run
from kb.errors import KbError, nearest
from kb.records.consistency import in_canonical_order
from kb.records.indications import GroupEntry, IndicationRecord, RelevanceEntry
from kb.records.kinds import id_of
from kb.review.cycles import cycle_under_way
from kb.review.offers.matches import require_study
from kb.store.database import Writer, writing
from kb.store.edits import Amended, amend_in
from kb.store.row_changes import ChangeAuthor

_LIMITATION = re.compile(
    r"(?:relevance/)?(?P<domain>[a-z][a-z-]*)(?P<number>/\d+[a-z]?)?(?::\s*(?P<note>.+))?", re.S
)


@dataclass(frozen=True, slots=True)
class Use:
    """A study that an indication is to use."""

    study: str
    indication: str
    """Key of the indication, or policy/key."""
    group: str
    """Key of the heading that it is to be under."""
    limitations: tuple[str, ...]
    """What limits its relevance here: ``population/4: note``, ``relevance/comparator: note``."""
    who: str
    policy: str | None = None
    """None for the policy under review."""
    after: str | None = None
    """Study of the group that it follows; None for the end."""
    heading: str | None = None
    """Heading of a group that is to be made; None for one that is there."""
    because: str | None = None
    """Why, for the change log; None for the usual words."""
    none_limits: bool = False
    """Whether somebody said that nothing limits its relevance."""


@dataclass(frozen=True, slots=True)
class Used:
    """What came of it."""

    indication: str
    """policy/key."""
    amended: Amended
    conduct: tuple[str, ...]
    """Limitations of conduct that come along with the study: code or domain, and its meaning or note."""


def use_study(url: str, use: Use) -> Used:
    """Add a study to a group of an indication, with what limits its relevance there.

    Raises KbError for names that are not there, ProblemsFound for what a load of the indication would refuse.
    """
    with writing(url) as writer:
        reader = writer.reader()
        policy, key = named_indication(reader, use.indication, use.policy)
        require_study(reader, use.study)
        instrument = _edition(reader, use.study)
        if not use.limitations and not use.none_limits:
            raise _ask(reader, use, f"{policy}/{key}")
        limitations = tuple(_limitation(use.study, text) for text in use.limitations)
        author = ChangeAuthor.now(use.who, use.because or f"{use.study} is used for {policy}/{key}")
        placed = replace(use, indication=f"{policy}/{key}")
        amended = amend_in(
            writer,
            [
                (
                    id_of("indications", key, policy),
                    lambda record: _with_study(record, placed, limitations, instrument),
                )
            ],
            author,
        )
        if amended.changed:
            _answer(writer, use.study, f"{policy}/{key}", _Answer("used", use.because, use.who))
        return Used(f"{policy}/{key}", amended, tuple(_conduct(reader, use.study)))


def decline(url: str, study: str, indication: str, because: str, who: str) -> str:
    """Say that an indication will not use a study; returns policy/key. Raises KbError for unknown names."""
    if not because.strip():
        raise KbError("Say why it is declined: --because TEXT")
    with writing(url, alone=False) as writer:
        reader = writer.reader()
        policy, key = named_indication(reader, indication, None)
        require_study(reader, study)
        uses = run(reader, "review/offers/uses")
        if any((row["study"], row["indication"]) == (study, f"{policy}/{key}") for row in uses):
            raise KbError(f"{policy}/{key} uses {study}. Take it out of the indication record first.")
        _answer(writer, study, f"{policy}/{key}", _Answer("declined", " ".join(because.split()), who))
    return f"{policy}/{key}"


@dataclass(frozen=True, slots=True)
class _Answer:
    """What somebody decided about the offer of a study; ``code`` is of ``OFFER_ANSWER``."""

    code: str
    because: str | None
    who: str


def _answer(writer: Writer, study: str, indication: str, answer: _Answer) -> None:
    at = datetime.datetime.now(datetime.UTC).isoformat(timespec="microseconds")
    row = {
        "id": f"{study}/{indication}/{at}",
        "study_id": study,
        "indication_id": indication,
        "answer": answer.code,
        "because": answer.because,
        "who": answer.who,
        "answered_at": at,
    }
    writer.insert("study_offer", [row])


def named_indication(reader: Reader, name: str, policy: str | None) -> tuple[str, str]:
    """Policy and key of ``policy/key``, or of a key in the policy given, else in the one under review."""
    before, _, key = name.rpartition("/")
    number = before or policy or cycle_under_way(reader, None).policy
    rows = run(reader, "evidence/indication_keys", policy=number)
    known = [str(row["key"]) for row in rows]
    if key not in known:
        remedy = nearest(key, known) or "kb indication list shows all."
        raise KbError(f"{number} has no indication {key}. {remedy}")
    return number, key


def _edition(reader: Reader, study: str) -> str | None:
    """The edition whose codes the study's limitations use, if any."""
    used = run(reader, "review/offers/conduct_edition", study=study)
    return str(used[0]["edition"]) if used else None


def _limitation(study: str, text: str) -> RelevanceEntry:
    match = _LIMITATION.fullmatch(text.strip())
    if match is None:
        raise KbError(
            f"{text}: is no limitation of relevance. Write domain/number, with a note if you like:"
            ' "population/4: mixed tumors"; without a number, the note is needed.'
        )
    named = f"relevance/{match['domain']}"
    fields: dict[str, Any] = {"study": study}
    fields |= {"code": named + match["number"]} if match["number"] else {"domain": named}
    if match["note"]:
        fields["note"] = match["note"].strip()
    try:
        return RelevanceEntry.model_validate(fields)
    except ValidationError as error:
        context = error.errors()[0].get("ctx", {})
        raise KbError(f"{text}: {context.get('message', '')} {context.get('remedy', '')}".rstrip()) from error


def _with_study(
    record: IndicationRecord, use: Use, relevance: Sequence[RelevanceEntry], instrument: str | None
) -> IndicationRecord:
    """The indication with the study in the group and what limits its relevance there."""
    present = next((group for group in record.groups if use.study in group.studies), None)
    if present is not None and present.key != use.group:
        raise KbError(
            f"{use.study} is under {present.key} in {use.indication} already. Use --group {present.key}."
        )
    groups = record.groups if present is not None else _placed(record, use)
    new = [relevance_entry for relevance_entry in relevance if relevance_entry not in record.limitations]
    if new:
        # A study that nobody has appraised names none; the other groups of the question do.
        instrument = instrument or next((group.instrument for group in groups if group.instrument), None)
        groups = tuple(_with_edition(group, use, instrument) for group in groups)
    update = {"groups": groups, "limitations": (*record.limitations, *new)}
    return in_canonical_order(record.model_copy(update=update))


def _with_edition(group: GroupEntry, use: Use, instrument: str | None) -> GroupEntry:
    """The group with an edition whose codes name the limitations of its studies, if it is the study's."""
    if group.key != use.group or group.instrument is not None:
        return group
    if instrument is None:
        raise KbError(
            f"The group {group.key} of {use.indication} names no instrument whose codes are used."
            " Add `instrument` to it first."
        )
    return group.model_copy(update={"instrument": instrument})


def _placed(record: IndicationRecord, use: Use) -> tuple[GroupEntry, ...]:
    """The groups with the study in its place."""
    keys = [group.key for group in record.groups]
    if use.group not in keys:
        if use.heading is None:
            listed = ", ".join(keys) or "none yet"
            raise KbError(
                f"{use.indication} has no group {use.group} (groups: {listed})."
                " --heading TEXT makes a new one of that key."
            )
        made = GroupEntry.model_validate({"key": use.group, "heading": use.heading, "studies": (use.study,)})
        return (*record.groups, made)
    groups = list(record.groups)
    position = keys.index(use.group)
    studies = list(groups[position].studies)
    place = len(studies)
    if use.after is not None:
        if use.after not in studies:
            raise KbError(f"{use.after} is not under {use.group}. {nearest(use.after, studies)}".rstrip())
        place = studies.index(use.after) + 1
    studies.insert(place, use.study)
    groups[position] = groups[position].model_copy(update={"studies": tuple(studies)})
    return tuple(groups)


def _ask(reader: Reader, use: Use, indication: str) -> KbError:
    """The question for limitations of relevance, with what can be answered."""
    group = f"{indication}/{use.group}"
    rows = run(reader, "review/offers/relevance_codes", group=group, indication=indication, study=use.study)
    codes = "".join(f"\n  {row['domain']}/{row['code']}  {row['label']}" for row in rows)
    return KbError(
        f"Limitations of conduct come along with {use.study}. Say what limits its relevance for {indication}:"
        ' --limitation "population/4: note" (as often as needed), or --no-relevance-limitations.' + codes
    )


def _conduct(reader: Reader, study: str) -> list[str]:
    rows = run(reader, "review/offers/conduct_of_study", study=study)
    return [": ".join(part for part in (row["named"], row["text"]) if part) for row in rows]
