"""Items as quotes of documents: judged, hidden where the document is, forgotten with it."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from shiryokan.access.models import Collection
from shiryokan.access.readers import reading_as
from shiryokan.checklists import assessing, judging, making
from shiryokan.checklists.models import AnswerKind, Assessment, Checklist, Citation
from shiryokan.checklists.places import columns_of
from shiryokan.checklists.requirements import volume_and_number
from shiryokan.checklists.typed_form import typed_items
from shiryokan.checklists.words import items_of, whole
from shiryokan.documents.bin import purge, put_in_bin
from shiryokan.documents.collections import put_in
from shiryokan.documents.models import Document
from shiryokan.quotes.holders import people_quoting, quoted_documents
from tests.checklists.conftest import House, say
from tests.learning.conftest import quote_of
from tests.records.conftest import plans

__all__ = ["plans"]
WORDS = "水鏡市は情報政策課を置いているか。"


@pytest.fixture
def begun(plans: list[Document], midori: House) -> Assessment:
    """An assessment of a form that stands in last year's plan, whose item names a place of this
    year's."""
    form = making.make(
        midori.manager, typed_items(f"1(1) {WORDS}"), title="計画の点検", series="計画", year=2026,
        answered_by=Checklist.For.FACILITY, document=plans[0],
    )  # fmt: skip
    place = quote_of(plans[1])
    Citation.objects.create(
        item=form.items.get(), reference="計画 1", **columns_of(place.quote(plans[1].pk), plans[1])
    )
    made = assessing.begin(midori.organisation, form, midori.manager, facility=midori.facility)
    say(made, "1(1)", AnswerKind.YES, midori.answerer)
    return made


def test_quotes_of_items_are_judged_and_their_answerers_known(
    begun: Assessment, plans: list[Document], midori: House
) -> None:
    judging.judge(Citation.objects.all())
    assert Citation.objects.get().state == "holds"
    assert plans[1].pk in quoted_documents()
    people = people_quoting([plans[1].pk])
    assert {midori.manager.pk, midori.answerer.pk} <= set(people)
    assert midori.reader.pk not in people


def test_of_a_closed_document_no_word_is_shown_and_answers_are(
    begun: Assessment, plans: list[Document], midori: House
) -> None:
    closed = Collection.objects.create(name="閉", visibility=Collection.GROUPS)
    words = Citation.objects.get().words
    client = Client()
    client.force_login(midori.answerer)
    path = f"/checklists/assessments/{begun.pk}/"
    assert WORDS in client.get(path).content.decode()
    for document in plans:
        put_in(document, closed)
    with reading_as(midori.answerer):
        assert whole(begun.checklist) == "closed"
        (item,) = items_of(begun.checklist)
        assert (item.words, item.cited[0].seen) == ("", False)
    for address in (
        path,
        f"{path}print",
        f"{path}items/{item.item.pk}/history",
        f"/checklists/sheets/{begun.checklist_id}/",
    ):
        page = client.get(address).content.decode()
        assert WORDS not in page and words not in page and "見られない" in page, address
    assert "はい" in client.get(f"{path}print").content.decode()
    for address in (f"{path}filled.xlsx", f"{path}oscal/catalog.json"):
        assert client.get(address).status_code == 404, address


def test_a_purged_document_takes_its_words_along(
    begun: Assessment, plans: list[Document], midori: House
) -> None:
    for document in plans:
        put_in_bin(document)
        assert purge(document)
    assert Citation.objects.get().words == ""
    judging.judge(Citation.objects.all())
    assert Citation.objects.get().state == "gone"
    assert begun.checklist.items.get().words == ""
    assert begun.results.get().answer == "yes"
    with reading_as(User.objects.create_superuser("kanri")):
        assert whole(begun.checklist) == "gone"


def test_references_are_a_volume_and_a_number() -> None:
    assert volume_and_number("▶企画管理編　９．１") == ("企画管理編", "9.1")
    assert volume_and_number("システム運用編 14.1.1") == ("システム運用編", "14.1.1")
    assert volume_and_number("別に定める") is None
