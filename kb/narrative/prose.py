"""Authored prose: tokens give way to figures as reported; citations stay for the document to number.

``[[study/outcome/column@time]]`` and ``[[fact:key]]`` name a figure, ``[[key]]`` a limit of the
recommendation that the prose belongs to, ``[@reference]`` a citation.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from kb.errors import KbError

_TOKEN = re.compile(r"\[\[([^\[\]]+)\]\]")


def expand(text: str, figures: Mapping[str, str], owner: str = "") -> str:
    """The text with every ``[[...]]`` replaced.

    ``figures`` maps the identity of a figure, or of its result or fact for the main figure, to its
    reported text; ``owner`` is the policy or recommendation whose facts the short tokens mean. Raises
    KbError for a token that names nothing.
    """

    def replaced(match: re.Match[str]) -> str:
        token = match[1].strip()
        identity = f"{owner}/{token.removeprefix('fact:')}" if _is_short(token) else token
        found = figures.get(identity)
        if found is None:
            raise KbError(
                f"The text of {owner or 'a record'} names [[{token}]], but the database holds no such figure."
                " Run kb check, correct the token and load the record again."
            )
        return found

    return _TOKEN.sub(replaced, text)


def _is_short(token: str) -> bool:
    return token.startswith("fact:") or "/" not in token


def cited(reference: str | None) -> str:
    """The token of a citation, with the space before it; empty when there is no reference."""
    return "" if reference is None else f" [@{reference}]"
