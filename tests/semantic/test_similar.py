"""Pages like a page, beside it."""

from __future__ import annotations

from django.test import Client

from shiryokan.semantic.similar import similar_to
from tests.semantic.conftest import FESTIVAL, LOCKING, WATER, Lay

RULE = "席を離れる職員は、端末の画面をロックし、他人に操作されないようにしなければならない。"


def test_pages_like_a_page_are_shown_beside_it(semantic_on: None, lay: Lay, client: Client) -> None:
    first = lay("手引", LOCKING, WATER, RULE)
    other = lay("規程", RULE)
    lay("祭り", FESTIVAL)
    found = similar_to(first, 1)
    assert [(hit.document.pk, hit.page) for hit in found.others][:1] == [(other, 1)]
    assert [hit.page for hit in found.same][:1] == [3]
    page = client.get(f"/documents/{first}/pages/1").content.decode()
    assert "似たページ" in page
    assert "この文書の中" in page
    assert f"/documents/{other}/pages/1" in page


def test_a_page_like_no_other_has_no_such_part(semantic_on: None, lay: Lay, client: Client) -> None:
    document = lay("手引", LOCKING)
    assert not similar_to(document, 1)
    assert not similar_to(document, 99)
    assert not similar_to("f" * 16, 1)
    assert "似たページ" not in client.get(f"/documents/{document}/pages/1").content.decode()


def test_without_a_model_there_is_no_such_part(lay: Lay, client: Client) -> None:
    document = lay("手引", LOCKING, RULE)
    lay("規程", RULE)
    assert not similar_to(document, 1)
    assert "似たページ" not in client.get(f"/documents/{document}/pages/1").content.decode()
