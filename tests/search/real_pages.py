"""Real documents and the samples, read and indexed as the instance does, without the instance."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import msgspec

from shiryokan.paper.document import Document
from shiryokan.paper.flow import page_flow
from shiryokan.search.analysis import Entry
from shiryokan.search.engine import Metadata, Request, SearchEngine
from shiryokan.search.parallel_analysis import analysed_batches
from shiryokan.search.query_parser import parse
from tests.readings import pages_of

LEFT_OUT = (
    "mhlw-fee-schedule-r6", "mhlw-r6-facility-criteria-289p", "mhlw-r6-medical-notice-677p",
    "mhlw-h28-old-new-table-344p",
)  # fmt: skip
"""Four long ones, which say nothing that the others do not."""
PUBLISHERS = {"mhlw": "厚生労働省", "meti": "経済産業省", "mic": "総務省", "mikagami": "水鏡市"}


class ReadPage(msgspec.Struct):
    """A page's text, its flow, and its blocks' texts."""

    name: str
    number: int
    text: str
    flow: str
    blocks: list[str]


def read(path: Path) -> list[ReadPage]:
    """The pages of a document."""
    return [
        ReadPage(
            path.stem, page.page, page.text, page_flow(page).text,
            ["\n".join(line.text for line in block.lines) for block in page.blocks],
        )
        for page in Document.of(pages_of(path))
    ]  # fmt: skip


def read_all(paths: list[Path]) -> dict[str, list[ReadPage]]:
    """The documents by name."""
    with ProcessPoolExecutor() as pool:
        return {path.stem: pages for path, pages in zip(paths, pool.map(read, paths), strict=True)}


def identifier(name: str) -> str:
    """A document's id."""
    return hashlib.sha256(name.encode()).hexdigest()[:16]


def fill(engine: SearchEngine, documents: dict[str, list[ReadPage]]) -> None:
    """Put the documents into the index."""
    with engine.writing(anew=True) as writing:
        made = ((name, _entries(pages)) for name, pages in documents.items())
        for name, batch, _last in analysed_batches(made, 2):
            publisher = PUBLISHERS.get(name.split("-")[0], "")
            metadata = Metadata((publisher,) if publisher else ())
            writing.add(identifier(name), metadata, batch)


def _entries(pages: list[ReadPage]) -> Iterator[Entry]:
    for page, following in zip(pages, [*pages[1:], None], strict=True):
        yield Entry(
            page.number,
            page.text,
            page.name if page.number == 1 else "",
            ends=page.flow[-160:] if following else "",
            begins=following.flow[:160] if following else "",
        )


def found(engine: SearchEngine, query: str, names: dict[str, str]) -> list[str]:
    """All pages that the query finds, best first, as NAME:PAGE."""
    results = engine.search(Request(query=parse(query), limit=100_000))
    assert results.total == len(results.matches)
    return [f"{names[match.document]}:{match.page}" for match in results.matches]
