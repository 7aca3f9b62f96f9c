"""The commonest calls without Typer, whose import takes longer than all their work.

Only calls of exactly these shapes are taken: ``kb summary POLICY [INDICATION] [--full]`` and ``kb sql
SELECT``, with options of ``kb`` itself in front, and ``kb --help``. Every other call, wrong ones included,
is Typer's; a test holds that both ways give the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from kb.cli.shared_options import SHARED_OPTIONS, shared_options_first
from kb.settings import Settings


def take(words: Sequence[str]) -> bool:
    """Do what the words ask for, if they are of a shape that is known here; whether they were."""
    if list(words) in (["--help"], ["-h"]):
        return _help()
    shared, rest = _parted(shared_options_first(list(words)))
    if shared is None or not rest:
        return False
    command, *given = rest
    if command == "summary":
        return _summary(shared, given)
    return command == "sql" and _sql(shared, given)


def _help() -> bool:
    """The help that Typer makes for the usual width, kept as text; another width gets it made anew."""
    import shutil
    import sys

    if Path(sys.argv[0]).stem != "kb" or shutil.get_terminal_size().columns != _HELP_COLUMNS:
        return False
    sys.stdout.write(Path(__file__).with_name("help.txt").read_text(encoding="utf-8"))
    return True


_HELP_COLUMNS = 80
"""Width that the kept help is laid out for; the one that a pipe and most terminals have."""


def _parted(words: list[str]) -> tuple[dict[str, str] | None, list[str]]:
    """The options of ``kb`` in front, each once, and the words after them; null where it is not so plain."""
    shared: dict[str, str] = {}
    while words and words[0].startswith("-"):
        if len(words) < 2 or words[0] not in SHARED_OPTIONS or words[0] in shared:
            return None, words
        shared[words[0]] = words[1]
        words = words[2:]
    return shared, words


def _summary(shared: dict[str, str], given: list[str]) -> bool:
    full = given.count("--full") == 1
    names = [word for word in given if word != "--full"]
    if len(given) - len(names) > 1 or not 1 <= len(names) <= 2 or not _plain(names):
        return False
    from kb.cli.failures import make_output_utf8, told
    from kb.cli.output import terminal_width, write_text
    from kb.cli.results import summary_of
    from kb.documents import render

    make_output_utf8()
    policy, indication = names[0], names[1] if len(names) == 2 else None
    with told(EOFError):
        document = summary_of(_settings(shared), policy, indication, full=full)
        write_text(render(document, "text", terminal_width()), None)
    return True


def _sql(shared: dict[str, str], given: list[str]) -> bool:
    if len(given) != 1 or not _plain(given) or not given[0]:
        return False
    from kb.cli.database import reading_url_by
    from kb.cli.failures import make_output_utf8, told
    from kb.cli.results import show_answer
    from kb.db.readonly import ask
    from kb.formats import OutputFormat

    make_output_utf8()
    with told(EOFError), reading_url_by(_settings(shared)) as url:
        show_answer(ask(url, given[0]), OutputFormat.TABLE)
    return True


def _plain(words: Sequence[str]) -> bool:
    return not any(word.startswith("-") for word in words)


def _settings(shared: dict[str, str]) -> Settings:
    folders = {
        name: Path(shared[option]) if option in shared else None
        for name, option in (("evidence", "--evidence"), ("templates", "--templates"))
    }
    return Settings.read(
        shared.get("--database"), folders["evidence"], folders["templates"], shared.get("--read-database")
    )
