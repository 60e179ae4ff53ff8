"""News are told by mail, webhook and feed: each hit once, whatever fails in between."""

from __future__ import annotations

import base64
import datetime
import hmac
import re
import xml.etree.ElementTree as ET
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone
from standardwebhooks import Webhook, WebhookVerificationError

from shiryokan.alerts.models import Channel, Delivery, SavedSearch
from shiryokan.alerts.page_ranges import page_ranges
from shiryokan.alerts.schedule import look_at_the_clock
from shiryokan.delivery.attempts import PAUSES
from shiryokan.delivery.timetable import Timetable, due, latest_moment, timetable
from shiryokan.search.indexing import rebuild
from tests.alerts.conftest import Hooks, Lay, Mailbox, Save, text_of, work

ATOM = "{http://www.w3.org/2005/Atom}"


def later(**time: float) -> None:
    """Let this much time pass for whatever waits for the clock."""
    look_at_the_clock(timezone.now() + datetime.timedelta(**time))
    work()


def test_a_hit_is_mailed_once_and_the_mail_leads_to_it(
    save: Save, lay: Lay, mails: Mailbox, client: Client
) -> None:
    search = save(email="hanako@example.jp")
    document = lay("前書き", "消火器の点検", title="基準")
    list(rebuild())
    later(minutes=10)
    (mail,) = mails.mails
    assert mails.to == ["hanako@example.jp"]
    assert "点検の新着" in str(mail["subject"])
    for kind in ("plain", "html"):
        assert f"/documents/{document}/pages/2" in text_of(mail, kind)
        assert "消火器" in text_of(mail, kind)
    owner = Client()
    owner.force_login(search.owner)
    page = owner.get(f"/alerts/{search.pk}/").content.decode()
    assert "<div>メール</div>" in page and "<div>1件</div>" in page
    stop = urlsplit(str(mail["list-unsubscribe"]).strip(" <>")).path
    assert client.get(stop).status_code == 200
    assert Channel.objects.get().on
    assert client.post(stop).status_code == 200
    assert not Channel.objects.get().on
    lay("別の点検", title="二つ目")
    later(minutes=20)
    assert len(mails.mails) == 1


def test_what_comes_soon_after_is_told_together(save: Save, lay: Lay, mails: Mailbox) -> None:
    save(email="hanako@example.jp")
    for number in range(3):
        lay(f"点検 その{number}", title=f"文書{number}")
    assert len(mails.mails) == 1
    later(minutes=6)
    assert len(mails.mails) == 2
    assert all(f"文書{number}" in text_of(mails.mails[1]) for number in (1, 2))
    later(minutes=30)
    assert len(mails.mails) == 2


def test_a_digest_waits_for_its_hour(save: Save, lay: Lay, mails: Mailbox) -> None:
    save(email="hanako@example.jp", frequency="daily")
    lay("点検の一", title="一")
    lay("点検の二", title="二")
    assert mails.mails == []
    later(hours=25)
    (mail,) = mails.mails
    assert {"一", "二"} <= set(text_of(mail))


def test_a_mail_that_is_refused_for_now_is_sent_later_under_the_same_name(
    save: Save, lay: Lay, mails: Mailbox
) -> None:
    save(email="hanako@example.jp")
    mails.says["DATA"] = "451 try later"
    lay("点検の一", title="一")
    assert mails.mails == []
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.attempts) == (Delivery.State.WAITING, 1)
    mails.says.clear()
    later(minutes=2)
    (mail,) = mails.mails
    assert str(delivery.pk) in str(mail["message-id"])
    later(hours=1)
    assert len(mails.mails) == 1


def test_an_address_that_is_refused_for_good_is_not_tried_again(
    save: Save, lay: Lay, mails: Mailbox
) -> None:
    save(email="nobody@example.jp")
    mails.says["RCPT"] = "550 no such user"
    lay("点検の一", title="一")
    delivery = Delivery.objects.get()
    assert (delivery.state, delivery.error) == (Delivery.State.FAILED, "mail_address")
    later(hours=12)
    assert Delivery.objects.get().attempts == 1


def test_a_webhook_is_signed_and_doubled_only_under_the_same_name(
    save: Save, lay: Lay, hooks: Hooks
) -> None:
    save(webhook=hooks.url)
    hooks.status = 500
    document = lay("点検の一", title="一")
    hooks.status = 204
    later(minutes=2)
    later(hours=8)
    assert len(hooks.taken) == 2
    identifiers = {headers["webhook-id"] for headers, _body in hooks.taken}
    assert len(identifiers) == 1
    headers, body = hooks.taken[-1]
    stamp = int(headers["webhook-timestamp"])
    secret = Channel.objects.get().secret
    key = base64.b64decode(secret.removeprefix("whsec_"))
    signed = f"{identifiers.pop()}.{stamp}.".encode() + body
    expected = base64.b64encode(hmac.digest(key, signed, "sha256")).decode()
    assert headers["webhook-signature"] == f"v1,{expected}"
    (told,) = hooks.bodies[-1]["data"]["documents"]
    assert (told["document"], told["pages"], told["title"]) == (document, [1], "一")
    assert [hit["page"] for hit in told["hits"]] == [1]
    Webhook(secret).verify(body, headers)
    with pytest.raises(WebhookVerificationError):
        Webhook("whsec_AAAA").verify(body, headers)


def test_a_webhook_that_is_gone_is_switched_off(save: Save, lay: Lay, hooks: Hooks) -> None:
    save(webhook=hooks.url)
    hooks.status = 410
    lay("点検の一", title="一")
    channel = Channel.objects.get()
    assert (channel.on, channel.stopped) == (False, "hook_gone")


def test_a_webhook_does_not_lead_into_the_network(save: Save, lay: Lay) -> None:
    save(webhook="http://127.0.0.1/hook")
    lay("点検の一", title="一")
    assert Delivery.objects.get().state == Delivery.State.FAILED


def test_failures_in_a_row_switch_a_channel_off(save: Save, lay: Lay, hooks: Hooks) -> None:
    save(webhook=hooks.url)
    hooks.status = 500
    Channel.objects.update(failures=4)
    lay("点検の一", title="一")
    Delivery.objects.update(attempts=len(PAUSES))
    later(hours=12)
    channel = Channel.objects.get()
    assert (channel.on, channel.stopped) == (False, "hook_bad_status")


ZONE_DAY = datetime.datetime(2026, 11, 23, 12, tzinfo=datetime.UTC)


@pytest.mark.parametrize(
    ("frequency", "waited", "told", "expected"),
    [
        ("immediate", 0, None, True),
        ("immediate", 0, 2, False),
        ("immediate", 0, 6, True),
        ("daily", 1, None, False),
        ("daily", 60 * 24, None, True),
        ("weekly", 60 * 4, None, False),
        ("weekly", 60 * 24 * 8, None, True),
    ],
)
def test_frequencies(frequency: str, waited: int, told: int | None, expected: bool) -> None:
    table = Timetable(timetable().zone, 7, 0)
    since = ZONE_DAY - datetime.timedelta(minutes=waited)
    last = ZONE_DAY - datetime.timedelta(minutes=told) if told is not None else None
    assert due(frequency, since, last, ZONE_DAY, table) is expected
    assert latest_moment("weekly", ZONE_DAY, table) <= ZONE_DAY


def test_any_search_is_a_feed(lay: Lay, client: Client) -> None:
    document = lay("消火器の点検 <b>&", title="基準 & <規則>")
    answer = client.get("/search.atom", {"q": "点検"})
    feed = ET.fromstring(answer.content)
    (entry,) = feed.findall(f"{ATOM}entry")
    assert "基準 & <規則>" in str(entry.findtext(f"{ATOM}title"))
    link = entry.find(f"{ATOM}link")
    assert link is not None
    assert f"/documents/{document}/pages/1" in link.attrib["href"]
    assert client.get("/search.atom", {"q": '"'}).status_code == 400
    again = client.get("/search.atom", {"q": "点検"}, headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304


FORTY = tuple(f"{'空' if number == 20 else '点検'}の{number}枚目" for number in range(1, 41))


def test_a_document_with_many_hits_is_told_as_one_entry_with_its_pages(
    save: Save, lay: Lay, hooks: Hooks, mails: Mailbox, client: Client, hanako: User
) -> None:
    search = save(webhook=hooks.url, email="hanako@example.jp")
    document = lay(*FORTY, title="四十枚")
    lay("点検の一枚", title="一枚")
    pages = "p.1–19, 21–40"

    data = [each for body in hooks.bodies for each in body["data"]["documents"]]
    forty = next(each for each in data if each["document"] == document)
    assert forty["total"] == 39 and forty["pages"] == [*range(1, 20), *range(21, 41)]
    assert len(forty["hits"]) == 5 and f"/documents/{document}/find?" in forty["url"]

    mail = next(mail for mail in mails.mails if "四十枚" in text_of(mail))
    assert text_of(mail).count("四十枚") == 1 and pages in text_of(mail)
    assert mail["Subject"].endswith("新着文書 1件")

    client.force_login(hanako)
    private = re.search(r"/alerts/feed/[\w-]+\.atom", client.get("/alerts/").content.decode())
    assert private
    for address in ("/search.atom?q=点検", private.group()):
        entries = ET.fromstring(client.get(address).content).findall(f"{ATOM}entry")
        titles = [str(entry.findtext(f"{ATOM}title")) for entry in entries]
        assert len(titles) == 2 and any("四十枚" in t and pages in t for t in titles), titles
    assert search.hits.count() == 40


def test_pages_in_a_few_words() -> None:
    assert page_ranges([5, 3, 4, 9, 9]) == "3–5, 9"
    assert page_ranges([]) == ""
    assert page_ranges(range(1, 200, 2)).endswith("39, …")


def test_the_news_are_read_in_the_browser_and_in_a_private_feed(
    save: Save, lay: Lay, client: Client, hanako: User
) -> None:
    search = save()
    lay("消火器の点検", title="基準")
    assert client.get("/alerts/").status_code == 302
    client.force_login(hanako)
    page = client.get("/alerts/").content.decode()
    assert "点検の新着" in page
    feed = re.search(r"/alerts/feed/[\w-]+\.atom", page)
    assert feed
    assert "基準" in client.get(feed.group()).content.decode()
    assert "消火器" in client.get(f"/alerts/{search.pk}/").content.decode()
    client.post("/alerts/feed/renew")
    assert client.get(feed.group()).status_code == 404
    client.post(f"/alerts/{search.pk}/read", {"as": "read"})
    assert search.hits.filter(read_at=None).count() == 0


def test_a_search_is_saved_changed_paused_and_deleted(client: Client, hanako: User) -> None:
    client.force_login(hanako)
    form = {"name": "点検", "frequency": "daily"}
    client.post("/alerts/new?q=点検&publisher=水鏡市&page=3", form)
    search = SavedSearch.objects.get()
    assert (search.name, search.frequency) == ("点検", "daily")
    assert "page" not in search.query
    client.post("/alerts/new?publisher=水鏡市&q=点検", form)
    assert SavedSearch.objects.count() <= 2
    client.post(f"/alerts/{search.pk}/pause", {"active": "no"})
    search.refresh_from_db()
    assert not search.active
    assert client.post("/alerts/new?q=%22", form).status_code == 422
    bad: dict[str, Any] = {**form, "by_webhook": "on", "webhook": "ftp://x"}
    assert client.post("/alerts/new?q=防災", bad).status_code == 422
    client.post(f"/alerts/{search.pk}/delete")
    assert not SavedSearch.objects.filter(pk=search.pk).exists()


def test_searches_of_others_are_not_even_there(save: Save, client: Client) -> None:
    search = save()
    client.force_login(get_user_model().objects.create_user("taro"))
    for path in ("", "edit", "delete"):
        assert client.get(f"/alerts/{search.pk}/{path}").status_code == 404
    for path in ("pause", "read", "secret", "delete"):
        assert client.post(f"/alerts/{search.pk}/{path}").status_code == 404


def test_what_a_clock_ahead_put_off_is_told_when_it_is_right_again(
    save: Save, lay: Lay, mails: Mailbox
) -> None:
    wrong = timezone.now() + datetime.timedelta(days=400)
    search = save(email="hanako@example.jp", frequency="daily")
    SavedSearch.objects.update(since=wrong)
    Channel.objects.update(since=wrong)
    later()
    lay("消火器の点検", title="基準")
    assert search.hits.count() == 1
    Channel.objects.update(waiting_since=wrong)
    later()
    later(days=2)
    assert len(mails.mails) == 1
    again = Delivery.objects.get()
    Delivery.objects.update(state=Delivery.State.WAITING, next_at=wrong)
    later()
    again.refresh_from_db()
    assert again.state == Delivery.State.SENT
    assert len(mails.mails) == 2
