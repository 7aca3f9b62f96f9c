"""LaTeX in exported texts as plain letters.

Own code, because pylatexenc, which bibtexparser uses, takes 15 ms for one record (measured in 2026). Known
are the accents, letters, signs and mathematics that exports of databases and reference managers hold; a
command that is not known stays as it is.
"""

from __future__ import annotations

import re
import unicodedata

_ACCENTS = {
    "`": "\u0300",
    "'": "\u0301",
    "^": "\u0302",
    "~": "\u0303",
    "=": "\u0304",
    "u": "\u0306",
    ".": "\u0307",
    '"': "\u0308",
    "r": "\u030a",
    "H": "\u030b",
    "v": "\u030c",
    "d": "\u0323",
    "c": "\u0327",
    "k": "\u0328",
    "b": "\u0331",
}
_SIGNS = {
    "ss": "\u00df",
    "o": "\u00f8",
    "O": "\u00d8",
    "l": "\u0142",
    "L": "\u0141",
    "ae": "\u00e6",
    "AE": "\u00c6",
    "oe": "\u0153",
    "OE": "\u0152",
    "aa": "\u00e5",
    "AA": "\u00c5",
    "dh": "\u00f0",
    "DH": "\u00d0",
    "th": "\u00fe",
    "TH": "\u00de",
    "dj": "\u0111",
    "DJ": "\u0110",
    "i": "\u0131",
    "j": "\u0237",
    "geq": "\u2265",
    "ge": "\u2265",
    "geqslant": "\u2265",
    "leq": "\u2264",
    "le": "\u2264",
    "leqslant": "\u2264",
    "pm": "\u00b1",
    "mp": "\u2213",
    "times": "\u00d7",
    "cdot": "\u00b7",
    "div": "\u00f7",
    "approx": "\u2248",
    "neq": "\u2260",
    "infty": "\u221e",
    "rightarrow": "\u2192",
    "leftarrow": "\u2190",
    "degree": "\u00b0",
    "circ": "\u00b0",
    "textdegree": "\u00b0",
    "textmu": "\u00b5",
    "sim": "~",
    "textasciitilde": "~",
    "textless": "<",
    "textgreater": ">",
    "lt": "<",
    "gt": ">",
    "textbackslash": "\\",
    "textendash": "\u2013",
    "textemdash": "\u2014",
    "textquoteleft": "\u2018",
    "textquoteright": "\u2019",
    "textquotedblleft": "\u201c",
    "textquotedblright": "\u201d",
    "textregistered": "\u00ae",
    "texttrademark": "\u2122",
    "textcopyright": "\u00a9",
    "S": "\u00a7",
    "pounds": "\u00a3",
    "ldots": "\u2026",
    "dots": "\u2026",
    "varepsilon": "\u03b5",
    "varphi": "\u03c6",
    "quad": " ",
    "newline": " ",
    "par": " ",
}
_SIGNS |= {
    name.title() if is_capital else name: unicodedata.lookup(
        f"GREEK {'CAPITAL' if is_capital else 'SMALL'} LETTER {'LAMDA' if name == 'lambda' else name.upper()}"
    )
    for is_capital in (False, True)
    for name in (
        *("alpha", "beta", "gamma", "delta", "epsilon", "zeta", "eta", "theta", "iota", "kappa", "lambda"),
        *("mu", "nu", "xi", "pi", "rho", "sigma", "tau", "upsilon", "phi", "chi", "psi", "omega"),
    )
}
_WITHOUT_EFFECT = frozenset(
    (
        *("textit", "textbf", "textrm", "textsc", "textsf", "texttt", "textnormal", "text", "emph", "mbox"),
        *(
            "underline",
            "mathrm",
            "mathit",
            "mathbf",
            "mathsf",
            "mathcal",
            "ensuremath",
            "it",
            "bf",
            "rm",
            "em",
        ),
        *("sc", "tt", "sl", "left", "right", "url", "href", "protect", "relax", "operatorname", "uppercase"),
    )
)
_ESCAPED = (("\\%", "%"), ("\\&", "&"), ("\\_", "_"), ("\\#", "#"))
_ACCENTED = re.compile(
    r"\\(?:([`'^~=.\"])|([uvHtcdbkr])(?=\s|\{))\s*(?:\{\s*(\\[ij]|[^\W\d_])\s*\}|(\\[ij])(?![A-Za-z])\s?|([^\W\d_]))"
)
_RAISED = re.compile(r"\\textsuperscript\s*\{([^{}]*)\}|\^\{([^{}]*)\}")
_LOWERED = re.compile(r"\\textsubscript\s*\{([^{}]*)\}|_\{([^{}]*)\}")
_COMMAND = re.compile(
    r"\\([A-Za-z]+)(?:[ \t]*\{\}|[ \t]+(?![ \t]))?|\\([^A-Za-z])|(---?|``|'')|[{}$~]", re.DOTALL
)
_PUNCTUATION = {"---": "\u2014", "--": "\u2013", "``": "\u201c", "''": "\u201d", "~": " "}


def without_latex(text: str) -> str:
    """The text with its commands turned into letters and its braces gone.

    Raised text becomes ``<sup>``, which cleaning knows; ``\\,`` and the like become blanks.
    """
    if "\\" in text:
        for escaped, sign in _ESCAPED:
            text = text.replace(escaped, sign)
    if is_plain(text):
        return text
    if "\\" in text or "^" in text or "_" in text:
        text = _ACCENTED.sub(_accented, text)
        text = _RAISED.sub(lambda found: f"<sup>{found[1] or found[2] or ''}</sup>", text)
        text = _LOWERED.sub(lambda found: found[1] or found[2] or "", text)
    return _COMMAND.sub(_plain, text)


def is_plain(text: str) -> bool:
    """Whether it holds none of the signs of LaTeX. One by one, because a pattern takes ten times as long."""
    return not (
        "\\" in text
        or "{" in text
        or "}" in text
        or "$" in text
        or "~" in text
        or "--" in text
        or "``" in text
        or "''" in text
    )


def _accented(found: re.Match[str]) -> str:
    letter = (found[3] or found[4] or found[5]).lstrip("\\")
    accent = _ACCENTS.get(found[1] or found[2], "")
    return unicodedata.normalize("NFC", letter + accent)


def _plain(found: re.Match[str]) -> str:
    name, sign, _ = found.groups()
    if name:
        if name in _SIGNS:
            return _SIGNS[name]
        return "" if name in _WITHOUT_EFFECT else found[0]
    if sign:
        return " " if sign in ",;:! \n\\/" else sign
    return _PUNCTUATION.get(found[0], "")
