"""The commands of ``kb sql`` as a conversation: what begins with ``\\``, or with a dot as in other shells."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from kb.cli.output import show_answer, show_rows, write_text
from kb.cli.output_file import overwriting
from kb.cli.terminal import note, terminal_width
from kb.errors import KbError, nearest
from kb.formats import OutputFormat

if TYPE_CHECKING:
    from kb.db.answer import Bounds, Value


@dataclass(slots=True)
class Conversation:
    """What the person has set: ``values`` of parameters as typed, whether answers come row by row, and the
    file that takes the next one (None = the terminal), written over or not."""

    url: str
    bounds: Bounds
    folders: Sequence[Path]
    values: dict[str, str] = field(default_factory=dict)
    by_row: bool = False
    output: Path | None = None
    overwrite: bool = False
    is_over: bool = False

    def ask(self, sql: str) -> None:
        """Run a statement with those of the values that it takes, and show its answer."""
        from kb.db.arguments import guessed
        from kb.db.columns_named import columns_named
        from kb.db.connect import read
        from kb.db.parameters import parameter_names

        names = parameter_names(sql)
        if missing := sorted(names - self.values.keys()):
            words = " ".join(f"{name}=..." for name in missing)
            raise KbError(f"The statement needs a value for {', '.join(missing)}. Give it: \\p {words}")
        given = {name: self.values[name] for name in names}
        with read(self.url) as reader:
            values = guessed(sql, given, columns_named(reader, sql))
        self.show(sql, values)

    def show(self, sql: str, values: Mapping[str, Value]) -> None:
        """Show an answer as it is wanted, once in a file when one was named."""
        from kb.db.readonly import ask

        file, self.output = self.output, None
        form = OutputFormat.TABLE if file is None else None
        with overwriting(self.overwrite):
            show_answer(ask(self.url, sql, values, self.bounds), form, file, by_row=self.by_row)


def is_command(text: str) -> bool:
    """Whether it is a command and no statement."""
    return text.startswith(("\\", ".")) or text.rstrip("; ").lower() in _PLAIN


def obey(conversation: Conversation, text: str) -> None:
    """Do what a command says. Raises KbError with the nearest when there is none of this name."""
    word, _, rest = text.rstrip("; ").partition(" ")
    word = word.lower()
    name = _PLAIN.get(word) or _DOTS.get(word.removeprefix(".")) if word[:1] != "\\" else word[1:]
    if name not in _COMMANDS:
        known = [f"\\{each}" for each in _COMMANDS]
        raise KbError(f"There is no command {word}. {nearest(word, known)} \\? lists the commands.")
    _COMMANDS[name].run(conversation, rest.strip())


def _help(conversation: Conversation, rest: str) -> None:
    lines = [(f"\\{name} {command.takes}".rstrip(), command.does) for name, command in _COMMANDS.items()]
    width = max(len(usage) for usage, _ in lines)
    for usage, does in lines:
        note(f"  {usage.ljust(width)}  {does}")
    note("Tab completes views, columns, keys and codes. Enter goes on to the next line until a ; ends it.")


def _describe(conversation: Conversation, rest: str) -> None:
    from kb.db.connect import read

    with read(conversation.url) as reader:
        if rest:
            from kb.reference.as_text import render_text
            from kb.reference.relation import build_relation

            write_text(render_text(build_relation(reader, rest), terminal_width()), OutputFormat.TABLE, None)
        else:
            from kb.lookup.relations import relations

            rows = relations(reader, tables=False)
            show_rows(("name", "description"), rows, OutputFormat.TABLE)


def _find(conversation: Conversation, rest: str) -> None:
    from kb.db.connect import read
    from kb.lookup.schema_search import find

    with read(conversation.url) as reader:
        show_rows(("name", "meaning", "codes"), find(reader, rest), OutputFormat.TABLE)


def _row_by_row(conversation: Conversation, rest: str) -> None:
    if rest not in ("", "on", "off"):
        raise KbError("Write \\x, \\x on or \\x off.")
    conversation.by_row = not conversation.by_row if not rest else rest == "on"
    note(f"Answers come {'row by row, a column on each line' if conversation.by_row else 'as a table'}.")


def _parameters(conversation: Conversation, rest: str) -> None:
    from kb.db.arguments import split

    conversation.values |= split(rest.split())
    note(" ".join(f"{name}={value}" for name, value in sorted(conversation.values.items())) or "No values.")


def _queries(conversation: Conversation, rest: str) -> None:
    from kb.lookup.saved import saved_queries

    rows = [{"name": query.name, "title": query.title} for query in saved_queries(conversation.folders)]
    show_rows(("name", "title"), rows, OutputFormat.TABLE)


def _run(conversation: Conversation, rest: str) -> None:
    from kb.db.arguments import split
    from kb.db.connect import read
    from kb.lookup.saved import saved_query, values_for

    name, _, words = rest.partition(" ")
    if not name:
        raise KbError("Name the query: \\run follow-up policy=7.01.75. \\queries lists them.")
    query = saved_query(conversation.folders, name)
    with read(conversation.url) as reader:
        values = values_for(reader, query, split(words.split()))
    conversation.show(query.sql, values)


def _output(conversation: Conversation, rest: str) -> None:
    if not rest:
        raise KbError("Name the file: \\o sizes.xlsx, or another ending that tells the form.")
    name = rest.removesuffix(" --overwrite").rstrip()
    conversation.output, conversation.overwrite = Path(name), name != rest
    note(f"The next answer goes to {name}.")


def _quit(conversation: Conversation, rest: str) -> None:
    conversation.is_over = True


@dataclass(frozen=True, slots=True)
class _Command:
    """One command: what follows its name, what it does, and the function that does it."""

    takes: str
    does: str
    run: Callable[[Conversation, str], None]


_COMMANDS = {
    "?": _Command("", "list the commands", _help),
    "d": _Command("[VIEW]", "list the public views, or all about one", _describe),
    "find": _Command("WORDS", "look for words in names, meanings and codes", _find),
    "x": _Command(
        "[on|off]", "show answers row by row, a column on each line, or as a table again", _row_by_row
    ),
    "p": _Command("NAME=VALUE ...", "give values to :NAME in statements", _parameters),
    "queries": _Command("", "list the saved queries", _queries),
    "run": _Command("QUERY NAME=VALUE ...", "run a saved query", _run),
    "o": _Command(
        "FILE [--overwrite]", "write the next answer to a file: .xlsx, .csv, .json, .md ...", _output
    ),
    "q": _Command("", "leave", _quit),
}
_PLAIN = {"help": "?", "?": "?", "quit": "q", "exit": "q"}
_DOTS = {**_PLAIN, "h": "?", "tables": "d", "schema": "d", "x": "x", "output": "o", "q": "q"}
