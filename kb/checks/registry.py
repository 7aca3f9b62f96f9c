"""All rules: every module of ``kb.checks.rules`` has one."""

from __future__ import annotations

from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType

from kb.checks.rule import Rule
from kb.errors import KbError, nearest

_FOLDER = Path(__file__).parent / "rules"


@cache
def all_rules() -> tuple[Rule, ...]:
    """Every rule, in the order of keys."""
    modules = sorted(file.stem for file in _FOLDER.glob("*.py") if file.stem != "__init__")
    return tuple(_rule_of(import_module(f"kb.checks.rules.{module}")) for module in modules)


def _rule_of(module: ModuleType) -> Rule:
    """The rule that a module defines, beside any that it imports."""
    rules = (value for value in vars(module).values() if isinstance(value, Rule))
    return next(rule for rule in rules if rule.check.__module__ == module.__name__)


def rules_named(keys: tuple[str, ...]) -> tuple[Rule, ...]:
    """The rules of these keys, all when none is given. Raises KbError that names the nearest known."""
    known = {rule.key: rule for rule in all_rules()}
    for key in keys:
        if key not in known:
            hint = nearest(key, list(known)) or "kb check --explain all lists them."
            raise KbError(f"There is no rule {key}. {hint}")
    return tuple(known[key] for key in dict.fromkeys(keys)) or all_rules()
