"""Exports as the hosts of databases write them around made-up records: counters, links, strategies."""

from __future__ import annotations

from collections.abc import Iterator


def _record(number: int, *lines: str) -> str:
    plain = (
        f"T1  - Frost ablation of kind {number} masses: a made-up cohort",
        f"A1  - Aldermann, Q. {chr(65 + number % 26)}.",
        "Y1  - 2019//",
        "JF  - Journal of Invented Urology",
        f"VL  - {number}",
        f"SP  - {number * 10 + 1}",
        f"EP  - {number * 10 + 8}",
        f"DO  - 10.5555/inv.host.{number:04}",
    )
    return "\n".join(("TY  - JOUR", *lines, *plain, "ER  - ", ""))


def ovid(count: int) -> str:
    """Ovid: a counter and a link around each record, wrapped abstracts, and the strategy at the end."""
    strategy = (
        "C1  - Database: Ovid MEDLINE(R) ALL <1946 to November 01, 2019>\n\nSearch Strategy:\n\n"
        "--------------------------------------------------------------------------------\n"
        "1     exp Cryosurgery/ (100)\n2     (frost adj3 ablat*).ti,ab. (200)\n3     ER - positive.mp. (7)\n"
        f"4     1 or 2 ({count})\n\n***************************\n"
    )
    return "".join(_ovid_records(count)) + strategy


def _ovid_records(count: int) -> Iterator[str]:
    abstract = (
        "N2  - Eligible were women with\nER-positive disease; those with\nER  -negative disease were not.\n"
        "TY-1 is no type, and T1 - weighted images were not read."
    )
    for number in range(1, count + 1):
        database = ("DB  - Ovid MEDLINE(R)", f"AN  - 99{number:06}", abstract)
        link = f"Link to the Ovid Full Text or citation:  http://example.org/ovidweb.cgi?AN={number}\n\n"
        yield f"{number}. \n{_record(number, *database)}\n{link}"


def ovid_angles(count: int) -> str:
    """Another layout of Ovid: the counter in angle brackets."""
    return "".join(f"<{number}>\n{_record(number)}\n" for number in range(1, count + 1))


def cochrane(count: int) -> str:
    """The Cochrane Library: a heading before each record."""
    heading = 'Record #{} of {}\nProvider: John Madeup & Sons, Ltd\nContent: text/plain; charset="UTF-8"\n\n'
    return "".join(
        heading.format(number, count) + _record(number, f"AN  - CN-{number:08}") + "\n\n"
        for number in range(1, count + 1)
    )


def proquest(count: int) -> str:
    """ProQuest: a licence before, a rule between, and behind the sign that ended files of DOS."""
    before = "Copyright (c) 2019 Madeup Vendor. All rights reserved.\nExported on 2019-01-01\n\n"
    between = "____________________________________________________________\n"
    return before + between.join(_record(number) for number in range(1, count + 1)) + "\n\x1a"


def ebsco(count: int) -> str:
    """EBSCO's generic RIS of CINAHL."""
    lines = ("ID  - 13000000{}", "JA  - J Inv Urol", "DP  - EBSCOhost", "DB  - ccm", "KW  - Frost")
    return "\n".join(
        _record(number, *(line.format(number) for line in lines)) for number in range(1, count + 1)
    )


def scopus(count: int) -> str:
    """Scopus: a heading of two lines, and notes on lines of their own."""
    before = "Scopus\nEXPORT DATE: 01 November 2019\n\n"
    notes = ("M3  - Article", "N1  - Export Date: 01 November 2019; Cited By: 3", "DB  - Scopus")
    return before + "\n".join(_record(number, *notes) for number in range(1, count + 1))


RIS_OF_HOSTS = {
    "Ovid": ovid,
    "Ovid with angles": ovid_angles,
    "Cochrane Library": cochrane,
    "ProQuest": proquest,
    "EBSCO": ebsco,
    "Scopus": scopus,
}
