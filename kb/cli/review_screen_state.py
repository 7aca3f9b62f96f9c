"""What is shown while screening on a terminal, and what the keys do; knows nothing of the terminal."""

from __future__ import annotations

from collections.abc import Callable
from enum import Enum, auto
from typing import TYPE_CHECKING, Any

from kb.cli.review_screen_page import CRITERIA_HEADING, Line, page, reasons
from kb.errors import KbError
from kb.review.screening.candidate_list import in_words
from kb.review.screening.rules import EXCLUDE, ScreeningChoice

if TYPE_CHECKING:
    from kb.review.screening.session import Session
    from kb.review.screening.worklist import WorklistItem

_ALL_DECIDED = "All is decided here. b takes the last decision back, g goes to another one, q leaves."


class Mode(Enum):
    """What the keys mean."""

    DECIDE = auto()
    REASON = auto()
    NOTE = auto()
    JUMP = auto()
    DONE = auto()


TYPING = {Mode.NOTE: "Note: ", Mode.JUMP: "Go to: "}
"""Modes in which a line is typed, with what stands before it."""


class Screen:
    """A session as the person sees it."""

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

    def take(self, text: str) -> None:
        """What was typed: a note, or where to go."""
        (self.go_to if self.mode is Mode.JUMP else self.take_note)(text)

    def leave(self) -> None:
        """Leave reasons, note or jump."""
        self.mode, self.message, self._waiting = Mode.DECIDE if self.item else Mode.DONE, "", None

    def step_back(self) -> None:
        """Show again what was skipped, or take back the newest decision and show that candidate again."""
        step = self._safely(self.session.back)
        if step is None or isinstance(step, str):
            self.message = step or "There is nothing before this one to go back to."
            return
        self._next()
        what = "your decision is taken back." if step.is_taken_back else "back to this one."
        self.message = f"#{step.item.number}: {what}"

    def ask_where(self) -> None:
        """Let a number, PMID or DOI be typed."""
        self.mode, self.message = Mode.JUMP, "Where to? Number in the list, PMID or DOI, then Enter."

    def go_to(self, name: str) -> None:
        """Show the candidate of that name; or say why not."""
        self.mode, self.message = Mode.DECIDE if self.item else Mode.DONE, ""
        if not name.strip():
            return
        leaving = self.item.candidate if self.item else None
        item = self._safely(lambda: self.session.jump(name, leaving))
        if isinstance(item, str):
            self.message = item
            return
        self.item, self.mode = item, Mode.DECIDE
        self.note, self._waiting, self.scroll = None, None, 0
        own = item.own(self.session.stage, self.session.screener)
        if own is not None:
            self.message = f"You decided: {in_words(own)}. Another decision replaces it."

    def to_criteria(self) -> None:
        """Scroll to the criteria of the review, and from there to the top."""
        starts = [number for number, line in enumerate(self._lines_now()) if line == CRITERIA_HEADING]
        self.scroll = 0 if self.scroll or not starts else starts[0]

    def skip(self) -> None:
        """Leave it for later."""
        if self.item is not None and self.item.candidate not in self.session.left()[:1]:
            self._next()  # it was jumped to
        elif self.item is not None:
            self.session.skip()
            self._next()
            self.message = "Left for later."

    def _lines_now(self) -> list[Line]:
        return [] if self._page is None else self._page[1]

    def lines(self, width: int) -> list[Line]:
        """The body of the screen."""
        shown = (self.item and self.item.candidate, self.mode, width, len(self.session.left()))
        if self._page is None or self._page[0] != shown:  # made once, not at every key
            self._page = shown, self._lines(width)
        return self._page[1]

    def _lines(self, width: int) -> list[Line]:
        if self.item is None:
            return [[("class:title", _ALL_DECIDED)]]
        if self.mode is Mode.REASON:
            return [*reasons(self.session, width), [], *page(self.session, self.item, width)]
        return page(self.session, self.item, width)
