"""What is kept of a person and of a document in the tables of quotes, lookout and news: given to
the person, erased with the account, gone with the document."""

from __future__ import annotations

from django.contrib.auth.models import User

from shiryokan.accounts.own_data import erase, own_data_of
from shiryokan.backup.tables import copied_models, rows
from shiryokan.documents.bin import purge, put_in_bin
from shiryokan.lookout.models import Find
from shiryokan.news.models import Article, Citation, Edition
from shiryokan.quotes.models import Quote, QuoteStanding
from shiryokan.records.models import Extraction
from tests.backup.filled_rooms import ROOMS, empty_tables, fill_rooms, stand_otherwise
from tests.news.conftest import work

SECRET = "夜間を想定した訓練"
"""Words that stand in one of the two plans alone."""


def tables_with(words: str) -> set[str]:
    """The tables in a row of which words stand, whatever the column."""
    found = set()
    for model in copied_models():
        for row in rows(model, "default"):
            if any(words in str(getattr(value, "value", value)) for value in row):
                found.add(model._meta.db_table)
                break
    return found


def test_a_purged_document_takes_its_words_out_of_every_table(
    extractions: list[Extraction], writer: User
) -> None:
    document = extractions[1].document
    fill_rooms(writer, document, SECRET)
    work()
    stand_otherwise(document, SECRET)
    assert empty_tables() == []
    before = tables_with(SECRET)
    assert before >= {
        "quotes_quote", "quotes_quotestanding", "news_article", "news_block", "news_citation",
        "news_edition", "lookout_find", "lookout_listing", "documents_page", "records_record",
    }  # fmt: skip
    put_in_bin(document)
    purge(document)
    work()
    assert tables_with(SECRET) == set()
    # what was built on it is there, and says that it cited something
    assert Edition.objects.get().cited.exists() and Citation.objects.exists()
    assert Quote.objects.get().standing.state == "gone"
    assert Find.everything.get().hidden


def test_own_data_has_what_somebody_did_and_erasing_leaves_no_name(
    extractions: list[Extraction], writer: User
) -> None:
    fill_rooms(writer, extractions[1].document, SECRET)
    work()
    told = own_data_of(writer)
    assert [row["page"] for row in told["quotes.quote.owner"]]
    assert [row["title"] for row in told["news.article.by"]] == ["控えの記事"]
    assert [row["title"] for row in told["news.article.writers"]] == ["控えの記事"]
    assert [row["url"] for row in told["lookout.watchedpage.by"]] == [
        "https://council.example/kaigi/"
    ]
    assert [entry["about"].split(":")[0] for entry in told["audit_log"]][:1] == ["watched"]
    approver = User.objects.get(username="shounin")
    assert own_data_of(approver)["news.edition.by"]
    # what is in the papers is not theirs
    assert SECRET not in str({k: v for k, v in told.items() if not k.startswith("lookout")})
    assert {app for key in told if (app := key.split(".")[0]) in ROOMS} == set(ROOMS)
    name = writer.username
    erase(writer)
    assert not Quote.objects.exists() and not QuoteStanding.objects.exists()
    article = Article.objects.get()
    assert article.by.username.startswith("erased-") and article.edition is not None
    assert tables_with(name) <= {"audit_entry"}
