"""The pages of the lookout: what is shown, and to whom."""

from __future__ import annotations

import datetime

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from shiryokan.access.models import Collection
from shiryokan.api.assistant.local import LocalInstance
from shiryokan.api.assistant.results import recent_finds
from shiryokan.audit.models import AuditEntry
from shiryokan.documents.bodies import council_named, meeting_numbered, publisher_named
from shiryokan.documents.models import Council, Document, Origin
from shiryokan.lookout.models import Address, Find, Sighting, WatchedPage
from shiryokan.lookout.watching import watch
from tests.lookout.test_whole_way import (
    COUNCIL,
    FIRST,
    NEW,
    OLD,
    SECOND,
    Invented,
    invented,
    page,
    round_,
)

__all__ = ["invented"]
pytestmark = [pytest.mark.any_database, pytest.mark.django_db]


@pytest.fixture
def editor() -> Client:
    client = Client()
    client.force_login(User.objects.create_user("hensha", is_staff=True))
    return client


def text(client: Client, address: str, **query: str) -> str:
    answer = client.get(address, query)
    assert answer.status_code == 200, (address, answer.status_code)
    return answer.content.decode()


def is_atom(body: str) -> list[str]:
    """The ids of the entries of a feed, which has all that RFC 4287 (4.1) asks for."""
    from xml.etree import ElementTree

    name = "{http://www.w3.org/2005/Atom}%s"
    root = ElementTree.fromstring(body)
    assert root.tag == name % "feed"
    ids = []
    for one in (root, *root.iter(name % "entry")):
        for wanted in ("id", "title", "updated"):
            (element,) = one.findall(name % wanted)
            assert (element.text or "").strip(), wanted
        datetime.datetime.fromisoformat(one.findtext(name % "updated") or "")
        links = {link.get("rel"): link.get("href") or "" for link in one.findall(name % "link")}
        assert links["alternate"].startswith("http")
        ids.append(one.findtext(name % "id") or "")
    assert root.find(f"{name % 'author'}/{name % 'name'}") is not None
    assert root.find(f"{name % 'link'}[@rel='self']") is not None
    assert len(set(ids)) == len(ids) and all(one.startswith("urn:uuid:") for one in ids[1:])
    return ids[1:]


def test_a_silent_replacement_is_shown_word_by_word_in_its_boxes(
    invented: Invented, client: Client
) -> None:
    watch(invented.url, publisher="みなと町")
    round_()
    invented.day({"/kaigi/index.html": page(SECOND, FIRST), "/kaigi/2a.pdf": OLD})
    round_()
    invented.day({"/kaigi/2a.pdf": NEW})
    (find,) = round_()
    said = text(client, f"/lookout/finds/{find.pk}/")
    assert "<del>" in said and "三分" in said and "<ins>" in said and "二分" in said
    for document, side in ((find.document_id, "new"), (find.old_document_id, "old")):
        # the words are marked at their place on the page, and on a piece of its picture
        assert f"/documents/{document}/pages/2?" in said
        assert f'href="/documents/{document}/pages/2/picture/screen.webp"' in said
        crop = said.partition(f'class="change-place {side}"')[2].partition("</figure>")[0]
        assert crop.count("<rect ") == 1
    assert "差し替え" in text(client, "/lookout/")
    council = Council.objects.get(name=COUNCIL)
    shown = text(client, f"/council/{council.pk}/")
    assert shown.index("第2回") < shown.index("第1回")
    assert shown.count("差し替え前") == 1 and shown.count("資料1") >= 2
    assert "費用の負担について" in shown and "みなと町" in text(client, "/council/")
    feed = text(client, "/lookout/finds.atom", council=str(council.pk))
    assert feed.count("<entry>") == 2 and "費用の負担について" in feed
    publisher = council.publisher
    assert publisher is not None
    assert text(client, "/lookout/finds.atom", publisher=str(publisher.pk)).count("<entry>") == 2
    assert text(client, "/lookout/finds.atom", council="999").count("<entry>") == 0
    # each meeting has a feed, and all are Atom with ids that stay when the house moves
    assert f"/lookout/finds.atom?council={council.pk}&amp;meeting=" in shown
    for query, count in (
        ({"meeting": "第2回", "council": str(council.pk)}, 2),
        ({"meeting": "第1回", "council": str(council.pk)}, 0),
        ({"meeting": "第2回"}, 0),
        ({"council": str(council.pk)}, 2),
        ({"publisher": str(publisher.pk)}, 2),
    ):
        entries = is_atom(text(client, "/lookout/finds.atom", **query))
        assert len(entries) == count, query
    moved = Client(headers={"host": "localhost"})
    assert is_atom(text(moved, "/lookout/finds.atom")) == is_atom(
        text(client, "/lookout/finds.atom")
    )
    Find.everything.filter(pk=find.pk).update(title="", label="")
    assert is_atom(text(client, "/lookout/finds.atom"))[0] == entries[0]
    api = client.get("/api/v1/finds").json()
    assert [one["type"] for one in api["items"]] == ["replaced", "new"]
    assert client.get("/api/v1/finds", {"type": "new"}).json()["total"] == 1
    first = client.get("/api/v1/finds", {"limit": 1}).json()
    assert client.get(first["next"]).json()["items"][0]["type"] == "new"
    assisted = recent_finds(LocalInstance("ja").finds({"council": COUNCIL}))
    assert [one.meeting for one in assisted.finds] == ["第2回", "第2回"]
    assert assisted.finds[0].address.endswith(f"/lookout/finds/{find.pk}/")
    assert client.get("/api/v1/watched-pages").json()["items"][0]["url"] == invented.url


def test_an_editor_adds_and_stops_a_page(editor: Client, empty_instance: object) -> None:
    given = {"url": "https://www.town.example.jp/kaigi/", "council": COUNCIL}
    answer = editor.post("/lookout/add", given)
    watched = WatchedPage.objects.get()
    assert answer["Location"] == f"/lookout/pages/{watched.pk}/"
    assert COUNCIL in text(editor, f"/lookout/pages/{watched.pk}/")
    assert Address.objects.get().due_at is not None
    editor.post(f"/lookout/pages/{watched.pk}/active", {"stop": "yes"})
    assert not WatchedPage.objects.get().active
    editor.post(f"/lookout/pages/{watched.pk}/active", {"begin": "yes"})
    assert WatchedPage.objects.get().active
    kinds = AuditEntry.objects.order_by("number").values_list("kind", flat=True)
    assert list(kinds)[-3:] == ["watched", "unwatched", "watched"]
    for url in (
        "https://www.town.example.jp/a.pdf",
        "ftp://x/",
        "http://10.0.0.1:99/",
        "町の会議",
        "",
    ):
        answer = editor.post("/lookout/add", {"url": url, "council": COUNCIL, "minutes": "1"})
        said = answer.content.decode()
        assert answer.status_code == 422
        # what was written is kept, and each error stands at its field and leads to it
        assert f'value="{url}"' in said if url else True
        assert f'value="{COUNCIL}"' in said and 'href="#id_minutes"' in said
        assert 'aria-invalid="true"' in said
    answer = editor.post("/lookout/add", {"url": "www.town.example.jp/list/"})
    assert answer.status_code == 302
    assert WatchedPage.objects.filter(url="https://www.town.example.jp/list/").exists()


def test_where_nothing_is_yet_it_says_what_to_do_next(
    editor: Client, client: Client, empty_instance: object
) -> None:
    for address in ("/lookout/", "/council/"):
        assert 'href="/lookout/add"' in text(editor, address).partition('class="empty"')[2]
        shown = text(client, address).partition('class="empty"')[2]
        assert "編集者" in shown or "/documents/" in shown, address
        assert 'href="/lookout/add"' not in shown
    assert (
        'href="/lookout/finds"' in text(client, "/lookout/finds", kind="gone").partition("empty")[2]
    )
    council = council_named("公開会議", None)
    assert 'class="empty"' in text(client, f"/council/{council.pk}/")
    english = Client(headers={"accept-language": "en"}).get("/lookout/").content.decode()
    assert "<h2>Watched pages</h2>" in english and "Watched page<" not in english


def test_what_is_found_for_few_is_told_to_nobody_else(client: Client, editor: Client) -> None:
    closed = Collection.objects.create(name="内部", visibility=Collection.MEMBERS)
    watched = WatchedPage.everything.create(
        url="https://a.example.jp/", key="k", council="秘密会議", collection=closed
    )
    Address.objects.create(id="a", url=watched.url, host="a", role="page", watched=watched)
    Sighting.objects.create(watched=watched, council="秘密会議", number=1)
    find = Find.everything.create(
        watched=watched, kind="announced", council="秘密会議", page_url=watched.url,
        found_at=timezone.now(),
    )  # fmt: skip
    council = council_named("公開会議", None)
    for address in (
        "/lookout/",
        "/lookout/finds",
        "/lookout/finds.atom",
        "/api/v1/finds",
        "/api/v1/watched-pages",
    ):
        assert "秘密会議" not in text(client, address), address
        assert "秘密会議" in text(editor, address), address
    for address in (f"/lookout/finds/{find.pk}/", f"/lookout/pages/{watched.pk}/"):
        assert client.get(address).status_code == 404
        assert editor.get(address).status_code == 200
    assert client.get(f"/council/{council.pk}/").status_code == 404


def test_a_find_whose_document_is_hidden_or_purged_tells_no_words(client: Client) -> None:
    from shiryokan.lookout.purge import document_removed

    watched = WatchedPage.everything.create(url="https://a.example.jp/", key="k")
    document = Document.everything.create(
        id="a" * 16, sha256="a" * 64, size=1, file_name="a.pdf", title="題"
    )
    Find.everything.create(
        watched=watched, kind="new", title="秘密の題", page_url=watched.url,
        found_at=timezone.now(), document_id=document.pk,
    )  # fmt: skip
    assert "秘密の題" in text(client, "/lookout/finds")
    Document.everything.update(binned_at=timezone.now())
    assert "秘密の題" not in text(client, "/lookout/finds")
    document_removed(document.pk)
    assert Find.everything.get().title == "秘密の題"
    Document.everything.all().delete()
    document_removed("a" * 16)
    assert Find.everything.get().title == ""


def test_meetings_of_a_council_with_those_announced_and_cancelled(client: Client) -> None:
    publisher = publisher_named("みなと町")
    council = council_named(COUNCIL, publisher)
    document = Document.everything.create(
        id="b" * 16, sha256="b" * 64, size=1, file_name="b.pdf", title="資料の題"
    )
    meeting = meeting_numbered(council, "第2回", datetime.date(2024, 7, 1))
    Origin._base_manager.create(
        document=document, publisher=publisher, council=council, meeting=meeting
    )
    watched = WatchedPage.everything.create(url="https://a.example.jp/", key="k", council=COUNCIL)
    Sighting.objects.create(
        watched=watched, council=COUNCIL, number=3, date=datetime.date(2024, 8, 1), cancelled=True
    )
    said = text(client, f"/council/{council.pk}/")
    assert (
        said.index("第3回") < said.index("開催中止") < said.index("第2回") < said.index("資料の題")
    )


def test_a_document_of_another_format_is_told_with_its_link(client: Client) -> None:
    watched = WatchedPage.everything.create(url="https://a.example.jp/", key="k", council=COUNCIL)
    find = Find.everything.create(
        watched=watched, kind="posted", council=COUNCIL, number=2, label="資料2", title="収支の表",
        page_url=watched.url, url="https://a.example.jp/2.xlsx", found_at=timezone.now(),
    )  # fmt: skip
    for address in ("/lookout/finds", f"/lookout/finds/{find.pk}/"):
        said = text(client, address)
        assert 'href="https://a.example.jp/2.xlsx"' in said and "Excel" in said, address
    assert client.get("/api/v1/finds").json()["items"][0]["type"] == "posted"
