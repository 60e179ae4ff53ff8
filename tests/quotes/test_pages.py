"""The pages of quotes: kept from the address of a page, listed, shared, deleted, taken away."""

from __future__ import annotations

import json
import uuid

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.test import Client

from shiryokan.access.models import Collection
from shiryokan.documents.collections import put_in
from shiryokan.documents.models import Document
from shiryokan.quotes.models import Quote
from shiryokan.records import models
from tests.quotes.conftest import a_quote, work
from tests.quotes.test_judging import ENDED, STAYS, record


@pytest.fixture
def client(hanako: User) -> Client:
    signed_in = Client()
    signed_in.force_login(hanako)
    return signed_in


@pytest.fixture
def other() -> Client:
    signed_in = Client()
    signed_in.force_login(get_user_model().objects.create_user("taro"))
    return signed_in


def address_of(client: Client, row: models.Record, words: str) -> str:
    """The address at which words are marked, as a reader without a script comes to it."""
    page = f"/documents/{row.document_id}/pages/{row.page}"
    return str(client.get(f"{page}/quote", {"words": words})["Location"])


def test_a_quote_is_kept_from_the_page_at_which_it_is_marked(
    versions: list[models.Extraction], client: Client
) -> None:
    old, new = versions
    ended = record(old, ENDED)
    words = ended.data["next_plan"][0]
    marked = client.get(address_of(client, ended, words)).content.decode()
    assert 'action="/quotes/keep"' in marked
    answer = client.post("/quotes/keep", {"address": address_of(client, ended, words)})
    quote = Quote.objects.get()
    assert answer["Location"] == f"/quotes/{quote.pk}/"
    assert "確認中" in client.get(answer["Location"]).content.decode()
    work()
    html = client.get(answer["Location"]).content.decode()
    assert words in html and "なし" in html
    assert f"/registers/measures/compare?old={old.document_id}&amp;new={new.document_id}" in html
    assert f"/records/{ended.pk}" in html
    assert "<image href=" in html and '<rect class="field-spot"' in html
    listed = client.get("/quotes/").content.decode()
    assert f'href="/quotes/{quote.pk}/"' in listed and "state-gone" in listed
    assert str(quote.pk) in client.get("/quotes/?state=gone").content.decode()
    assert str(quote.pk) not in client.get("/quotes/?state=holds").content.decode()


@pytest.mark.parametrize(
    "address",
    ["", "nonsense", "/search?at=1,2,3,4", "https://example.com/", "/documents/x/pages/1"],
)
def test_what_is_no_address_of_a_place_is_refused(client: Client, address: str) -> None:
    assert client.post("/quotes/keep", {"address": address})["Location"] == "/quotes/"
    assert "アドレスから読み取れません" in client.get("/quotes/").content.decode()


def test_an_empty_place_is_refused(versions: list[models.Extraction], client: Client) -> None:
    address = f"/documents/{versions[0].document_id}/pages/1?at=0.0,0.0,1.0,1.0"
    client.post("/quotes/keep", {"address": address})
    assert not Quote.objects.exists()


def test_others_read_it_by_its_address_if_it_is_shared_and_they_may_see_the_document(
    versions: list[models.Extraction], hanako: User, client: Client, other: Client
) -> None:
    old, _ = versions
    quote = a_quote(hanako, record(old, "1/ウ"), STAYS)
    work()
    address = f"/quotes/{quote.pk}/"
    assert other.get(address).status_code == Client().get(address).status_code == 404
    assert other.get(f"{address}annotation.jsonld").status_code == 404
    assert other.post(f"{address}share", {"shared": "yes"}).status_code == 404
    client.post(f"{address}share", {"shared": "yes"})
    assert STAYS in other.get(address).content.decode()
    closed = Collection.objects.create(name="closed", visibility=Collection.GROUPS)
    put_in(Document.objects.get(pk=old.document_id), closed)
    for who in (other, Client(), client):
        answer = who.get(address)
        assert STAYS not in answer.content.decode()
        assert "見られない" in answer.content.decode()
        taken = who.get(f"{address}annotation.jsonld").json()
        assert "target" not in taken and STAYS not in json.dumps(taken, ensure_ascii=False)
    assert STAYS not in client.get("/quotes/").content.decode()
    assert STAYS not in client.get(f"{address}delete").content.decode()
    client.post(f"{address}share", {"shared": "no"})
    assert Client().get(address).status_code == 404


def test_a_cause_that_may_not_be_seen_is_not_told(
    versions: list[models.Extraction], hanako: User, client: Client
) -> None:
    old, new = versions
    root = get_user_model().objects.create_superuser("root")
    closed = Collection.objects.create(name="closed", visibility=Collection.GROUPS)
    put_in(Document.objects.get(pk=new.document_id), closed)
    quote = a_quote(root, record(old, "2/ア"), record(old, "2/ア").data["next_plan"][0])
    Quote.objects.update(shared=True)
    work()
    assert quote.standing.state != "holds"
    html = client.get(f"/quotes/{quote.pk}/").content.decode()
    assert quote.words in html
    assert new.document_id not in html
    assert not quote.standing.cause_words or quote.standing.cause_words not in html


def test_a_web_annotation_has_words_and_place(
    versions: list[models.Extraction], hanako: User, client: Client
) -> None:
    old, _ = versions
    quote = a_quote(hanako, record(old, "1/ウ"), STAYS)
    work()
    answer = client.get(f"/quotes/{quote.pk}/annotation.jsonld")
    assert answer["Content-Type"].startswith("application/ld+json")
    made = answer.json()
    assert made["@context"] == "http://www.w3.org/ns/anno.jsonld"
    assert made["type"] == "Annotation" and made["id"].endswith(f"/quotes/{quote.pk}/")
    words, place = made["target"]["selector"]
    assert (words["exact"], words["prefix"]) == (STAYS, quote.before)
    assert place["value"] == f"page={quote.page}"
    assert place["refinedBy"]["value"].count("<rect ") == len(quote.boxes)
    assert made["target"]["source"].endswith(f"/documents/{old.document_id}/pages/{quote.page}")
    everything = client.get("/quotes/annotations.jsonld").json()
    assert everything["total"] == 1
    assert everything["first"]["items"][0]["id"] == made["id"]


def test_a_quote_is_deleted_by_its_owner_alone(
    versions: list[models.Extraction], hanako: User, client: Client, other: Client
) -> None:
    quote = a_quote(hanako, record(versions[0], "1/ウ"), STAYS)
    assert other.post(f"/quotes/{quote.pk}/delete").status_code == 404
    assert client.get(f"/quotes/{quote.pk}/delete").status_code == 200
    assert Quote.objects.exists()
    assert client.post(f"/quotes/{quote.pk}/delete")["Location"] == "/quotes/"
    assert not Quote.objects.exists()
    assert client.get(f"/quotes/{uuid.uuid4()}/").status_code == 404
