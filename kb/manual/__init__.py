"""The manual: pages of Markdown in this folder, which ``kb help`` shows and the README leads to.

A page is written for one reader, and every command in it is run by a test (``tests/readme/pages.py``).
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from kb.errors import KbError, nearest

_FOLDER = Path(__file__).parent
_ELSEWHERE = {"engines": _FOLDER.parent / "reference" / "manual" / "sql.md"}
"""Pages that are made by ``python -m kb.reference``."""
READERS = {
    "To begin": ("install", "settings"),
    "You write policies": ("read", "check", "year", "evidence"),
    "You analyze": ("sql", "engines", "export"),
    "You run it for others": ("server",),
    "You change the program": ("develop",),
}
"""Reader -> topics in the order in which they are of use."""
TOPICS = tuple(topic for topics in READERS.values() for topic in topics)


class Page(NamedTuple):
    """A page of the manual: its topic, its title, and the whole of it as Markdown."""

    topic: str
    title: str
    text: str


def page(topic: str) -> Page:
    """The page of a topic. Raises KbError, with the topics nearest to it, when there is none."""
    if topic not in TOPICS:
        remedy = nearest(topic, TOPICS)
        raise KbError(f"The manual has no page {topic}. {remedy} kb help lists the pages.".replace("  ", " "))
    text = _ELSEWHERE.get(topic, _FOLDER / f"{topic}.md").read_text(encoding="utf-8")
    title = next(line for line in text.splitlines() if line.startswith("# "))
    return Page(topic, title.removeprefix("# "), text)
