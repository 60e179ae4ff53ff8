"""Quotes as programs and assistants read them, with the reader's rights."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.test import Client

from shiryokan.access.models import Collection
from shiryokan.api.assistant.instance import InstanceError
from shiryokan.api.assistant.local import LocalInstance
from shiryokan.api.assistant.results import got_quote, listed_quotes
from shiryokan.api.tokens import issue
from shiryokan.documents.collections import put_in
from shiryokan.documents.models import Document
from shiryokan.quotes.models import Quote
from shiryokan.records import models
from tests.quotes.conftest import a_quote, work
from tests.quotes.test_judging import ENDED, STAYS, record


def headers_of(user: User) -> dict[str, str]:
    _token, secret = issue(user, "test", None)
    return {"authorization": f"Bearer {secret}"}


def test_a_token_reads_its_owners_quotes(versions: list[models.Extraction], hanako: User) -> None:
    old, new = versions
    stays = a_quote(hanako, record(old, "1/ウ"), STAYS)
    a_quote(hanako, record(old, ENDED), record(old, ENDED).data["next_plan"][0])
    headers, client = headers_of(hanako), Client()
    assert {q["state"] for q in client.get("/api/v1/quotes", headers=headers).json()["items"]} == {
        "waiting"
    }
    work()
    first = client.get("/api/v1/quotes?limit=1", headers=headers).json()
    assert (first["total"], len(first["items"])) == (2, 1)
    second = client.get(first["next"], headers=headers).json()["items"]
    assert {q["state"] for q in first["items"] + second} == {"holds", "gone"}
    (gone,) = client.get("/api/v1/quotes?state=gone", headers=headers).json()["items"]
    assert gone["cause"]["kind"] == "comparison"
    assert gone["cause"]["document"]["id"] == new.document_id
    one = client.get(f"/api/v1/quotes/{stays.pk}", headers=headers).json()
    assert (one["words"], one["state"], one["cause"]) == (STAYS, "holds", None)
    assert one["record_address"].endswith(f"/records/{record(old, '1/ウ').pk}/")
    assert client.get("/api/v1/quotes").json()["total"] == 0
    other = headers_of(get_user_model().objects.create_user("taro"))
    assert client.get("/api/v1/quotes", headers=other).json()["total"] == 0
    refused = client.get(f"/api/v1/quotes/{stays.pk}", headers=other)
    assert refused.status_code == 404 and STAYS not in refused.content.decode()


def test_what_may_not_be_seen_has_no_words(versions: list[models.Extraction], hanako: User) -> None:
    old, _ = versions
    quote = a_quote(hanako, record(old, "1/ウ"), STAYS)
    work()
    closed = Collection.objects.create(name="closed", visibility=Collection.GROUPS)
    put_in(Document.objects.get(pk=old.document_id), closed)
    told = Client().get(f"/api/v1/quotes/{quote.pk}", headers=headers_of(hanako))
    assert (told.json()["words"], told.json()["document"]) == ("", None)
    assert STAYS not in told.content.decode() and quote.before not in told.content.decode()


def test_an_assistant_on_this_machine_reads_what_is_shared(
    versions: list[models.Extraction], hanako: User
) -> None:
    quote = a_quote(hanako, record(versions[0], "1/ウ"), STAYS)
    work()
    instance = LocalInstance("ja")
    assert listed_quotes(instance.quotes({})).total == 0
    with pytest.raises(InstanceError):
        instance.quote(str(quote.pk))
    Quote.objects.update(shared=True)
    (listed,) = listed_quotes(instance.quotes({"state": "holds"})).quotes
    got = got_quote(instance.quote(str(quote.pk)))
    assert listed == got
    assert (got.words, got.state, got.state_title) == (STAYS, "holds", "現行")
