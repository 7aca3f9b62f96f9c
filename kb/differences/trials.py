"""What is new of the trials of a policy since its last published version."""

from __future__ import annotations

from kb.db.connect import Reader
from kb.records.kinds import id_of, name_of
from kb.records.policies import PolicyRecord
from kb.records.validating import read_record
from kb.releases.release import Release, newest_release
from kb.releases.state import FrozenState
from kb.store.record_texts import record_text
from kb.store.registered_trials import differences, trials_of


def policy_now(reader: Reader, policy: str) -> PolicyRecord:
    """The record of a policy as the database has it. Raises KbError when there is none."""
    id = id_of("policies", policy)
    name = name_of(id)
    assert name is not None
    record = read_record(record_text(reader, id).encode(), name, id)
    assert isinstance(record, PolicyRecord)
    return record


def trial_changes(reader: Reader, policy: str) -> tuple[Release | None, dict[str, str]]:
    """The last version, and registry and number of each trial to what is new of it, in words.

    A trial of which nothing is new is left out; so is everything where no version was published here.
    """
    release = newest_release(reader, policy)
    old = None if release is None else FrozenState(reader, release).record(id_of("policies", policy))
    if not isinstance(old, PolicyRecord):
        return None, {}
    before, after = trials_of(old), trials_of(policy_now(reader, policy))
    changes = {key: "new in the list" for key in after if key not in before}
    changes |= {key: "no longer listed" for key in before if key not in after}
    for key in before.keys() & after.keys():
        if changed := differences(before[key], after[key]):
            changes[key] = "; ".join(changed)
    return release, changes
