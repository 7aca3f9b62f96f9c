"""Work on every core: answers in order, errors in words, nothing left running."""

from __future__ import annotations

import math
import os
import subprocess
import sys
import time
from collections.abc import Iterator

import pytest

from kb.errors import KbError
from kb.processes import answers


def test_answers_come_in_the_order_of_the_questions() -> None:
    """However long each takes."""
    waits = [0.2, 0.0, 0.1, 0.0, 0.0, 0.0]
    assert list(answers(time.sleep, waits, 2)) == [None] * len(waits)
    assert list(answers(math.factorial, range(20), 2)) == [math.factorial(n) for n in range(20)]


def test_one_process_is_this_one() -> None:
    assert list(answers(_process_id, [1, 2], 1)) == [os.getpid()] * 2


def _process_id(_: int) -> int:
    return os.getpid()


def test_questions_are_taken_only_a_little_ahead() -> None:
    """So that what is read ahead of the writing takes little memory."""
    taken: list[int] = []

    def numbers() -> Iterator[int]:
        for number in range(100):
            taken.append(number)
            yield number

    first = answers(math.factorial, numbers(), 2)
    assert next(first) == 1
    assert len(taken) < 10
    first.close()  # type: ignore[attr-defined]


def test_an_error_there_is_raised_here() -> None:
    with pytest.raises(ValueError, match="negative"):
        list(answers(math.factorial, [3, -1], 2))


def test_a_process_that_is_killed_is_told_in_words() -> None:
    with pytest.raises(KbError, match="ended from outside"):
        list(answers(os._exit, [1], 2))


def test_processes_end_with_the_first_one_even_when_that_is_killed() -> None:
    """They read from a pipe that closes, whatever closes it."""
    program = (
        "import os\nfrom kb.processes import answers\n"
        "ids = list(answers(os.getppid, [], 2))\n"
        "found = answers(eval, ['__import__(\"os\").getpid()'] * 9, 2)\n"
        "print(next(found), next(found), flush=True)\nos.kill(os.getpid(), 9)\n"
    )
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    for id in map(int, run.stdout.split()):
        for _ in range(100):
            if not _runs(id):
                break
            time.sleep(0.05)
        assert not _runs(id)


def _runs(id: int) -> bool:
    try:
        os.kill(id, 0)
    except OSError:
        return False
    return True
