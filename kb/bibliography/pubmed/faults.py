"""What goes wrong between us and PubMed: what passes by itself, and what a person has to know."""

from __future__ import annotations

from kb.errors import KbError

BY_HAND = (
    "Or search at https://pubmed.ncbi.nlm.nih.gov, save the records there (Send to: Citation manager),"
    " and take them in: kb review import FILE"
)


class TemporaryFailure(Exception):
    """An answer that may be right the next time. ``wait``: seconds that the server asks to wait."""

    def __init__(self, message: str, wait: float | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.wait = wait


class NotReached(TemporaryFailure):
    """No connection came about at all."""


class HistoryGone(Exception):
    """PubMed has forgotten the list of a search (it keeps them for some hours): ask by PMIDs."""


class NoAnswer(KbError):
    """PubMed cannot be reached, or gave no usable answer however often it was asked."""


def no_answer(error: TemporaryFailure, address: str) -> NoAnswer:
    """What to tell when trying again did not help."""
    if isinstance(error, NotReached):
        trouble = f"PubMed cannot be reached at {address} ({error.message})."
        certificate = "certificate" in error.message.lower()
        remedy = (
            "Your network seems to look into encrypted traffic: set SSL_CERT_FILE to its certificates."
            if certificate
            else "Check the connection to the internet."
        )
        return NoAnswer(f"{trouble} {remedy} {BY_HAND}")
    return NoAnswer(f"PubMed gave no usable answer: {error.message} Try again later. {BY_HAND}")
