"""What an article says to whoever may not see a document that it cites: that a block is there, and
none of its words, wherever articles are told; and articles that are long."""

from __future__ import annotations

import re

from django.contrib.auth.models import User
from django.test import Client

from shiryokan.access.models import Collection
from shiryokan.api.assistant.results import read_article
from shiryokan.documents.bin import put_in_bin, take_out_of_bin
from shiryokan.documents.collections import put_in
from shiryokan.documents.models import Document
from shiryokan.news import drafting, models
from shiryokan.paper.model import Box
from shiryokan.records.models import Extraction
from shiryokan.registers.statements import Chapter, Cited, Draft, Statement
from tests.backup.filled_rooms import articles_on
from tests.news.conftest import approver, article, extractions, plans, published, work, writer
from tests.web.conftest import Add, Fill, add, empty_instance, fill
from tests.web.test_news import client_of

__all__ = [
    "Add", "Fill", "add", "approver", "article", "empty_instance", "extractions", "fill", "plans",
    "writer",
]  # fmt: skip
WORDS = "夜間を想定した訓練"
HIDDEN = "この段は、あなたが見られない文書を出典にしているため、示しません。"


def told_everywhere(client: Client, found: models.Article) -> dict[str, str]:
    """All that tells of a published article, by its address."""
    assert found.edition is not None
    addresses = [
        f"/news/{found.pk}/", f"/news/{found.pk}/editions/{found.edition.number}", "/news/",
        f"/news/topics/{models.Topic.objects.all()[0].pk}/", "/news.atom", "/news.json",
        "/api/v1/news", f"/api/v1/news/{found.pk}", "/api/v1/news?stale=true",
        f"/search?q={WORDS}", f"/api/v1/search?q={WORDS}", f"/suggest?q={WORDS[:3]}",
    ]  # fmt: skip
    answers = {each: client.get(each) for each in addresses}
    return {
        each: answer.content.decode() for each, answer in answers.items()
        if answer.status_code == 200
    }  # fmt: skip


def test_words_of_a_closed_document_are_told_nowhere(
    extractions: list[Extraction], writer: User
) -> None:
    document = extractions[1].document
    articles_on(writer, document, WORDS)
    work()
    found = models.Article.objects.get()
    reader = Client()
    before = told_everywhere(reader, found)
    assert len(before) >= 10
    page = f"/news/{found.pk}/"
    assert WORDS in before[page] and WORDS in before[f"/api/v1{page.rstrip('/')}"]
    linked = re.search(r'<script type="application/ld\+json">(.*?)</script>', before[page])
    assert linked and document.pk in linked[1]
    put_in(document, Collection.objects.create(name="内", visibility="groups"))
    after = told_everywhere(reader, found)
    assert after.keys() == before.keys()
    for address, told in after.items():
        # a search says again what was asked
        assert WORDS not in told or "search" in address, address
        assert document.pk not in told and document.title not in told, address
    assert after[page].count(HIDDEN) == 5
    assistant = read_article(reader.get(f"/api/v1/news/{found.pk}").json())
    assert [block.hidden for block in assistant.blocks].count(True) == 5
    assert WORDS not in assistant.model_dump_json()
    # the desk hides it from an editor who may not see it, in the forms too
    other = client_of(User.objects.create_user("hoka", is_staff=True))
    assert WORDS not in other.get(f"/news/desk/{found.pk}/").content.decode()
    assert WORDS not in other.get(f"/news/desk/{found.pk}/preview").content.decode()
    # who may see the document reads all
    boss = client_of(User.objects.create_superuser("kanri"))
    assert WORDS in boss.get(page).content.decode()


def test_a_withdrawn_source_hides_its_words_until_it_is_back(
    extractions: list[Extraction], writer: User, approver: User
) -> None:
    document = extractions[1].document
    articles_on(writer, document, WORDS)
    work()
    found = models.Article.objects.get()
    page = f"/news/{found.pk}/"
    put_in_bin(document, "版を間違えた")
    work()
    assert Client().get(page).content.decode().count(HIDDEN) == 5
    assert "出典が変わった記事" in client_of(approver).get("/news/desk/").content.decode()
    take_out_of_bin(Document.everything.get(pk=document.pk))
    work()
    told = Client().get(page).content.decode()
    assert WORDS in told and HIDDEN not in told
    assert found.edition is not None
    assert not found.edition.cited.exclude(state__in=("", "holds")).exists()


def test_an_article_of_three_hundred_changes_is_written_and_read(
    extractions: list[Extraction], writer: User, approver: User
) -> None:
    old, new = (each.document for each in extractions)
    draft = Draft()
    for number in range(300):
        cited = tuple(
            Cited(side, document.pk, "", "", 1 + number % 4, (Box(50, 100, 90, 112),), "語")  # type: ignore[arg-type]
            for side, document in (("old", old), ("new", new))
        )
        chapter = Chapter(f"第{number // 30 + 1}章")
        draft.add(chapter, Statement(f"{number}番の点数が改められた。", "", cited))
    documents = {"old": old.pk, "new": new.pk}
    made = drafting.article_of(writer, "三百の変化", draft, documents)
    assert made.blocks.filter(kind="statement").count() == 300
    write = client_of(writer)
    first = write.get(f"/news/desk/{made.pk}/").content.decode()
    last = write.get(f"/news/desk/{made.pk}/?page=7").content.decode()
    assert first.count('class="desk-text"') == 50 and last.count('class="desk-text"') == 10
    made.refresh_from_db()
    heading = made.blocks.filter(kind="heading").first()
    assert heading is not None
    sent = {"version": made.version, "section": "yes"}
    write.post(f"/news/desk/{made.pk}/blocks/{heading.pk}/delete", sent)
    assert made.blocks.count() == 310 - 31
    made.refresh_from_db()
    published(made, writer, approver)
    work()
    told = Client().get(f"/news/{made.pk}/").content.decode()
    assert told.count('class="statement"') == 270
