"""Writing, approving and publishing; two at once; the clock; what is purged."""

from __future__ import annotations

import datetime

import msgspec
import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from shiryokan.access.models import Collection
from shiryokan.access.readers import reading_as
from shiryokan.accounts.own_data import own_data_of
from shiryokan.documents.bin import purge, put_in_bin
from shiryokan.documents.collections import put_in
from shiryokan.documents.models import Document
from shiryokan.instance import current
from shiryokan.jobs.signals import tick
from shiryokan.news import content, desk, drafting, models, publishing, shown
from shiryokan.news.errors import NewsError, NotAllowed, Stale
from shiryokan.news.states import TRANSITIONS, after
from shiryokan.news.texts import as_html, as_text
from shiryokan.records.models import Extraction
from tests.news.conftest import published, work


def test_two_editors_in_one_article_lose_nothing(
    article: models.Article, writer: User, approver: User
) -> None:
    seen = article.version
    other = models.Article.objects.get(pk=article.pk)
    block = article.blocks.get(kind="statement")
    desk.change_block(article, seen, writer, block.pk, text="はじめの人の文。")
    with pytest.raises(Stale):
        desk.change_block(other, seen, approver, block.pk, text="あとの人の文。")
    block.refresh_from_db()
    assert block.text == "はじめの人の文。"
    desk.change_block(other, other.version, approver, block.pk, text="あとの人の文。")
    block.refresh_from_db()
    assert block.text == "あとの人の文。"
    assert set(other.writers.all()) == {writer, approver}


def test_blocks_are_put_in_moved_and_taken_out_by_section(
    article: models.Article, writer: User
) -> None:
    first = article.blocks.first()
    assert first is not None
    second = desk.add_block(
        article, article.version, writer, kind="statement", text="間の文", after_block=first.pk
    )
    assert [b.text for b in article.blocks.all()] == ["はじめに", "間の文", "これは**大事**です。"]
    desk.move_block(article, article.version, writer, second.pk, up=False)
    assert [b.text for b in article.blocks.all()] == ["はじめに", "これは**大事**です。", "間の文"]
    desk.add_block(article, article.version, writer, kind="heading", text="つぎ")
    gone = desk.delete_block(article, article.version, writer, first.pk, section=True)
    assert gone == 3
    assert [b.text for b in article.blocks.all()] == ["つぎ"]


def test_who_wrote_does_not_approve(article: models.Article, writer: User, approver: User) -> None:
    publishing.send(article, article.version, writer)
    with pytest.raises(NotAllowed):
        publishing.approve(article, article.version, writer)
    article.refresh_from_db()
    assert article.state == "waiting" and article.edition is None
    publishing.approve(article, article.version, approver)
    article.refresh_from_db()
    assert article.state == "published" and article.edition is not None
    assert not article.writers.exists()


def test_a_house_of_one_editor_may_have_it_otherwise(
    article: models.Article, writer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = msgspec.structs.replace(current.config(), news_approval="anyone")
    monkeypatch.setattr(current, "config", lambda: config)
    assert published(article, writer, writer).state == "published"


def test_a_published_article_is_put_right_in_public(
    article: models.Article, writer: User, approver: User
) -> None:
    published(article, writer, approver)
    block = article.blocks.get(kind="statement")
    desk.change_block(article, article.version, writer, block.pk, text="直した文。")
    assert article.state == "draft"
    first = article.edition
    assert first is not None
    # the public reads on in what was published
    assert content.from_edition(first)[1].text == "これは**大事**です。"
    with pytest.raises(NewsError, match="news_amendment"):
        publishing.send(article, article.version, writer)
    article.refresh_from_db()
    desk.describe(
        article, article.version, writer, title=article.title, summary="", topics="改定、薬",
        amendment="文の誤りを直した。",
    )  # fmt: skip
    published(article, writer, approver)
    assert [e.number for e in article.editions.all()] == [1, 2]
    assert article.edition is not None and article.edition.amendment == "文の誤りを直した。"
    assert content.from_edition(article.edition)[1].text == "直した文。"
    assert sorted(article.topics.values_list("name", flat=True)) == ["改定", "薬"]


def test_what_fell_due_while_the_house_was_closed_is_published_once(
    article: models.Article, writer: User, approver: User
) -> None:
    publishing.send(article, article.version, writer)
    with pytest.raises(NewsError, match="news_past"):
        publishing.approve(article, article.version, approver, timezone.now())
    article.refresh_from_db()
    at = timezone.now() + datetime.timedelta(days=2)
    publishing.approve(article, article.version, approver, at)
    tick.send(None)
    article.refresh_from_db()
    assert article.state == "scheduled" and article.edition is None
    for _ in range(3):
        tick.send(None, now=at + datetime.timedelta(days=5))
    article.refresh_from_db()
    assert article.state == "published"
    assert article.editions.count() == 1


def test_what_was_taken_back_does_not_fall_due(
    article: models.Article, writer: User, approver: User
) -> None:
    publishing.send(article, article.version, writer)
    at = timezone.now() + datetime.timedelta(hours=1)
    publishing.approve(article, article.version, approver, at)
    publishing.take_back(article, article.version, writer)
    tick.send(None, now=at + datetime.timedelta(hours=1))
    article.refresh_from_db()
    assert article.state == "draft" and article.edition is None


def test_what_is_withdrawn_says_why_and_can_be_opened_again(
    article: models.Article, writer: User, approver: User
) -> None:
    published(article, writer, approver)
    with pytest.raises(NewsError, match="news_reason"):
        publishing.withdraw(article, article.version, approver, " ")
    article.refresh_from_db()
    publishing.withdraw(article, article.version, approver, "元の通知が廃止された。")
    assert article.edition is None and article.withdrawn_because
    assert not shown.public_articles().exists()
    with pytest.raises(NotAllowed):
        desk.delete_article(article, article.version)
    publishing.reopen(article, models.Article.objects.get().version, writer)
    assert article.state == "draft"


def test_each_step_is_taken_only_where_the_table_has_it() -> None:
    states = {state for ways in TRANSITIONS.values() for state in (*ways, *ways.values())}
    assert states == set(models.Article.State.values)
    for step, ways in TRANSITIONS.items():
        for state in states:
            if state in ways:
                assert after(step, state) == ways[state]
            else:
                with pytest.raises(NotAllowed):
                    after(step, state)


def test_an_article_of_headings_alone_is_not_sent(writer: User, empty_instance: object) -> None:
    made = desk.new_article(writer, "空")
    desk.add_block(made, made.version, writer, kind="heading", text="見出し")
    with pytest.raises(NewsError, match="news_empty"):
        publishing.send(made, made.version, writer)


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "//evil.example", "data:text/html,x", "/\\evil", "ftp://a/b", "http://"]
)  # fmt: skip
def test_a_link_leads_nowhere_else(address: str, article: models.Article, writer: User) -> None:
    with pytest.raises(NewsError, match="news_link"):
        desk.add_block(
            article, article.version, writer, kind="link", text="x", data={"address": address}
        )


def test_text_is_emphasis_and_links_and_no_markup_of_its_own() -> None:
    assert as_html("**強く** [館](https://example.jp/a)") == (
        '<strong>強く</strong> <a href="https://example.jp/a" rel="nofollow noopener">館</a>'
    )
    for bad in (
        "<script>alert(1)</script>", "[x](javascript:alert(1))", "![x](https://a/b.png)",
        '<p class="MsoNormal"><o:p>貼り付け</o:p></p>', "<img src=x onerror=alert(1)>",
    ):  # fmt: skip
        made = as_html(bad)
        assert "<script" not in made and "<img" not in made and "<p" not in made
        assert 'href="javascript' not in made
    assert as_text(drafting.escaped("*a* <b> [c](d) ~e~ & `f`")) == "*a* <b> [c](d) ~e~ & `f`"


def test_a_draft_made_from_two_plans_and_its_life(
    extractions: list[Extraction], writer: User, approver: User
) -> None:
    old, new = extractions
    made = drafting.article_from(writer, old, new)
    statements = made.blocks.filter(kind="statement")
    assert statements.count() > 3
    assert all(block.made and block.citations.count() for block in statements)
    assert made.blocks.filter(kind="heading").exists()
    for document in Document.objects.all():
        assert document.title not in made.title
    published(made, writer, approver)
    work()
    edition = made.edition
    assert edition is not None
    judged = edition.cited.filter(judged=True)
    assert judged.exists() and not judged.filter(state="").exists()
    assert not edition.cited.filter(judged=False).exclude(state="").exists()

    # who may not see one of the documents reads no word that was made of it
    reader = User.objects.create_user("yomi")
    closed = Collection.objects.create(name="内部", visibility=Collection.GROUPS)
    with reading_as(reader):
        assert not any(block.hidden for block in shown.of_edition(edition))
    put_in(new.document, closed)
    with reading_as(reader):
        blocks = shown.of_edition(edition)
    cites_new = [
        any(c.document == new.document_id for c in block.citations)
        for block in content.from_edition(edition)
    ]
    assert [block.hidden for block in blocks] == cites_new
    assert not any(block.text or block.citations for block in blocks if block.hidden)


def test_a_purged_document_takes_its_words_along(
    extractions: list[Extraction], writer: User, approver: User
) -> None:
    old, new = extractions
    made = drafting.article_from(writer, old, new)
    published(made, writer, approver)
    words = [
        c.words for c in models.Citation.objects.filter(document_id=new.document_id) if c.words
    ]
    assert words
    document = new.document
    put_in_bin(document)
    purge(document)
    assert (
        not models.Citation.objects.filter(document_id=new.document_id).exclude(words="").exists()
    )
    edition = models.Edition.objects.get()
    for block in content.from_edition(edition):
        if any(c.document == document.pk for c in block.citations):
            assert not block.text and not block.data
            assert all(not c.words for c in block.citations if c.document == document.pk)
    made.refresh_from_db()
    assert made.left_out == []


def test_a_published_article_whose_document_goes_enters_the_board(
    extractions: list[Extraction], writer: User, approver: User
) -> None:
    old, new = extractions
    published(drafting.article_from(writer, old, new), writer, approver)
    work()
    before = set(shown.stale_articles())
    put_in_bin(new.document)
    work()
    purge(Document.everything.get(pk=new.document_id))
    work()
    assert not before
    (article,) = shown.stale_articles()
    assert article.edition is not None
    assert set(article.edition.cited.exclude(state="").values_list("state", flat=True)) == {"gone"}


def test_what_somebody_wrote_is_among_their_own_data(article: models.Article, writer: User) -> None:
    told = own_data_of(writer)
    assert [row["title"] for row in told["news.article.by"]] == ["改定のあらまし"]
