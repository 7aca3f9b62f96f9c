"""The command line: parse, call one function, show, exit code.

Commands import what they use when they run, so that ``kb --help`` and simple reads start fast.
"""

from __future__ import annotations


def main() -> None:
    """Run ``kb``; the console script."""
    import sys

    from kb.cli.app import make_app

    make_app(sys.argv[1:])()
