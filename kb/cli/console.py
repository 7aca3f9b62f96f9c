"""``kb sql`` as a conversation: statements typed one after the other, with completion and history."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kb.cli.console_commands import Conversation, is_command, obey
from kb.cli.terminal import note
from kb.errors import KbError

if TYPE_CHECKING:
    from kb.db.answer import Bounds

_HELP = (
    "End a SELECT with ; to run it. Tab completes names and values. \\? lists the commands, \\q or Ctrl-D"
    " leaves."
)


def converse(url: str, bounds: Bounds, folders: Sequence[Path] = ()) -> None:
    """Ask for statements until the person leaves; an error is shown, and the next one asked for.

    ``folders`` are those of the evidence whose saved queries can be run.
    """
    session = _session(url)
    conversation = Conversation(url, bounds, folders)
    note(_HELP)
    while not conversation.is_over:
        try:
            text = session.prompt("kb> ").strip()
        except KeyboardInterrupt:
            continue
        except EOFError:
            return
        _answer(conversation, text)


def _answer(conversation: Conversation, text: str) -> None:
    try:
        if not text.rstrip("; "):
            note(_HELP)
        elif is_command(text):
            obey(conversation, text)
        else:
            conversation.ask(text)
    except (KbError, OSError, MemoryError) as error:
        note(f"kb: {error}")
    except KeyboardInterrupt:
        note("kb: Stopped.")


def _session(url: str) -> Any:
    from prompt_toolkit import PromptSession
    from prompt_toolkit.auto_suggest import AutoSuggestFromHistory
    from prompt_toolkit.history import FileHistory, InMemoryHistory, ThreadedHistory

    from kb.cli.completion import SqlCompleter, names_of
    from kb.cli.completion_values import ValuesOfColumns
    from kb.db.connect import read
    from kb.db.version import require_current

    with read(url) as reader:
        require_current(reader)
        completer = SqlCompleter(names_of(reader), ValuesOfColumns(url, reader))
    file = _history_file()
    return PromptSession(
        history=InMemoryHistory() if file is None else ThreadedHistory(FileHistory(str(file))),
        auto_suggest=AutoSuggestFromHistory(),
        completer=completer,
        complete_while_typing=False,
        multiline=True,
        key_bindings=_enter_runs_a_finished_statement(),
        prompt_continuation=lambda width, *_: "... ".rjust(width),
    )


def _enter_runs_a_finished_statement() -> Any:
    from prompt_toolkit.key_binding import KeyBindings

    bindings = KeyBindings()

    @bindings.add("enter")
    def _(event: Any) -> None:
        if is_finished(event.current_buffer.text):
            event.current_buffer.validate_and_handle()
        else:
            event.current_buffer.insert_text("\n")

    return bindings


def is_finished(text: str) -> bool:
    """Whether Enter runs what was typed: nothing, a command such as ``\\x``, or what ends in ``;``."""
    stripped = text.strip()
    return not stripped or stripped.endswith(";") or is_command(stripped)


def _history_file() -> Path | None:
    """The file in the user's state folder that keeps what was typed; None when there can be none."""
    from platformdirs import user_state_dir

    file = Path(user_state_dir("kb", appauthor=False)) / "sql_history"
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.touch(mode=0o600)
    except OSError:
        return None
    return file
