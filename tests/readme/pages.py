"""The README and the pages of the manual, and the commands in them.

Blocks of `console` are typed one after the other by somebody who begins with nothing. Blocks of `bash` need
files or servers of the user, and have tests of their own.
"""

from __future__ import annotations

import re
from pathlib import Path

from kb.manual import TOPICS, page

CHECKOUT = Path(__file__).parents[2]
EXAMPLES = CHECKOUT / "kb/manual/examples"
README = (CHECKOUT / "README.md").read_text(encoding="utf-8")
PAGES = {"README": README} | {topic: page(topic).text for topic in TOPICS}
"""Name of a page -> its text, the README among them."""
EVERY_PAGE = "\n".join(PAGES.values())


def console_commands(text: str) -> list[str]:
    """The commands that somebody types who has nothing yet."""
    lines = [line for block in blocks(text, "console") for line in block.splitlines()]
    assert all(line.startswith("$ kb ") for line in lines), "console blocks hold commands only"
    return [line.removeprefix("$ ") for line in lines]


def bash_commands(text: str) -> list[str]:
    """The commands of kb that need more than kb."""
    lines = [line for block in blocks(text, "bash") for line in block.splitlines()]
    return [line for line in lines if line.startswith("kb ")]


def blocks(text: str, language: str) -> list[str]:
    """The blocks of code in a language."""
    return re.findall(rf"```{language}\n(.*?)```", text, flags=re.DOTALL)


def indented_lines(text: str = README) -> list[str]:
    """The lines that stand apart by four spaces, blocks of code aside."""
    prose = re.sub(r"```.*?```", "", text, flags=re.DOTALL)
    return [line.strip() for line in prose.splitlines() if line.startswith("    ")]
