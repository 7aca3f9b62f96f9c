"""Two invented plans in one database, one of which adopts a policy of the other."""

from __future__ import annotations

import struct
import zlib

CONTRACT = (
    "The member\u2019s contract decides; against this policy, 45 CFR §\u00a0156.122(c) applies.",
    "“Medically necessary” includes ≤12 visits/year — see [Section 4(b)] and [[not a token]].",
    "Sobald der Vertrag endet, gilt nichts; se aplica en español también. 契約が優先します。",
)
"""Words as a lawyer may write them: numbers, quotation marks, brackets, other languages."""

NORTH = f"""\
plan: madeup-north
name: Madeup Health of the North
abbreviation: MHN
website: https://north.example
review_months: 6
dates: slashes
headings:
  - {{section: statement, heading: Coverage}}
  - {{section: references, heading: Bibliography}}
sentences:
  - frame: no-conclusion
    text: The plan has not yet decided what the evidence shows.
determinations:
  - determination: investigational
    label: E/I/U
    meaning: Experimental, investigational or unproven, as in 2 of 3 contracts.
selection_criteria:
  - {{key: controlled, text: Trials with ≥50 participants were sought.}}
boilerplate:
  - key: benefit
    heading: Your contract
    text: |-
      {CONTRACT[0]}

      {CONTRACT[1]}
      {CONTRACT[2]}
  - key: prior-authorization
    place: front
    text: |-
      Ask before treatment:
      1. by fax, within 5 days;
        (a) for drugs: form 22-B
        (b) for tests: form 23
      2. by telephone.
definitions:
  - {{term: Medically necessary, text: "What 3 of 5 reviewers call needed."}}
  - {{term: Adult, text: A person of 18 years or more.}}
disclaimer: "This policy is no contract. © 2026 Madeup Health."
disclaimer_place: front
contacts:
  - purpose: prior authorization
    phone: 800-555-0100
    email: pa@north.example
    address: |-
      P.O. Box 99
      Madeup, MU 00001
"""
SOUTH = """\
plan: madeup-south
name: Madeup Mutual of the South
boilerplate:
  - {key: benefit, text: Benefits are as the South says.}
definitions:
  - {term: Medically necessary, text: Needed in the South.}
"""
POLICY = """\
policy: n-1
title: Madeup Ablation
plan: madeup-north
section: Surgery
effective_date: 2026-03-09
statements:
  - {key: s1, determination: investigational, text: Madeup ablation is not covered.}
definitions:
  - {term: Adult, text: "Here, a person of 21 years or more."}
boilerplate:
  - key: prior-authorization
    left_out: yes
  - {key: appeals, heading: Appeals, text: Appeal within 180 days.}
  - {key: note-1, heading: NOTE 1, place: statement, text: "Authorization: 12 months."}
history:
  - {date: 2026-03-09, action: New policy}
"""
PLAIN = """\
policy: n-2
title: Madeup Drug
plan: madeup-north
section: Drugs
effective_date: 2026-12-01
"""
ADOPTER = """\
policy: s-9
title: Madeup Ablation in the South
plan: madeup-south
parent: {policy: n-1}
section: Surgery
effective_date: 2026-04-01
"""
INDICATION = """\
policy: n-1
indication: any
position: 1
title: Any use
population: {who: with, text: disease}
interventions: [cryoablation]
outcomes: [{outcome: overall-survival}]
"""
RECORDS = {
    "plans/madeup-north": NORTH,
    "plans/madeup-south": SOUTH,
    "policies/n-1/policy": POLICY,
    "policies/n-1/indications/any": INDICATION,
    "policies/n-2/policy": PLAIN,
    "policies/s-9/policy": ADOPTER,
}


def png(width: int = 40, height: int = 10) -> bytes:
    """A gray picture (PNG, ISO/IEC 15948)."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\x80" * width) * height)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
