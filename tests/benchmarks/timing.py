"""How long a command takes and how much memory it holds, as the benchmarks print it."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Mapping
from typing import NamedTuple


class Taken(NamedTuple):
    """What a command took: wall seconds, CPU seconds of it and of the processes that it started, and MB.

    ``peak`` is the most memory that the largest of these processes held.
    """

    seconds: float
    cpu: float
    peak: float


def run(
    command: list[str], accepted: tuple[int, ...] = (0,), environment: Mapping[str, str] | None = None
) -> Taken:
    """Run a command. Ends the program with what the command said when it fails."""
    begin = time.perf_counter()
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, env=environment
    )
    assert process.stderr is not None
    said = process.stderr.read()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in accepted:
        raise SystemExit(f"{command}: {said}")
    return Taken(time.perf_counter() - begin, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)
