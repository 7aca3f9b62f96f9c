"""What a person types into the workbook of a first policy: an invented drug for an invented disease."""

from __future__ import annotations

from tests.sheets.typing_in import Typed

POLICY = "rx999.001"
FIRST: Typed = {
    "References": [
        {
            "reference": "madeup-2024",
            "identifiers/pmid": "99000042",
            "csl/type": "article-journal",
            "csl/title": "Inventumab for imaginary disease",
            "csl/author": "Madeup, A\nInvented, B, Jr\norganization: The Nowhere Group",
            "csl/container-title": "J Made Up Med",
            "csl/issued": "2024-03",
            "csl/volume": "7",
            "csl/page": "1-9",
        }
    ],
    "New conditions": [{"key": "imaginary-disease", "name": "imaginary disease", "abbreviation": "ID"}],
    "New interventions": [
        {"key": "inventumab", "name": "inventumab", "kind": "drug"},
        {"key": "nothingnib", "name": "nothingnib", "kind": "drug"},
    ],
    "New outcomes": [
        {
            "key": "imaginary-score",
            "name": "Imaginary Function Score",
            "domain": "function",
            "direction": "higher",
        }
    ],
    "Plans": {"plan": "nowhere", "name": "Plan of Nowhere"},
    "Policy": {
        "title": "Inventumab for Imaginary Disease",
        "plan": "nowhere",
        "section": "Prescription Drugs",
        "effective_date": "2026-01-01",
    },
    "Statements": [
        {
            "key": "initial",
            "determination": "medically-necessary",
            "text": "Inventumab is covered for individuals with imaginary disease when criteria are met.",
            "indications": "imaginary",
        }
    ],
    "Statement criteria": [
        {"level": "1", "rule": "all"},
        {"level": "2", "text": "The diagnosis is confirmed"},
        {"level": "2", "rule": "at least 1", "text": "Earlier treatment"},
        {"level": "3", "text": "nothingnib failed"},
        {"level": "3", "text": "nothingnib is not tolerated"},
    ],
    "Codes": [{"system": "HCPCS", "code": "J9999", "description": "Invented injection", "use": "drug"}],
    "Indications": {
        "indication": "imaginary",
        "title": "Imaginary disease",
        "population/who": "have",
        "population/text": "imaginary disease",
        "population/condition": "imaginary-disease",
        "interventions": "inventumab",
        "comparators": "nothingnib",
        "purpose": "Inventumab is meant to keep function.",
        "conclusion/verdict": "sufficient",
        "conclusion/effect": "improves-net-health-outcome",
    },
    "Indication outcomes": [
        {"outcome": "imaginary-score", "relevant": "yes"},
        {"outcome": "overall-survival", "relevant": "yes"},
    ],
    "Indication groups": [
        {"key": "rct", "heading": "Randomized Controlled Trials", "studies": "madeup-2024"}
    ],
    "Indication findings": [
        {
            "key": "trial",
            "text": "In one trial, function was kept more often"
            " ([[madeup-2024/imaginary-score/inv-not@12mo]]).",
        }
    ],
    "Studies": {
        "study": "madeup-2024",
        "label": "Madeup et al (2024)",
        "design": "randomized-controlled-trial",
        "reports/primary": "madeup-2024",
        "conditions": "imaginary-disease",
        "enrolled": "120",
    },
    "Study arms": [
        {"key": "inv", "label": "inventumab", "interventions": "inventumab", "n": "60"},
        {"key": "not", "label": "nothingnib", "interventions": "nothingnib", "n": "60"},
    ],
    "Study contrasts": [{"key": "inv-not", "index": "inv", "reference": "not", "method": "randomized"}],
}
RESULTS = [
    {
        "outcome": "imaginary-score",
        "at": "12 months",
        "inv": "mean 31.2 points (SD 4.0)",
        "not": "mean 28.1 points (SD 4.4)",
        "inv-not": "mean difference 3.1 points (95% CI 1.6-4.6); p <.001",
    }
]
HEADS = {"treatment": "inv", "control": "not", "treatment-control": "inv-not"}
