"""Errors as messages and exit codes: the one place where they meet the user."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

from kb.db.url import without_passwords
from kb.errors import ExitCode, KbError
from kb.files import is_full
from kb.settings import without_installed_places


@contextmanager
def told(*passed: type[BaseException]) -> Iterator[None]:
    """Shows a KbError as its message on stderr and ends with its exit code; no traceback reaches a user.

    A broken pipe ends quietly. Exceptions of the ``passed`` types are left to whoever runs the command.
    """
    try:
        yield
    except passed:
        raise
    except KbError as error:
        _fail(str(error), error.exit_code)
    except BrokenPipeError:
        _end_quietly()
    except RecursionError:
        _fail("The input is nested too deeply to be read. Simplify it.", ExitCode.USER_ERROR)
    except MemoryError:
        _fail("There is not enough memory for this. Ask for less at once.", ExitCode.USER_ERROR)
    except OSError as error:
        if is_full(error):
            _tell_full(error)
        where = f"{error.filename}: " if error.filename else ""
        _fail(f"{where}{error.strerror or error}. Check the name and your rights.", ExitCode.USER_ERROR)
    except Exception as error:  # a policy writer must never meet a traceback
        if os.environ.get("KB_DEBUG"):
            raise
        if is_full(error):
            _tell_full(error)
        _fail(
            f"Something went wrong inside kb ({type(error).__name__}: {error}). Your data is unchanged."
            " Please report it with the command; KB_DEBUG=1 shows where it happened.",
            ExitCode.USER_ERROR,
        )


def _tell_full(error: Exception) -> NoReturn:
    """What failed is not kb: there is no room for what it writes."""
    name = getattr(error, "filename", None)
    where = f"the disk that holds {name} is full" if name else "the disk to write to is full"
    reason = getattr(error, "strerror", None) or error
    _fail(f"There is no room to write: {where} ({reason}). Free some space and run it again.")


def _fail(message: str, code: ExitCode = ExitCode.USER_ERROR) -> NoReturn:
    try:
        sys.stdout.flush()
    except OSError:  # what is left cannot be printed, also not when Python ends
        _print_nothing_more()
    sys.stderr.write(f"kb: {without_passwords(without_installed_places(message))}\n")
    raise SystemExit(int(code))


def _end_quietly() -> None:
    """The reader of our output has gone: stop."""
    _print_nothing_more()
    raise SystemExit(int(ExitCode.FINE))


def _print_nothing_more() -> None:
    """Keep Python from complaining at its end about output that nobody takes."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def make_output_utf8() -> None:
    """Write UTF-8 also where the platform would choose a narrower encoding for a pipe (Windows)."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None and (stream.encoding or "").lower() not in ("utf-8", "utf8"):
            reconfigure(encoding="utf-8", errors="replace")
