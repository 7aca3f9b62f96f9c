"""``kb review screen`` on a terminal: one candidate after the other, single keys, each saved at once."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto
from typing import TYPE_CHECKING, Any

from kb.cli.review_screen_page import REASON_KEYS, STYLES, Line, header, keys, legend, page, reasons
from kb.errors import KbError
from kb.review.screening.rules import EXCLUDE, INCLUDE, NOT_RETRIEVED, UNSURE, ScreeningChoice

if TYPE_CHECKING:
    from prompt_toolkit.application import Application
    from prompt_toolkit.buffer import Buffer
    from prompt_toolkit.key_binding import KeyBindings
    from prompt_toolkit.layout import Layout

    from kb.review.screening.session import Session
    from kb.review.screening.worklist import WorklistItem

    Action = Callable[["Screen"], None]


class Mode(Enum):
    """What the keys mean."""

    DECIDE = auto()
    REASON = auto()
    NOTE = auto()
    DONE = auto()


class Screen:
    """What is shown, and what the keys do; knows nothing of the terminal."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.item: WorklistItem | None = None
        self.mode = Mode.DECIDE
        self.message = ""
        self.note: str | None = None
        self.scroll = 0
        self._waiting: ScreeningChoice | None = None
        self._page: tuple[tuple[object, ...], list[Line]] | None = None
        self._next()

    def _next(self) -> None:
        self.item = self.session.current()
        self.note, self._waiting, self.scroll = None, None, 0
        self.mode = Mode.DECIDE if self.item else Mode.DONE

    def decide(self, decision: str, reason: str | None = None) -> None:
        """Save a decision on what is shown, and go on; or say what is in its way."""
        if self.item is None:
            return
        choice = ScreeningChoice(decision, reason, self.note)
        if reason == "other" and not self.note:
            self._waiting, self.mode, self.message = choice, Mode.NOTE, "Say why, then Enter."
            return
        self.mode = Mode.DECIDE
        number, candidate = self.item.number, self.item.candidate
        obstacle = self._safely(lambda: self.session.decide(candidate, choice))
        if obstacle is None:
            remark = f" ({reason})" if reason else ""
            self.message = f"#{number}: {decision}{remark}, saved."
            self._next()
        else:
            self.message = f"Not saved: {obstacle}"

    def _safely(self, action: Callable[[], Any]) -> Any:
        """What the action gives; an error becomes a message, and the screen stays."""
        try:
            return action()
        except KbError as error:
            return str(error)

    def ask_reason(self) -> None:
        """Let the next key say why it is excluded."""
        if self.item is not None:
            self.mode, self.message = Mode.REASON, ""

    def without_reason(self) -> None:
        """Exclude without a reason, where none is needed."""
        self.decide(EXCLUDE)

    def ask_note(self) -> None:
        """Let a note be typed."""
        if self.item is not None:
            self.mode, self.message = Mode.NOTE, "A note for the decision that follows; Enter keeps it."

    def take_note(self, text: str) -> None:
        """Keep what was typed for the decision that follows, or make the one that waited for it."""
        self.note = text.strip() or None
        waiting, self._waiting = self._waiting, None
        self.mode = Mode.DECIDE
        self.message = f"Note: {self.note}" if self.note else "No note."
        if waiting is not None and self.note:
            self.decide(waiting.decision, waiting.reason)

    def back(self) -> None:
        """Leave reasons or note."""
        self.mode, self.message, self._waiting = Mode.DECIDE, "", None

    def undo(self) -> None:
        """Take back the newest decision, and show that candidate again."""
        undone = self._safely(self.session.undo)
        if undone is None or isinstance(undone, str):
            self.message = undone or "There is no decision of yours to take back."
            return
        self._next()
        self.message = f"#{undone.number}: your decision is taken back."

    def skip(self) -> None:
        """Leave it for later."""
        if self.item is not None:
            self.session.skip()
            self._next()
            self.message = "Left for later."

    def lines(self, width: int) -> list[Line]:
        """The body of the screen."""
        shown = (self.item and self.item.candidate, self.mode, width, len(self.session.left()))
        if self._page is None or self._page[0] != shown:  # made once, not at every key
            self._page = shown, self._lines(width)
        return self._page[1]

    def _lines(self, width: int) -> list[Line]:
        if self.item is None:
            return [[("class:title", "All is decided here. b takes the last decision back, q leaves.")]]
        if self.mode is Mode.REASON:
            return [*reasons(self.session, width), [], *page(self.session, self.item, width)]
        return page(self.session, self.item, width)


def screen_on_terminal(session: Session) -> None:
    """Show what is left, one after the other, until all is decided or the person leaves."""
    application(Screen(session)).run()


def application(screen: Screen) -> Application[None]:
    """The full-screen application around a screen."""
    from prompt_toolkit.application import Application
    from prompt_toolkit.buffer import Buffer
    from prompt_toolkit.styles import Style

    typed = Buffer(multiline=False)
    app: Application[None] = Application(
        layout=_layout(screen, typed),
        key_bindings=_bindings(screen, typed),
        style=Style.from_dict(STYLES),
        full_screen=True,
    )
    app.ttimeoutlen = 0.05  # Esc is a key of its own here
    return app


def _layout(screen: Screen, typed: Buffer) -> Layout:
    from prompt_toolkit.application.current import get_app
    from prompt_toolkit.data_structures import Point
    from prompt_toolkit.filters import Condition
    from prompt_toolkit.layout import ConditionalContainer, HSplit, Layout, Window
    from prompt_toolkit.layout.controls import BufferControl, FormattedTextControl
    from prompt_toolkit.layout.processors import BeforeInput

    def body() -> Any:
        lines = screen.lines(get_app().output.get_size().columns - 1)
        screen.scroll = max(0, min(screen.scroll, len(lines) - 1))
        return [fragment for line in lines for fragment in (*line, ("", "\n"))]

    def marks() -> Any:
        return legend()

    def bar(text: Callable[[], str], style: str) -> Window:
        return Window(FormattedTextControl(lambda: [(style, text())]), height=1, style=style)

    text = FormattedTextControl(
        body, focusable=True, show_cursor=False, get_cursor_position=lambda: Point(0, screen.scroll)
    )
    noting = Condition(lambda: screen.mode is Mode.NOTE)
    note_line = Window(BufferControl(typed, [BeforeInput("Note: ")]), height=1)
    window = Window(text, get_vertical_scroll=lambda _: screen.scroll)
    return Layout(
        HSplit(
            [
                bar(lambda: header(screen.session), "class:bar"),
                Window(FormattedTextControl(marks), height=1),
                window,
                bar(lambda: f" {screen.message}", "class:message"),
                ConditionalContainer(note_line, filter=noting),
                bar(lambda: keys(screen.session), "class:bar"),
            ]
        ),
        focused_element=window,
    )


_KEYS: dict[str, Action] = {
    "i": lambda screen: screen.decide(INCLUDE),
    "e": lambda screen: screen.ask_reason(),
    "u": lambda screen: screen.decide(UNSURE),
    "r": lambda screen: screen.decide(NOT_RETRIEVED),
    "n": lambda screen: screen.ask_note(),
    "s": lambda screen: screen.skip(),
    "b": lambda screen: screen.undo(),
}
"""What single keys do while a candidate is shown."""

_SCROLL = {"up": -1, "down": 1, "pageup": -10, "pagedown": 10, "space": 10}


def _bindings(screen: Screen, typed: Buffer) -> KeyBindings:
    from prompt_toolkit.filters import Condition
    from prompt_toolkit.key_binding import KeyBindings

    bindings = KeyBindings()
    deciding = Condition(lambda: screen.mode in (Mode.DECIDE, Mode.DONE))
    for key, action in _KEYS.items():
        for written in (key, key.upper()):
            bindings.add(written, filter=deciding)(_handler(screen, typed, action))
    for key, lines in _SCROLL.items():
        bindings.add(key, filter=deciding)(_handler(screen, typed, _scrolling(lines)))
    bindings.add("q", filter=deciding)(lambda event: event.app.exit())
    bindings.add("c-c")(lambda event: event.app.exit())
    _bind_reasons(bindings, screen, typed)
    _bind_note(bindings, screen, typed)
    return bindings


def _bind_reasons(bindings: KeyBindings, screen: Screen, typed: Buffer) -> None:
    from prompt_toolkit.filters import Condition

    choosing = Condition(lambda: screen.mode is Mode.REASON)
    for key, code in REASON_KEYS.items():
        bindings.add(key, filter=choosing)(_handler(screen, typed, _excluding(code)))
    bindings.add("enter", filter=choosing)(_handler(screen, typed, Screen.without_reason))
    bindings.add("escape", filter=choosing)(_handler(screen, typed, Screen.back))


def _bind_note(bindings: KeyBindings, screen: Screen, typed: Buffer) -> None:
    from prompt_toolkit.filters import Condition

    noting = Condition(lambda: screen.mode is Mode.NOTE)
    bindings.add("enter", filter=noting)(_handler(screen, typed, lambda shown: shown.take_note(typed.text)))
    bindings.add("escape", filter=noting)(_handler(screen, typed, Screen.back))


def _excluding(code: str) -> Action:
    return lambda screen: screen.decide(EXCLUDE, code)


def _scrolling(lines: int) -> Action:
    def scroll(screen: Screen) -> None:
        screen.scroll = max(0, screen.scroll + lines)

    return scroll


def _handler(screen: Screen, typed: Buffer, action: Action) -> Callable[[Any], None]:
    """A key's action; afterwards keys go to the note while one is typed, else to the page."""

    def handle(event: Any) -> None:
        before = screen.mode
        action(screen)
        if screen.mode is Mode.NOTE and before is not Mode.NOTE:
            typed.text = screen.note or ""
            typed.cursor_position = len(typed.text)
            event.app.layout.focus(typed)
        elif before is Mode.NOTE and screen.mode is not Mode.NOTE:
            typed.reset()
            event.app.layout.focus_last()

    return handle
