"""A title is whole: no comparison sign, Greek letter or accent was lost on the way.

Why: when references are exported, copied from a PDF or passed through a web page, signs that are no plain
letters vanish or turn into others. "Carcinomas of >2 cm" becomes "carcinomas of 2 cm", which says something
else, and a title search no longer finds the article.

How: the title, the journal and the names of authors are searched for what such losses leave behind: letters
of a wrong character set (Ã¼, â€“), the mark of a character that could not be shown, characters that only a
symbol font can show, a question mark inside a word or in the place of a Greek letter (TGF-?), codes of web
pages (&lt;, <sub>), an opening bracket with a gap before a number, "or =" without < or > before it, and
brackets without their partner. In the title also several things of exactly one size or age ("carcinomas of
2 cm", "children 18 years") and a measured value without a comparison ("patients with ejection fraction 35%"):
without a sign or a word such as "larger than", "or more", "up to", they can hardly be meant.

What fits: any wording with a comparison, a range, or a point in time ("children 5 years after transplant").
One thing of one size ("a 2-cm lesion", "a tumor of 2 cm"). Groups "aged 65 years" are a note only, because
some programs do invite one year of birth.

Limits: a sign that was lost without a trace in grammar or spelling is not found. An exact dose or duration
("patients given 5 mg") is never taken for a loss.

Source: NLM, Citing Medicine, 2nd edition, chapter 1 (titles are given as in the article; Greek letters and
special characters are written out or reproduced); ICMJE Recommendations, section IV.A.3.g.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kb.checks.problem import CheckProblem, Severity
from kb.checks.rule import Subject, rule
from kb.evidence.references import Reference

_WRONG_LETTERS = re.compile(
    "[\u00c2\u00c3\u00c4\u00c5][\u0080-\u00bf\u20ac\u2018-\u201e\u2020-\u2022\u2039\u203a\u0152-\u0178]"
    "|\u00e2(?:\u20ac|\u0080)|\u00ef\u00bf\u00bd"
)
_EVERYWHERE = (
    (_WRONG_LETTERS, "letters that stand for one letter of another character set"),
    (re.compile("\ufffd"), "the mark of a character that could not be read"),
    (re.compile("[\ue000-\uf8ff]"), "a character that only a symbol font can show, often a lost sign"),
    (re.compile(r"&(?:[a-zA-Z]{2,8}|#\d+|#x[0-9a-fA-F]+);"), "a code of a web page"),
    (re.compile(r"</?(?:i|b|u|em|sub|sup|strong|italic|bold|span|br|p)\b[^<>]*>"), "a mark-up of a web page"),
    (re.compile(r"[^\W\d_][?\u00bf](?=[^\W\d_])"), "a question mark inside a word"),
)
_IN_TITLES = (
    (re.compile(r"(?<!\w)\?-[a-z]|-\?(?=[\s,;:).]|$)"), "a question mark in the place of a Greek letter"),
    (re.compile(r"\(\s+\d"), "a gap between a bracket and a number, where a sign was lost"),
    (re.compile(r"(?<![<>])(?<![<>] )\bor ?= ?\d", re.IGNORECASE), '"or =" without < or > before it'),
)

_COMPARED = re.compile(
    r"[<>\u2264\u2265=\u00b1~]|\b(?:than|least|most|up to|over|under|above|below|between|within|exceed\w*"
    r"|beyond|or (?:more|less|older|younger|larger|smaller|greater|fewer|higher|lower|above|below|over|under)"
    r"|and (?:older|younger|over|above|under|below|up|more)|maximum|minimum|cut-?off|threshold|versus|vs)\b",
    re.IGNORECASE,
)
_NUMBER = r"(?P<number>\d+(?:[.,\u00b7]\d+)?)"
_THINGS = (
    r"(?:tumou?rs|carcinomas|cancers|lesions|nodules|metastases|stones|calculi|polyps|aneurysms|cysts|adenomas"
    r"|fibroids|masses|defects|ulcers|wounds|tears|melanomas|sarcomas|gliomas|hernias|thrombi)"
)
_SIZE = re.compile(
    rf"\b{_THINGS}(?: (?:of|with (?:a )?(?:diameters?|sizes?)(?: of)?|measuring|sized))?"
    rf" {_NUMBER} ?(?:cm|mm)\b"
)
_PERSONS = (
    r"(?:children|adolescents|adults|infants|women|men|girls|boys|patients|people|persons|individuals|subjects"
    r"|participants|recipients|donors|survivors|residents)"
)
_AGE = re.compile(
    rf"\b{_PERSONS},? (?P<aged>aged? (?:of )?)?{_NUMBER} ?(?:years?|yrs?|months?)(?: (?:old|of age))?\b"
)
_VALUE = re.compile(
    rf"\b{_PERSONS},? (?:with|having|and) (?:an? )?(?:[\w-]+ ){{0,3}}?(?:body mass index|BMI"
    r"|ejection fraction|LVEF|HbA1c|hemoglobin A1c|apnea-hypopnea index|AHI|eGFR|glomerular filtration rate"
    rf"|PSA|CD4 counts?|FEV1|PaO2|platelet counts?|LDL cholesterol)(?: of)? {_NUMBER}"
)
_TIME_AFTER = re.compile(r"^\W*(?:after|following|from|before|prior|post|later|ago|since|of (?!age)|follow)")
_AROUND = 28
"""Characters on each side of a number in which a comparison would be."""


@rule(
    Subject.REFERENCE,
    Severity.WARNING,
    source="NLM, Citing Medicine, 2nd edition, chapter 1; ICMJE Recommendations, section IV.A.3.g",
    title="A title is whole: no comparison sign, Greek letter or accent was lost",
)
def check_signs_lost_in_title(reference: Reference) -> Iterator[CheckProblem]:
    """One problem for each part of a reference that shows a loss, the surest of each part."""
    parts = {"title": reference.title, "container-title": reference.journal or ""}
    authors = enumerate(reference.authors, start=1)
    parts |= {f"{reference.id}/{n}": f"{author.name} {author.given or ''}" for n, author in authors}
    for part, text in parts.items():
        if (damage := _damage(text, part == "title")) is not None:
            yield _problem(reference, part, Severity.WARNING, f"holds {damage[0]}", damage[1])
    title = reference.title
    if _damage(title, True) is None and (lost := _lost_comparison(title)) is not None:
        severity, words = lost
        yield _problem(reference, "title", severity, "seems to have lost a sign such as < or \u2265", words)


def _damage(text: str, is_title: bool) -> tuple[str, str] | None:
    """What the loss is, and the words around it; null when there is none."""
    for pattern, damage in (*_EVERYWHERE, *(_IN_TITLES if is_title else ())):
        if (match := pattern.search(text)) is not None:
            return damage, _around(text, match.start(), match.end())
    if is_title:
        for opening, closing in (("(", ")"), ("[", "]")):
            if text.count(opening) != text.count(closing) and not re.search(r"\b\w\)", text):
                return f"{opening} without {closing} or the reverse", text
    return None


def _around(text: str, start: int, end: int) -> str:
    """The whole words that contain something."""
    left = text.rfind(" ", 0, start) + 1
    right = text.find(" ", end)
    return text[left : right if right >= 0 else len(text)]


def _lost_comparison(title: str) -> tuple[Severity, str] | None:
    for pattern in (_SIZE, _AGE, _VALUE):
        for match in pattern.finditer(title):
            after = title[match.end() :]
            near = title[max(0, match.start() - _AROUND) : match.end()] + after[:_AROUND]
            if _COMPARED.search(near) or (pattern is _AGE and _TIME_AFTER.match(after)):
                continue
            if re.match(r"\s*[-\u2013,/x\u00d7]\s*\d|,? (?:and|or|to) \d", after):
                continue
            aged = match.groupdict().get("aged")
            return Severity.NOTE if aged else Severity.WARNING, match[0]
    return None


def _problem(reference: Reference, part: str, severity: Severity, damage: str, found: str) -> CheckProblem:
    name = {"title": "The title", "container-title": "The name of the journal"}.get(
        part, "The name of an author"
    )
    return CheckProblem(
        severity=severity,
        record=reference.record,
        place=part,
        message=f'{name} {damage}: "{found}". Compare it with the article.',
        found=found,
    )
