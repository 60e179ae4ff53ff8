"""What is read of a page: its links and the meetings that it names. Plain values."""

from __future__ import annotations

import datetime
from typing import Literal

import msgspec

LinkKind = Literal["document", "page", "file"]


class MeetingNamed(msgspec.Struct, frozen=True):
    """A meeting as a page names it. ``number`` is 0 where none is told; ``year`` is what the number
    is counted in (令和6年度), where it does not count on from year to year."""

    council: str = ""
    number: int = 0
    year: str = ""
    date: datetime.date | None = None

    @property
    def text(self) -> str:
        """How the meeting is called: 第41回, 令和6年度第1回; empty without a number."""
        return f"{self.year}第{self.number}回" if self.number else ""


class Link(msgspec.Struct, frozen=True):
    """A link to a PDF (document), to a page that lists more (page: of a meeting, a year, a frame),
    or to what is told and not taken in (file: Word and Excel files, publications that are pages).

    ``key`` is the address by which it is known again (:mod:`.addresses`), ``address`` the one to
    fetch now. ``label`` is 資料1 or 議事録, ``title`` the words after it.
    """

    kind: LinkKind
    key: str
    address: str
    text: str
    meeting: MeetingNamed
    label: str = ""
    title: str = ""


class Meeting(msgspec.Struct, frozen=True):
    """A meeting that a page names, whether or not it lists documents of it. Of one that is put off
    the day is the new one, None if that is not told."""

    meeting: MeetingNamed
    cancelled: bool = False
    postponed: bool = False


class PageRead(msgspec.Struct, frozen=True):
    """What a page or a feed lists. ``cut`` says that more stood there than is read."""

    form: Literal["page", "feed"]
    title: str = ""
    council: str = ""
    links: tuple[Link, ...] = ()
    meetings: tuple[Meeting, ...] = ()
    cut: bool = False


MOST_BYTES = 2 * 1024 * 1024
"""Bytes of a page or feed, at most; council pages have some 20 to 300 kB."""
MOST_LINKS = 2000
"""Links of a page that are read, at most."""
MOST_ENTRIES = 500
"""Entries of a feed that are read, at most: feedparser takes 10 s for 20,000."""
