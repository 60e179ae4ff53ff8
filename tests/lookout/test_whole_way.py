"""The whole way of an invented site, from its server to the search: what is found comes into the house."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from shiryokan.documents.models import Document, Intake, Origin
from shiryokan.jobs.signals import tick
from shiryokan.jobs.worker import JobWorker, unfinished_jobs
from shiryokan.lookout import visiting
from shiryokan.lookout.models import Address, Find, WatchedPage
from shiryokan.lookout.replacement import replacement
from shiryokan.lookout.watching import set_active, watch
from tests import pdfs
from tests.lookout.conftest import Serve
from tests.lookout.council_site import CouncilSite

COUNCIL = "灯台保存検討会"
pytestmark = pytest.mark.any_database


class Invented:
    """A site that a test writes a day at a time."""

    def __init__(self, folder: Path, serve: Callable[[Path], CouncilSite]) -> None:
        self.folder = folder
        self.days: list[dict[str, Any]] = [{"removed": []}]
        self._write()
        self.site: CouncilSite = serve(folder)

    def _write(self) -> None:
        host = {"host": "http://www.town.example.jp", "days": self.days}
        self.folder.mkdir(exist_ok=True)
        (self.folder / "changes.json").write_text(json.dumps(host))

    @property
    def url(self) -> str:
        return f"{self.site.host}/kaigi/index.html"

    def day(
        self,
        files: dict[str, bytes],
        removed: tuple[str, ...] = (),
        odd: dict[str, Any] | None = None,
    ) -> None:
        """Show another day."""
        number = self.site.day + 1 if (self.folder / "day-00").exists() else 0
        base = self.folder / f"day-{number:02d}"
        for path, body in files.items():
            file = base / path.lstrip("/")
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(body)
        (base / "http.json").write_text(json.dumps(odd or {})) if base.exists() else None
        if number == len(self.days):
            self.days.append({"removed": list(removed)})
        self.site.changes["days"] = self.days
        self.site.turn_to(number)


def page(*rows: tuple[int, str, list[tuple[str, str]]]) -> bytes:
    body = "".join(
        f"<h3>第{number}回（{day}）</h3><ul>"
        + "".join(f'<li><a href="{href}">{text}</a></li>' for href, text in links)
        + "</ul>"
        for number, day, links in rows
    )
    return f"<html><title>{COUNCIL}</title><h1>{COUNCIL}</h1>{body}</html>".encode()


FIRST = (1, "令和6年6月3日", [("1a.pdf", "資料1　点検の結果（PDF）"), ("1b.pdf", "議事録（PDF）")])
SECOND = (2, "令和6年7月1日", [("2a.pdf", "資料1　費用の負担について（PDF）")])
OLD = pdfs.pdf("費用の負担について", "町は費用の三分の一を負担する。")
NEW = pdfs.pdf("費用の負担について", "町は費用の二分の一を負担する。")


@pytest.fixture
def invented(tmp_path: Path, serve: Serve) -> Invented:
    site = Invented(tmp_path / "site", serve)
    site.day(
        {
            "/kaigi/index.html": page(FIRST),
            "/kaigi/1a.pdf": pdfs.pdf("点検の結果"),
            "/kaigi/1b.pdf": pdfs.pdf("議事録"),
        }
    )
    return site


def round_() -> list[Find]:
    """Look at everything, and do what follows; what was found."""
    before = set(Find.everything.values_list("pk", flat=True))
    visiting.all_due_now()
    visiting.visit()
    work()
    return list(Find.everything.exclude(pk__in=before).order_by("pk"))


def work(stop: Callable[[], bool] = lambda: not unfinished_jobs()) -> None:
    JobWorker(stop_when=stop, interval=0.02).run()


def test_a_new_document_comes_in_with_its_origin_and_a_replaced_one_is_told_word_by_word(
    invented: Invented,
) -> None:
    watch(invented.url, publisher="みなと町")
    assert round_() == []
    # what the page listed is in the house, with its origin, and is no news
    assert Document.objects.count() == 2
    invented.day({"/kaigi/index.html": page(SECOND, FIRST), "/kaigi/2a.pdf": OLD})
    (new,) = round_()
    assert (new.kind, new.council, new.number, new.date, new.title) == (
        Find.Kind.NEW, COUNCIL, 2, datetime.date(2024, 7, 1), "費用の負担について",
    )  # fmt: skip
    document = Document.objects.get(pk=new.document_id)
    origin = Origin.objects.get(document=document)
    assert (str(origin.publisher), str(origin.council), origin.meeting.number, origin.date) == (  # type: ignore[union-attr]
        "みなと町", COUNCIL, "第2回", datetime.date(2024, 7, 1),
    )  # fmt: skip
    assert origin.source_url == f"{invented.site.host}/kaigi/2a.pdf"
    assert origin.retrieved_at is not None
    assert document.title == "費用の負担について"
    assert document.state == Document.State.INDEXED
    assert new.searchable_at is not None
    assert new.searchable_at - new.found_at < datetime.timedelta(seconds=60)

    invented.day({"/kaigi/2a.pdf": NEW})
    (replaced,) = round_()
    assert (replaced.kind, replaced.old_document_id) == (Find.Kind.REPLACED, document.pk)
    both = [Document.objects.get(pk=pk) for pk in (document.pk, replaced.document_id)]
    (change,) = replacement(*both).changes
    differing = [(piece.old, piece.new) for piece in change.pieces if piece.op != "same"]
    assert len(differing) == 1
    assert "三" in differing[0][0] and "二" in differing[0][1]
    assert change.old.page == change.new.page == 2
    assert len(change.old.boxes) == len(change.new.boxes) == 1


def test_bad_days_find_nothing(invented: Invented) -> None:
    watch(invented.url)
    assert round_() == []
    page_ = "/kaigi/index.html"
    login = b"<html><title>login</title><form>password</form><a href=privacy.pdf>x</a></html>"
    loop = {"/kaigi/1a.pdf": {"status": 302, "location": "/kaigi/1a.pdf?again"},
            "/kaigi/1a.pdf?again": {"status": 302, "location": "/kaigi/1a.pdf"}}  # fmt: skip
    round_trip = {page_: {"status": 302, "location": "/kaigi/index.html?again"},
                  "/kaigi/index.html?again": {"status": 302, "location": page_}}  # fmt: skip
    for files, odd in (
        ({}, {page_: {"status": 404}}),
        ({}, {page_: {"status": 503}}),
        ({}, round_trip),
        # the PDF of the login page is there, and no document of the council
        ({page_: login, "/kaigi/privacy.pdf": pdfs.pdf("個人情報")}, {}),
        ({page_: page(FIRST)}, loop),
        ({}, {"/kaigi/1b.pdf": {"status": 404}}),
        ({"/kaigi/1b.pdf": b"<html>not found</html>"}, {}),
        ({"/kaigi/1b.pdf": pdfs.pdf("議事録")}, {"/kaigi/1b.pdf": {"status": 503}}),
        ({page_: page(FIRST)}, {}),
    ):
        invented.day(files or {"/touched.html": b""}, odd=odd)
        assert round_() == [], (files, odd)
        troubled = Address.objects.exclude(state=Address.State.ALIVE).exists()
        assert troubled == (files != {page_: page(FIRST)} or bool(odd)), (files, odd)
    states = set(Address.objects.values_list("state", flat=True))
    assert states == {Address.State.ALIVE}
    assert Document.objects.count() == 2


def test_the_same_pdf_at_five_addresses_is_one_find(invented: Invented) -> None:
    watch(invented.url)
    round_()
    five = [(f"{name}.pdf", "資料1　地図") for name in "abcde"]
    invented.day(
        {
            "/kaigi/index.html": page((2, "令和6年7月1日", five), FIRST),
            **{f"/kaigi/{href}": pdfs.pdf("地図") for href, _ in five},
        }
    )
    assert [find.kind for find in round_()] == [Find.Kind.NEW]
    # one of them may go: the document is still there
    invented.day(
        {"/kaigi/index.html": page((2, "令和6年7月1日", five[1:]), FIRST)}, ("/kaigi/a.pdf",)
    )
    assert round_() == []


def test_many_links_and_a_page_that_lists_itself(invented: Invented) -> None:
    watch(invented.url)
    round_()
    many = [(f"m{number}.pdf", f"資料{number}　数{number}") for number in range(1, 120)]
    links = [("index.html?sid=12345678a", "第2回"), *many]
    invented.day(
        {
            "/kaigi/index.html": page((2, "令和6年7月1日", links), FIRST),
            **{f"/kaigi/{href}": pdfs.pdf(f"数{href}") for href, _ in many[:4]},
        }
    )
    assert [find.label for find in round_()] == ["資料1", "資料2", "資料3", "資料4"]
    assert not Address.objects.filter(role=Address.Role.MEETING).exists()
    assert not Address.objects.get(role=Address.Role.PAGE).listings.exists()


def test_five_hundred_links_that_appear_at_once_are_all_known(invented: Invented) -> None:
    from shiryokan.lookout.looking import look

    watch(invented.url)
    round_()
    many = [(f"m{number}.pdf", f"資料{number}　数{number}") for number in range(500)]
    invented.day({"/kaigi/index.html": page((2, "令和6年7月1日", many), FIRST)})
    look(Address.objects.get(role=Address.Role.PAGE), timezone.now())
    assert Address.objects.filter(role=Address.Role.DOCUMENT).count() == 502
    newest = Address.objects.get(url__endswith="/m499.pdf").listings.get()
    assert (newest.number, newest.label, newest.title) == (2, "資料499", "数499")
    assert not Find.everything.exists()


def test_a_page_that_is_stopped_is_not_asked(invented: Invented) -> None:
    watched, new = watch(invented.url)
    assert new and watch(invented.url.replace("index.html", ""))[1] is False
    round_()
    set_active(watched, active=False)
    asked = len(invented.site.asked)
    invented.day({"/kaigi/index.html": page(SECOND, FIRST), "/kaigi/2a.pdf": OLD})
    visiting.visit()
    assert len(invented.site.asked) == asked


def test_unchanged_servers_are_asked_for_what_is_newer(invented: Invented) -> None:
    from shiryokan.lookout.asking import asked

    watch(invented.url)
    round_()
    address = Address.objects.get(url__endswith="1a.pdf")
    Address.objects.filter(pk=address.pk).update(
        etag='"x"', last_modified="Mon, 01 Jul 2024 00:00:00 GMT"
    )
    address.refresh_from_db()
    invented.day({"/x": b""}, odd={"/kaigi/1a.pdf": {"status": 304}})
    with asked(address) as (fetched, _):
        assert fetched.unchanged
    sent = invented.site.asked[-1][1]
    assert (sent["If-None-Match"], sent["If-Modified-Since"]) == (
        '"x"',
        "Mon, 01 Jul 2024 00:00:00 GMT",
    )
    assert round_() == []


def test_the_clock_looks_at_what_is_due_and_lets_hosts_rest(
    invented: Invented, settings: Any
) -> None:
    import msgspec

    settings.SHIRYOKAN = msgspec.structs.replace(settings.SHIRYOKAN, lookout_pause_seconds=600.0)
    watch(invented.url)
    for _ in range(3):
        tick.send_robust(sender=None)
        work()
    # robots.txt and the page; the PDFs wait for the host's next turn
    assert [path for path, _ in invented.site.asked] == ["/robots.txt", "/kaigi/index.html"]
    settings.SHIRYOKAN = msgspec.structs.replace(settings.SHIRYOKAN, lookout="off")
    tick.send_robust(sender=None)
    assert not unfinished_jobs()


def test_a_clock_that_was_ahead_stops_nothing(invented: Invented) -> None:
    watch(invented.url)
    round_()
    ahead = timezone.now() + datetime.timedelta(days=400)
    Address.objects.update(due_at=ahead)
    tick.send_robust(sender=None)
    assert not Address.objects.filter(due_at__gt=timezone.now()).exists()


def test_trouble_that_lasts_is_told_once(
    invented: Invented, monkeypatch: pytest.MonkeyPatch
) -> None:
    from shiryokan.lookout import alarms

    watch(invented.url)
    round_()
    invented.day({"/x": b""}, odd={"/kaigi/index.html": {"status": 404}})
    kinds = []
    # a clock that leapt ahead by days makes none of trouble
    monkeypatch.setattr(alarms, "sure_time", lambda: leapt)
    leapt = timezone.now()
    for _ in range(3):
        assert round_() == []
        Address.objects.exclude(failing_since=None).update(
            failing_since=timezone.now() - datetime.timedelta(days=4)
        )
        leapt = timezone.now() - datetime.timedelta(days=4)
    for _ in range(5):
        kinds += [find.kind for find in round_()]
        Address.objects.exclude(failing_since=None).update(
            failing_since=timezone.now() - datetime.timedelta(days=4)
        )
        monkeypatch.setattr(alarms, "sure_time", timezone.now)
    assert kinds == [Find.Kind.MISSING]
    assert WatchedPage.everything.count() == 1


def test_killed_between_the_bytes_and_the_find_nothing_is_lost_or_twice(
    invented: Invented, monkeypatch: pytest.MonkeyPatch
) -> None:
    from shiryokan.lookout import bytes_found

    watch(invented.url)
    round_()
    invented.day({"/kaigi/index.html": page(SECOND, FIRST), "/kaigi/2a.pdf": OLD})
    real, left = bytes_found.found, [2]

    class Killed(BaseException):
        pass

    def dying(*arguments: Any, **named: Any) -> Find:
        find = real(*arguments, **named)
        if left[0]:
            left[0] -= 1
            raise Killed
        return find

    monkeypatch.setattr(bytes_found, "found", dying)
    visiting.all_due_now()
    for _ in range(2):
        with pytest.raises(Killed):
            visiting.visit()
        assert not Find.everything.exists()
        assert Intake.objects.count() == 2
    (find,) = round_()
    assert find.document_id and Intake.objects.count() == 3
    assert round_() == []
