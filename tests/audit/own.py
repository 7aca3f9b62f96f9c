"""A small knowledge base whose figures are traced to two invented documents."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

from tests.builders.folders import FILES, Folder
from tests.builders.texts import STUDY

TEXT = """\
Background

Deaths are put at 2% of those treated.¹ In 2008, input came from societies. Two of them answered.

Review of Evidence

Doe et al (2020) randomized 40 patients with small tumors.² Twenty received ablation and as many surgery. In
all, 17 centers took part. Overall survival at 1 and 3 years was 97% and 67% after ablation and 95% and 66%
after surgery (95% confidence interval not given; p=.747). Of the 40 patients, those with tumors of
more than 2 cm had complications in 2 (10%).

Deo et al (2019) is not on file. Sohn (2003) is not either.

References

1. Doe J. A trial. 2020.
"""
OTHER = """\
Roe et al (2021) enrolled 60 people. Thirty were given the drug and as many were given nothing. Afterwards,
survival was as follows at 1 and 3 years: 81% and 72% with the drug, 79% and 71% without it (p=.512). Effects
of harm were seen in larger tumors (at least 4 cm), namely in 9 (45%) of them.
"""
_OTHER_STUDY = {
    "doe-2020": "roe-2021",
    "Doe et al (2020)": "Roe et al (2021)",
    "document: source": "document: other",
    "enrolled: 40": "enrolled: 60",
    "40 patients": "60 people",
    "n: 20": "n: 30",
    "Twenty": "Thirty",
    '">2 cm"': '">=4 cm"',
    "more than 2 cm": "at least 4 cm",
    "[97%, 67%]": "[81%, 72%]",
    "[95%, 66%]": "[79%, 71%]",
    "p .747": "p .512",
    "97% and 67%": "81% and 72%",
    "95% and 66%": "79% and 71%",
    "p=.747": "p=.512",
    "2/20 (10%)": "9/30 (45%)",
    "2 (10%)": "9 (45%)",
}


def own_folder(path: Path) -> Folder:
    """Records of both documents, with the offsets at which the texts state the figures."""
    folder = Folder(path)
    other = STUDY
    for old, new in _OTHER_STUDY.items():
        other = other.replace(old, new)
    folder.write("studies/doe-2020", _placed(STUDY, TEXT))
    folder.write("studies/roe-2021", _placed(other, OTHER))
    folder.write("policies/1.01/policy", _placed(FILES["policies/1.01/policy"], TEXT))
    folder.write("documents/source", _document("source", TEXT))
    folder.write("documents/other", _document("other", OTHER))
    reference = FILES["references/doe-2020"]
    folder.write(
        "references/roe-2021",
        reference.replace("doe-2020", "roe-2021")
        .replace("Doe", "Roe")
        .replace("123", "456")
        .replace("2020-05", "2021"),
    )
    return folder


def _placed(record: str, text: str) -> str:
    """A record with every excerpt at its place in a text."""
    return re.sub(r'"\d+: ([^"]+)"', lambda match: f'"{text.index(match[1])}: {match[1]}"', record)


def _document(key: str, text: str) -> str:
    return (
        f"document: {key}\ntitle: The {key}\npublisher: The plan\ndate: 2021-11\n"
        f"characters: {len(text)}\nsha256: {hashlib.sha256(text.encode()).hexdigest()}\n"
    )
