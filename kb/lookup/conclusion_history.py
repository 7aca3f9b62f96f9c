"""The history of a conclusion: when it was entered, how it was changed, what each version published."""

from __future__ import annotations

from kb.db.connect import Reader, Row
from kb.db.queries import run
from kb.errors import KbError, nearest
from kb.lookup.filter_words import resolve

COLUMNS = ("at", "event", "version", "verdict", "conclusion", "who", "why")


def read_history(reader: Reader, policy: str, indication: str) -> list[Row]:
    """What happened to the conclusion of an indication, oldest first, with ``COLUMNS`` and the effect."""
    return run(reader, "lookup/history", policy=policy, indication=indication)


def named_indication(reader: Reader, words: tuple[str, ...]) -> tuple[str, str]:
    """Policy and indication that one or two words name: ``hcc``, ``7.01.75/hcc``, or ``7.01.75`` and ``hcc``.

    Raises KbError for an indication that is not there, and for one that several policies have.
    """
    known = [(str(row["policy"]), str(row["indication"])) for row in run(reader, "lookup/known_conclusions")]
    if len(words) == 1:
        policy, slash, indication = words[0].rpartition("/")
        if not slash:
            return _alone(words[0], known)
        words = (policy, indication)
    if len(words) != 2:
        raise KbError(
            f"{' '.join(words)} is too much. Name one indication, for example kb history 7.01.75 hcc."
        )
    policy = resolve(reader, "policy", words[0]) or words[0]
    indication = words[1].removeprefix(f"{policy}/")
    own = [key for number, key in known if number == policy]
    if indication in own:
        return policy, indication
    raise KbError(f"{policy} has no indication {indication!r}. Its indications: {', '.join(own) or 'none'}.")


def _alone(word: str, known: list[tuple[str, str]]) -> tuple[str, str]:
    """An indication whose policy was not named."""
    fits = [pair for pair in known if pair[1] == word]
    if len(fits) == 1:
        return fits[0]
    if fits:
        ways = " or ".join(f"kb history {policy} {indication}" for policy, indication in fits)
        raise KbError(f"Several policies have an indication {word!r}: {ways}.")
    own = [indication for policy, indication in known if policy == word]
    if own:
        raise KbError(f"{word} is a policy. Name an indication too: {', '.join(own)}.")
    hint = nearest(word, sorted({indication for _, indication in known})) or "kb indication list shows all."
    raise KbError(f"There is no indication {word!r}. {hint}")
