"""The version of the reading is raised when pages come out otherwise than before."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import msgspec

from shiryokan.paper.reader import Reader
from shiryokan.paper.version import VERSION

SAMPLES = Path(__file__).parents[2] / "samples"
KNOWN = Path(__file__).parent / "version.json"


def test_pages_that_are_read_otherwise_are_of_another_version() -> None:
    known = json.loads(KNOWN.read_text("utf-8"))
    now = {path.name: digest(path) for path in sorted(SAMPLES.glob("*.pdf"))}
    same = now == known["pages"]
    assert same or known["version"] != VERSION, (
        "the samples are read otherwise: raise shiryokan.paper.version.VERSION, and write "
        f"{json.dumps({'version': VERSION + 1, 'pages': now}, indent=1)} to {KNOWN.name}"
    )
    assert same and known["version"] == VERSION, f"{KNOWN.name} is of another version"


def digest(path: Path) -> str:
    """The SHA-256 of all that is read of a file's pages but measures, whose last digits differ
    between processors."""
    with Reader(path) as reader:
        pages = [msgspec.to_builtins(page) for page in map(reader.page, range(1, reader.pages + 1))]
    return hashlib.sha256(json.dumps(_without_measures(pages), sort_keys=True).encode()).hexdigest()


def _without_measures(value: object) -> object:
    match value:
        case float():
            return None
        case dict():
            return {key: _without_measures(each) for key, each in value.items()}
        case list() | tuple():
            return [_without_measures(each) for each in value]
    return value
