"""The command group: errors of commands become messages and exit codes, as users see them.

This sits in the group class, not around ``main``, so that tests that call the app see what users see.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import Any

from typer import Abort, Exit
from typer.core import TyperGroup
from typer.exceptions import TyperException

from kb.cli.failures import make_output_utf8, told
from kb.cli.shared_options import shared_options_first


class KbGroup(TyperGroup):
    """Takes the options of ``kb`` wherever they stand, and tells errors in words."""

    def main(self, args: Sequence[str] | None = None, *rest: Any, **options: Any) -> Any:
        given = sys.argv[1:] if args is None else list(args)
        make_output_utf8()
        return super().main(shared_options_first(given), *rest, **options)

    def invoke(self, ctx: Any) -> Any:
        with told(Exit, Abort, TyperException, EOFError):
            return super().invoke(ctx)
