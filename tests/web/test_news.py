"""The news in the browser: what the public reads, and the desk."""

from __future__ import annotations

import json
import re

import pytest
from django.contrib.auth.models import User
from django.test import Client

from shiryokan.api.assistant.instance import InstanceError
from shiryokan.api.assistant.local import LocalInstance
from shiryokan.api.assistant.results import listed_articles, read_article
from shiryokan.documents.models import Document
from shiryokan.documents.page_places import marked
from shiryokan.news import desk, drafting, models, publishing
from shiryokan.records.models import Extraction
from tests.news.conftest import (
    approver,
    article,
    extractions,
    plans,
    published,
    work,
    writer,
)
from tests.quotes.conftest import boxes_at
from tests.web.conftest import Add, Fill, add, empty_instance, fill

__all__ = [
    "Add", "Fill", "add", "approver", "article", "empty_instance", "extractions", "fill", "plans",
    "writer",
]  # fmt: skip


def client_of(user: User | None) -> Client:
    client = Client()
    if user is not None:
        client.force_login(user)
    return client


def post(client: Client, path: str, article: models.Article, **sent: object):  # type: ignore[no-untyped-def]
    article.refresh_from_db()
    return client.post(path, {"version": article.version, **sent})


def test_from_a_comparison_to_the_reader_and_to_the_board(
    extractions: list[Extraction], writer: User, approver: User
) -> None:
    old, new = extractions
    write, approve, read = client_of(writer), client_of(approver), Client()
    made = write.post("/news/desk/draft", {"old": old.pk, "new": new.pk}, follow=True)
    assert made.status_code == 200
    found = models.Article.objects.get()
    base = f"/news/desk/{found.pk}/"
    assert read.get(f"/news/{found.pk}/").status_code == 404
    assert post(write, f"{base}step", found, step="send").status_code == 302
    post(write, f"{base}step", found, step="approve")
    found.refresh_from_db()
    assert found.state == "waiting"
    assert "あなたが承認できます" in approve.get("/news/desk/").content.decode()
    post(approve, f"{base}step", found, step="approve")
    page = read.get(f"/news/{found.pk}/").content.decode()
    block = found.blocks.filter(kind="statement").first()
    assert block is not None
    citation = block.citations.first()
    assert citation is not None
    # the citation leads to the page and the box
    place = re.search(
        rf'href="(/documents/{citation.document_id}/pages/{citation.page}\?at=[^"]+)"', page
    )
    assert place
    assert read.get(place[1].replace("&amp;", "&").split("#")[0]).status_code == 200
    data = re.search(r'<script type="application/ld\+json">(.*?)</script>', page)
    assert data
    linked = json.loads(data[1])
    assert linked["@type"] == "NewsArticle" and linked["headline"] == found.title
    assert {each["name"] for each in linked["citation"]} == {old.document.title, new.document.title}
    work()
    from shiryokan.documents.bin import purge, put_in_bin

    put_in_bin(new.document)
    purge(new.document)
    work()
    assert "出典が変わった記事" in approve.get("/news/desk/").content.decode()
    after = read.get(f"/news/{found.pk}/").content.decode()
    assert "あなたが見られない文書を出典にしている" in after


def test_a_quotation_by_the_address_of_its_place_says_when_it_no_longer_holds(
    extractions: list[Extraction], article: models.Article, writer: User, approver: User
) -> None:
    old, new = extractions
    # made a draft and its final: what the draft says counts no more where the final differs
    Extraction.objects.filter(pk=old.pk).update(year=2025, draft=True)
    record = old.records.first()
    assert record is not None
    words = record.data["next_plan"][0].split("\n")[0][:12]
    boxes = boxes_at(old.document, record.page, words)
    address = "http://testserver" + marked(
        f"/documents/{old.document_id}/pages/{record.page}", boxes
    )
    write = client_of(writer)
    base = f"/news/desk/{article.pk}/"
    form = write.get(f"{base}add", {"kind": "quotation"}).content.decode()
    assert "引用を足す" in form and "別の種類の段にする" in form
    answer = post(write, f"{base}add", article, kind="quotation", places=address, text="案の文")
    assert answer.status_code == 302, answer.content.decode()
    quotation = article.blocks.get(kind="quotation")
    cited = quotation.citations.get()
    assert words in cited.words.replace("\n", "") and cited.register == "measures"
    form = write.get(f"{base}blocks/{quotation.pk}").content.decode()
    assert "引用を直す" in form and f'name="keep" value="{cited.pk}" checked' in form
    refused = post(write, f"{base}add", article, kind="quotation", places="https://example.jp/")
    assert refused.status_code == 422
    published(models.Article.objects.get(pk=article.pk), writer, approver)
    work()
    assert not models.EditionCitation.objects.filter(judged=True, state="").exists()
    models.EditionCitation.objects.update(
        state="changed", cause_kind="comparison", cause_document=new.document_id, cause_page=1
    )
    page = Client().get(f"/news/{article.pk}/").content.decode()
    assert "変更あり（新しい版との比較）" in page
    assert f"/documents/{new.document_id}/pages/1" in page


def test_who_comes_second_gets_both_texts(
    article: models.Article, writer: User, approver: User
) -> None:
    first, second = client_of(writer), client_of(approver)
    block = article.blocks.get(kind="statement")
    path = f"/news/desk/{article.pk}/blocks/{block.pk}"
    article.refresh_from_db()
    version = article.version
    first.post(path, {"version": version, "text": "はじめの人の文。"})
    answer = second.post(path, {"version": version, "text": "あとの人の文。"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "はじめの人の文。" in page and "あとの人の文。" in page
    block.refresh_from_db()
    assert block.text == "はじめの人の文。"
    again = re.search(r'name="version" value="(\d+)"', page)
    assert again
    second.post(path, {"version": again[1], "text": "あとの人の文。"})
    block.refresh_from_db()
    assert block.text == "あとの人の文。"
    described = first.post(
        f"/news/desk/{article.pk}/describe",
        {"version": version, "title": "別の題", "summary": "私の要約"},
    )
    assert described.status_code == 409 and "私の要約" in described.content.decode()


def test_feeds_topics_and_amendments(article: models.Article, writer: User, approver: User) -> None:
    desk.describe(
        article, article.version, writer, title="題 <b>&", summary="要約", topics="薬", amendment=""
    )
    published(article, writer, approver)
    read = Client()
    topic = models.Topic.objects.get()
    atom = read.get("/news.atom", {"topic": topic.pk})
    assert atom["Content-Type"].startswith("application/atom+xml")
    assert "題 &lt;b&gt;&amp;" in atom.content.decode()
    other = models.Topic.objects.create(name="まだ記事のない話題")
    for asked in (other.pk, 10**6, "x"):
        assert read.get("/news.json", {"topic": asked}).status_code == 404
    topics = read.get(f"/news/topics/{topic.pk}/").content.decode()
    assert f"/news.atom?topic={topic.pk}" in topics and f"/news.json?topic={topic.pk}" in topics
    feed = read.get("/news.json").json()
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert [item["title"] for item in feed["items"]] == ["題 <b>&"]
    assert (
        read.get(
            "/news.json", headers={"If-None-Match": read.get("/news.json")["ETag"]}
        ).status_code
        == 304
    )
    assert "題 &lt;b&gt;" in read.get(f"/news/topics/{topic.pk}/").content.decode()
    page = read.get(f"/news/{article.pk}/").content.decode()
    assert "<b>" not in page and "\\u003Cb\\u003E" in page

    block = article.blocks.get(kind="statement")
    article.refresh_from_db()
    desk.change_block(article, article.version, writer, block.pk, text="直した文。")
    assert "直した文。" not in read.get(f"/news/{article.pk}/").content.decode()
    desk.describe(
        article,
        article.version,
        writer,
        title="題",
        summary="",
        topics="",
        amendment="点数を直した。",
    )
    published(article, writer, approver)
    page = read.get(f"/news/{article.pk}/").content.decode()
    assert "点数を直した。" in page and "直した文。" in page
    first = read.get(f"/news/{article.pk}/editions/1").content.decode()
    assert "これは" in first and "これは前の稿です" in first
    assert "訂正: 点数を直した。" in read.get("/news.json").json()["items"][0]["content_text"]

    article.refresh_from_db()
    publishing.withdraw(article, article.version, approver, "元が廃止された。")
    gone = read.get(f"/news/{article.pk}/")
    assert gone.status_code == 410 and "元が廃止された。" in gone.content.decode()
    assert read.get(f"/news/{article.pk}/editions/1").status_code == 404
    assert read.get("/news.json").json()["items"] == []


@pytest.mark.parametrize(
    "bad",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        '<p class="MsoNormal">Word</p>',
        "</script><b>",
    ],
)
def test_script_in_everything_is_text(
    bad: str, article: models.Article, writer: User, approver: User
) -> None:
    write = client_of(writer)
    base = f"/news/desk/{article.pk}/"
    post(write, f"{base}describe", article, title=bad, summary=bad, topics=bad, amendment="")
    for kind in ("heading", "statement"):
        post(write, f"{base}add", article, kind=kind, text=bad)
    post(write, f"{base}add", article, kind="link", text=bad, address="https://example.jp/?a=%22")
    pages = [write.get(base), write.get(f"{base}preview")]
    publishing.send(article, models.Article.objects.get().version, writer)
    publishing.approve(article, models.Article.objects.get().version, approver)
    pages += [Client().get(f"/news/{article.pk}/"), Client().get("/news/")]
    for answer in pages:
        page = answer.content.decode()
        assert answer.status_code == 200
        assert "<script>alert" not in page and 'href="javascript' not in page
        assert '<p class="MsoNormal"' not in page and "</script><b>" not in page


def test_an_editor_who_may_not_see_a_document_cannot_open_its_block(
    extractions: list[Extraction], writer: User, approver: User
) -> None:
    from shiryokan.access.models import Collection
    from shiryokan.documents.collections import put_in

    old, new = extractions
    made = drafting.article_from(writer, old, new)
    for document in Document.objects.all():
        put_in(document, Collection.objects.get_or_create(name="内", visibility="groups")[0])
    block = made.blocks.filter(kind="statement").first()
    assert block is not None
    client = client_of(approver)
    assert client.get(f"/news/desk/{made.pk}/blocks/{block.pk}").status_code == 404
    page = client.get(f"/news/desk/{made.pk}/").content.decode()
    assert block.text not in page and "文にしなかった変化" not in page
    draft = client.post("/news/desk/draft", {"old": old.pk, "new": new.pk}, follow=True)
    assert "選び直してください" in draft.content.decode()
    assert models.Article.objects.count() == 1


def test_the_interface_for_programs_has_the_readers_rights(
    extractions: list[Extraction], writer: User, approver: User
) -> None:
    from shiryokan.access.models import Collection
    from shiryokan.documents.collections import put_in

    old, new = extractions
    made = published(drafting.article_from(writer, old, new), writer, approver)
    desk.new_article(writer, "まだ下書き")
    read = Client()
    listed = read.get("/api/v1/news").json()
    assert [each["title"] for each in listed["items"]] == [made.title]
    whole = read.get(f"/api/v1/news/{made.pk}").json()
    statements = [block for block in whole["blocks"] if block["kind"] == "statement"]
    assert statements and all(block["text"] and block["citations"] for block in statements)
    assert {c["side"] for block in statements for c in block["citations"]} == {"old", "new"}
    put_in(new.document, Collection.objects.create(name="内", visibility="groups"))
    whole = read.get(f"/api/v1/news/{made.pk}").json()
    hidden = [block for block in whole["blocks"] if block["hidden"]]
    assert hidden and not any(block["text"] or block["citations"] for block in hidden)
    assert new.document_id not in str(whole)
    assert read.get("/api/v1/news/999").status_code == 404


def test_programs_of_editors_read_working_copies_and_what_no_longer_holds(
    extractions: list[Extraction], writer: User, approver: User
) -> None:
    old, new = extractions
    made = published(drafting.article_from(writer, old, new), writer, approver)
    draft = desk.new_article(writer, "まだ下書き")
    desk.add_block(draft, draft.version, writer, kind="statement", text="書きかけ")
    work()
    reader, editor = Client(), client_of(writer)

    def titles(client: Client, **asked: object) -> list[str]:
        answer = client.get("/api/v1/news", asked)
        assert answer.status_code == 200
        return [each["title"] for each in answer.json()["items"]]

    assert titles(editor, state="draft") == ["まだ下書き"] and titles(reader, state="draft") == []
    assert titles(reader, state="published") == titles(reader) == [made.title]
    assert reader.get(f"/api/v1/news/{draft.pk}?working=true").status_code == 404
    assert editor.get(f"/api/v1/news/{draft.pk}").status_code == 404
    whole = editor.get(f"/api/v1/news/{draft.pk}?working=true").json()
    assert (whole["state"], whole["edition"], whole["published_at"]) == ("draft", 0, None)
    assert [block["text"] for block in whole["blocks"]] == ["書きかけ"]
    assert titles(reader, stale=True) == []
    models.EditionCitation.objects.filter(judged=True).update(state="changed")
    assert titles(reader, stale=True) == [made.title]
    assert reader.get(f"/api/v1/news/{made.pk}").json()["stale"] > 3
    assert titles(reader, topic="薬") == []
    assistant = LocalInstance("ja")
    listed = listed_articles(assistant.articles({"stale": "true"}))
    assert [each.title for each in listed.articles] == [made.title]
    told = read_article(assistant.article(made.pk, working=False))
    assert told.stale == listed.articles[0].stale and told.blocks[1].cited[0].page > 0
    # nobody is signed in there: a draft is not even known to be there
    assert listed_articles(assistant.articles({"state": "draft"})).total == 0
    with pytest.raises(InstanceError):
        assistant.article(draft.pk, working=True)
