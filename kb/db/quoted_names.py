"""Quotes of names and of texts, which SQLite takes one for the other."""

from __future__ import annotations

from collections.abc import Iterator

from kb.db.sql_tokens import COMPARISONS, Columns, Tokens, at, opening


def quoted_names(tokens: Tokens, columns: Columns) -> Iterator[str]:
    """What to write instead of a name in other quotes, and of text in those of a name.

    SQLite takes what stands in double quotes for text where it is no name: a misspelled column, too.
    """
    for place, token in enumerate(tokens):
        if token.is_sign("`") or (token.is_sign("[") and _starts_name(tokens, place)):
            yield "Names in `...` or [...] are SQLite's alone. Double quotes are for names, on both engines."
    words = {token.text for token in tokens if token.kind == "word"}
    unknown = [
        (place, token.text[1:-1])
        for place, token in enumerate(tokens)
        if token.kind == "quoted" and token.text[1:-1].lower() not in {*columns, *words}
    ]
    for place, name in unknown:
        left = at(tokens, place - 1)
        if left.is_sign(*COMPARISONS) or left.is_word("like"):
            yield f"Text stands in single quotes: '{name}'. Double quotes are for names, on both engines."
    for _, name in unknown:
        if all(_is_selected(tokens, place) for place, other in unknown if other == name):
            yield (
                f"No column is named {name}, and SQLite takes it for text. Double quotes are for names,"
                " single quotes for text, on both engines."
            )


def _is_selected(tokens: Tokens, place: int) -> bool:
    """Whether a name stands where SELECT or a condition asks for its value, and nothing is named by it."""
    if at(tokens, place + 1).is_sign(".", "("):
        return False
    if at(tokens, place - 1).is_sign(","):
        open = opening(tokens, place)
        clause = next(
            (tokens[back] for back in range(place - 1, open, -1) if tokens[back].is_word("select", "from")),
            None,
        )
        return clause is not None and clause.is_word("select")
    return at(tokens, place - 1).is_word("select", "distinct", "where", "and", "or", "by")


def _starts_name(tokens: Tokens, place: int) -> bool:
    """Whether a bracket opens a name, and not a part of an array."""
    left = at(tokens, place - 1)
    return left.is_sign(",", "(", ".", *COMPARISONS) or left.is_word(
        "select", "distinct", "from", "join", "where", "and", "or", "on", "by", "as"
    )
