"""Which domains of outcomes a text speaks of."""

from __future__ import annotations

import re

_TOPICS = {
    "survival": r"surviv|mortalit|death|\bdied?\b|alive",
    "recurrence": r"recur|progress|relaps",
    "response": r"respon|remission|complete ablation",
    "harm": r"complicat|adverse|morbid|toxic|bleed|\bharms?\b",
    "symptom": r"symptom|\bpain",
    "function": r"function",
    "quality-of-life": r"quality of life",
}
"""Domains of outcomes by the words that name them."""


def topics_of(words: str) -> set[str]:
    """Domains of the outcomes that words name: survival for deaths, recurrence for progression."""
    return {domain for domain, pattern in _TOPICS.items() if re.search(pattern, words, re.IGNORECASE)}
