"""E-utilities on loopback: esearch and efetch over made-up records, with faults that a test asks for.

Spoken as NCBI documents it (NBK25499): JSON for esearch, windows of dates, the history server, the limit
of PMIDs a search lists, XML and MEDLINE text for efetch. No record here is a real article.
"""

from __future__ import annotations

import json
import threading
from collections import defaultdict, deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

from tests.bibliography.formats.made_up import XML_HEAD, XML_TAIL, Article, articles, nbib, pubmed_xml

Fields = dict[str, str]
_RENDERED: dict[tuple[int, str], str] = {}
"""Records of the library as text, by object and form: wrapping lines takes long."""


_STRANGER = Article(pmid="99999999")


@cache
def library(count: int) -> list[Article]:
    """So many made-up articles, always the same ones."""
    return articles(count)


def _kept(article: Article, render: Callable[[Article], str]) -> str:
    key = (id(article), render.__name__)
    if key not in _RENDERED:
        _RENDERED[key] = render(article)
    return _RENDERED[key]


@dataclass
class Fault:
    """An answer that is given once instead of, or made of, the right one."""

    status: int = 200
    body: str | None = None
    """Instead of the right body."""
    headers: dict[str, str] = field(default_factory=dict)
    change: Callable[[str], str] = lambda body: body
    """Makes the body of the right one."""
    cut: int = 0
    """Bytes that are announced and not sent."""
    silent: bool = False
    """Nothing is sent until the test ends."""


@dataclass
class Eutils:
    """The server's records, its state, and what it was asked."""

    articles: dict[str, Article] = field(default_factory=dict)
    dates: dict[str, tuple[date, ...]] = field(default_factory=dict)
    """PMID -> its dates, in PubMed's order; a record that has a date only can be found, not fetched."""
    limit: int = 9999
    warnings: dict[str, Any] = field(default_factory=dict)
    withheld: set[str] = field(default_factory=set)
    """PMIDs that efetch never sends."""
    twice: bool = False
    """Whether efetch sends each record twice, and one that nobody asked for."""
    asked: list[tuple[str, Fields]] = field(default_factory=list)
    times: list[float] = field(default_factory=list)
    now: Callable[[], float] = lambda: 0.0
    on_request: Callable[[int], None] = lambda number: None
    faults: dict[str, deque[Fault]] = field(default_factory=lambda: defaultdict(deque))
    histories: dict[str, list[str]] = field(default_factory=dict)
    over: threading.Event = field(default_factory=threading.Event)
    address: str = ""

    def hold(self, articles: list[Article], day: date = date(2024, 5, 6)) -> None:
        """Have these records, added to PubMed on that day."""
        self.articles |= {article.pmid: article for article in articles}
        self.dates |= {article.pmid: (day,) for article in articles}

    def fetched(self) -> list[Fields]:
        """Fields of the downloads asked for."""
        return [fields for utility, fields in self.asked if utility == "efetch.fcgi"]

    def answer(self, utility: str, fields: Fields) -> tuple[str, int]:
        """Body and status."""
        return self._esearch(fields) if utility == "esearch.fcgi" else self._efetch(fields)

    def _esearch(self, fields: Fields) -> tuple[str, int]:
        first, last = (
            date(*map(int, fields.get(name, usual).split("/")))
            for name, usual in (("mindate", "1/1/1"), ("maxdate", "9999/12/31"))
        )
        pmids = [
            pmid
            for pmid, days in self.dates.items()
            if any(first <= day <= last for day in days) and "nothing" not in fields["term"]
        ]
        listed = pmids[: min(int(fields["retmax"]), self.limit)]
        result: dict[str, Any] = {"count": str(len(pmids)), "retmax": str(len(listed)), "retstart": "0"}
        result |= {"idlist": listed, "querytranslation": f'"{fields["term"]}"[All Fields]', **self.warnings}
        if fields.get("usehistory") == "y":
            environment = f"MCID_{len(self.histories)}"
            self.histories[environment] = listed
            result |= {"querykey": "1", "webenv": environment}
        return json.dumps({"header": {"type": "esearch"}, "esearchresult": result}), 200

    def _efetch(self, fields: Fields) -> tuple[str, int]:
        if "id" in fields:
            pmids = fields["id"].split(",")
        elif fields["WebEnv"] in self.histories:
            start = int(fields["retstart"])
            pmids = self.histories[fields["WebEnv"]][start : start + int(fields["retmax"])]
        else:
            return "<eFetchResult><ERROR>Unable to obtain query #1</ERROR></eFetchResult>", 400
        held = [self.articles[pmid] for pmid in pmids if pmid in self.articles and pmid not in self.withheld]
        if not held:
            return "<eFetchResult><ERROR>ID list is empty! In it there are no ids</ERROR></eFetchResult>", 400
        if self.twice:
            held = [_STRANGER, *held, *held]
        if fields.get("rettype") == "medline":
            return "\n" + "".join(_kept(article, nbib) for article in held), 200
        return XML_HEAD + "".join(_kept(article, pubmed_xml) for article in held) + XML_TAIL, 200


@contextmanager
def serving(eutils: Eutils) -> Iterator[Eutils]:
    """The server on a port of its own."""

    class Handler(_Handler):
        state = eutils

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        eutils.address = f"http://127.0.0.1:{server.server_port}/entrez/eutils/"
        try:
            yield eutils
        finally:
            eutils.over.set()
            server.shutdown()
            thread.join()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    state: Eutils

    def log_message(self, format: str, *words: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        """Nothing of ours goes out as GET: the key would stand in the address."""
        self._send(Fault(status=405), "no GET")

    def do_POST(self) -> None:
        state, utility = self.state, self.path.rsplit("/", 1)[-1]
        text = self.rfile.read(int(self.headers["Content-Length"])).decode()
        fields = {name: values[0] for name, values in parse_qs(text).items()}
        state.asked.append((utility, fields))
        state.times.append(state.now())
        state.on_request(len(state.asked))
        fault = state.faults[utility].popleft() if state.faults[utility] else Fault()
        if fault.silent:
            state.over.wait()
            self.close_connection = True
            return
        body, status = state.answer(utility, fields)
        fault.status = status if fault.status == 200 else fault.status
        self._send(fault, fault.change(body) if fault.body is None else fault.body)

    def _send(self, fault: Fault, body: str) -> None:
        data = body.encode()
        self.send_response(fault.status)
        self.send_header("Content-Length", str(len(data)))
        for name, value in fault.headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(data[: len(data) - fault.cut])
        if fault.cut:
            self.close_connection = True
