"""The entries of a feed (RSS, RDF, Atom) as links."""

from __future__ import annotations

from typing import Any

import feedparser
from selectolax.lexbor import LexborHTMLParser

from shiryokan.lookout.reading import words
from shiryokan.lookout.reading.addresses import is_pdf, joined, keys_of
from shiryokan.lookout.reading.encoding import decoded
from shiryokan.lookout.reading.model import (
    MOST_BYTES,
    MOST_ENTRIES,
    Link,
    MeetingNamed,
    PageRead,
)
from shiryokan.lookout.reading.published import is_other_file

_LOOKED_AT = 1024
_TEXT = 500
"""Characters of an entry's words that are kept."""
_SUMMARY = 20_000
"""Characters of an entry's summary in which links are looked for."""
_ROOTS = ("<rss", "<feed", "<rdf:rdf", "<channel")


def is_feed(data: bytes, media_type: str = "") -> bool:
    """Whether bytes are a feed rather than a page."""
    head = decoded(data[:_LOOKED_AT]).lower()
    if "<html" in head:
        return False
    return any(root in head for root in _ROOTS) or media_type in (
        "application/rss+xml", "application/atom+xml", "application/rdf+xml",
    )  # fmt: skip


def read_feed(data: bytes, address: str, encoding: str = "") -> PageRead:
    """What a feed lists: links to PDFs, and to pages with the meeting that an entry names.

    The day of an entry is when it was published, not that of the meeting, and is not taken.
    """
    text = decoded(_first_entries(data[:MOST_BYTES]), encoding)
    # what is declared of the encoding holds no more, and entities of a DTD are not followed
    body = _without_declaration(text).encode()
    parsed = feedparser.parse(body, sanitize_html=False, resolve_relative_uris=False)
    entries: list[Any] = list(parsed.entries)
    found = [
        (words.plain(str(entry.get("title", "")))[:_TEXT], text, target)
        for entry in entries[:MOST_ENTRIES]
        for text, target in _targets(entry, address)
    ]
    keys = keys_of([target for _, _, target in found])
    links: dict[str, Link] = {}
    for entry_title, text_, target in reversed(found):
        # of several entries for one page the newest stands first in a feed
        link = _link(entry_title, text_, target, keys[target])
        if link is not None:
            links[link.key] = link
    title = words.plain(str(parsed.feed.get("title", "")))
    cut = len(data) > MOST_BYTES or len(entries) > MOST_ENTRIES or len(_starts(data)) > MOST_ENTRIES
    return PageRead(
        "feed", title, words.council_in(title), tuple(reversed(links.values())), (), cut
    )


def _link(entry: str, text: str, target: str, key: str) -> Link | None:
    """What an entry says of one of its links, whose own words are ``text``, if it has any. A page
    that is of no meeting is no news of a council."""
    said = words.words_of(entry)
    meeting = MeetingNamed(said.council, said.number, said.counted_in)
    other = is_other_file(target)
    if not is_pdf(target) and not other:
        return Link("page", key, target, entry, meeting) if said.number else None
    text = text or entry
    label, title = words.label_and_title(text)
    title = words.without_council(title)
    if not label and said.number:
        rest = words.label_and_title(words.without_meeting(text))
        label, title = rest if rest[0] else ("", title)
    return Link("file" if other else "document", key, target, text, meeting, label, title)


def _targets(entry: Any, address: str) -> list[tuple[str, str]]:
    """The links of an entry with their own words: its own has none; those in its summary that lead
    to files."""
    hrefs = [("", str(entry.get("link", "")))]
    hrefs += [("", str(one.get("href", ""))) for one in entry.get("enclosures", ())]
    summaries = [str(entry.get("summary", ""))]
    summaries += [str(one.get("value", "")) for one in entry.get("content", ())]
    for summary in summaries:
        if "<a" not in summary[:_SUMMARY].lower():
            continue
        for anchor in LexborHTMLParser(summary[:_SUMMARY]).css("a[href]"):
            href = anchor.attributes.get("href") or ""
            if is_pdf(joined(address, href)) or is_other_file(joined(address, href)):
                hrefs.append((words.plain(anchor.text())[:_TEXT], href))
    found: dict[str, str] = {}
    for text, href in hrefs:
        target = joined(address, href) if href else ""
        if target:
            found[target] = found.get(target) or text
    return [(text, target) for target, text in found.items()]


def _starts(data: bytes) -> list[int]:
    """Where entries begin, up to one more than are read."""
    places: list[int] = []
    for mark in (b"<item>", b"<item ", b"<entry>", b"<entry "):
        at = data.find(mark)
        while at >= 0 and len(places) <= 4 * MOST_ENTRIES:
            places.append(at)
            at = data.find(mark, at + 1)
    return sorted(places)


def _first_entries(data: bytes) -> bytes:
    """The bytes up to the last entry that is read: feedparser takes seconds for thousands. What is
    cut off was open, which it bears."""
    starts = _starts(data)
    return data[: starts[MOST_ENTRIES]] if len(starts) > MOST_ENTRIES else data


def _without_declaration(text: str) -> str:
    text = text.lstrip("\ufeff \r\n\t")
    if text.startswith("<?xml"):
        text = text.partition("?>")[2]
    return text
