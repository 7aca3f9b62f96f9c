"""What the rows of one record have to know of other records."""

from __future__ import annotations

from typing import Protocol


class Names(Protocol):
    """Lookups across records, answered by a database and a folder, or by plain dictionaries in tests."""

    def role(self, outcome: str) -> str:
        """Usual role of the results of an outcome; ``outcome`` when the outcome is unknown."""
        ...

    def main_figure(self, owner: str) -> str | None:
        """Id of the figure that a result or fact is quoted by; None when there is none."""
        ...

    def has_row(self, table: str, id: str) -> bool:
        """Whether a row of ``figure``, ``fact`` or ``recommendation`` with this id exists."""
        ...

    def has_reference(self, key: str) -> bool:
        """Whether there is a reference with this key."""
        ...

    def answer(self, study: str, name: str) -> str | None:
        """Id of the limitation of conduct, or strength, of a study that is called ``name``."""
        ...
