"""What the plain install leaves out: libraries that few need, the extras that bring them, how to get them."""

from __future__ import annotations

from typing import NamedTuple

from kb.errors import KbError


class Library(NamedTuple):
    """A library of an extra: the module that is imported, its name, and the extra of kb that brings it."""

    module: str
    name: str
    extra: str

    def is_installed(self) -> bool:
        """Whether it is there."""
        from importlib.util import find_spec

        return find_spec(self.module) is not None

    def require(self, purpose: str) -> None:
        """Raises KbError with the line that installs it where it is missing: ``purpose`` needs it."""
        if not self.is_installed():
            raise KbError(f"{purpose} need {self.name}. Install it: {install_line(self.extra)}")


POSTGRES = Library("psycopg", "psycopg", "postgres")
PARQUET = Library("pyarrow", "pyarrow", "parquet")
SCREENING = Library("sklearn", "scikit-learn", "screening")


def install_line(extra: str) -> str:
    """The line that installs an extra into the environment that runs here, ready to be copied.

    An environment without pip, such as the one of the README, is filled by the Python that made it.
    """
    import sys
    from importlib.util import find_spec

    wanted = f'install "kb-evidence[{extra}]"'
    if find_spec("pip") is not None:
        return f"{_quoted(sys.executable)} -m pip {wanted}"
    base = getattr(sys, "_base_executable", sys.executable)
    return f"{_quoted(base)} -m pip --python {_quoted(sys.executable)} {wanted}"


def _quoted(path: str) -> str:
    import os
    import shlex

    if os.name != "nt":
        return shlex.quote(path)
    return f'& "{path}"' if " " in path else path
