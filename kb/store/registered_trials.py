"""Trials of a policy brought to what their registry says now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kb.bibliography.registries.registered_trial import REGISTRY, RegisteredTrial
from kb.records.policies import PolicyRecord, TrialEntry

_ANNOUNCED = ("acronym", "status", "planned", "enrolled", "start", "completion", "completed", "sponsor")
"""Fields that a registry says; where it says nothing, what was entered stays."""
TOLD = (*_ANNOUNCED, "results_posted", "industry_sponsored", "group")
"""Fields in which a trial may differ from what it was; not that it was merely read again."""


@dataclass(slots=True)
class RegistryReading:
    """What a registry said, taken into a policy. ``changes`` grows as the record is made."""

    trials: Sequence[RegisteredTrial]
    read_on: str
    add: bool = False
    """Whether trials that the policy does not list are added."""
    indications: tuple[str, ...] = ()
    """Indications that added trials bear on."""
    changes: list[tuple[str, str]] = field(default_factory=list)
    """Number of a trial, and what is new of it in words."""
    unlisted: list[str] = field(default_factory=list)
    """Numbers that were read and that the policy does not list."""

    def taken_into(self, policy: PolicyRecord) -> PolicyRecord:
        """The policy with its trials as the registry tells them now."""
        said = {trial.number: trial for trial in self.trials}
        kept = [
            self._updated(entry, said[entry.number])
            if entry.registry == REGISTRY and entry.number in said
            else entry
            for entry in policy.ongoing_trials
        ]
        listed = {entry.number for entry in kept}
        new = [trial for trial in said.values() if trial.number not in listed]
        if self.add:
            kept += [self._new(trial) for trial in new]
        else:
            self.unlisted += [trial.number for trial in new]
        return policy.model_copy(update={"ongoing_trials": tuple(kept)})

    def _updated(self, entry: TrialEntry, trial: RegisteredTrial) -> TrialEntry:
        told: dict[str, Any] = {
            name: value for name in _ANNOUNCED if (value := getattr(trial, name)) is not None
        }
        told |= {name: True for name in ("results_posted", "industry_sponsored") if getattr(trial, name)}
        if entry.group is not None and trial.group is not None:
            told["group"] = trial.group
        updated = entry.model_copy(update=told | {"read_on": self.read_on})
        if changed := differences(_plain(entry), _plain(updated)):
            self.changes.append((entry.number, "; ".join(changed)))
        return updated

    def _new(self, trial: RegisteredTrial) -> TrialEntry:
        told = {name: getattr(trial, name) for name in _ANNOUNCED}
        fields: dict[str, Any] = {name: value for name, value in told.items() if value is not None}
        self.changes.append((trial.number, "added"))
        return TrialEntry.model_validate(
            fields
            | {
                "registry": REGISTRY,
                "number": trial.number,
                "title": trial.title or trial.number,
                "results_posted": trial.results_posted,
                "industry_sponsored": trial.industry_sponsored,
                "indications": self.indications,
                "read_on": self.read_on,
            }
            | ({"group": trial.group} if trial.group else {})
        )


def _plain(entry: TrialEntry) -> Mapping[str, object]:
    return {name: getattr(entry, name) for name in TOLD}


def differences(before: Mapping[str, object], after: Mapping[str, object]) -> list[str]:
    """What differs between two states of a trial, in words: ``status recruiting -> completed``."""
    return [
        f"{name.replace('_', ' ')} {_word(before[name])} -> {_word(after[name])}"
        for name in TOLD
        if before[name] != after[name]
    ]


def _word(value: object) -> str:
    if value is None:
        return "not told"
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def trials_of(policy: PolicyRecord) -> dict[str, Mapping[str, object]]:
    """The trials of a policy by registry and number, as far as they may differ."""
    return {f"{entry.registry}:{entry.number}": _plain(entry) for entry in policy.ongoing_trials}


def numbers_of(policies: Iterable[PolicyRecord]) -> list[str]:
    """The numbers in ClinicalTrials.gov that policies list, each once, in order."""
    return list(
        dict.fromkeys(
            entry.number
            for policy in policies
            for entry in policy.ongoing_trials
            if entry.registry == REGISTRY
        )
    )
