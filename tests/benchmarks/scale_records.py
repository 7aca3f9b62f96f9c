"""A made-up but plausible knowledge base of any size, as a folder of evidence records.

    python tests/benchmarks/scale_records.py FOLDER [--policies 1000]

The same number gives the same files, byte by byte. Vocabulary and instruments are those that ship with
kb; everything else is invented. One policy has 3 indications, 30 studies of its own, about 500 results and
1,000 figures, so 1,000 policies make 30,000 studies, 500,000 results and 1,000,000 figures.
"""

from __future__ import annotations

import argparse
import random
import shutil
from pathlib import Path

EVIDENCE = Path(__file__).parents[2] / "evidence"
STUDIES = 10
"""Studies of one indication."""
INDICATIONS = {
    "hcc": ("hepatocellular-carcinoma", "hepatocellular carcinoma"),
    "net": ("neuroendocrine-liver-metastases", "liver metastases from neuroendocrine tumors"),
    "crc": ("colorectal-liver-metastases", "liver metastases from colorectal cancer"),
}
TREATMENTS = {
    "cryo": ("cryoablation", "cryoablation"),
    "rfa": ("radiofrequency-ablation", "RFA"),
    "mwa": ("microwave-ablation", "MWA"),
    "tace": ("chemoembolization", "chemoembolization"),
    "resection": ("hepatic-resection", "resection"),
    "ethanol": ("ethanol-injection", "ethanol injection"),
    "sorafenib": ("sorafenib", "sorafenib"),
    "radiotherapy": ("radiotherapy", "radiotherapy"),
}
DESIGNS = {
    "randomized-controlled-trial": ("rct", "randomized"),
    "prospective-comparative-cohort": ("cohorts", "propensity-matched"),
    "retrospective-comparative-cohort": ("cohorts", "not-stated"),
}
HEADINGS = {"rct": "Randomized controlled trials", "cohorts": "Nonrandomized comparative studies"}


def _words(text: str) -> list[str]:
    return text.split("|")


NAMES = _words(
    "Abe|Allen|Bauer|Becker|Bianchi|Brown|Chen|Costa|Diaz|Dubois|Fischer|Garcia|Gupta|Haas|Hansen|Ito|Jansen|"
    "Kaya|Kim|Klein|Kumar|Lee|Li|Lopez|Meyer|Miller|Moreau|Novak|Okafor|Patel|Perez|Popov|Ricci|Rossi|Sato|"
    "Schmidt|Silva|Singh|Smith|Suzuki|Tan|Tanaka|Wagner|Wang|Weber|Wu|Xu|Yang|Zhang|Zhou"
)
JOURNALS = _words("Hepatology|Ann Surg|J Hepatol|Cancer|Radiology|Eur J Surg Oncol|Acta Radiol|Liver Int")
WHO = _words("adults|older patients|patients with cirrhosis|untreated patients|patients unfit for surgery")
SETTINGS = _words("multicenter|single center|national registry|tertiary referral center")
SUBJECTS = _words(
    "perivascular tumors|tumors under the diaphragm|recurrence after surgery|small solitary tumors|"
    "oligometastatic disease|patients awaiting transplant|large tumors|bilobar disease"
)
CONDUCT = ("allocation/1", "allocation/2", "allocation/4", "blinding/2", "data-completeness/1")
RELEVANCE = ("population/4", "comparator/2", "outcomes/1", "follow-up/1", "intervention/3")


def policy_number(index: int) -> str:
    """Number of the policy at an index, from 0."""
    return f"{index // 100 + 1}.{index // 10 % 10 + 1:02d}.{index % 10 + 1:02d}"


def write_records(folder: Path, policies: int) -> int:
    """Write the folder; returns how many records it holds."""
    for name in ("vocabulary", "instruments"):
        shutil.copytree(EVIDENCE / name, folder / name)
    for name in ("plans", "references", "studies", "guidelines"):
        (folder / name).mkdir()
    (folder / "plans" / "example-plan.yaml").write_text("plan: example-plan\nname: Example Plan\n")
    count = sum(1 for _ in folder.rglob("*.yaml"))
    shared = ""
    for index in range(policies):
        made = _Policy(index, shared)
        for path, text in made.records():
            file = folder / path
            if path.endswith("/policy.yaml"):
                (file.parent / "indications").mkdir(parents=True)
            file.write_text(text, encoding="utf-8", newline="\n")
            count += 1
        shared = made.shared
    return count


class _Study:
    """One invented study of two arms."""

    def __init__(self, chance: random.Random, serial: int, condition: tuple[str, str]) -> None:
        self.chance, self.serial, self.condition = chance, serial, condition
        self.name, self.year = chance.choice(NAMES), chance.randint(1998, 2021)
        self.key = f"{self.name.lower()}-{self.year}-{serial}"
        self.design = chance.choice(list(DESIGNS))
        self.subject = chance.choice(SUBJECTS)
        self.arms = chance.sample(list(TREATMENTS), 2)
        self.sizes = [chance.randint(20, 400) for _ in self.arms]
        self.limitation = f"conduct/{chance.choice(CONDUCT)}"

    def text(self) -> str:
        """The record."""
        a, b = self.arms
        arms = "".join(
            f"  {arm}: {{label: {TREATMENTS[arm][1]}, interventions: [{TREATMENTS[arm][0]}], n: {n}}}\n"
            for arm, n in zip(self.arms, self.sizes, strict=True)
        )
        return (
            f"study: {self.key}\nlabel: {self.name} et al ({self.year})\ndesign: {self.design}\n"
            f"reports: {{primary: {self.key}}}\nconditions: [{self.condition[0]}]\n"
            f"population: {self.chance.choice(WHO)} with {self.condition[1]}\n"
            f"setting: {self.chance.choice(SETTINGS)}\nenrolled: {sum(self.sizes)}\narms:\n{arms}"
            f"contrasts:\n  {a}-{b}: {{index: {a}, reference: {b}, method: {DESIGNS[self.design][1]}}}\n"
            f"results:\n{''.join(self._results())}"
            "limitations:\n  instrument: limitations-therapeutic-2021\n  items:\n"
            f"    - {{code: {self.limitation}, note: about {self.subject} only}}\n"
        )

    def reference(self, pmid: int) -> str:
        """The record of its report."""
        first, second = (TREATMENTS[arm][1] for arm in self.arms)
        others = ", ".join(
            f"{{family: {self.chance.choice(NAMES)}, given: {self.chance.choice('ABCDEFGHJKLM')}}}"
            for _ in range(2)
        )
        page = self.chance.randint(1, 2000)
        return (
            f'reference: {self.key}\nidentifiers: {{pmid: "{pmid}"}}\ncsl:\n  type: article-journal\n'
            f"  title: {first} versus {second} for {self.condition[1]}, with regard to {self.subject}\n"
            f"  author: [{{family: {self.name}, given: {self.chance.choice('ABCDEFGHJKLM')}}}, {others}]\n"
            f"  container-title: {self.chance.choice(JOURNALS)}\n  issued: {self.year}\n"
            f'  volume: "{self.chance.randint(1, 90)}"\n  page: "{page}-{page + 9}"\n'
        )

    def _results(self) -> list[str]:
        a, b = self.arms
        both = f"{a}-{b}"
        found = [
            self._entry(
                "follow-up", {arm: self._median("months", 6, 60) for arm in self.arms} | {both: self._p()}
            ),
            self._entry(
                "overall-survival",
                {arm: f"[{', '.join(self._falling())}]" for arm in self.arms},
                "[3 y, 5 y]",
            ),
            self._entry("overall-survival", {both: self._hazard()}),
            self._entry("local-recurrence", self._counts(0.4), "2 y"),
            self._entry("major-complications", self._counts(0.15) | {both: self._risk()}),
        ]
        if self.serial % 3 == 0:
            found.insert(0, self._entry("tumor-size", {arm: self._median("cm", 1, 8) for arm in self.arms}))
        return found

    def _entry(self, outcome: str, cells: dict[str, str], at: str = "") -> str:
        times = f"    at: {at}\n" if at else ""
        return f"  - outcome: {outcome}\n{times}" + "".join(f"    {k}: {cell}\n" for k, cell in cells.items())

    def _p(self) -> str:
        return f"p .{self.chance.randint(1, 999):03d}"

    def _median(self, unit: str, low: int, high: int) -> str:
        middle = self.chance.randint(low + 1, high - 1)
        first, last = self.chance.randint(low, middle), self.chance.randint(middle + 1, high + 20)
        return f"median {middle} {unit} (range {first}-{last})"

    def _falling(self) -> list[str]:
        return [f"{share}%" for share in sorted(self.chance.sample(range(20, 99), 2), reverse=True)]

    def _hazard(self) -> str:
        ratio = self.chance.uniform(0.4, 1.8)
        return f"HR {ratio:.2f} (95% CI {ratio * 0.7:.2f}-{ratio * 1.4:.2f}); {self._p()}"

    def _risk(self) -> str:
        if self.serial % 3 != 1:
            return self._p()
        return f"RR {self.chance.uniform(0.3, 3):.2f} (95% CI 0.21-4.53); {self._p()}"

    def _counts(self, most: float) -> dict[str, str]:
        cells = {}
        for arm, size in zip(self.arms, self.sizes, strict=True):
            count = self.chance.randint(1, max(2, int(size * most)))
            cells[arm] = f"{count}/{size} ({100 * count / size:.1f}%)"
        return cells


class _Policy:
    """One invented policy with its studies, references, guideline and indications."""

    def __init__(self, index: int, shared: str) -> None:
        self.index, self.borrowed = index, shared
        self.number = policy_number(index)
        self.chance = random.Random(f"kb {index}")
        first = index * STUDIES * len(INDICATIONS)
        self.studies = {
            key: [_Study(self.chance, first + place * STUDIES + n, words) for n in range(STUDIES)]
            for place, (key, words) in enumerate(INDICATIONS.items())
        }
        self.shared = self.studies["hcc"][0].key
        """A study that the next policy uses too."""
        self.treatment = self.chance.choice(list(TREATMENTS))

    def records(self) -> list[tuple[str, str]]:
        """Path and text of each record."""
        found = []
        for study in (study for group in self.studies.values() for study in group):
            found.append((f"references/{study.key}.yaml", study.reference(30_000_000 + study.serial)))
            found.append((f"studies/{study.key}.yaml", study.text()))
        key = f"society-{self.index}"
        found.append((f"references/{key}-2021.yaml", self._guideline_reference(key)))
        found.append((f"guidelines/{key}.yaml", self._guideline(key)))
        place = f"policies/{self.number}"
        found.append((f"{place}/policy.yaml", self._policy(key)))
        for position, indication in enumerate(INDICATIONS, start=1):
            text = self._indication(indication, position)
            found.append((f"{place}/indications/{indication}.yaml", text))
        return found

    def _guideline_reference(self, key: str) -> str:
        return (
            f'reference: {key}-2021\nidentifiers: {{pmid: "{33_000_000 + self.index}"}}\ncsl:\n'
            f"  type: article-journal\n  title: Recommendations on {TREATMENTS[self.treatment][1]}\n"
            f"  author: [{{family: {self.chance.choice(NAMES)}, given: A}}]\n"
            "  container-title: Guidelines\n  issued: 2021\n"
        )

    def _guideline(self, key: str) -> str:
        return (
            f"guideline: {key}\norganization: Society of {NAMES[self.index % len(NAMES)]}\n"
            f'title: Recommendations\nversion: "1.2021"\nreference: {key}-2021\nrecommendations:\n'
            "  - key: first\n    condition: hepatocellular-carcinoma\n    category: 2A\n"
            f"    text: Consider {TREATMENTS[self.treatment][1]} when surgery is not possible.\n"
        )

    def _policy(self, guideline: str) -> str:
        name = TREATMENTS[self.treatment][1]
        cited = self.studies["crc"][-1].key
        return (
            f"policy: {self.number}\ntitle: {name} of liver tumors, part {self.index + 1}\n"
            "plan: example-plan\nsection: Surgery\neffective_date: 2021-11-01\nstatements:\n"
            f"  - key: s1\n    determination: investigational\n    text: {name} is investigational.\n"
            '    indications: [hcc, net, crc]\n    codes: ["47371"]\n'
            f'codes:\n  - {{system: CPT, code: "47371", description: {name}, use: procedure}}\n'
            "facts:\n  deaths: {cell: ~2%, label: deaths related to treatment}\n"
            "sections:\n  description:\n"
            f"    - {name} destroys tumors in the liver.\n"
            "  background:\n    - heading: Harms\n      text: >-\n"
            f"        Deaths are put at [[fact:deaths]] of patients [@{cited}], mostly by bleeding.\n"
            f"guidelines:\n  - guideline: {guideline}\n    recommendations: {{first: hcc}}\n"
            "history:\n  - {date: 2020-11-01, action: Policy adopted}\n"
            "  - {date: 2021-11-01, action: Annual review}\n"
        )

    def _indication(self, key: str, position: int) -> str:
        condition, words = INDICATIONS[key]
        groups = self._groups(key)
        headings = "".join(
            f"  - key: {group}\n    heading: {HEADINGS[group]}\n"
            "    instrument: limitations-therapeutic-2021\n"
            f"    studies: [{', '.join(studies)}]\n"
            for group, studies in groups.items()
            if studies
        )
        others = [TREATMENTS[arm][0] for arm in TREATMENTS if arm != self.treatment][:3]
        limits = "".join(
            f"  - {{study: {study}, code: relevance/{self.chance.choice(RELEVANCE)}}}\n"
            for group in groups.values()
            for study in group[:3]
        )
        return (
            f"policy: {self.number}\nindication: {key}\nposition: {position}\ntitle: {words.capitalize()}\n"
            f"population:\n  who: have\n  text: {words}\n  condition: {condition}\n"
            f"interventions: [{TREATMENTS[self.treatment][0]}]\ncomparators: [{', '.join(others)}]\n"
            "outcomes:\n"
            "  - {outcome: overall-survival}\n"
            "  - {outcome: local-recurrence, relevant: no}\n"
            "  - {outcome: major-complications}\n"
            f"question: Does the treatment improve health outcomes in {words}?\n"
            "selection_criteria:\n  - {key: trials, text: Controlled comparisons were sought.}\n"
            f"groups:\n{headings}limitations:\n{limits}"
            "conclusion:\n  verdict: insufficient\n  effect: improves-net-health-outcome\n"
            f"  findings:\n{self._findings(key)}"
        )

    def _groups(self, key: str) -> dict[str, list[str]]:
        groups: dict[str, list[str]] = {group: [] for group in HEADINGS}
        for study in self.studies[key]:
            groups[DESIGNS[study.design][0]].append(study.key)
        if key == "hcc" and self.borrowed:
            groups["cohorts"].append(self.borrowed)
        return groups

    def _findings(self, key: str) -> str:
        text = ""
        for number, study in enumerate(self.studies[key][:3], start=1):
            a, b = study.arms
            at = f"{study.key}/overall-survival"
            text += (
                f"    - key: finding-{number}\n      text: >-\n"
                f"        Survival at five years was [[{at}/{a}@5y]] and [[{at}/{b}@5y]] in one study\n"
                f"        ([[{at}/{a}-{b}]]), which looked at {study.subject} [@{study.key}].\n"
                f"      basis: [{study.key}#{study.limitation}]\n"
            )
        return text


def main() -> None:
    """Write a folder and say how many records it holds."""
    parser = argparse.ArgumentParser(description="Write an invented knowledge base.")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--policies", type=int, default=1000)
    given = parser.parse_args()
    given.folder.mkdir(parents=True)
    print(f"{write_records(given.folder, given.policies)} records")


if __name__ == "__main__":
    main()
