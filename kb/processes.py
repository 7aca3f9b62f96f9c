"""Work on every core: one function for many items, in processes of their own, answers in order.

A process is a Python of its own that is handed functions and items through its standard input. It needs
nothing of the program that started it, works alike on every system, leaves Ctrl-C to the first process, and
ends when that one does, however that ends.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import subprocess
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from queue import SimpleQueue
from typing import IO, Any, TypeVar

from kb.errors import KbError

Item = TypeVar("Item")
Answer = TypeVar("Answer")

_OBJECTS = 100_000
"""New objects after which garbage is looked for: an answer is many, and next to none of them is garbage."""
_AHEAD = 2
"""Items given to each process before the answer to the first is asked for."""


def cores() -> int:
    """Cores that this process may run on."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def answers(
    function: Callable[[Item], Answer], items: Iterable[Item], processes: int | None = None
) -> Iterator[Answer]:
    """What the function answers to each item, in their order; a process for each core unless told.

    Function, items and answers are pickled. Items are taken only a little ahead of the answers.
    With one process, all is done in this one.
    """
    count = cores() if processes is None else processes
    if count < 2 or not sys.executable:
        yield from map(function, items)
        return
    helpers = [_Helper() for _ in range(count)]
    idle: SimpleQueue[_Helper] = SimpleQueue()
    for helper in helpers:
        idle.put(helper)

    def ask(item: Item) -> Any:
        helper = idle.get()
        try:
            return helper.ask(function, item)
        finally:
            idle.put(helper)

    threads = ThreadPoolExecutor(count)
    waiting: deque[Future[Any]] = deque()
    try:
        for item in items:
            waiting.append(threads.submit(ask, item))
            if len(waiting) >= _AHEAD * count:
                yield waiting.popleft().result()
        while waiting:
            yield waiting.popleft().result()
    finally:
        for helper in helpers:
            helper.end()
        threads.shutdown(cancel_futures=True)


class _Helper:
    """One process, and the two ends of the pipes to it."""

    def __init__(self) -> None:
        found = {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
        self._process = subprocess.Popen(
            [sys.executable, "-m", "kb.processes"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            env=os.environ | found,
        )

    def ask(self, function: Callable[[Any], Any], item: Any) -> Any:
        questions, answers = self._process.stdin, self._process.stdout
        assert questions is not None and answers is not None
        try:
            pickle.dump((function, item), questions, pickle.HIGHEST_PROTOCOL)
            questions.flush()
            error, answer = pickle.load(answers)
        except (EOFError, OSError, pickle.UnpicklingError) as broken:
            raise KbError(
                "A process of kb that worked beside this one was ended from outside. Run the command again."
            ) from broken
        if error is not None:
            raise error
        return answer

    def end(self) -> None:
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            with suppress(OSError):
                if pipe is not None:
                    pipe.close()
        self._process.wait()


def _serve(questions: IO[bytes], answers: IO[bytes]) -> None:
    """Answer until there are no more questions."""
    gc.set_threshold(_OBJECTS)
    while True:
        try:
            function, item = pickle.load(questions)
        except EOFError:
            return
        answer: tuple[Exception | None, Any]
        try:
            answer = None, function(item)
        except Exception as error:  # noqa: BLE001 (raised anew in the first process)
            answer = _that_travels(error), None
        pickle.dump(answer, answers, pickle.HIGHEST_PROTOCOL)
        answers.flush()


def _that_travels(error: Exception) -> Exception:
    """The error, or one that says the same where it cannot be pickled."""
    with suppress(Exception):
        if type(pickle.loads(pickle.dumps(error))) is type(error):
            return error
    return RuntimeError(f"{type(error).__name__}: {error}")


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    stdin, stdout = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # what is printed must not come between the answers
    _serve(stdin, stdout)
