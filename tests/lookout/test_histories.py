"""Histories of a site whose meetings have pages of their own, with marks in its addresses that nobody
has heard of."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from shiryokan.lookout.models import Address, Find
from shiryokan.lookout.watching import watch
from tests import pdfs
from tests.lookout.conftest import Serve
from tests.lookout.test_whole_way import Invented, round_

COUNCIL = "離島交通会議"
pytestmark = pytest.mark.any_database
Meetings = dict[int, tuple[str, list[tuple[str, str]]]]


class Pages:
    """A list of meetings, each with a page; a mark in every address changes each day."""

    def __init__(self, folder: Path, serve: Serve) -> None:
        self.site = Invented(folder, serve)
        self.meetings: Meetings = {}
        self.shown: dict[str, bytes] = {}
        self.mark = 1000

    def day(self, files: dict[str, bytes] | None = None, **more: object) -> list[str]:
        """Show the meetings as they are now, and what is found, in few words."""
        self.mark += 1
        mark = f"?tk=z{self.mark}zzzz"
        rows = "".join(
            f'<dt>{day}</dt><dd><a href="kai/{number}.html{mark}">第{number}回会合</a></dd>'
            for number, (day, _) in self.meetings.items()
        )
        pages = {"/kaigi/index.html": f"<h1>{COUNCIL}</h1><dl>{rows}</dl>".encode()}
        for number, (day, links) in self.meetings.items():
            items = "".join(f"<p><a href='{href}{mark}'>{text}</a></p>" for href, text in links)
            pages[f"/kaigi/kai/{number}.html"] = (
                f"<h1>{COUNCIL}（第{number}回）</h1><table><tr><th>日時</th><td>{day}</td></tr></table>"
                f"<h2>資料</h2>{items}"
            ).encode()
        self.site.day({**pages, **(files or {})}, **more)  # type: ignore[arg-type]
        return [
            f"{one.kind} {one.number} {one.date} {one.label} {one.title}".strip()
            for one in round_()
        ]


@pytest.fixture
def pages(tmp_path: Path, serve: Serve) -> Pages:
    found = Pages(tmp_path / "site", serve)
    found.meetings = {
        7: (
            "令和6年6月3日（月）",
            [("/p/7a.pdf", "資料1 航路（PDF）"), ("/p/7b.pdf", "資料2 運賃（PDF）")],
        ),
    }
    found.day({"/p/7a.pdf": pdfs.pdf("航路"), "/p/7b.pdf": pdfs.pdf("運賃")})
    watch(found.site.url)
    assert round_() == []
    return found


def test_announced_then_laid_then_retitled_replaced_moved_and_gone(pages: Pages) -> None:
    pages.meetings = {8: ("令和6年8月5日（月）", []), **pages.meetings}
    assert pages.day() == ["announced 8 2024-08-05"]
    pages.meetings[8] = ("令和6年8月5日（月）", [("/p/8a.pdf", "資料1 桟橋（PDF）")])
    assert pages.day({"/p/8a.pdf": pdfs.pdf("桟橋")}) == ["new 8 2024-08-05 資料1 桟橋"]
    pages.meetings[8][1][0] = ("/p/8a.pdf", "資料1 桟橋の補修（PDF）")
    assert pages.day() == ["retitled 8 2024-08-05 資料1 桟橋の補修"]
    assert pages.day({"/p/8a.pdf": pdfs.pdf("桟橋の二")}) == [
        "replaced 8 2024-08-05 資料1 桟橋の補修"
    ]
    # the old address sends on to the new one
    pages.meetings[7][1][0] = ("/old/7a.pdf", "資料1 航路（PDF）")
    sent_on = {"/p/7a.pdf": {"status": 301, "location": "/old/7a.pdf"}}
    full = {f"/p/7a.pdf?tk=z{pages.mark}zzzz": sent_on["/p/7a.pdf"]}
    assert pages.day({"/old/7a.pdf": pdfs.pdf("航路")}, odd={**sent_on, **full}) == [
        "moved 7 2024-06-03 資料1 航路"
    ]
    del pages.meetings[7][1][1]
    assert pages.day(removed=("/p/7b.pdf",)) == ["gone 7 2024-06-03 資料2 運賃"]
    assert pages.day() == []
    # whatever the marks: a page a meeting, an address a PDF
    pages_listed = Address.objects.filter(role=Address.Role.MEETING, listings__listed=True)
    assert pages_listed.distinct().count() == 2
    assert Address.objects.filter(role=Address.Role.DOCUMENT).count() == 4


def test_a_meeting_that_appears_with_its_documents_is_not_announced(pages: Pages) -> None:
    pages.meetings = {8: ("令和6年8月5日（月）", [("/p/8a.pdf", "議事次第")]), **pages.meetings}
    assert pages.day({"/p/8a.pdf": pdfs.pdf("次第")}) == ["new 8 2024-08-05 議事次第"]


def test_a_meeting_is_announced_when_its_day_is_told(pages: Pages) -> None:
    pages.meetings = {8: ("未定", []), **pages.meetings}
    assert pages.day() == []
    pages.meetings[8] = ("令和6年9月9日（月）", [])
    assert pages.day() == ["announced 8 2024-09-09"]


def test_a_year_that_begins_has_a_page_of_its_own(tmp_path: Path, serve: Serve) -> None:
    site = Invented(tmp_path / "years", serve)

    def list_of(*years: int) -> bytes:
        rows = "".join(f'<li><a href="r{y}.html">令和{y}年度</a></li>' for y in years)
        return f"<h1>{COUNCIL}</h1><ul>{rows}</ul>".encode()

    def year(*rows: tuple[int, str, str]) -> bytes:
        items = "".join(
            f"<tr><td>第{n}回</td><td>{day}</td><td><a href='{href}'>資料1 表</a></td></tr>"
            for n, day, href in rows
        )
        return f"<h1>{COUNCIL}</h1><table>{items}</table>".encode()

    site.day({"/kaigi/index.html": list_of(5), "/kaigi/r5.html": year((1, "令和5年5月8日", "51.pdf")),
              "/kaigi/51.pdf": pdfs.pdf("五の一")})  # fmt: skip
    watch(site.url)
    assert round_() == []
    site.day({"/kaigi/index.html": list_of(6, 5), "/kaigi/r6.html": year((2, "令和6年5月7日", "61.pdf")),
              "/kaigi/61.pdf": pdfs.pdf("六の一")})  # fmt: skip
    (find,) = round_()
    assert (find.kind, find.number, find.date) == (Find.Kind.NEW, 2, datetime.date(2024, 5, 7))
    assert find.council == COUNCIL


def test_other_formats_and_meetings_put_off_are_told_and_not_taken_in(
    tmp_path: Path, serve: Serve
) -> None:
    """Also an index that lists pages of meetings by their days alone, and nothing else."""
    site = Invented(tmp_path / "others", serve)

    def index(*rows: str) -> bytes:
        return f"<h1>{COUNCIL}</h1><ul>{''.join(f'<li>{row}</li>' for row in rows)}</ul>".encode()

    def meeting(day: str, *links: str) -> bytes:
        items = "".join(f"<p>{link}</p>" for link in links)
        return f"<h1>{COUNCIL}</h1><h2>第4回会議</h2><p>日時：{day}</p>{items}".encode()

    old = '<a href="k3.html">令和6年6月3日開催</a>'
    site.day({"/kaigi/index.html": index(old),
              "/kaigi/k3.html": meeting("令和6年6月3日", '<a href="3.docx">意見書</a>')})  # fmt: skip
    watch(site.url)
    assert round_() == []
    fourth = '<a href="k4.html">令和6年8月5日開催</a>'
    links = ('<a href="4.pdf">資料1 桟橋</a>', '<a href="4.xlsx">資料2 運賃の表（Excel：40KB）</a>')
    site.day({"/kaigi/index.html": index(fourth, old), "/kaigi/4.pdf": pdfs.pdf("桟橋"),
              "/kaigi/k4.html": meeting("令和6年8月5日", *links)})  # fmt: skip
    finds = sorted(round_(), key=lambda one: one.kind)
    day = datetime.date(2024, 8, 5)
    assert [(one.kind, one.number, one.date, one.label, one.title) for one in finds] == [
        ("new", 4, day, "資料1", "桟橋"), ("posted", 4, day, "資料2", "運賃の表"),
    ]  # fmt: skip
    posted = finds[1]
    assert posted.url == f"{site.site.host}/kaigi/4.xlsx" and not posted.document_id
    assert not [path for path, _ in site.site.asked if path.endswith(("xlsx", "docx"))]
    # a meeting is announced, put off, and held on the new day; its minutes are a page
    fifth = "第5回（令和6年10月7日）"
    for row, kind, when, before in (
        (fifth, "announced", datetime.date(2024, 10, 7), None),
        (f"{fifth}　【延期】10月21日に変更します", "postponed", datetime.date(2024, 10, 21),
         datetime.date(2024, 10, 7)),
    ):  # fmt: skip
        site.day({"/kaigi/index.html": index(row, fourth, old)})
        (find,) = round_()
        assert (find.kind, find.number, find.date, find.old_date) == (kind, 5, when, before)
    minutes = '第5回（令和6年10月21日）<a href="g5.html">議事録</a>'
    site.day({"/kaigi/index.html": index(minutes, fourth, old),
              "/kaigi/g5.html": f"<h1>{COUNCIL} 第5回 議事録</h1><p>会長　開会します。</p>".encode()})  # fmt: skip
    (find,) = round_()
    assert (find.kind, find.number, find.label) == ("posted", 5, "議事録")
    assert find.url.endswith("/kaigi/g5.html")
    assert round_() == []
