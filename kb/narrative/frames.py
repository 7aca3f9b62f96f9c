"""Fixed frames: sentences of house style, each a Jinja2 template that a plan's own folder can replace.

A template sees the plain words of a line, so that it can compare and change them; a line that it puts out as
it came stays a line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kb.errors import KbError
from kb.inlines import Line, TermText, Text, stripped

if TYPE_CHECKING:
    from jinja2 import Environment

_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_NAME = re.compile(r"\{\{\s*([a-z_]+)\s*\}\}")

OWN = Path(__file__).parent / "frames"


class _Words(str):
    """The words of a line, as a template sees them."""

    line: Line

    @classmethod
    def of(cls, line: Line) -> _Words:
        words = cls(line.plain)
        words.line = line
        return words


def _put_out(value: object) -> str:
    # Here a value that is not defined fails at its own line of the template.
    return value if isinstance(value, _Words) else str(value)


def _concatenated(values: Iterable[str]) -> Line:
    return Line(*[value.line if isinstance(value, _Words) else value for value in values])


@lru_cache(maxsize=8)
def _environment(folder: Path | None) -> Environment:
    # Imported at first use: commands that write no prose do not pay for it.
    from jinja2 import FileSystemLoader, StrictUndefined
    from jinja2.nativetypes import NativeEnvironment, NativeTemplate

    class LineTemplate(NativeTemplate):
        pass

    class LineEnvironment(NativeEnvironment):
        concat = staticmethod(_concatenated)
        template_class = LineTemplate

    LineTemplate.environment_class = LineEnvironment

    folders = [OWN] if folder is None else [folder, OWN]
    # The frames make lines; each form of a document escapes what it has to.
    return LineEnvironment(
        loader=FileSystemLoader(folders),
        undefined=StrictUndefined,
        finalize=_put_out,
        trim_blocks=True,
        lstrip_blocks=True,
    )


_NO_SENTENCES: Mapping[str, str] = {}


class Frames:
    """The frames of one plan.

    ``folder`` holds those that replace ours (null: none), ``sentences`` those that the record of the plan
    ``plan`` has by their names; a folder outweighs the record.
    """

    def __init__(
        self, folder: Path | None = None, sentences: Mapping[str, str] = _NO_SENTENCES, plan: str = ""
    ) -> None:
        if folder is not None and not folder.is_dir():
            raise KbError(f"{folder}: no such folder of templates. Create it or leave out --templates.")
        self._folder = folder
        self._sentences = sentences
        self._plan = plan

    def say(self, name: str, **values: Any) -> Line:
        """One frame filled in, on one line.

        Raises KbError with file and line for a template that does not parse or names an unknown value.
        """
        plain = self._plain(name, values)
        if plain is not None:
            return plain
        if self._own(name) is not None:
            # A record is data: its sentences name values, and nothing in them is ever run.
            known = ", ".join(f"{{{{ {value} }}}}" for value in values)
            raise KbError(
                f"The sentence `{name}` of the plan {self._plan} cannot be filled in."
                f" It may hold {known or 'no value'}: kb edit plan {self._plan} corrects it."
            )
        from jinja2 import TemplateError

        environment = _environment(self._folder)
        try:
            words = {
                key: _Words.of(value) if isinstance(value, Line) else value for key, value in values.items()
            }
            line: Any = environment.get_template(f"{name}.j2").render(**words)
        except TemplateError as error:
            raise KbError(self._complaint(name, error)) from error
        except (TypeError, ValueError, ArithmeticError) as error:
            raise KbError(self._complaint(name, error)) from error
        return _on_one_line(line)

    def _plain(self, name: str, values: Mapping[str, Any]) -> Line | None:
        """The frame filled in where it only names values; null where it takes Jinja2 to fill it in.

        Importing Jinja2 takes longer than all other work of a summary, and most frames are this plain.
        """
        try:
            text = _COMMENT.sub("", self._own(name) or self._file(name).read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError):
            return None
        rest = _NAME.sub("", text)
        if "{" in rest or "}" in rest or not all(place[1] in values for place in _NAME.finditer(text)):
            return None
        parts = [values[part] if index % 2 else part for index, part in enumerate(_NAME.split(text))]
        return _on_one_line(Line(*[part if isinstance(part, Line) else str(part) for part in parts]))

    def _complaint(self, name: str, error: Exception) -> str:
        file, line = self._file(name), getattr(error, "lineno", None) or _line(error, f"{name}.j2")
        where = f"{file}:{line}" if line else str(file)
        complaint = str(error).rstrip(".") or type(error).__name__
        return f"{where}: {complaint}. Correct the template, or remove it to use ours."

    def _own(self, name: str) -> str | None:
        """The sentence of the plan; None where there is none, or where a template outweighs it."""
        in_folder = self._folder is not None and (self._folder / f"{name}.j2").exists()
        return None if in_folder else self._sentences.get(name)

    def _file(self, name: str) -> Path:
        own = None if self._folder is None else self._folder / f"{name}.j2"
        return own if own is not None and own.exists() else OWN / f"{name}.j2"


def _on_one_line(line: Line) -> Line:
    pieces = [
        piece._replace(text=re.sub(r"\s+", " ", piece.text)) if isinstance(piece, Text | TermText) else piece
        for piece in line.pieces
    ]
    return stripped(Line(*pieces))


def _line(error: Exception, file_name: str) -> int | None:
    """The template line that raised: the innermost traceback entry within that template."""
    trace, line = error.__traceback__, None
    while trace is not None:
        if trace.tb_frame.f_code.co_filename.endswith(file_name):
            line = trace.tb_lineno
        trace = trace.tb_next
    return line
