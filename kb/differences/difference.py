"""What differs between two states of a policy: records, conclusions, document; each made when asked for."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from kb.differences.records import RecordDifference, differences
from kb.differences.sides import Published, Side
from kb.documents.content import ChangedBy, Document

if TYPE_CHECKING:
    from kb.differences.changed_places import ChangedPlace
    from kb.differences.conclusions import Conclusions

LEVELS = ("records", "conclusions", "document")


@dataclass
class Difference:
    """Two states of a policy and what lies between them; ``login`` is who asks."""

    policy: str
    before: Side
    after: Side
    login: str = "kb"

    @cached_property
    def records(self) -> list[RecordDifference]:
        """The records that differ, by name."""
        return differences(self.before.texts, self.after.texts)

    @property
    def redline(self) -> Document:
        """The later document with what was deleted and inserted."""
        return self._marked[0]

    @property
    def places(self) -> list[ChangedPlace]:
        """The places of the document that changed."""
        return self._marked[1]

    @cached_property
    def _marked(self) -> tuple[Document, list[ChangedPlace]]:
        from kb.differences.changed_places import changed_places
        from kb.differences.redline import redline

        return changed_places(redline(self.before.document, self.after.document, self._changed_by))

    @cached_property
    def conclusions(self) -> Conclusions:
        """What is concluded of each indication, before and after, and why."""
        from kb.differences.conclusions import compare_conclusions

        return compare_conclusions(self.before, self.after, self.records, self.places)

    @property
    def is_empty(self) -> bool:
        """Whether records and documents say the same on both sides."""
        from kb.differences.changed_places import renumbered

        return not self.records and not self.places and not renumbered(self.redline)

    @property
    def _changed_by(self) -> ChangedBy:
        """Who published the later version, and when; of a draft who asks, and now."""
        if isinstance(self.after, Published):
            release = self.after.release
            return ChangedBy(
                release.who, _to_the_second(datetime.datetime.fromisoformat(release.published_at))
            )
        return ChangedBy(self.login, _to_the_second(datetime.datetime.now(datetime.UTC)))


def _to_the_second(moment: datetime.datetime) -> str:
    moment = moment if moment.tzinfo is not None else moment.replace(tzinfo=datetime.UTC)
    return moment.astimezone(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
