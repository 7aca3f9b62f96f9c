"""Citations formatted by a style of the Citation Style Language: the house style, or a file of the user.

citeproc-py does it. What it gets wrong is mended around it: it keeps marks of type in titles, doubles the
stop after a title that ends in a question mark, and knows no seasons.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from kb.bibliography.publication_dates import season_name
from kb.errors import KbError

_NAMESPACE = "{http://purl.org/net/xbiblio/csl}"
_LARGEST = 2_000_000
"""Bytes of a style; the longest of the public ones has a tenth of that."""
_ENTITIES = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_TELLS = "Download the style anew from the Zotero Style Repository, or ask for another with --style FILE.csl."
_STYLES = ("Oblique", "Bold", "Light", "Underline", "Superscript", "Subscript", "SmallCaps")


class CslStyle:
    """A style that was read; it formats any number of lists."""

    def __init__(self, path: Path, name: str | None = None) -> None:
        """Reads a style. ``name`` is what the user calls it. Raises KbError for what is none."""
        self._name = name or str(path)
        _require_style(path, self._name)
        _look_up_once()
        from citeproc import CitationStylesStyle

        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            self._style = self._tried(lambda: CitationStylesStyle(str(path), validate=False))

    def formatted(self, items: Sequence[Mapping[str, Any]]) -> list[str]:
        """The items of CSL-JSON as entries in the order of the style, each as Markdown with italics only.

        Raises KbError when the style asks for what cannot be done.
        """
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            entries: list[str] = self._tried(lambda: self._entries(items))
        return [mended(entry) for entry in entries]

    def _entries(self, items: Sequence[Mapping[str, Any]]) -> list[str]:
        from citeproc import Citation, CitationItem, CitationStylesBibliography
        from citeproc.source.json import CiteProcJSON

        source = CiteProcJSON([_for_citeproc(item) for item in items])
        bibliography = CitationStylesBibliography(self._style, source, _markdown())
        bibliography.register(Citation([CitationItem(str(item["id"]).lower()) for item in items]))
        bibliography.sort()
        return [str(entry) for entry in bibliography.bibliography()]

    def _tried(self, step: Any) -> Any:
        try:
            return step()
        except RecursionError:
            reason = "a macro uses itself"
        except Exception as error:  # noqa: BLE001 (citeproc fails in every way on a style that it does not know)
            reason = _in_words(error)
        raise KbError(f"{self._name}: this style cannot be used: {reason}. {_TELLS}")


def _in_words(error: Exception) -> str:
    """What of a style citeproc has stopped at."""
    text = " ".join(str(error).split())
    if match := re.search(r"'(\w+)' object has no attribute", text):
        return f"its element `{match[1].lower()}` lacks a part or stands where it cannot"
    name = re.fullmatch(r"'?([\w:.-]+)'?", text)
    return f"`{name[1]}` in it is not known" if name else text.rstrip(".") or "it asks for something unknown"


def _require_style(path: Path, name: str) -> None:
    """Raises KbError for a file that is no independent style with a list of references."""
    from lxml import etree

    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
    except OSError as error:
        raise KbError(
            f"{name}: cannot be read: {error.strerror}. Name a CSL file: --style FILE.csl"
        ) from error
    if len(content) > _LARGEST or _ENTITIES.search(content):
        raise KbError(f"{name}: is no style of the Citation Style Language. {_TELLS}")
    try:
        root = etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError as error:
        line = f"{name}:{error.lineno}" if error.lineno else name
        raise KbError(f"{line}: is no XML, so no CSL style: {error.msg}. {_TELLS}") from error
    if root.tag != f"{_NAMESPACE}style":
        raise KbError(f"{name}: is XML, but no style of the Citation Style Language. {_TELLS}")
    if root.find(f"{_NAMESPACE}bibliography") is not None:
        return
    parent = next(
        (
            link.get("href")
            for link in root.iter(f"{_NAMESPACE}link")
            if link.get("rel") == "independent-parent"
        ),
        None,
    )
    if parent:
        raise KbError(f"{name}: only points to another style. Download that one: {parent}")
    raise KbError(f"{name}: the style has no list of references (`bibliography`). Choose one that has.")


@cache
def _look_up_once() -> None:
    """Styles never change, yet every macro, term and option is looked up anew: half of all the time."""
    from citeproc.model import CitationStylesElement, FormattingInstructions, SomewhatObjectifiedElement

    CitationStylesElement.xpath_search = cache(CitationStylesElement.xpath_search)
    CitationStylesElement.get_root = cache(CitationStylesElement.get_root)
    FormattingInstructions.get_option = cache(FormattingInstructions.get_option)
    SomewhatObjectifiedElement.__getattr__ = cache(SomewhatObjectifiedElement.__getattr__)


def _markdown() -> Any:
    """What citeproc calls a formatter: here only italics have a form."""
    forms = dict.fromkeys(_STYLES, str)
    return SimpleNamespace(preformat=str, Italic=_italic, **forms)


def _for_citeproc(item: Mapping[str, Any]) -> dict[str, Any]:
    """An item as citeproc-py understands it: initials apart, and a season as words, which it would drop."""
    fields = {name: value for name, value in item.items() if name not in ("abstract", "keyword")}
    fields["author"] = [_apart(name) for name in item.get("author", ())]
    issued = item.get("issued", {})
    if season := season_name(str(issued.get("season", ""))):
        fields["issued"] = {"literal": f"{season} {issued['date-parts'][0][0]}"}
    elif "literal" in issued:
        fields["issued"] = {"literal": issued["literal"]}
    return fields


def _apart(name: Mapping[str, str]) -> dict[str, str]:
    given = name.get("given", "")
    if given.isalpha() and given.isupper() and len(given) <= _INITIALS:
        return {**name, "given": " ".join(given)}
    return dict(name)


_INITIALS = 4
"""Capitals in a row that are initials."""


def _italic(text: object) -> str:
    return f"*{text}*" if str(text).strip() else str(text)


def mended(entry: str) -> str:
    """An entry in one line, without doubled stops."""
    entry = re.sub(r"(?:,? (?:and|&)|,) et al\b\.?(?=\.?)", ", et al.", " ".join(entry.split()))
    return re.sub(r"([?!.]\*?)\.(?= |$)", r"\1", entry)
