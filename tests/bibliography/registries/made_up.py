"""Studies as ClinicalTrials.gov tells them, none of them real, and its API on loopback."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit


def study(number: str, status: str = "RECRUITING", **given: Any) -> dict[str, Any]:
    """A study as the API (version 2) sends it; ``given`` are count, end, kind, leader, title and acronym."""
    kind = given.get("kind", "ESTIMATED")
    return {
        "protocolSection": {
            "identificationModule": {
                "nctId": number,
                "briefTitle": given.get("title", "A madeup trial"),
                "acronym": given.get("acronym"),
            },
            "statusModule": {
                "overallStatus": status,
                "startDateStruct": {"date": "2020-02", "type": "ACTUAL"},
                "completionDateStruct": {"date": given.get("end", "2027-08-31"), "type": kind},
            },
            "sponsorCollaboratorsModule": {
                "leadSponsor": {"name": "Madeup University", "class": "OTHER"},
                "collaborators": [{"name": "Madeup Maker", "class": given.get("partner", "OTHER")}],
            },
            "designModule": {"enrollmentInfo": {"count": given.get("count", 120), "type": kind}},
        },
        "hasResults": given.get("results", False),
    }


@dataclass
class Registry:
    """The API with some studies; ``failures`` are statuses that are answered first."""

    studies: Mapping[str, dict[str, Any]] = field(default_factory=dict)
    failures: list[int] = field(default_factory=list)
    asked: list[dict[str, list[str]]] = field(default_factory=list)
    address: str = ""


@contextmanager
def serving(registry: Registry) -> Iterator[Registry]:
    """The API on a port of its own."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            asked = urlsplit(self.path)
            registry.asked.append(parse_qs(asked.query))
            status = registry.failures.pop(0) if registry.failures else 200
            wanted = parse_qs(asked.query).get("filter.ids", [""])[0].split(",")
            found = [registry.studies[number] for number in wanted if number in registry.studies]
            body = json.dumps({"studies": found}).encode() if status == 200 else b"no"
            self.send_response(status if asked.path == "/api/v2/studies" else 404)
            self.send_header("content-length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *words: object) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, args=(0.01,))
        thread.start()
        registry.address = f"http://127.0.0.1:{server.server_port}/api/v2/"
        try:
            yield registry
        finally:
            server.shutdown()
            thread.join()
