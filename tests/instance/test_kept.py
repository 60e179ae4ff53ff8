"""What took long to make is made once, and anew where it cannot be read."""

from __future__ import annotations

import msgspec
import pytest
from django.core.cache import cache

from shiryokan.instance.kept import kept, stamp


class Entry(msgspec.Struct, frozen=True):
    code: str
    above: tuple[str, ...] = ()


ENTRIES = [Entry("A000", ("第1章", "第1部")), Entry("A001")]


@pytest.fixture
def made(db: None) -> list[str]:
    """What was made, in turn."""
    cache.clear()
    return []


def make(made: list[str]) -> list[Entry]:
    made.append("entries")
    return list(ENTRIES)


def test_it_is_made_once_and_comes_back_as_it_was(made: list[str]) -> None:
    first = kept("entries-1", list[Entry], lambda: make(made))
    again = kept("entries-1", list[Entry], lambda: make(made))
    assert first == again == ENTRIES
    assert made == ["entries"]


def test_under_another_key_it_is_made_anew(made: list[str]) -> None:
    kept("entries-1", list[Entry], lambda: make(made))
    kept("entries-2", list[Entry], lambda: make(made))
    assert made == ["entries", "entries"]


def test_what_is_empty_is_kept_too(made: list[str]) -> None:
    def nothing() -> list[Entry]:
        made.append("nothing")
        return []

    for _ in range(2):
        assert kept("nothing", list[Entry], nothing) == []
    assert made == ["nothing"]


@pytest.mark.parametrize("there", [b"", b"no such thing", "text", 5])
def test_what_cannot_be_read_is_made_anew_and_kept(made: list[str], there: object) -> None:
    cache.set("entries-1", there)
    for _ in range(2):
        assert kept("entries-1", list[Entry], lambda: make(made)) == ENTRIES
    assert made == ["entries"]


def test_what_is_of_another_type_is_made_anew(made: list[str]) -> None:
    kept("entries-1", dict[str, int], lambda: {"A000": 1})
    assert kept("entries-1", list[Entry], lambda: make(made)) == ENTRIES


def test_a_stamp_is_another_where_one_of_its_parts_is(made: list[str]) -> None:
    assert stamp("a", 1, "b") == stamp("a", 1, "b")
    assert len({stamp("a", 1), stamp("a", 2), stamp("a"), stamp(), stamp("a", 1, 1)}) == 5
    assert len(stamp(*range(10_000))) < 30
