"""How PubMed is reached: address, and what NCBI wants to know about who asks."""

from __future__ import annotations

import os
import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from kb.errors import KbError

ADDRESS = "https://eutils.ncbi.nlm.nih.gov/entrez/eutils/"
TOOL = "kb"
ASK_FOR_EMAIL = (
    "NCBI asks who searches, so that it can write before it blocks anyone: set KB_PUBMED_EMAIL to your"
    " e-mail address."
)
_OWN_MACHINE = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True, slots=True)
class Access:
    """Address and account of E-utilities (A General Introduction to the E-utilities, NBK25497)."""

    address: str = ADDRESS
    """Ends with a slash; the names of the utilities (``esearch.fcgi``) come after it."""
    tool: str = TOOL
    """Name of the program, without spaces."""
    email: str | None = None
    api_key: str | None = field(default=None, repr=False)
    """Secret: no message, log or file ever holds it."""

    @classmethod
    def read(cls) -> Access:
        """From ``KB_PUBMED_URL``, ``KB_PUBMED_TOOL``, ``KB_PUBMED_EMAIL`` and ``KB_PUBMED_API_KEY``.

        Raises KbError when one of them cannot be right.
        """
        access = cls(
            address=_environment("KB_PUBMED_URL", ADDRESS).rstrip("/") + "/",
            tool=_environment("KB_PUBMED_TOOL", TOOL),
            email=_environment("KB_PUBMED_EMAIL") or None,
            api_key=_environment("KB_PUBMED_API_KEY") or None,
        )
        access._check()
        return access

    @property
    def per_second(self) -> int:
        """Requests that NCBI allows in one second: 3, with a key 10."""
        return 10 if self.api_key else 3

    def fields(self) -> dict[str, str]:
        """The fields that go with every request."""
        named = {"tool": self.tool, "email": self.email, "api_key": self.api_key}
        return {name: value for name, value in named.items() if value}

    def without_key(self, text: str) -> str:
        """A text of the server with the key taken out: its messages repeat it."""
        return text.replace(self.api_key, "***") if self.api_key else text

    def _check(self) -> None:
        kind = _kind(self.address)
        if kind is None:
            raise KbError(f"KB_PUBMED_URL is no web address. Leave it out, or write it like {ADDRESS}")
        if self.api_key and kind == "http":
            raise KbError(
                "KB_PUBMED_URL starts with http://, which would send your API key readable for everybody."
                " Write https://, or leave KB_PUBMED_API_KEY out."
            )
        if self.email and not re.fullmatch(r"[^@\s]+@[^@\s]+", self.email):
            raise KbError("KB_PUBMED_EMAIL is no e-mail address. Write it like ada@example.org")
        if re.search(r"\s", self.tool + (self.api_key or "")):
            raise KbError("KB_PUBMED_TOOL and KB_PUBMED_API_KEY hold no spaces. Check them.")


def _environment(name: str, usual: str = "") -> str:
    return os.environ.get(name, "").strip() or usual


def _kind(address: str) -> str | None:
    """``https``, ``http`` for plain text, ``own`` for an address on this machine; None = no address."""
    if re.search(r"[\s\x00-\x1f]", address):
        return None
    try:
        parts = urlsplit(address)
        host = parts.hostname
        _ = parts.port
    except ValueError:
        return None
    if (
        parts.scheme not in ("http", "https")
        or not host
        or parts.query
        or parts.fragment
        or "@" in parts.netloc
    ):
        return None
    return "own" if host in _OWN_MACHINE else parts.scheme
