"""Documents of published versions, as frozen, and whether the versions are what they were."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kb.cli.database import reading
from kb.cli.file_rights import usual_rights
from kb.cli.output import write_bytes
from kb.cli.terminal import note
from kb.errors import ProblemsFound
from kb.formats import OutputFormat

if TYPE_CHECKING:
    from kb.db.connect import Reader


def write_released(
    context: typer.Context, named: tuple[str, str], form: OutputFormat, output: Path | None, prefix: str = ""
) -> None:
    """Print or write a document of a release to the byte; ``named`` are policy and effective date.

    ``prefix`` goes before the form of a document kept beside the policy. Raises KbError when there is no such
    version or form: a frozen version is never rendered anew.
    """
    from kb.lookup.filter_words import resolve
    from kb.releases.read import document_of
    from kb.releases.release import release_of

    policy, version = named
    with reading(context) as reader:
        key = resolve(reader, "policy", policy)
        release = release_of(reader, key or policy, version)
        content = document_of(reader, release, f"{prefix}{form}")
    if output is None and form.is_text:
        # As bytes: a text stream would write other ends of lines on some systems.
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.flush()
    else:
        with usual_rights():
            write_bytes(content, form, output)


DamagedOption = Annotated[
    bool,
    typer.Option("--damaged", help="Also where a published version is not what it was; it is told."),
]


def verifying(refusal: str, *, damaged: bool) -> Callable[[Reader], None]:
    """A function that verifies the published versions of a database.

    It raises ProblemsFound with all that is not as it was under the words of the refusal; with ``damaged``
    it tells it and lets it pass. A database of another schema version is not verified, which it tells.
    """

    def verify(reader: Reader) -> None:
        from kb.db.version import State, state_of
        from kb.releases.sealing.damage import as_problems, find_damage

        if state_of(reader) is not State.CURRENT:
            note("Its published versions were not verified: its schema is of another version of kb.")
            return
        damage = find_damage(reader)
        if damage and not damaged:
            raise ProblemsFound(
                f"{refusal} To keep it as it is all the same: --damaged.", as_problems(damage)
            )
        for each in damage:
            note(f"Not as it was published: {each}")

    return verify
