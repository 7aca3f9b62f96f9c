"""The command group: one place where errors become messages and exit codes.

It sits in the group class, not around ``main``, so that tests that call the app see what users see.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from typing import Any

from typer import Abort, Exit
from typer.core import TyperGroup
from typer.exceptions import TyperException

from kb.errors import ExitCode, KbError

#: Options of `kb` itself that people also write after the command name.
SHARED_OPTIONS = ("--database", "--read-database", "--evidence", "--templates")


class KbGroup(TyperGroup):
    """Shows a KbError as its message on stderr; a broken pipe ends quietly; no traceback reaches a user."""

    def main(self, args: Sequence[str] | None = None, *rest: Any, **options: Any) -> Any:
        given = sys.argv[1:] if args is None else list(args)
        _make_output_utf8()
        return super().main(_shared_options_first(given), *rest, **options)

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except KbError as error:
            _fail(str(error), error.exit_code)
        except (Exit, Abort, TyperException, EOFError):
            raise
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


def _shared_options_first(args: list[str]) -> list[str]:
    """Move ``--database URL`` and the like to the front, wherever they stand before a ``--``."""
    end = args.index("--") if "--" in args else len(args)
    front: list[str] = []
    rest: list[str] = []
    position = 0
    while position < end:
        word = args[position]
        if word in SHARED_OPTIONS and position + 1 < end:
            front += args[position : position + 2]
            position += 2
            continue
        (front if word.startswith(tuple(f"{option}=" for option in SHARED_OPTIONS)) else rest).append(word)
        position += 1
    return front + rest + args[end:]


def _fail(message: str, code: ExitCode) -> None:
    sys.stdout.flush()
    sys.stderr.write(f"kb: {message}\n")
    raise SystemExit(int(code))


def _end_quietly() -> None:
    """The reader of our output has gone: stop, and keep Python from complaining at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    raise SystemExit(int(ExitCode.FINE))


def _make_output_utf8() -> None:
    """Write UTF-8 also where the platform would choose a narrower encoding for a pipe (Windows)."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None and (stream.encoding or "").lower() not in ("utf-8", "utf8"):
            reconfigure(encoding="utf-8", errors="replace")
