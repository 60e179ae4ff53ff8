"""Links read by the structure of a page, on pages that nobody has made a spider for.

Held out: the sixteen invented pages were written before the reading was tried on any of them. At
first it had 41 of their 49 links right, and 11 pages whole.
"""

from __future__ import annotations

from urllib.parse import urljoin

import pytest

from shiryokan.lookout.reading.html import read_page
from tests.lookout.invented_pages import PAGES, Page


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_link_has_its_meeting_label_and_title(page: Page) -> None:
    read = read_page(page.html.encode(page.encoding), page.address)
    got = {
        link.address.partition("?tok=")[0]: (
            link.meeting.council, link.meeting.number, link.meeting.date, link.label, link.title,
        )
        for link in read.links
        if link.kind == "document"
    }  # fmt: skip
    base = "https://files.example.jp/" if "base href" in page.html else page.address
    wanted = {urljoin(base, row[0]): row[1:] for row in page.rows}
    assert got == wanted
    if page.followed:
        keys = [link.key for link in read.links if link.kind == "page"]
        assert keys == ["www.town.example.jp" + path for path in page.followed]
    if page.meetings is not None:
        named = [
            (m.meeting.council, m.meeting.number, m.meeting.date, m.cancelled)
            for m in read.meetings
        ]
        assert named == page.meetings
