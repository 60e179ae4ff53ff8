"""Drafts from what the lookout found and from a comparison's page; quotations from words on a page
and from a search hit."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import urlencode

from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from shiryokan.access.models import Collection
from shiryokan.documents.collections import put_in
from shiryokan.documents.models import Document
from shiryokan.documents.page_places import marked
from shiryokan.lookout.models import Find, WatchedPage
from shiryokan.lookout.replacement import replacement
from shiryokan.lookout.statements import replacement_draft
from shiryokan.news import models
from shiryokan.paper.model import Box
from shiryokan.quotes.keeping import quote_in
from shiryokan.records.models import Extraction
from shiryokan.registers.comparison.differences import comparable
from tests import pdfs
from tests.news.conftest import approver, article, extractions, plans, writer
from tests.quotes.conftest import boxes_at
from tests.web.conftest import Add, Fill, add, empty_instance, fill
from tests.web.test_news import client_of

__all__ = [
    "Add", "Fill", "add", "approver", "article", "empty_instance", "extractions", "fill", "plans",
    "writer",
]  # fmt: skip


def replaced(old: Document, new: Document) -> Find:
    watched = WatchedPage.everything.create(
        url="http://x.example/kaigi/", key="k", council="検討会"
    )
    return Find.everything.create(
        kind=Find.Kind.REPLACED, watched=watched, page_url=watched.url, council="検討会",
        number=2, label="資料1", title="費用の負担", found_at=timezone.now(),
        document_id=new.pk, old_document_id=old.pk,
    )  # fmt: skip


def test_a_silent_replacement_becomes_a_draft_with_both_places_of_each_change(
    extractions: list[Extraction], writer: User
) -> None:
    old, new = (each.document for each in extractions)
    find = replaced(old, new)
    assert "記事の下書きにする" not in Client().get(f"/lookout/finds/{find.pk}/").content.decode()
    write = client_of(writer)
    page = write.get(f"/lookout/finds/{find.pk}/").content.decode()
    action = f"/news/desk/draft/finds/{find.pk}"
    assert f'action="{action}"' in page
    answer = write.post(action, follow=True)
    made = models.Article.objects.get()
    assert answer.status_code == 200 and "個の文を書きました" in answer.content.decode()
    assert made.title == "検討会第2回　資料1　費用の負担: 差し替えで変わった所"
    found = replacement(old, new, 10_000)
    statements = list(made.blocks.filter(kind="statement").prefetch_related("citations"))
    assert len(statements) + len(made.left_out) == len(found.changes) > 20
    assert made.blocks.filter(kind="heading").count() > 1
    documents = {"old": old, "new": new}
    for block in statements:
        cited = list(block.citations.all())
        assert cited and len({each.side for each in cited}) == len(cited)
        for each in cited:
            assert each.document_id == documents[each.side].pk
            boxes = [Box(*box) for box in each.boxes]
            there = quote_in(documents[each.side], each.page, boxes)
            assert comparable(there.words) == comparable(each.words)
        # what it says was and is stands in the places that it cites
        told = re.match(r"「(.+?)」が「(.+?)」に改められた。$", block.text.replace("\\", ""))
        if told:
            assert [each.side for each in cited] == ["old", "new"]
            for words, each in zip(told.groups(), cited, strict=True):
                # of words that are told with what stands beside them, the beginning
                assert comparable(words)[:3] in comparable(each.words) or len(words) > 8
    both = [block for block in statements if block.citations.count() == 2]
    assert len(both) > 5
    # the new sides are tied to records, so that a newer version is judged beside them
    assert models.Citation.objects.filter(side="new", register="measures").exclude(key="").exists()


def test_what_only_moved_is_not_said_to_have_come_or_gone(
    fill: Fill, add: Add, tmp_path: Path
) -> None:
    lines = ["一つ目の長い文である。", "二つ目は別の話をする。", "三つ目の結びの段落だ。"]
    moved = [lines[1], lines[2], f"・{lines[0]}", "四つ目が加わった。"]

    def add_both() -> None:
        for name, order in (("前", lines), ("後", moved)):
            (tmp_path / f"{name}.pdf").write_bytes(pdfs.pdf(*order))
            add(tmp_path / f"{name}.pdf", title=name)

    fill(add_both)
    old, new = (Document.objects.get(title=title) for title in ("前", "後"))
    made = replacement_draft(replacement(old, new), old.pk, new.pk)
    said = [each.text for chapter in made.chapters for each in chapter.statements]
    assert said == ["「四つ目が加わった。」が加えられた。"]
    assert {each.why for each in made.left_out} == {"alike"}
    again = replacement_draft(replacement(old, old), old.pk, old.pk)
    assert again.count == 0 and not again.left_out


def test_a_find_of_closed_documents_tells_nothing_of_them(
    extractions: list[Extraction], writer: User, approver: User
) -> None:
    old, new = (each.document for each in extractions)
    find = replaced(old, new)
    closed = Collection.objects.create(name="内", visibility="groups")
    for document in (old, new):
        put_in(document, closed)
    action = f"/news/desk/draft/finds/{find.pk}"
    assert client_of(writer).post(action).status_code == 404
    boss = User.objects.create_superuser("kanri")
    assert client_of(boss).post(action).status_code == 302
    made = models.Article.objects.get()
    assert made.title == "差し替えられた文書で変わった所"
    page = client_of(approver).get(f"/news/desk/{made.pk}/").content.decode()
    for block in made.blocks.filter(citations__isnull=False):
        assert block.text[:20] not in page


def test_a_comparison_becomes_a_draft_from_its_own_page(
    extractions: list[Extraction], writer: User
) -> None:
    old, new = extractions
    address = f"/registers/measures/compare?old={old.document_id}&new={new.document_id}"
    assert "記事の下書きにする" not in Client().get(address).content.decode()
    write = client_of(writer)
    page = write.get(address).content.decode()
    form = re.search(r'<form method="post" action="(/news/desk/draft)".*?</form>', page, re.S)
    assert form
    sent = dict(re.findall(r'name="(old|new)" value="(\d+)"', form[0]))
    assert write.post(form[1], sent).status_code == 302
    assert models.Article.objects.get().blocks.filter(kind="statement").exists()


def test_words_of_a_page_are_quoted_in_a_new_article_or_one_that_is_there(
    extractions: list[Extraction], article: models.Article, writer: User
) -> None:
    document = extractions[0].document
    record = extractions[0].records.first()
    assert record is not None
    words = record.data["next_plan"][0].split("\n")[0][:12]
    place = marked(
        f"/documents/{document.pk}/pages/{record.page}", boxes_at(document, record.page, words)
    )
    write = client_of(writer)
    # a page at which words are marked leads there without script
    page = write.get(place.split("#")[0]).content.decode()
    assert "この文を記事に引用する" in page
    assert "記事に引用する" not in Client().get(place.split("#")[0]).content.decode()
    form = write.get("/news/desk/quote", {"place": place}).content.decode()
    assert words in form.replace("\n", "") and f'value="{article.pk}" selected' in form
    sent = {"place": place, "article": article.pk, "text": "計画にいう"}
    answer = write.post("/news/desk/quote", sent)
    block = article.blocks.get(kind="quotation")
    assert answer.status_code == 302 and answer["Location"].endswith(f"#block-{block.pk}")
    assert block.text == "計画にいう"
    assert words in block.citations.get().words.replace("\n", "")
    refused = write.post("/news/desk/quote", {"place": place, "article": "", "title": " "})
    assert refused.status_code == 422 and models.Article.objects.count() == 1
    write.post("/news/desk/quote", {"place": place, "article": "", "title": "引いて始める"})
    new = models.Article.objects.get(title="引いて始める")
    assert new.blocks.get().kind == "quotation"
    waiting = models.Article.objects.get(pk=article.pk)
    waiting.state = "waiting"
    waiting.save()
    assert write.post("/news/desk/quote", sent).status_code == 422
    assert article.blocks.filter(kind="quotation").count() == 1
    nowhere = write.get("/news/desk/quote", {"place": "https://example.jp/"})
    assert nowhere.status_code == 422 and "引用する場所が分かりません" in nowhere.content.decode()


def test_a_search_hit_is_quoted_by_its_sentence(
    extractions: list[Extraction], writer: User
) -> None:
    write = client_of(writer)
    for view in ("documents", "pages"):
        found = write.get("/search", {"q": "訓練", "view": view}).content.decode()
        assert 'href="/news/desk/quote?' in found
    links = re.findall(r'href="(/news/desk/quote\?[^"]+)"', found)
    assert links
    assert "/news/desk/quote" not in Client().get("/search?q=訓練").content.decode()
    form = write.get(links[0].replace("&amp;", "&"))
    assert form.status_code == 200
    places = re.findall(r'name="place" value="([^"]+)"', form.content.decode())
    assert places
    sent = {"place": places[-1].replace("&amp;", "&"), "article": "", "title": "訓練のこと"}
    assert write.post("/news/desk/quote", sent).status_code == 302
    words = models.Citation.objects.get().words.replace("\n", "")
    assert "訓練" in words and words.endswith("。") and words.count("。") == 1
    # a query that is broken, a page that is not there, words that are not on it
    document = extractions[0].document
    for asked in (
        {"document": document.pk, "page": 1, "q": '"'},
        {"document": document.pk, "page": 999, "q": "訓練"},
        {"document": "0" * 16, "page": 1, "q": "訓練"},
        {"document": document.pk, "page": "x", "q": "訓練"},
        {"document": document.pk, "page": 1, "q": "どこにもない言葉"},
        {},
    ):
        assert write.get(f"/news/desk/quote?{urlencode(asked)}").status_code == 422
