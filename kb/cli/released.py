"""Documents of published versions, as frozen."""

from __future__ import annotations

import sys
from pathlib import Path

import typer

from kb.cli.database import reading
from kb.cli.output import write_bytes
from kb.formats import OutputFormat


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
        write_bytes(content, form, output)
