"""The lines of generated pages as they are read: what is known of each, and what is wrong."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from itertools import product
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np

from shiryokan.paper.layout import assembly, columns, doubts, edges, paragraphs
from shiryokan.paper.layout.forest import Forest
from shiryokan.paper.layout.frames import Turn
from shiryokan.paper.layout.nodes import SURE, Node
from shiryokan.paper.layout.setting import Sheet
from shiryokan.paper.model import Block, Line
from shiryokan.paper.reader import Reader
from tools.layout_training.faults import Fault, faults
from tools.office_pages import generate


@dataclass(slots=True)
class LineSamples:
    """*n* lines: their features, what is wrong with each, and the kind and the number of the page
    that each is of."""

    features: list[np.ndarray] = field(default_factory=list)
    """(m, f) of each page."""
    faults: list[set[Fault]] = field(default_factory=list)
    kinds: list[str] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    lines: list[Line] = field(default_factory=list)

    @property
    def wrong(self) -> np.ndarray:
        """(n,) whether anything is wrong with the line."""
        return np.array([bool(each) for each in self.faults])


@dataclass(slots=True)
class _Seen:
    """What one page shows while it is laid out."""

    features: np.ndarray | None = None
    lines: list[Line] = field(default_factory=list)


@contextmanager
def _watched(seen: _Seen, forests: Mapping[str, Forest] | None) -> Iterator[None]:
    """Note the features and the lines of a page. With ``forests`` its decisions are theirs, and
    no line is doubted, for the forest that doubts is not fitted yet."""

    def weigh(nodes: Sequence[Node], sheets: Mapping[int, Sheet], turn: Turn) -> None:
        standing = doubts.standing(nodes)
        if standing:
            seen.features = doubts.line_features(standing, sheets, turn)
        if forests is None:
            doubts.weigh(nodes, sheets, turn)
        else:
            for line in standing:
                line.leaf.sure.append(SURE)

    finish = edges.finished

    def finished(blocks: list[Block], size: tuple[float, float]) -> list[Block]:
        seen.lines = [line for block in blocks for line in block.lines]
        return finish(blocks, size)

    with patch.object(assembly, "weigh", weigh), patch.object(assembly, "finished", finished):
        if forests is None:
            yield
        else:
            asked = forests.__getitem__
            with patch.object(columns, "forest", asked), patch.object(paragraphs, "forest", asked):
                yield


def sample_lines(
    kinds: Iterable[str], looks: Iterable[str], seeds: Iterable[int], samples: LineSamples,
    forests: Mapping[str, Forest] | None = None,
) -> LineSamples:  # fmt: skip
    """``samples`` and the lines of generated pages, laid out with ``forests`` or as the package
    does it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.pdf"
        for kind, look, seed in product(kinds, looks, seeds):
            pdf, truth = generate(kind, look, seed)
            path.write_bytes(pdf)
            with Reader(path) as reader:
                for page in asdict(truth)["pages"]:
                    _sample(reader, page, samples, kind, forests)
    return samples


def _sample(
    reader: Reader, truth: dict[str, Any], samples: LineSamples, kind: str,
    forests: Mapping[str, Forest] | None,
) -> None:  # fmt: skip
    seen = _Seen()
    with _watched(seen, forests):
        page = reader.page(truth["number"])
    if seen.features is None:
        return
    assert len(seen.features) == len(seen.lines)
    read = [line for block in page.blocks for line in block.lines]
    place = {id(line): at for at, line in enumerate(seen.lines)}
    samples.features.append(seen.features[[place[id(line)] for line in read]])
    samples.faults += faults(page, truth)
    number = samples.pages[-1] + 1 if samples.pages else 0
    samples.pages += [number] * len(read)
    samples.kinds += [kind] * len(read)
    samples.lines += read
