"""Trials whose pooled results are in print."""

from __future__ import annotations

from kb.statistics.two_by_two import TwoByTwo


def _from_cells(a: int, b: int, c: int, d: int) -> TwoByTwo:
    return TwoByTwo(a, a + b, c, c + d)


#: Tuberculosis after BCG vaccine, 13 trials (Colditz et al 1994, doi:10.1001/jama.1994.03510330076038;
#: ``dat.bcg`` of metafor): vaccinated with and without disease, controls with and without disease.
BCG = [
    _from_cells(*cells)
    for cells in (
        (4, 119, 11, 128),
        (6, 300, 29, 274),
        (3, 228, 11, 209),
        (62, 13536, 248, 12619),
        (33, 5036, 47, 5761),
        (180, 1361, 372, 1079),
        (8, 2537, 10, 619),
        (505, 87886, 499, 87892),
        (29, 7470, 45, 7232),
        (17, 1699, 65, 1600),
        (186, 50448, 141, 27197),
        (5, 2493, 3, 2338),
        (27, 16886, 29, 17825),
    )
]

#: Deaths with and without early beta blockade by mouth (Yusuf et al 1985,
#: doi:10.1016/S0033-0620(85)80003-7, table 6; ``dat.yusuf1985`` of metadat, the trial without numbers left
#: out): deaths and patients, treated and controls. Some trials had deaths in one group only, or none.
BETA_BLOCKERS = [
    TwoByTwo(*counts)
    for counts in (
        (14, 56, 15, 58),
        (18, 66, 19, 64),
        (15, 100, 12, 95),
        (10, 52, 12, 47),
        (21, 226, 24, 228),
        (3, 38, 6, 31),
        (2, 20, 3, 20),
        (19, 76, 15, 67),
        (15, 106, 9, 114),
        (5, 62, 4, 57),
        (0, 9, 0, 8),
        (8, 133, 11, 127),
        (3, 48, 3, 49),
        (0, 16, 0, 13),
        (1, 42, 1, 46),
        (0, 25, 3, 25),
        (14, 221, 15, 228),
        (0, 11, 0, 11),
        (8, 259, 7, 129),
        (6, 157, 4, 158),
        (3, 177, 2, 136),
    )
]
