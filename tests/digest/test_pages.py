"""Following by buttons, and everything that an address without an account can do."""

from __future__ import annotations

import datetime
import html
import json
import re
from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from shiryokan.accounts.own_data import erase, own_data_of
from shiryokan.api.tokens import issue
from shiryokan.digest import confirming, following
from shiryokan.digest.models import Confirmation, DigestDelivery, Follow, Frequency, Subscriber
from shiryokan.documents.models import Council
from shiryokan.quotes.models import Quote, QuoteStanding
from tests.digest.conftest import (
    COUNCIL,
    Announce,
    Lay,
    Mailbox,
    Save,
    later,
    text_of,
    tomorrow,
    work,
)

pytestmark = pytest.mark.any_database
ASKED = "メールを確かめてください"


def body(answer: object) -> str:
    return html.unescape(answer.content.decode())  # type: ignore[attr-defined]


def paths(text: str, what: str) -> list[str]:
    """The paths of the addresses in a mail that lead to ``what``."""
    return [urlsplit(found).path for found in re.findall(rf"http\S+/digest/{what}/\S+", text)]


def ask(client: Client, email: str, council: Council) -> str:
    answer = client.post(
        "/digest/subscribe", {"kind": "council", "ref": council.pk, "email": email}
    )
    work()
    return body(answer)


def test_an_address_follows_after_it_was_confirmed_and_not_before(
    client: Client, council: Council, announce: Announce, mails: Mailbox
) -> None:
    page = body(client.get(f"/council/{council.pk}/"))
    assert f"/digest/subscribe?kind=council&ref={council.pk}" in page
    assert COUNCIL in body(client.get(f"/digest/subscribe?kind=council&ref={council.pk}"))
    assert ASKED in ask(client, "taro@example.jp", council)
    announce(2)
    tomorrow()
    (mail,) = mails.mails
    assert COUNCIL in text_of(mail) and "list-unsubscribe" not in mail
    assert not Subscriber.objects.exists()
    (path,) = paths(text_of(mail), "confirm")
    # a scanner that opens what it finds confirms nothing
    assert "受け取る" in body(client.get(path))
    assert client.head(path).status_code == 200
    assert not Subscriber.objects.exists()
    managing = client.post(path)
    assert Follow.objects.get().subscriber.email == "taro@example.jp"
    assert COUNCIL in body(client.get(managing["Location"]))
    assert client.post(path).status_code == 404, "it is used up"
    announce(3)
    tomorrow()
    assert mails.to == ["taro@example.jp"] * 2
    text = text_of(mails.mails[1])
    assert "第3回" in text and "第2回" not in text, "what happened before is no news"
    (again,) = paths(text, "manage")
    # signed at another second
    assert again.split(":")[0] == managing["Location"].split(":")[0]


def test_asking_again_and_again_fills_no_mailbox_and_tells_nothing(
    client: Client, council: Council, mails: Mailbox, hanako: User, outsider: Subscriber
) -> None:
    following.follow(outsider, "council", str(council.pk))
    answers = {
        re.sub(r"csrf\S+ value=\S+", "", ask(client, address, council))
        for address in ("taro@example.jp", "hanako@example.jp", "nobody@example.jp")
    }
    assert len(answers) == 1, "known or not, the answer is the same"
    assert len(mails.mails) == 3
    for _ in range(5):
        assert ASKED in ask(client, "Nobody@example.jp", council)
    assert len(mails.mails) == 3, "not twice within ten minutes"
    for _ in range(5):
        Confirmation.objects.update(created_at=timezone.now() - datetime.timedelta(minutes=11))
        ask(client, "nobody@example.jp", council)
    assert mails.to.count("nobody@example.jp") == confirming.MOST_VALID
    assert (
        client.post(
            "/digest/subscribe", {"kind": "council", "ref": council.pk, "email": "no address"}
        ).status_code
        == 422
    )
    for kind, ref in (("search", "x"), ("council", "99999"), ("", "")):
        assert client.get("/digest/subscribe", {"kind": kind, "ref": ref}).status_code == 404


def test_a_confirmation_expires_and_then_nothing_is_kept(
    client: Client, council: Council, mails: Mailbox
) -> None:
    ask(client, "taro@example.jp", council)
    (path,) = paths(text_of(mails.mails[0]), "confirm")
    Confirmation.objects.update(created_at=timezone.now() - confirming.VALID)
    assert client.get(path).status_code == client.post(path).status_code == 404
    assert not Subscriber.objects.exists()
    later()
    assert not Confirmation.objects.exists()
    for bad in (path[:-3], "/digest/confirm/x", "/digest/manage/x", "/digest/unsubscribe/x"):
        assert client.get(bad).status_code == client.post(bad).status_code == 404


def test_the_address_of_an_account_follows_with_the_account(
    client: Client, council: Council, mails: Mailbox, hanako: User
) -> None:
    ask(client, "Hanako@example.jp", council)
    (path,) = paths(text_of(mails.mails[0]), "confirm")
    assert "アカウントの便りに加えました" in body(client.post(path))
    assert Subscriber.objects.get().user == hanako
    assert "_auth_user_id" not in client.session, "nobody is signed in by it"


def test_ending_one_follow_and_all_without_signing_in(
    client: Client, council: Council, announce: Announce, mails: Mailbox, outsider: Subscriber
) -> None:
    following.follow(outsider, "council", str(council.pk))
    following.follow(outsider, "news", "all")
    announce(2)
    tomorrow()
    (mail,) = mails.mails
    one, everything = paths(text_of(mail), "unsubscribe")
    assert urlsplit(str(mail["list-unsubscribe"]).strip(" <>")).path == everything
    for path in (one, everything):
        assert client.get(path).status_code == client.head(path).status_code == 200
    assert outsider.follows.count() == 2, "to open it changes nothing"
    stranger = Client(enforce_csrf_checks=True)
    post = {"List-Unsubscribe": "One-Click"}
    assert "フォローをやめました" in body(stranger.post(one, post))
    assert [each.kind for each in outsider.follows.all()] == ["news"]
    assert "フォローをやめました" in body(stranger.get(one))
    assert "便りを止めました" in body(stranger.post(everything, post))
    assert not Subscriber.objects.exists() and not DigestDelivery.objects.exists()
    assert stranger.post(everything, post).status_code == 200
    assert stranger.get(everything).status_code == 200


def test_a_members_digest_is_ended_by_its_mail_and_their_follows_stay(
    client: Client, council: Council, announce: Announce, mails: Mailbox, reader: Subscriber
) -> None:
    following.follow(reader, "council", str(council.pk))
    announce(2)
    tomorrow()
    (_one, everything) = paths(text_of(mails.mails[0]), "unsubscribe")
    client.post(everything)
    reader.refresh_from_db()
    assert (reader.frequency, reader.next_at) == (Frequency.OFF, None)
    assert reader.follows.count() == 1
    announce(3)
    later(days=9)
    assert len(mails.mails) == 1


def test_an_outsider_changes_the_rhythm_and_ends(client: Client, outsider: Subscriber) -> None:
    following.follow(outsider, "news", "all")
    from shiryokan.digest.addresses import manage_address

    path = urlsplit(manage_address(outsider)).path
    assert "taro@example.jp" in body(client.get(path))
    client.post(path, {"do": "settings", "frequency": "weekly", "hour": "18"})
    outsider.refresh_from_db()
    assert (outsider.frequency, outsider.hour) == ("weekly", 18)
    client.post(path, {"do": "settings", "frequency": "hourly", "hour": "99"})
    outsider.refresh_from_db()
    assert outsider.frequency == "weekly"
    assert "アドレスは消えました" in body(
        client.post(path, {"do": "unfollow", "kind": "news", "ref": "all"})
    )
    assert not Subscriber.objects.exists()
    assert client.get(path).status_code == 404


def test_a_member_follows_by_a_button_and_sees_the_next_digest(
    client: Client, council: Council, announce: Announce, hanako: User, save: Save, lay: Lay
) -> None:
    client.force_login(hanako)
    assert "まだ何もフォローしていません" in body(client.get("/digest/"))
    search = save("q=桟橋", name="桟橋の検索")
    for page, kind, ref in (
        (f"/council/{council.pk}/", "council", str(council.pk)),
        ("/news/", "news", "all"),
        (f"/alerts/{search.pk}/", "search", str(search.pk)),
        (f"/documents/?publisher={council.publisher_id}", "publisher", str(council.publisher_id)),
    ):
        shown = body(client.get(page))
        assert f'name="ref" value="{ref}"' in shown and "フォローする" in shown, page
        answer = client.post(
            "/digest/follow", {"kind": kind, "ref": ref, "do": "follow", "next": page}
        )
        assert answer["Location"] == page
        assert "フォローをやめる" in body(client.get(page)), page
    announce(2)
    lay("桟橋の補修", title="補修計画")
    preview = body(client.get("/digest/preview"))
    assert "第2回" in preview and "補修計画" in preview and "桟橋の検索" in preview
    assert not DigestDelivery.objects.exists()
    listed = body(client.get("/digest/"))
    assert COUNCIL in listed and "すべてのニュース" in listed
    client.post("/digest/follow", {"kind": "news", "ref": "all", "do": "unfollow"})
    assert "すべてのニュース" not in body(client.get("/digest/"))
    answer = client.post(
        "/digest/follow", {"kind": "news", "ref": "all", "next": "https://evil.example/"}
    )
    assert answer["Location"] == "/digest/"
    client.post("/digest/follow", {"kind": "council", "ref": "0"})
    assert "見つかりません" in body(client.get("/digest/"))


def test_a_digest_is_sent_now_and_read_again(
    client: Client, council: Council, announce: Announce, mails: Mailbox, reader: Subscriber
) -> None:
    assert reader.user is not None
    client.force_login(reader.user)
    following.follow(reader, "council", str(council.pk))
    announce(2)
    client.post("/digest/now")
    work()
    assert len(mails.mails) == 1
    delivery = DigestDelivery.objects.get()
    assert "届けました" in body(client.get("/digest/"))
    assert "第2回" in body(client.get(f"/digest/sent/{delivery.pk}/"))
    client.post("/digest/now")
    work()
    assert len(mails.mails) == 1
    other = Client()
    other.force_login(User.objects.create_user("jiro"))
    assert other.get(f"/digest/sent/{delivery.pk}/").status_code == 404


def test_a_quote_that_stands_otherwise_is_told(
    council: Council, lay: Lay, mails: Mailbox, reader: Subscriber
) -> None:
    document = lay("届出は三月末まで", title="届出の告示")
    user = reader.user
    assert user is not None
    quote = Quote.objects.create(
        owner=user, document_id=document, sha256="", page=1, boxes=[[10, 10, 60, 20]],
        words="届出は三月末まで",
    )  # fmt: skip
    now = timezone.now()
    standing = QuoteStanding.objects.create(quote=quote, state="holds", judged_at=now, since=now)
    following.follow(reader, "quotes", str(user.pk))
    tomorrow()
    assert mails.mails == []
    for state, title in (("changed", "変更あり"), ("holds", "現行")):
        standing.state, standing.since = state, timezone.now()
        standing.cause_kind, standing.cause_document = "comparison", "0" * 16
        standing.cause_words = "秘密の語"
        standing.save()
        tomorrow()
        text = text_of(mails.mails[-1])
        assert f"［{title}］届出の告示" in text and "届出は三月末まで" in text
        assert "秘密の語" not in text, "the document of the cause is not seen"
    tomorrow()
    assert len(mails.mails) == 2


def test_programs_read_what_one_follows(
    client: Client, council: Council, announce: Announce, reader: Subscriber
) -> None:
    following.follow(reader, "council", str(council.pk))
    announce(2)
    assert client.get("/api/v1/follows").json()["items"] == []
    assert client.get("/api/v1/digest").json() == {"total": 0, "items": []}
    assert reader.user is not None
    _token, secret = issue(reader.user, "試し", None)
    headers = {"Authorization": f"Bearer {secret}"}
    (follow,) = client.get("/api/v1/follows", headers=headers).json()["items"]
    assert (follow["kind"], follow["name"]) == ("council", COUNCIL)
    (entry,) = client.get("/api/v1/digest", headers=headers).json()["items"]
    assert entry["title"] == f"{COUNCIL} 第2回" and entry["follows"][0]["name"] == COUNCIL


def test_own_data_and_erasing(
    council: Council, announce: Announce, mails: Mailbox, reader: Subscriber
) -> None:
    following.follow(reader, "council", str(council.pk))
    announce(2)
    tomorrow()
    assert reader.user is not None
    own = json.loads(json.dumps(own_data_of(reader.user)))
    assert own["digest.follow"][0]["kind"] == "council"
    assert own["digest.digestdelivery"] and own["digest.subscriber.user"]
    Confirmation.objects.create(email="hanako@example.jp", kind="news", ref="all", base="")
    erase(reader.user)
    assert not Subscriber.objects.exists() and not Confirmation.objects.exists()


def test_tokens_of_mails_reach_no_log() -> None:
    from shiryokan.site.logs import harmless

    for what in ("confirm", "manage", "unsubscribe"):
        assert "abc" not in harmless(f"GET /digest/{what}/abc:def HTTP/1.1")
