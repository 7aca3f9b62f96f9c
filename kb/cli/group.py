"""The command group of ``kb``: its own options anywhere, values without Pydantic, errors in words.

This sits in the group class, not around ``main``, so that tests that call the app see what users see.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, get_args, get_origin

import typer.core
from typer import Abort, BadParameter, Exit
from typer._coercion import RuntimeParam, TypeDescriptor, build_runtime_param
from typer.core import TyperGroup
from typer.exceptions import TyperException

from kb.cli.failures import make_output_utf8, told
from kb.cli.output_file import offer_overwrite
from kb.db.url import without_passwords

SHARED_OPTIONS = ("--database", "--read-database", "--evidence", "--templates")
"""Options of ``kb`` itself, which people also write after the name of a command."""


class KbGroup(TyperGroup):
    """Takes the options of ``kb`` wherever they stand, and tells errors in words."""

    def __init__(self, **attributes: Any) -> None:
        super().__init__(**attributes)
        offer_overwrite(self.commands)

    def main(self, args: Sequence[str] | None = None, *rest: Any, **options: Any) -> Any:
        given = sys.argv[1:] if args is None else list(args)
        make_output_utf8()
        with told(Exit, Abort, TyperException, EOFError):
            try:
                return super().main(shared_options_first(given), *rest, **options)
            finally:
                sys.stdout.flush()  # here, where it can be told that the output could not be written

    def invoke(self, ctx: Any) -> Any:
        with told(Exit, Abort, TyperException, EOFError):
            try:
                return super().invoke(ctx)
            except TyperException as error:
                error.message = without_passwords(error.message)
                raise


def shared_options_first(args: list[str]) -> list[str]:
    """Move ``--database URL`` and the like to the front, wherever they stand before a ``--``."""
    end = args.index("--") if "--" in args else len(args)
    front: list[str] = []
    rest: list[str] = []
    position = 0
    while position < end:
        word = args[position]
        if word in SHARED_OPTIONS and position + 1 < end:
            front += args[position : position + 2]
            position += 2
            continue
        (front if word.startswith(tuple(f"{option}=" for option in SHARED_OPTIONS)) else rest).append(word)
        position += 1
    return front + rest + args[end:]


@dataclass(frozen=True)
class _ConvertedIfNeeded(RuntimeParam):
    """Converts a value as Typer does, unless it has the wanted type already.

    Typer converts every value with Pydantic, defaults and missing ones too, and importing Pydantic takes
    longer than the work of most commands.
    """

    def _coerce_value(self, value: Any, param: Any, ctx: Any) -> Any:
        if self.parameter_info.parser is None and _is_a(self.annotation, value):
            return value
        try:
            return build_runtime_param(param.type_descriptor).coerce(value, param, ctx)
        except BadParameter as error:
            error.message = _in_our_words(error.message, value)
            raise


def _in_our_words(message: str, value: Any) -> str:
    """What Pydantic has against a value, for people."""
    for beginning, words in _OUR_WORDS.items():
        if message.startswith(beginning):
            return f"{value} {words}"
    return message.removeprefix("Value error, ").replace("Input should be", "It must be")


_OUR_WORDS = {
    "Input should be a valid integer": "is no whole number. Write it in digits, like 20.",
    "Input should be a valid number": "is no number. Write it in digits, like 0.5.",
}


def _is_a(wanted: Any, value: Any) -> bool:
    """Whether a value has a type already, or all in it the type of the items of a list."""
    if get_origin(wanted) is list and isinstance(value, (list, tuple)):
        return all(_is_a(get_args(wanted)[0], item) for item in value)
    return isinstance(wanted, type) and isinstance(value, wanted)


def _converted_if_needed(descriptor: TypeDescriptor) -> RuntimeParam:
    return _ConvertedIfNeeded(descriptor.parameter_info, descriptor.annotation)


typer.core.build_runtime_param = _converted_if_needed  # type: ignore[attr-defined]
