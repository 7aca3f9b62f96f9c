"""How long a command takes and how much memory it holds, as the benchmarks print it."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from typing import NamedTuple


class Taken(NamedTuple):
    """What a command took: wall seconds, CPU seconds of it and of the processes that it started, and MB.

    ``peak`` is the most memory that the largest of these processes held.
    """

    seconds: float
    cpu: float
    peak: float


_START = """
import os, sys, time
begin = time.perf_counter()
process = os.posix_spawnp(sys.argv[2], sys.argv[2:], os.environ)
_, status, usage = os.wait4(process, 0)
taken = time.perf_counter() - begin, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024
print(os.waitstatus_to_exitcode(status), *taken, file=open(sys.argv[1], "w"))
"""
"""Starts a command from a small process: the peak of a process counts from that of the one that starts it."""


def run(command: list[str], accepted: tuple[int, ...] = (0,)) -> Taken:
    """Run a command. Ends the program with what the command said when it fails."""
    with tempfile.NamedTemporaryFile("r", encoding="utf-8") as answer:
        starter = [sys.executable, "-I", "-S", "-c", _START, answer.name, *command]
        said = subprocess.run(
            starter, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=True
        )
        code, *taken = answer.read().split()
    if int(code) not in accepted:
        raise SystemExit(f"{command}: {said.stderr}")
    return Taken(*map(float, taken))
