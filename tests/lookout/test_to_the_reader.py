"""From a silent replacement to the reader: a draft, approval by another, an article; and the article
says so when the document is replaced once more."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from shiryokan.lookout.models import Find
from shiryokan.lookout.watching import watch
from shiryokan.news.models import Article
from shiryokan.quotes.keeping import keep
from shiryokan.quotes.models import Quote
from tests import pdfs
from tests.lookout.conftest import Serve, empty_instance, serve
from tests.lookout.test_whole_way import (
    FIRST,
    NEW,
    OLD,
    SECOND,
    Invented,
    invented,
    page,
    round_,
    work,
)
from tests.quotes.conftest import boxes_at

__all__ = ["Serve", "empty_instance", "invented", "serve"]
pytestmark = pytest.mark.any_database
AGAIN = pdfs.pdf("費用の負担について", "町は費用の四分の一を負担する。")


def test_a_replacement_is_told_to_readers_and_the_next_one_at_its_place(
    invented: Invented,
) -> None:
    writer = User.objects.create_user("kisha", is_staff=True)
    other = User.objects.create_user("desk", is_staff=True)
    watch(invented.url)
    round_()
    invented.day({"/kaigi/index.html": page(SECOND, FIRST), "/kaigi/2a.pdf": OLD})
    round_()
    invented.day({"/kaigi/2a.pdf": NEW})
    (found,) = round_()
    write, approve, read = Client(), Client(), Client()
    write.force_login(writer)
    approve.force_login(other)
    write.post(f"/news/desk/draft/finds/{found.pk}")
    article = Article.objects.get()
    assert article.blocks.get(kind="statement").text == (
        "「町は費用の三分の一を負担する。」が「町は費用の二分の一を負担する。」に改められた。"
    )
    keep(writer, *_place(found))
    for client, step in ((write, "send"), (approve, "approve")):
        article.refresh_from_db()
        sent = {"version": article.version, "step": step}
        client.post(f"/news/desk/{article.pk}/step", sent)
    work()
    address = f"/news/{article.pk}/"
    told = read.get(address).content.decode()
    assert "町は費用の二分の一を負担する。" in told and "今はこのとおりではありません" not in told
    assert Quote.objects.get().standing.state == "holds"

    invented.day({"/kaigi/2a.pdf": AGAIN})
    (again,) = round_()
    assert (again.kind, again.old_document_id) == (Find.Kind.REPLACED, found.document_id)
    told = read.get(address).content.decode()
    assert "今はこのとおりではありません: 要確認" in told
    assert f'href="/documents/{again.document_id}/">変わったあとを見る' in told
    assert "出典が変わった記事" in approve.get("/news/desk/").content.decode()
    assert Quote.objects.get().standing.state == "unsure"
    listed = read.get("/api/v1/news?stale=true").json()
    assert [each["id"] for each in listed["items"]] == [article.pk]


def _place(found: Find):  # type: ignore[no-untyped-def]
    from shiryokan.documents.models import Document

    document = Document.objects.get(pk=found.document_id)
    return document, 2, boxes_at(document, 2, "二分の一")
