"""Requirements as records."""

from __future__ import annotations

from collections.abc import Iterator

from shiryokan.paper.document import Document
from shiryokan.registers.base import Extraction, Heading, Trace, sureness, trace, unique_keys
from shiryokan.registers.requirements.grammar import read, text_of
from shiryokan.registers.requirements.model import Requirement, Sentence
from shiryokan.registers.requirements.outline import Node, Part
from shiryokan.registers.requirements.wording import strongest

_RUN_IN = 0.6
"""How sure a requirement is whose heading had to be cut out of a paragraph."""


def read_records(source: Document, document: str) -> Extraction[Requirement]:
    """The requirements of a document. Raises :class:`NoRecords` if it has none."""
    found = read(source)
    records = [record for node in found.nodes for record in _records(node, document)]
    unique_keys(records)
    return Extraction(records, found.unplaced)


def _records(node: Node, document: str) -> Iterator[Requirement]:
    for part in node.parts:
        if text_of(part):
            yield _record(node, part, document)


def _record(node: Node, part: Part, document: str) -> Requirement:
    text = text_of(part)
    items = [unit.text.strip() for unit in part.units if unit.is_item]
    written = {
        "number": [node.written], "title": [node.title], "text": [text], "items": items,
        "part": [part.name],
        "section": [each.written + each.title for each in node.line],
    }  # fmt: skip
    traces: dict[str, list[Trace]] = {name: trace(*texts) for name, texts in written.items()}
    traces["sentences"] = [
        Trace(each.text.places() if each.strength != "none" else (), each.text.confidence)
        for each in part.said
    ]
    record = Requirement(
        document=document,
        key=f"{node.number}/{part.kind}",
        # a part may begin pages after the number over it: the record is where its own words are
        page=text.page or node.written.page,
        provenance={name: traced for name, traced in traces.items() if traced},
        number=node.number,
        title=node.title.text,
        section=[Heading(each.number, each.title.text) for each in node.line],
        kind=part.kind,
        part=part.name.text.strip("【】[]［］<>＜＞〈〉《》()（）〔〕「」 　"),
        text=text.text,
        items=[item.text for item in items],
        sentences=[Sentence(each.text.text, each.strength) for each in part.said],
        strength=strongest([each.strength for each in part.said]),
    )
    record.confidence = sureness(record) * (_RUN_IN if node.run_in else 1.0)
    return record
