"""The page of a subject, its files and its feed; editors join and part there."""

from __future__ import annotations

import csv
import io
import json
import xml.etree.ElementTree as ElementTree

from django.contrib.auth.models import User
from django.test import Client

from shiryokan.news import desk, publishing
from shiryokan.news.content import CitedPlace
from shiryokan.records import models
from shiryokan.subjects.subject import subject_of
from tests.quotes.conftest import a_quote, work
from tests.subjects.test_subjects import ENDED, STAYS, WORDS, record

ATOM = "{http://www.w3.org/2005/Atom}"


def test_the_page_tells_versions_quotes_news_and_files(
    versions: list[models.Extraction], hanako: User, client: Client
) -> None:
    old, new = versions
    rows = record(old, STAYS), record(new, STAYS)
    quote = a_quote(hanako, rows[0], WORDS)
    work()
    article = desk.new_article(hanako, "窓口のこと")
    place = CitedPlace(
        rows[1].document_id, rows[1].page, ((10, 10, 90, 30),), WORDS, register="measures",
        key=STAYS,
    )  # fmt: skip
    desk.add_block(article, article.version, hanako, kind="quotation", text="", cited=[place])
    publishing.send(article, article.version, hanako)
    publishing.approve(article, article.version, User.objects.create_superuser("desk"))
    address = f"/subjects/{rows[0].pk}/"
    assert client.get(f"/subjects/{rows[1].pk}/").headers["Location"] == address
    client.force_login(hanako)
    page = client.get(address).content.decode()
    for row in rows:
        assert f"/records/{row.pk}/" in page and row.document.title in page
    assert f"/quotes/{quote.pk}/" in page and "窓口のこと" in page
    assert page.index(new.document.title) < page.index(old.document.title), "the newest first"
    told = json.loads(client.get(f"{address}subject.json").content)
    assert [each["record"] for each in told["versions"]] == [str(rows[1].pk), str(rows[0].pk)]
    assert told["state"] == "holds" and told["address"].endswith(address)
    lines = csv.reader(io.StringIO(client.get(f"{address}subject.csv").content.decode("utf-8-sig")))
    assert len(list(lines)) == 3
    answer = client.get(f"{address}feed.atom")
    feed = ElementTree.fromstring(answer.content)
    assert len(feed.findall(f"{ATOM}entry")) == 2
    again = client.get(f"{address}feed.atom", headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304
    for where in (f"/records/{rows[0].pk}/", f"/quotes/{quote.pk}/"):
        assert "/subjects/" in client.get(where).content.decode()
    compared = client.get(
        f"/registers/measures/compare?old={old.document_id}&new={new.document_id}"
    )
    assert "/subjects/" in compared.content.decode()


def test_editors_part_and_join_on_the_page(
    versions: list[models.Extraction], hanako: User, client: Client
) -> None:
    old, new = versions
    rows = record(old, STAYS), record(new, STAYS)
    address = f"/subjects/{rows[0].pk}/"
    said = {"old": str(rows[0].pk), "new": str(rows[1].pk), "same": "no"}
    assert client.post(f"{address}links", said).status_code == 302, "asked to sign in"
    assert not models.Link.objects.exists()
    client.force_login(hanako)
    page = client.post(f"{address}links", said, follow=True).content.decode()
    assert f"/records/{rows[1].pk}/" in page and "hanako" in page, "who parted them stands there"
    assert len(subject_of(rows[0]).records) == 1  # type: ignore[union-attr]
    said = {
        "old": str(rows[0].pk),
        "new": f"http://testserver/subjects/{rows[1].pk}/",
        "same": "yes",
    }
    client.post(f"{address}links", said)
    assert len(subject_of(rows[0]).records) == 2  # type: ignore[union-attr]
    said["new"] = str(record(old, ENDED).pk)
    page = client.post(f"{address}links", said, follow=True).content.decode()
    assert "別の文書の項目" in page
    for wrong in ("nonsense", "http://[", "/registers/", ""):
        assert client.post(f"{address}links", said | {"new": wrong}).status_code == 404


def test_the_subject_of_a_fee_item_is_its_page(house: models.Record, client: Client) -> None:
    item = house.item_references.get(role="states", note="")
    answer = client.get(f"/subjects/{house.pk}/")
    assert answer.headers["Location"] == f"/fees/{item.schedule}/{item.code}/"
    listed = client.get(f"/search?q={house.data['name']}&kind=fees").content.decode()
    assert "/subjects/" in listed
