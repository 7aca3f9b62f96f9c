"""The command line: parse, call one function, show, exit code.

Commands import what they use when they run, so that ``kb --help`` and simple reads start fast.
"""

from __future__ import annotations


def main() -> None:
    """Run ``kb``; the console script."""
    import os
    import sys

    from kb.cli.app import make_app

    if not os.environ.get("KB_DEBUG"):
        # What libraries leave half written on a full disk complains again when Python clears it away, with
        # a traceback. The command has told what happened.
        sys.unraisablehook = lambda _: None
    make_app(sys.argv[1:])()
