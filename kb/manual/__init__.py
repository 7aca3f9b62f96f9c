"""The manual: pages of Markdown in this folder, which ``kb help`` shows and the README leads to.

A page is written for one reader, and every command in it is run by a test (``tests/readme/pages.py``). The
files that a reader needs to type along stand in ``examples/``.
"""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from kb.errors import KbError, Problem, nearest
from kb.files import replacing

_FOLDER = Path(__file__).parent
_ELSEWHERE = {"engines": _FOLDER.parent / "reference" / "manual" / "sql.md"}
"""Pages that are made by ``python -m kb.reference``."""
READERS = {
    "To begin": ("install", "settings"),
    "You write policies": (
        *("first-policy", "workbook", "read", "check", "year"),
        *("evidence", "numbers", "sentences", "tests", "appraise", "statements", "plans"),
    ),
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
    topic = topic.lower()
    if topic not in TOPICS:
        remedy = nearest(topic, TOPICS)
        raise KbError(f"The manual has no page {topic}. {remedy} kb help lists the pages.".replace("  ", " "))
    text = _ELSEWHERE.get(topic, _FOLDER / f"{topic}.md").read_text(encoding="utf-8")
    title = next(line for line in text.splitlines() if line.startswith("# "))
    return Page(topic, title.removeprefix("# "), text)


def copy_examples(folder: Path) -> list[str]:
    """Copy the made-up files to a folder, which is made where it is missing; returns their names.

    A file that is there as it should be stays. Raises KbError, and copies nothing, when another one is there
    under such a name.
    """
    shipped = {file.name: file.read_bytes() for file in sorted((_FOLDER / "examples").iterdir())}
    if folder.exists() and not folder.is_dir():
        raise KbError(f"{folder}: is a file. Name a folder: kb examples FOLDER.")
    others = [name for name, content in shipped.items() if _is_another(folder / name, content)]
    if others:
        problems = [Problem(str(folder / name), 0, "", "is another file than ours.") for name in others]
        raise KbError("Nothing was copied. Name another folder: kb examples FOLDER.", problems)
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in shipped.items():
        with replacing(folder / name) as temporary:
            temporary.write_bytes(content)
    return list(shipped)


def _is_another(file: Path, content: bytes) -> bool:
    return file.exists() and not (file.is_file() and file.read_bytes() == content)
