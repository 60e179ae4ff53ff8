"""The chain of audit entries: what was changed, taken out or put in between is seen."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from shiryokan.audit.chain import BEGINNING, Break, Entry, broken_at, hash_of

NOON = datetime.datetime(2026, 4, 1, 3, 0, 0, 123456, tzinfo=datetime.UTC)
DETAILS = st.dictionaries(
    st.text(max_size=5), st.none() | st.booleans() | st.integers() | st.text(max_size=9), max_size=3
)


@dataclass
class Chain:
    """Entries, each with its hash."""

    links: list[tuple[Entry, str]]


def chain(*details: dict[str, Any]) -> Chain:
    links: list[tuple[Entry, str]] = []
    for number, each in enumerate(details, 1):
        before = links[-1][1] if links else BEGINNING
        entry = Entry(number, NOON, "user:3", "corrected", "record:7", "名", each, before)
        links.append((entry, hash_of(entry)))
    return Chain(links)


@given(st.lists(DETAILS, max_size=6))
def test_what_was_written_holds(details: list[dict[str, Any]]) -> None:
    assert broken_at(chain(*details).links) is None


@given(st.lists(DETAILS, min_size=1, max_size=6), st.data())
def test_an_entry_that_says_something_else_is_seen(
    details: list[dict[str, Any]], data: st.DataObject
) -> None:
    links = chain(*details).links
    at = data.draw(st.integers(0, len(links) - 1))
    field, value = data.draw(
        st.sampled_from(
            [("actor", "user:4"), ("kind", "purged"), ("about", "record:8"), ("name", "別")]
        )
    )
    entry, said = links[at]
    links[at] = (msgspec.structs.replace(entry, **{field: value}), said)
    assert broken_at(links) == Break(at + 1, "changed")


@given(st.lists(DETAILS, min_size=2, max_size=6), st.data())
def test_an_entry_that_is_gone_from_the_middle_is_seen(
    details: list[dict[str, Any]], data: st.DataObject
) -> None:
    links = chain(*details).links
    at = data.draw(st.integers(0, len(links) - 2))
    del links[at]
    assert broken_at(links) == Break(at + 2, "missing")


def test_an_entry_written_anew_with_a_hash_of_its_own_breaks_the_next() -> None:
    links = chain({"a": 1}, {"a": 2}, {"a": 3}).links
    forged = msgspec.structs.replace(links[1][0], name="別の名")
    links[1] = (forged, hash_of(forged))
    assert broken_at(links) == Break(3, "missing")


def test_the_order_of_details_and_the_time_zone_do_not_matter() -> None:
    entry = chain({"a": 1, "b": "二"}).links[0][0]
    japan = datetime.timezone(datetime.timedelta(hours=9))
    same = msgspec.structs.replace(
        entry, details={"b": "二", "a": 1}, at=entry.at.astimezone(japan)
    )
    assert hash_of(same) == hash_of(entry)


def test_the_hash_of_an_entry_never_changes() -> None:
    details = {"old": "一", "new": ["二", 3, None]}
    entry = Entry(1, NOON, "user:3", "corrected", "record:7", "名", details, BEGINNING)
    assert hash_of(entry) == "215c280af7c3a107885faecde621adc364dae0e3aa63511406243d0f545a308f"
