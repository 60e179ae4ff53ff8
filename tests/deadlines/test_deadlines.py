"""Deadlines: read from documents, listed with their places, told as a calendar."""

from __future__ import annotations

import datetime
from pathlib import Path

import icalendar
import pytest
from django.contrib.auth.models import User
from django.test import Client

from shiryokan.access.models import Collection
from shiryokan.accounts.own_data import erase, own_data_of
from shiryokan.deadlines.models import CalendarAddress, DocumentDeadline
from shiryokan.deadlines.sources import DueDate, register
from shiryokan.deadlines.table import kinds_of
from shiryokan.documents.bin import purge as purge_document
from shiryokan.documents.bin import put_in_bin
from shiryokan.documents.collections import put_in
from shiryokan.documents.models import Document
from shiryokan.documents.rereading import read_again
from shiryokan.learning import assigning, courses
from shiryokan.learning.models import Course
from tests import pdfs
from tests.quotes.conftest import Add, work
from tests.remarks.test_remarks import client_of

FILED = "届出は令和99年6月1日までに提出すること。"
PASSES = "令和98年3月31日までの間に限り、基準を満たすものとみなす。"
PAST = "令和5年3月31日までに届け出ること。"


@pytest.fixture
def document(empty_instance: None, add: Add, tmp_path: Path) -> Document:
    path = tmp_path / "notice.pdf"
    path.write_bytes(pdfs.pdf(f"{FILED}\n{PASSES}", f"令和4年4月1日から施行する。\n{PAST}"))
    add(path, title="お知らせの写し")
    return Document.objects.get()


def test_days_are_read_listed_and_told_as_a_calendar(document: Document, hanako: User) -> None:
    work()
    rows = {row.words: row for row in DocumentDeadline.objects.all()}
    assert set(rows) == {FILED, PASSES, PAST}
    assert [rows[w].kind for w in (FILED, PASSES)] == ["filing", "transitional"]
    assert rows[FILED].day == datetime.date(2117, 6, 1)
    assert {row.state for row in rows.values()} == {"holds"}
    client = client_of(hanako)
    for reader in (Client(), client):
        html = reader.get("/deadlines/").content.decode()
        assert FILED in html and PASSES in html and PAST not in html
        assert f'href="/documents/{document.pk}/pages/1?at=' in html
    assert PAST in client.get("/deadlines/?all=on").content.decode()
    assert PASSES not in client.get("/deadlines/?kind=filing").content.decode()
    assert FILED not in client.get("/deadlines/?q=みなす&to=2116-04-01").content.decode()
    assert client.get("/deadlines/?from=x&to=9999-99-99&kind=zz").status_code == 200
    assert FILED in Client().get("/deadlines.csv").content.decode()
    told = Client().get("/api/v1/deadlines", {"kind": "filing", "date_from": "2100-01-01"}).json()
    assert [(item["words"], item["day"], item["state"]) for item in told["items"]] == [
        (FILED, "2117-06-01", "holds")
    ]
    assert "/pages/1?at=" in told["items"][0]["address"]
    # the date opens at its box
    address = next(
        part.split('"')[0]
        for part in html.split('href="')
        if "/pages/" in part and "?at=" in part.split('"')[0]
    )
    shown = Client().get(address.replace("&amp;", "&")).content.decode()
    assert "<mark" in shown
    # one's own days, of other rooms
    course = courses.new_course(User.objects.create_superuser("koza"), "感染対策の講座")
    Course.objects.update(state=Course.State.OPEN)
    due = datetime.date(2100, 1, 2)
    assigning.assign(course, hanako, group=None, user=hanako, due=due, every_months=0)
    assert "感染対策の講座" in client.get("/deadlines/?whose=mine").content.decode()
    assert "感染対策の講座" not in Client().get("/deadlines/?whose=mine").content.decode()
    assert ("courses", "受講") in kinds_of()
    # the calendar
    assert Client().post("/deadlines/calendar").status_code == 302
    assert not CalendarAddress.objects.exists()
    client.post("/deadlines/calendar", {"do": "renew"})
    key = CalendarAddress.objects.get().key
    page = client.get("/deadlines/?kind=filing")
    assert f"/deadlines/calendar/{key}.ics?kind=filing" in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    answer = Client().get(f"/deadlines/calendar/{key}.ics")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    assert answer["X-Robots-Tag"] == "noindex" and "private" in answer["Cache-Control"]
    events = list(icalendar.Calendar.from_ical(answer.content).walk("VEVENT"))
    assert len(events) == 3
    filed = next(event for event in events if FILED in str(event.get("description")))
    assert filed.decoded("dtstart") == datetime.date(2117, 6, 1)
    assert f"/documents/{document.pk}/pages/1?at=" in str(filed["url"])
    assert len({str(event["uid"]) for event in events}) == 3
    again = Client().get(
        f"/deadlines/calendar/{key}.ics", headers={"If-None-Match": answer["ETag"]}
    )
    assert again.status_code == 304
    client.post("/deadlines/calendar", {"do": "renew"})
    assert Client().get(f"/deadlines/calendar/{key}.ics").status_code == 404
    key = CalendarAddress.objects.get().key
    # what its owner may not see is in no calendar, and in no table
    closed = Collection.objects.create(name="closed", visibility=Collection.GROUPS)
    put_in(document, closed)
    for said in (client.get("/deadlines/?all=on"), Client().get(f"/deadlines/calendar/{key}.ics")):
        assert FILED not in said.content.decode() and document.title not in said.content.decode()
    put_in(document, None)
    assert key not in str(own_data_of(hanako)["deadlines.calendaraddress.owner"])
    User.objects.filter(pk=hanako.pk).update(is_active=False)
    assert Client().get(f"/deadlines/calendar/{key}.ics").status_code == 404
    client.post("/deadlines/calendar", {"do": "revoke"})
    erase(User.objects.get(pk=hanako.pk))
    assert not CalendarAddress.objects.exists()


def test_they_stay_the_same_when_read_anew_and_go_with_their_document(document: Document) -> None:
    work()
    before = set(DocumentDeadline.objects.values_list("pk", "key"))
    read_again([document])
    work()
    assert set(DocumentDeadline.objects.values_list("pk", "key")) == before
    put_in_bin(document)
    work()
    assert "お知らせ" not in Client().get("/deadlines/?all=on").content.decode()
    purge_document(Document.everything.get())
    work()
    assert not DocumentDeadline.objects.exists()


@pytest.mark.django_db
def test_what_is_done_is_no_more_due(hanako: User) -> None:
    day = datetime.date(2100, 1, 1)

    def due_dates(user: User) -> list[DueDate]:
        return [
            DueDate(key="1", day=day, title="済んだ用件", path="/", done=True),
            DueDate(key="2", day=day, title="まだの用件", path="/"),
        ]

    register("trial", "試し", due_dates)
    try:
        said = client_of(hanako).get("/deadlines/?kind=trial").content.decode()
        assert "まだの用件" in said and "済んだ用件" not in said
    finally:
        from shiryokan.deadlines import sources

        del sources._sources["trial"]
