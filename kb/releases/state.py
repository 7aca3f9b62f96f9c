"""What a release says, as records and as rows: for comparing it with what the database says today."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from kb.db.connect import Reader
from kb.errors import KbError
from kb.inlines import FigureText
from kb.records.kinds import name_of
from kb.records.validating import read_record
from kb.records.yaml_source import Unreadable
from kb.releases.read import frozen_texts, manifest_of
from kb.releases.release import Release
from kb.store.convert import to_rows
from kb.store.lookups import Lookups
from kb.store.rows import RecordRows
from kb.store.selects import ReaderSelects


class FrozenState:
    """The records of one release, read when they are asked for."""

    def __init__(self, reader: Reader, release: Release) -> None:
        self.release = release
        self.manifest: Mapping[str, str] = manifest_of(reader, release)
        """Name of each frozen record to the SHA-256 of its text."""
        self._texts = frozen_texts(reader, release)
        self._names = Lookups(ReaderSelects(reader), None)
        self._rows: dict[str, RecordRows] = {}

    def record(self, id: str) -> Any | None:
        """A record as it was; None when the release did not freeze it.

        Raises KbError when this version of kb no longer reads such records; their text stays as it is.
        """
        name = name_of(id)
        if id not in self._texts or name is None:
            return None
        try:
            return read_record(self._texts[id].encode(), name, f"{id} of {self.release.effective_date}")
        except Unreadable as error:
            raise KbError(
                f"The record {id} of the version {self.release.effective_date} was written for an older kb"
                " and cannot be compared. The version itself is kept as it was.",
                error.problems,
            ) from error

    def rows(self, id: str) -> RecordRows | None:
        """The rows that a record stood for; None when the release did not freeze it. Raises KbError."""
        if id not in self._rows:
            record, name = self.record(id), name_of(id)
            if record is None or name is None:
                return None
            self._rows[id] = to_rows(record, name, self._names)
        return self._rows[id]

    def figures(self, ids: Iterable[str]) -> dict[str, FigureText]:
        """The figures of some records as reported at that time, by id; main ones by owner, too."""
        figures: dict[str, FigureText] = {}
        for id in ids:
            rows = self.rows(id)
            for row in [] if rows is None else rows.of("figure"):
                figure = figures[row["id"]] = FigureText(row["reported_text"], (row["id"],))
                if row["is_main"]:
                    figures[row["result_id"] or row["fact_id"]] = figure
        return figures
