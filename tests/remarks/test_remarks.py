"""Remarks: written on words, pages and subjects; read by whom they are for; told what became of them."""

from __future__ import annotations

from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group, User
from django.test import Client

from shiryokan.access.models import Collection
from shiryokan.accounts.own_data import erase, own_data_of
from shiryokan.api.tokens import issue
from shiryokan.audit.models import AuditEntry
from shiryokan.documents.bin import purge as purge_document
from shiryokan.documents.bin import put_in_bin
from shiryokan.documents.collections import put_in
from shiryokan.documents.models import Document
from shiryokan.quotes.models import Quote
from shiryokan.records import models
from shiryokan.remarks.models import Remark
from tests.quotes.conftest import work
from tests.quotes.test_judging import ENDED, STAYS, record


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def address_of(row: models.Record, words: str) -> str:
    """The address at which words of a record are marked."""
    page = f"/documents/{row.document_id}/pages/{row.page}"
    return str(Client().get(f"{page}/quote", {"words": words})["Location"])


def test_a_remark_goes_with_its_words_into_the_next_version(
    versions: list[models.Extraction], hanako: User
) -> None:
    old, new = versions
    client = client_of(hanako)
    stays, ended = record(old, "1/ウ"), record(old, ENDED)
    marked = address_of(stays, STAYS)
    assert 'action="/remarks/new"' in client.get(marked).content.decode()
    form = client.get("/remarks/new", {"address": marked}).content.decode()
    assert STAYS in form
    said = {"text": "毎月 確かめる <b>", "audience": "own"}
    answer = client.post("/remarks/new", {"address": marked, **said})
    assert answer["Location"].startswith(f"/documents/{old.document_id}/pages/{stays.page}?at=")
    gone = ended.data["next_plan"][0]
    client.post("/remarks/new", {"address": address_of(ended, gone), "text": "終わったか"})
    work()
    listed = client.get("/remarks/").content.decode()
    assert "メモを付けた言葉は、そのままです" in listed and "なくなりました" in listed
    assert "毎月 確かめる &lt;b&gt;" in listed
    # beside the page it was written on, and beside the one on which the words stand now
    kept = Quote.objects.get(words=STAYS).standing
    assert (kept.state, kept.place_document) == ("holds", new.document_id)
    for address in (marked, f"/documents/{new.document_id}/pages/{kept.place_page}"):
        assert "毎月 確かめる" in client.get(address).content.decode()
    assert f'href="/documents/{new.document_id}/pages/{kept.place_page}?at=' in listed
    assert "終わったか" in client.get("/remarks/?changed=on").content.decode()
    assert "毎月" not in client.get("/remarks/?changed=on").content.decode()
    # a quote that carries a remark is not deleted beneath it
    quote = Quote.objects.get(words=STAYS)
    assert "先にそちらを" in client.post(f"/quotes/{quote.pk}/delete", follow=True).content.decode()
    _token, secret = issue(hanako, "試し", None)
    asked = {"Authorization": f"Bearer {secret}"}
    items = Client().get("/api/v1/remarks", headers=asked).json()["items"]
    assert {item["state"] for item in items} == {"holds", "gone"}
    assert any(f"/documents/{new.document_id}/" in item["now_address"] for item in items)
    assert Client().get("/api/v1/remarks").json()["items"] == []
    csv = client.get("/remarks.csv").content.decode()
    assert "終わったか" in csv and client.get("/remarks.xlsx").status_code == 404
    assert "毎月 確かめる" in client.get("/remarks.md?q=毎月").content.decode()
    told = own_data_of(hanako)["remarks.remark.owner"]
    assert {row["text"] for row in told} == {"毎月 確かめる <b>", "終わったか"}
    assert STAYS not in str(told)


def test_who_reads_a_remark(versions: list[models.Extraction], hanako: User) -> None:
    old, new = versions
    group = Group.objects.create(name="医事課")
    hanako.groups.add(group)
    make = get_user_model().objects.create_user
    fellow, other, root = make("taro"), make("jiro"), make("root", is_superuser=True)
    fellow.groups.add(group)
    client = client_of(hanako)
    page = f"/documents/{old.document_id}/pages/1"
    subject = f"/subjects/{record(old, '1/ウ').pk}/"
    for text, audience, address in (
        ("自分用の控え", "own", page),
        ("課の控え", f"group-{group.pk}", page),
        ("みんなの控え", "all", subject),
    ):
        answer = client.post(
            "/remarks/new", {"address": address, "text": text, "audience": audience}
        )
        assert answer.status_code == 302, answer.content.decode()
    assert [e.kind for e in AuditEntry.objects.filter(kind__startswith="remark")] == [
        "remark_shared"
    ] * 2
    for user, expected in (
        (hanako, {"自分用の控え", "課の控え", "みんなの控え"}),
        (fellow, {"課の控え", "みんなの控え"}),
        (other, {"みんなの控え"}),
    ):
        seen = client_of(user).get("/remarks/").content.decode()
        assert {
            text for text in ("自分用の控え", "課の控え", "みんなの控え") if text in seen
        } == expected
    assert "控え" not in Client().get(page).content.decode()
    assert "みんなの控え" in client_of(other).get(subject).content.decode()
    mine = Remark.objects.get(text="自分用の控え")
    shared = Remark.objects.get(text="みんなの控え")
    assert client_of(fellow).get(f"/remarks/{mine.pk}/").status_code == 404
    changed = client_of(other).post(f"/remarks/{shared.pk}/", {"text": "x", "audience": "own"})
    assert changed.status_code == 200 and Remark.objects.get(pk=shared.pk).text == "みんなの控え"
    assert client_of(other).post(f"/remarks/{shared.pk}/delete").status_code == 404
    # a group that is not the writer's own, nothing, too much, nowhere
    strange = Group.objects.create(name="ほか")
    for data, status in (
        ({"address": page, "text": "x", "audience": f"group-{strange.pk}"}, 422),
        ({"address": page, "text": "  "}, 422),
        ({"address": page, "text": "あ" * 4001}, 422),
        ({"address": "/search?at=1,2,3,4", "text": "x"}, 302),
        ({"address": f"{page}?at=0.0,0.0,1.0,1.0", "text": "x"}, 422),
    ):
        assert client.post("/remarks/new", data).status_code == status, data
    assert Remark.objects.count() == 3
    # of a closed document others are told nothing, and its writer the own words alone
    closed = Collection.objects.create(name="closed", visibility=Collection.GROUPS)
    for each in (old, new):
        put_in(each.document, closed)
    assert "控え" not in client_of(fellow).get("/remarks/").content.decode()
    own = client.get("/remarks/").content.decode()
    assert "自分用の控え" in own and old.document.title not in own
    assert client_of(fellow).get(f"/remarks/{shared.pk}/").status_code == 404
    for each in (old, new):
        put_in(each.document, None)
    client_of(root).post(f"/remarks/{shared.pk}/delete")
    assert AuditEntry.objects.filter(kind="remark_removed").exists()
    # what was written for others stays, without a name
    erase(hanako)
    assert [row.text for row in Remark.objects.all()] == ["課の控え"]
    assert "退いた人" in client_of(fellow).get("/remarks/").content.decode()


def test_a_remark_on_a_subject_says_what_came_after_it(
    versions: list[models.Extraction], hanako: User
) -> None:
    old, new = versions
    client = client_of(hanako)
    address = f"/subjects/{record(old, '2/ア').pk}/"
    client.post("/remarks/new", {"address": address, "text": "自院の扱い"})
    row = Remark.objects.get()
    now = record(new, "2/ア")
    assert row.record == now.pk
    assert "そのままです" in client.get(f"/remarks/{row.pk}/").content.decode()
    # its writer had seen the older version alone
    Remark.objects.update(record=record(old, "2/ア").pk)
    assert "変わりました" in client.get(f"/remarks/{row.pk}/").content.decode()
    assert "自院の扱い" in client.get(address, follow=True).content.decode()
    beside = client.get(f"/documents/{new.document_id}/pages/{now.page}").content.decode()
    assert "自院の扱い" in beside
    client.post(f"/remarks/{row.pk}/seen")
    assert "そのままです" in client.get(f"/remarks/{row.pk}/").content.decode()
    page = f"/documents/{old.document_id}/pages/1"
    client.post("/remarks/new", {"address": page, "text": "表紙"})
    assert "新しい版があります" in client.get(page).content.decode()


def test_words_go_with_a_purged_document_and_the_remark_stays(
    versions: list[models.Extraction], hanako: User
) -> None:
    old, _ = versions
    client = client_of(hanako)
    marked = address_of(record(old, "1/ウ"), STAYS)
    client.post("/remarks/new", {"address": marked, "text": "自分の言葉", "audience": "all"})
    work()
    document = Document.everything.get(pk=old.document_id)
    put_in_bin(document)
    purge_document(document)
    work()
    assert not Quote.objects.get().words
    seen = client.get("/remarks/").content.decode()
    assert "自分の言葉" in seen and STAYS not in seen
