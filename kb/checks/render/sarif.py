"""Problems as SARIF 2.1.0, the form in which code hosts and editors take the results of checks.

Severities are those of SARIF; an acknowledged problem is a suppressed result with its justification.
Source: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0, sections 3.27 and 3.35.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote

from kb import __version__
from kb.checks.listing import Item, Listing
from kb.checks.rule import Rule

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"


def render_sarif(listing: Listing) -> str:
    """The listing as one SARIF log with one run."""
    places = {rule.key: index for index, rule in enumerate(listing.rules)}
    driver = {
        "name": "kb check",
        "semanticVersion": __version__,
        "rules": [_rule(rule) for rule in listing.rules],
    }
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(item, places) for item in (*listing.open, *listing.acknowledged)],
    }
    return json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, indent=2) + "\n"


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.key,
        "shortDescription": {"text": f"{rule.title}."},
        "fullDescription": {"text": rule.explanation},
        "help": {"text": f"{rule.explanation}\n\nSource: {rule.source}"},
        "defaultConfiguration": {"level": str(rule.severity)},
    }


def _result(item: Item, places: dict[str, int]) -> dict[str, Any]:
    judged, problem = item.judged, item.judged.problem
    text = item.message + (f" Found: {problem.found}." if problem.found else "")
    result: dict[str, Any] = {
        "ruleId": problem.rule,
        "ruleIndex": places[problem.rule],
        "level": str(problem.severity),
        "message": {"text": text + (f" Expected: {problem.expected}." if problem.expected else "")},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": quote(Path(item.file).as_posix())},
                    "region": {"startLine": item.line},
                },
                "logicalLocations": [{"fullyQualifiedName": problem.place}],
            }
        ],
        "partialFingerprints": {"ruleAndPlace/v1": judged.id},
    }
    if not judged.is_open:
        suppression = {"kind": "inSource", "status": "accepted", "justification": judged.reason}
        result["suppressions"] = [suppression]
    return result
