"""One mail a person of what happened to all they follow: each thing once, and nothing lost."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from shiryokan.access.models import Collection
from shiryokan.delivery.attempts import PAUSES
from shiryokan.delivery.timetable import Timetable, next_moment, timetable
from shiryokan.digest import entries, following, making, sending
from shiryokan.digest.errors import NotFollowed
from shiryokan.digest.models import DigestDelivery, Follow, Frequency, Subscriber, ToldHappening
from shiryokan.documents.bin import put_in_bin
from shiryokan.documents.collections import put_in
from shiryokan.documents.models import Council, Document, Publisher
from shiryokan.following.followable import Followable
from shiryokan.lookout.models import Find
from shiryokan.news import desk, publishing
from shiryokan.news.models import Article, Topic
from tests import pdfs
from tests.digest.conftest import (
    COUNCIL,
    Announce,
    Lay,
    Mailbox,
    Save,
    configure,
    later,
    outsider_of,
    text_of,
    tomorrow,
    work,
)

pytestmark = pytest.mark.any_database


def test_one_mail_tells_of_a_document_once_with_all_reasons(
    reader: Subscriber, council: Council, save: Save, lay: Lay, mails: Mailbox
) -> None:
    search = save("q=桟橋", name="桟橋の検索")
    following.follow(reader, "council", str(council.pk))
    following.follow(reader, "publisher", str(Publisher.objects.get().pk))
    following.follow(reader, "search", str(search.pk))
    tomorrow()
    assert mails.mails == [], "nothing happened, and nothing is sent"
    document = lay(
        "桟橋の補修", title="補修計画", council=COUNCIL, publisher="みなと町", meeting="第2回"
    )
    tomorrow()
    (mail,) = mails.mails
    assert mails.to == ["hanako@example.jp"]
    text = text_of(mail)
    assert text.count("補修計画") == 1
    for words in (COUNCIL, "みなと町", "第2回", "会議体「離島交通会議」", "発行者「みなと町」",
                  "保存した検索「桟橋の検索」", f"http://library.example/documents/{document}/"):  # fmt: skip
        assert words in text, words
    assert f"/documents/{document}/pages/1" in text, "the place that the search found"
    assert "<mark>桟橋</mark>" in text_of(mail, "html")
    assert "補修計画" in str(mail["subject"])
    assert str(mail["list-unsubscribe-post"]) == "List-Unsubscribe=One-Click"
    tomorrow()
    assert len(mails.mails) == 1
    later(days=40)
    assert len(mails.mails) == 1


def test_what_was_there_before_is_no_news_and_what_came_back_is_not_new(
    reader: Subscriber, council: Council, lay: Lay, mails: Mailbox
) -> None:
    following.follow(reader, "council", str(council.pk))
    from shiryokan.search.indexing import rebuild

    list(rebuild())
    work()
    tomorrow()
    assert mails.mails == []
    assert not ToldHappening.objects.exists()


def test_a_month_in_which_the_house_was_closed_is_one_digest(
    reader: Subscriber, council: Council, announce: Announce, mails: Mailbox
) -> None:
    following.follow(reader, "council", str(council.pk))
    for number in range(2, 32):
        announce(number)
    later(days=31)
    (mail,) = mails.mails
    text = text_of(mail)
    assert all(f"第{number}回" in text for number in range(2, 32))
    later(days=32)
    assert len(mails.mails) == 1


def test_clocks_that_jump_neither_double_nor_lose(
    reader: Subscriber, council: Council, announce: Announce, mails: Mailbox
) -> None:
    following.follow(reader, "council", str(council.pk))
    announce(2)
    later(days=400)
    assert len(mails.mails) == 1
    # the clock is right again: what it put off for a year comes tomorrow
    later()
    reader.refresh_from_db()
    assert reader.next_at is not None
    assert reader.next_at < timezone.now() + datetime.timedelta(hours=26)
    # and what is dated by a clock that was behind is told like anything else
    announce(3, found_at=timezone.now() - datetime.timedelta(days=900))
    announce(4, found_at=timezone.now() + datetime.timedelta(days=900))
    tomorrow()
    assert len(mails.mails) == 2
    text = text_of(mails.mails[1])
    assert "第3回" in text and "第4回" in text and "第2回" not in text
    tomorrow()
    assert len(mails.mails) == 2


def test_a_find_waits_for_its_document_to_be_searchable(
    reader: Subscriber, council: Council, announce: Announce, lay: Lay, mails: Mailbox
) -> None:
    following.follow(reader, "council", str(council.pk))
    content = pdfs.pdf("航路の図")
    sha = __import__("hashlib").sha256(content).hexdigest()
    announce(2, kind=Find.Kind.NEW, sha256=sha, document_id=sha[:16], title="航路図", label="資料1")
    announce(3)
    for _ in range(3):
        tomorrow()
    (mail,) = mails.mails
    assert "第3回" in text_of(mail) and "航路図" not in text_of(mail)
    lay("航路の図", title="航路図の文書")
    assert Document.objects.filter(pk=sha[:16]).exists()
    tomorrow()
    text = text_of(mails.mails[1])
    assert "資料1　航路図" in text and "第3回" not in text
    assert f"/documents/{sha[:16]}/" in text


def test_a_silent_replacement_is_told_with_its_words_and_their_page(
    reader: Subscriber, council: Council, announce: Announce, lay: Lay, mails: Mailbox
) -> None:
    following.follow(reader, "council", str(council.pk))
    old = lay("届出の期限は三月末とする。", title="旧")
    new = lay("届出の期限は五月末とする。", title="新")
    announce(
        2, kind=Find.Kind.REPLACED, document_id=new, old_document_id=old, title="届出", label="資料1",
        searchable_at=timezone.now(),
    )  # fmt: skip
    tomorrow()
    (mail,) = mails.mails
    text, html = text_of(mail), text_of(mail, "html")
    assert "差し替え" in text and "届出の期限は［−三月］［＋五月］末とする。" in text
    assert '<del style="color:#8c1d18">三月</del>' in html
    assert f"/documents/{new}/pages/1?at=" in text


def published(title: str, topics: str = "", amendment: str = "") -> Article:
    writer, _ = User.objects.get_or_create(username="kisha", is_staff=True)
    approver, _ = User.objects.get_or_create(username="desk", is_staff=True)
    article = desk.new_article(writer, title)
    desk.add_block(article, article.version, writer, kind="statement", text="改められた。")
    desk.describe(
        article, article.version, writer, title=title, summary="あらまし", topics=topics,
        amendment=amendment,
    )  # fmt: skip
    publishing.send(article, article.version, writer)
    publishing.approve(article, article.version, approver)
    return article


def test_news_and_topics_tell_articles_and_what_they_put_right(
    reader: Subscriber, outsider: Subscriber, mails: Mailbox
) -> None:
    published("前からの記事", "港")
    topic = Topic.objects.get()
    following.follow(reader, "topic", str(topic.pk))
    following.follow(reader, "news", "all")
    following.follow(outsider, "topic", str(topic.pk))
    article = published("運賃が変わる", "港")
    published("別の話題", "橋")
    tomorrow()
    by_address = {str(mail["to"]): text_of(mail) for mail in mails.mails}
    assert set(by_address) == {"hanako@example.jp", "taro@example.jp"}
    assert "別の話題" in by_address["hanako@example.jp"]
    assert "別の話題" not in by_address["taro@example.jp"]
    assert "前からの記事" not in "".join(by_address.values())
    assert "あらまし" in by_address["taro@example.jp"]
    writer, approver = User.objects.get(username="kisha"), User.objects.get(username="desk")
    article.refresh_from_db()
    desk.describe(
        article, article.version, writer, title=article.title, summary="", topics="港",
        amendment="額を直した",
    )  # fmt: skip
    publishing.send(article, article.version, writer)
    publishing.approve(article, article.version, approver)
    tomorrow()
    assert len(mails.mails) == 4
    assert "記事の訂正" in text_of(mails.mails[-1]) and "額を直した" in text_of(mails.mails[-1])


def test_rights_are_judged_when_it_is_sent(
    reader: Subscriber, outsider: Subscriber, council: Council, lay: Lay, mails: Mailbox
) -> None:
    for one in (reader, outsider):
        following.follow(one, "council", str(council.pk))
    Collection.objects.create(name="会員", visibility=Collection.MEMBERS)
    Collection.objects.create(name="係", visibility=Collection.GROUPS)
    lay("一", title="皆の文書", council=COUNCIL, publisher="みなと町")
    lay("二", title="会員の文書", council=COUNCIL, publisher="みなと町", collection="会員")
    lay("三", title="係の文書", council=COUNCIL, publisher="みなと町", collection="係")
    gone = lay("四", title="消えた文書", council=COUNCIL, publisher="みなと町")
    mails.says["DATA"] = "451 later"
    tomorrow()
    # between being written down and being sent, one more is taken from view
    put_in_bin(Document.objects.get(pk=gone))
    mails.says.clear()
    later(minutes=2)
    by_address = {str(mail["to"]): text_of(mail) for mail in mails.mails}
    hers, his = by_address["hanako@example.jp"], by_address["taro@example.jp"]
    assert "皆の文書" in hers and "皆の文書" in his
    assert "会員の文書" in hers and "会員の文書" not in his
    for text in (hers, his):
        assert "係の文書" not in text and "消えた文書" not in text


def test_a_closed_house_tells_outsiders_nothing(
    reader: Subscriber, outsider: Subscriber, council: Council, announce: Announce,
    mails: Mailbox, settings: Any,
) -> None:  # fmt: skip
    for one in (reader, outsider):
        following.follow(one, "council", str(council.pk))
        following.follow(one, "news", "all")
    announce(2)
    published("中だけの記事")
    configure(settings, closed=True)
    tomorrow()
    assert mails.to == ["hanako@example.jp"]


def test_a_digest_that_is_refused_for_now_comes_later_under_the_same_name(
    reader: Subscriber, council: Council, announce: Announce, mails: Mailbox
) -> None:
    following.follow(reader, "council", str(council.pk))
    announce(2)
    mails.says["DATA"] = "451 try later"
    tomorrow()
    delivery = DigestDelivery.objects.get()
    assert (delivery.state, delivery.attempts) == (DigestDelivery.State.WAITING, 1)
    announce(3)
    mails.says.clear()
    later(minutes=2)
    (mail,) = mails.mails
    assert str(delivery.pk) in str(mail["message-id"])
    assert "第2回" in text_of(mail) and "第3回" not in text_of(mail)
    tomorrow()
    assert "第3回" in text_of(mails.mails[1]) and "第2回" not in text_of(mails.mails[1])


def test_a_worker_that_is_killed_before_noting_it_doubles_under_the_same_name(
    reader: Subscriber, council: Council, announce: Announce, mails: Mailbox,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    following.follow(reader, "council", str(council.pk))
    announce(2)

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(sending, "_note_sent", killed)
        making.make_digest.call(str(reader.pk))
        delivery = DigestDelivery.objects.get()
        with pytest.raises(KeyboardInterrupt):
            sending.deliver_digest.call(str(delivery.pk))
    work()
    tomorrow()
    assert len(mails.mails) == 2
    assert len({str(mail["message-id"]) for mail in mails.mails}) == 1
    assert DigestDelivery.objects.get().state == DigestDelivery.State.SENT


def test_what_was_not_delivered_is_in_the_next_digest(
    reader: Subscriber, council: Council, announce: Announce, mails: Mailbox
) -> None:
    following.follow(reader, "council", str(council.pk))
    announce(2)
    mails.says["RCPT"] = "550 no such user"
    tomorrow()
    assert DigestDelivery.objects.get().state == DigestDelivery.State.FAILED
    assert not ToldHappening.objects.exists()
    announce(3)
    mails.says.clear()
    tomorrow()
    (mail,) = mails.mails
    assert "第2回" in text_of(mail) and "第3回" in text_of(mail)
    reader.refresh_from_db()
    assert reader.failures == 0


def test_failures_in_a_row_stop_the_digest_and_the_page_says_so(
    reader: Subscriber, council: Council, announce: Announce, mails: Mailbox, client: Client
) -> None:
    follow = following.follow(reader, "council", str(council.pk))
    Subscriber.objects.update(failures=4)
    announce(2)
    mails.says["DATA"] = "451 never"
    tomorrow()
    DigestDelivery.objects.update(attempts=len(PAUSES))
    later(hours=12)
    reader.refresh_from_db()
    assert (reader.stopped, reader.next_at) == ("mail_refused", None)
    assert reader.user is not None
    client.force_login(reader.user)
    assert "便りを止めました" in client.get("/digest/").content.decode()
    mails.says.clear()
    client.post("/digest/settings", {"frequency": "daily", "hour": ""})
    reader.refresh_from_db()
    assert reader.next_at is not None and not reader.stopped and not reader.failures
    tomorrow()
    (mail,) = mails.mails
    assert "第2回" in text_of(mail), "what could not be delivered is not lost"
    assert Follow.objects.get() == follow


def test_what_happens_while_it_is_off_is_not_told_afterwards(
    reader: Subscriber, council: Council, announce: Announce, mails: Mailbox
) -> None:
    following.follow(reader, "council", str(council.pk))
    following.set_rhythm(reader, Frequency.OFF, None, timezone.now())
    announce(2)
    later(days=3)
    following.set_rhythm(reader, Frequency.WEEKLY, 5, timezone.now())
    announce(3)
    later(days=8)
    (mail,) = mails.mails
    assert "第3回" in text_of(mail) and "第2回" not in text_of(mail)


def test_a_kind_that_fails_keeps_nobody_from_all_else(
    reader: Subscriber, council: Council, announce: Announce, mails: Mailbox,
    monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    from shiryokan.news.following import AllNews

    following.follow(reader, "council", str(council.pk))
    following.follow(reader, "news", "all")
    published("後で届く記事")
    announce(2)

    def broken(*_: object) -> None:
        raise RuntimeError("out of order")

    with monkeypatch.context() as patch:
        patch.setattr(AllNews, "since", broken)
        tomorrow()
        assert "第2回" in text_of(mails.mails[0])
    tomorrow()
    assert "後で届く記事" in text_of(mails.mails[1]) and "第2回" not in text_of(mails.mails[1])


def test_a_mail_in_english(
    reader: Subscriber, council: Council, announce: Announce, mails: Mailbox
) -> None:
    reader.language = "en"
    reader.save()
    following.follow(reader, "council", str(council.pk))
    announce(2)
    tomorrow()
    (mail,) = mails.mails
    assert "There is 1 new thing in what you follow." in text_of(mail)
    assert "Stop the digest (without signing in)" in text_of(mail, "html")
    assert str(mail["subject"]).strip().startswith("[Shiryokan] Digest:")


def test_many_entries_are_counted_and_not_listed(
    reader: Subscriber, council: Council, announce: Announce, mails: Mailbox
) -> None:
    following.follow(reader, "council", str(council.pk))
    for number in range(2, entries.MOST_ENTRIES + 5):
        announce(number)
    tomorrow()
    (mail,) = mails.mails
    assert text_of(mail).count("■") == entries.MOST_ENTRIES
    assert "このほかに3件" in text_of(mail)
    tomorrow()
    assert len(mails.mails) == 1


def test_what_cannot_be_seen_cannot_be_followed(
    reader: Subscriber, outsider: Subscriber, save: Save, lay: Lay
) -> None:
    Collection.objects.create(name="係", visibility=Collection.GROUPS)
    lay("秘", title="秘", council="秘密会議", collection="係")
    hidden = Council.everything.get(name="秘密会議")
    search = save()
    for kind, ref in (
        ("council", str(hidden.pk)), ("council", "x"), ("nothing", "1"), ("topic", "9" * 30),
        ("item", "medical/Z999"), ("news", "some"), ("search", str(search.pk)[:-1]),
        ("quotes", "999"), ("council", "1" * 500),
    ):  # fmt: skip
        with pytest.raises(NotFollowed):
            following.follow(reader, kind, ref)
    with pytest.raises(NotFollowed):
        following.follow(outsider, "search", str(search.pk))
    assert not Follow.objects.exists()


def test_who_has_an_account_later_has_one_digest(outsider: Subscriber, mails: Mailbox) -> None:
    following.follow(outsider, "news", "all")
    user = User.objects.create_user("taro", "Taro@example.jp")
    mine = following.subscriber_for(user, "", "ja")
    assert mine.pk == outsider.pk and Subscriber.objects.count() == 1
    published("記事")
    tomorrow()
    assert [str(mail["to"]) for mail in mails.mails] == ["Taro@example.jp"]


def test_two_addresses_that_differ_in_letters_alone_are_one(outsider: Subscriber) -> None:
    from django.db import IntegrityError

    with pytest.raises(IntegrityError):
        outsider_of("TARO@example.jp")


def test_the_next_moment() -> None:
    table = Timetable(timetable().zone, 7, 0)
    now = datetime.datetime(2026, 11, 29, 22, 0, tzinfo=datetime.UTC)  # Monday 07:00 in Tokyo
    assert next_moment("daily", now, table) - now == datetime.timedelta(days=1)
    assert next_moment("weekly", now, table) - now == datetime.timedelta(days=7)
    before = now - datetime.timedelta(minutes=1)
    assert next_moment("daily", before, table) == next_moment("weekly", before, table) == now


def test_every_kind_has_a_name_of_its_own() -> None:
    from shiryokan.following.followable import all_kinds

    found: list[Followable] = list(all_kinds())
    assert {each.kind for each in found} >= {
        "council", "publisher", "news", "topic", "item", "search", "quotes",
    }  # fmt: skip
    assert all(len(each.kind) <= 20 and each.title for each in found)


def test_a_member_who_left_is_told_nothing(
    reader: Subscriber, council: Council, announce: Announce, mails: Mailbox
) -> None:
    following.follow(reader, "council", str(council.pk))
    announce(2)
    assert reader.user is not None
    reader.user.is_active = False
    reader.user.save()
    tomorrow()
    assert mails.mails == []


def test_documents_put_into_a_closed_collection_are_not_told(
    reader: Subscriber, council: Council, lay: Lay, mails: Mailbox
) -> None:
    following.follow(reader, "council", str(council.pk))
    document = lay("五", title="移された文書", council=COUNCIL, publisher="みなと町")
    closed = Collection.objects.create(name="係", visibility=Collection.GROUPS)
    put_in(Document.objects.get(pk=document), closed)
    tomorrow()
    assert mails.mails == []
