"""Errors as messages and exit codes: the one place where they meet the user."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from kb.errors import ExitCode, KbError


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
        where = f"{error.filename}: " if error.filename else ""
        _fail(f"{where}{error.strerror or error}. Check the name and your rights.", ExitCode.USER_ERROR)
    except Exception as error:  # a policy writer must never meet a traceback
        if os.environ.get("KB_DEBUG"):
            raise
        _fail(
            f"Something went wrong inside kb ({type(error).__name__}: {error}). Your data is unchanged."
            " Please report it with the command; KB_DEBUG=1 shows where it happened.",
            ExitCode.USER_ERROR,
        )


def _fail(message: str, code: ExitCode) -> None:
    sys.stdout.flush()
    sys.stderr.write(f"kb: {message}\n")
    raise SystemExit(int(code))


def _end_quietly() -> None:
    """The reader of our output has gone: stop, and keep Python from complaining at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    raise SystemExit(int(ExitCode.FINE))


def make_output_utf8() -> None:
    """Write UTF-8 also where the platform would choose a narrower encoding for a pipe (Windows)."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None and (stream.encoding or "").lower() not in ("utf-8", "utf8"):
            reconfigure(encoding="utf-8", errors="replace")
