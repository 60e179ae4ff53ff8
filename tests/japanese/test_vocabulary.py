"""The families of words are read of the dictionary once and kept; what is kept is never another's."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import pytest

from shiryokan.japanese import vocabulary

ENTRIES = 30_000


class Beginning:
    """The first entries of the dictionary, so that it is read in no time; counts how often it is."""

    def __init__(self) -> None:
        self.read = 0
        self._whole = vocabulary.dictionary()

    def entries(self) -> Iterator[Any]:
        self.read += 1
        return islice(self._whole.entries(), ENTRIES)


@pytest.fixture
def beginning(monkeypatch: pytest.MonkeyPatch) -> Beginning:
    made = Beginning()
    monkeypatch.setattr(vocabulary, "dictionary", lambda: made)
    return made


def test_what_is_kept_is_what_the_dictionary_says(beginning: Beginning, tmp_path: Path) -> None:
    place = tmp_path / "cache" / "spellings.msgpack"
    first = vocabulary.families(place)
    assert first == vocabulary.families() != {}
    assert beginning.read == 2
    assert vocabulary.families(place) == first
    assert beginning.read == 2
    assert [path.name for path in place.parent.iterdir()] == [place.name]


@pytest.mark.parametrize("spoilt", [b"", b"\x92", b"\x92\xa1x\x80", b"\0" * 1000])
def test_what_is_spoilt_is_made_anew(beginning: Beginning, tmp_path: Path, spoilt: bytes) -> None:
    place = tmp_path / "spellings.msgpack"
    place.write_bytes(spoilt)
    made = vocabulary.families(place)
    assert beginning.read == 1
    assert vocabulary.families(place) == made
    assert beginning.read == 1


def test_what_another_dictionary_gave_is_not_taken(
    beginning: Beginning, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "spellings.msgpack"
    with monkeypatch.context() as earlier:
        earlier.setattr(vocabulary, "version", lambda name: "1.0")
        vocabulary.families(place)
    vocabulary.families(place)
    assert beginning.read == 2


def test_where_nothing_can_be_kept_the_dictionary_is_read(
    beginning: Beginning, tmp_path: Path
) -> None:
    (tmp_path / "file").touch()
    assert vocabulary.families(tmp_path / "file" / "spellings.msgpack")
    assert beginning.read == 1
