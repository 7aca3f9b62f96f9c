"""Rows set aside in a file until the last is there: widths and types of columns depend on all of them."""

from __future__ import annotations

import pickle
import tempfile
from collections.abc import Iterator, Sequence
from types import TracebackType
from typing import Self

from kb.errors import KbError
from kb.forms.values import Value

_IN_MEMORY = 8_000_000
"""Bytes up to which there is no file."""
_BATCH_SIZE, _BATCH_ROWS = 4_000_000, 20_000
"""About so many characters, or so many rows, are in memory at once."""
_MOST = 4_000_000_000
"""Bytes that the file may have."""


class Spool:
    """Takes rows, gives them back in batches as often as asked, and leaves nothing behind."""

    def __init__(self) -> None:
        self._file = tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115  (closed by __exit__)
        self._batch: list[tuple[Value, ...]] = []
        self._size = 0
        self._batches = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def add(self, row: Sequence[Value]) -> None:
        """Take a row. Raises KbError when there are more than a disk should hold for one answer."""
        self._batch.append(tuple(row))
        self._size += sum(len(value) if isinstance(value, str) else 8 for value in row)
        if self._size >= _BATCH_SIZE or len(self._batch) >= _BATCH_ROWS:
            self._put_away()

    def batches(self) -> Iterator[list[tuple[Value, ...]]]:
        """All rows in the order in which they came."""
        if self._batch:
            self._put_away()
        self._file.seek(0)
        for _ in range(self._batches):
            yield pickle.load(self._file)

    def _put_away(self) -> None:
        pickle.dump(self._batch, self._file, pickle.HIGHEST_PROTOCOL)
        self._batches += 1
        self._batch, self._size = [], 0
        if self._file.tell() > _MOST:
            raise KbError(
                "The answer is too large for a form that has to look at all of it first. Select fewer rows"
                " or columns, or take a form that is written row by row, such as csv or jsonl."
            )
