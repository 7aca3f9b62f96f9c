"""``kb help``: the pages of the manual, and the options of a command."""

from __future__ import annotations

import re
import sys
from typing import Annotated, Any

import typer

from kb.cli import commands
from kb.manual import READERS, TOPICS, page

_CODE = re.compile(r"^```\w*\n(.*?)^```\n", re.MULTILINE | re.DOTALL)
_LINK = re.compile(r"\[([^\]]+)\]\([^)]+\)")


def show_help(
    words: Annotated[
        list[str] | None, typer.Argument(metavar="[TOPIC]", help="A page, or the words of a command.")
    ] = None,
) -> None:
    """Show a page of the manual, or list them; given a command, list its options."""
    topic = " ".join(words or ())
    if not topic:
        sys.stdout.write(_contents())
    elif topic not in TOPICS and words and words[0] in commands.ORDER:
        from kb.cli.app import make_app

        asked = [*words, "--help"]
        make_app(asked)(asked, prog_name="kb")
    else:
        _show(page(topic).text)
        if topic in commands.ORDER:
            sys.stdout.write(f"\nkb {topic} --help lists its options.\n")


def _contents() -> str:
    """All pages by reader, each with its title."""
    lines = ["kb help TOPIC shows a page, kb --help all commands, kb COMMAND --help the options of one."]
    width = max(map(len, TOPICS))
    for reader, topics in READERS.items():
        lines += ["", reader, *(f"  {topic.ljust(width)}  {page(topic).title}" for topic in topics)]
    return "\n".join(lines) + "\n"


def _show(text: str) -> None:
    """Print a page: as it is to a pipe; on a terminal laid out, lines to be copied whole, and paged."""
    if not sys.stdout.isatty():
        sys.stdout.write(text)
        return
    from rich.console import Console
    from rich.theme import Theme

    from kb.cli.terminal_table import show_text

    theme = Theme({"markdown.code": "bold", "markdown.h2": "bold"})  # readable on light and dark
    console = Console(file=sys.stdout, width=min(100, Console().width), highlight=False, theme=theme)
    with console.capture() as captured:
        for number, part in enumerate(_CODE.split(text)):
            if number % 2:
                console.out("".join(f"\n    {line}" for line in part.splitlines()), end="\n\n")
            else:
                console.print(_laid_out(_LINK.sub(r"\1", part)))
    show_text(captured.get())


def _laid_out(markdown: str) -> Any:
    """Prose, lists and tables, with headings at the left."""
    from rich.markdown import Heading, Markdown
    from rich.text import Text

    class LeftHeading(Heading):
        def __rich_console__(self, console: Any, options: Any) -> Any:
            del console, options
            self.text.justify = "left"
            yield Text("")
            yield self.text

    class Manual(Markdown):
        elements = {**Markdown.elements, "heading_open": LeftHeading}  # noqa: RUF012 - so it is in rich

    return Manual(markdown)


def add_to(app: typer.Typer) -> None:
    """Add this command to the application."""
    app.command("help")(show_help)
