"""``kb review screen`` on a terminal: one candidate after the other, single keys, each saved at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from kb.cli.review_screen_page import REASON_KEYS, STYLES, header, keys, legend
from kb.cli.review_screen_state import TYPING, Mode, Screen
from kb.review.screening.rules import EXCLUDE, INCLUDE, NOT_RETRIEVED, UNSURE

if TYPE_CHECKING:
    from prompt_toolkit.application import Application
    from prompt_toolkit.buffer import Buffer
    from prompt_toolkit.key_binding import KeyBindings
    from prompt_toolkit.layout import Layout

    from kb.review.screening.session import Session

    Action = Callable[[Screen], None]


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

    def bar(text: Callable[[], str], style: str, height: int = 1) -> Window:
        return Window(FormattedTextControl(lambda: [(style, text())]), height=height, style=style)

    text = FormattedTextControl(
        body, focusable=True, show_cursor=False, get_cursor_position=lambda: Point(0, screen.scroll)
    )
    noting = Condition(lambda: screen.mode in TYPING)
    asked = BeforeInput(lambda: TYPING.get(screen.mode, ""))
    note_line = Window(BufferControl(typed, [asked]), height=1)
    window = Window(text, get_vertical_scroll=lambda _: screen.scroll)
    return Layout(
        HSplit(
            [
                bar(lambda: header(screen.session), "class:bar"),
                Window(FormattedTextControl(marks), height=1),
                window,
                bar(lambda: f" {screen.message}", "class:message"),
                ConditionalContainer(note_line, filter=noting),
                bar(lambda: keys(screen.session), "class:bar", 2),
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
    "b": lambda screen: screen.step_back(),
    "g": lambda screen: screen.ask_where(),
    "c": lambda screen: screen.to_criteria(),
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
    bindings.add("escape", filter=choosing)(_handler(screen, typed, Screen.leave))


def _bind_note(bindings: KeyBindings, screen: Screen, typed: Buffer) -> None:
    from prompt_toolkit.filters import Condition

    noting = Condition(lambda: screen.mode in TYPING)
    bindings.add("enter", filter=noting)(_handler(screen, typed, lambda shown: shown.take(typed.text)))
    bindings.add("escape", filter=noting)(_handler(screen, typed, Screen.leave))


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
        if screen.mode in TYPING and before not in TYPING:
            typed.text = (screen.note or "") if screen.mode is Mode.NOTE else ""
            typed.cursor_position = len(typed.text)
            event.app.layout.focus(typed)
        elif before in TYPING and screen.mode not in TYPING:
            typed.reset()
            event.app.layout.focus_last()

    return handle
