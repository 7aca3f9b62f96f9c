"""The diagram as Mermaid text, which many Markdown viewers draw."""

from __future__ import annotations

from collections.abc import Iterator

from kb.reference.diagram import Attribute, Diagram, Link


def render_mermaid(diagram: Diagram) -> str:
    """An ``erDiagram``; columns carry their meaning as a comment."""
    return "".join(f"{line}\n" for line in _lines(diagram))


def _lines(diagram: Diagram) -> Iterator[str]:
    yield "erDiagram"
    for entity in diagram.entities:
        yield f'  "{entity.name}" {{'
        yield from (f"    {_attribute(attribute)}" for attribute in entity.attributes)
        yield "  }"
    for link in diagram.links:
        yield f'  "{link.target}" {_cardinality(link)} "{link.source}" : "{link.column}"'


def _attribute(attribute: Attribute) -> str:
    keys = [key for key, wanted in (("PK", attribute.primary), ("FK", bool(attribute.target))) if wanted]
    meaning = attribute.description.replace('"', "'")
    parts = [attribute.type, attribute.name, ", ".join(keys), f'"{meaning}"']
    return " ".join(part for part in parts if part)


def _cardinality(link: Link) -> str:
    return f"{'|o' if link.optional else '||'}--{'o|' if link.single else 'o{'}"
