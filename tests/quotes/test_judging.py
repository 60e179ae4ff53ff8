"""Quotes in a library: made from a place, judged by jobs, forgotten with their document."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User

from shiryokan.access.models import Collection
from shiryokan.accounts.own_data import erase, own_data_of
from shiryokan.documents.bin import purge as purge_document
from shiryokan.documents.bin import put_in_bin
from shiryokan.documents.collections import put_in
from shiryokan.documents.models import Document
from shiryokan.quotes.judging import WATCHED, judge
from shiryokan.quotes.keeping import NotQuotable, keep
from shiryokan.quotes.models import Quote, QuoteStanding
from shiryokan.records import models
from shiryokan.records.corrections import correct, correctable
from tests.quotes.conftest import a_quote, boxes_at, work

STAYS = "引き続き、疑問を受け付け、四半期ごとに答えを改める。"
ENDED = "4/ウ"


def record(extraction: models.Extraction, key: str) -> models.Record:
    return models.Record.objects.get(extraction=extraction, key=key)


def state(quote: Quote) -> str:
    return QuoteStanding.objects.get(quote=quote).state


def test_a_quote_is_kept_with_its_record_and_what_stands_around_it(
    versions: list[models.Extraction], hanako: User
) -> None:
    old, _ = versions
    quote = a_quote(hanako, record(old, "1/ウ"), STAYS)
    assert (quote.register, quote.key, quote.field) == ("measures", "1/ウ", "next_plan")
    assert quote.words == STAYS
    assert quote.sha256 == old.document.sha256
    assert quote.boxes and quote.before.strip() and len(quote.before) <= 32
    again = a_quote(hanako, record(old, "1/ウ"), STAYS)
    assert again.pk == quote.pk
    with pytest.raises(NotQuotable):
        keep(hanako, old.document, 1, [])
    with pytest.raises(NotQuotable):
        keep(hanako, old.document, 9999, boxes_at(old.document, quote.page, STAYS))


def test_it_stands_beside_the_final_by_its_record(
    versions: list[models.Extraction], hanako: User
) -> None:
    old, new = versions
    stays = a_quote(hanako, record(old, "1/ウ"), STAYS)
    ended = a_quote(hanako, record(old, ENDED), record(old, ENDED).data["next_plan"][0])
    other = a_quote(hanako, record(old, "2/ウ"), record(old, "2/ウ").data["next_plan"][0])
    work()
    assert state(stays) == "holds"
    assert state(ended) == "gone"
    assert state(other) in ("gone", "changed", "unsure")
    assert ended.standing.cause_document == other.standing.cause_document == new.document_id
    assert other.standing.cause_key == "2/ウ"


def test_a_plan_of_another_year_leaves_it_as_it_is(
    extractions: list[models.Extraction], hanako: User
) -> None:
    ended = a_quote(
        hanako, record(extractions[0], ENDED), record(extractions[0], ENDED).data["next_plan"][0]
    )
    work()
    assert state(ended) == "holds"


def test_a_confirmed_link_decides(versions: list[models.Extraction], hanako: User) -> None:
    old, new = versions
    quote = a_quote(hanako, record(old, "1/ウ"), STAYS)
    work()
    assert state(quote) == "holds"
    link = models.Link.objects.create(
        register="measures", old_document=old.document, old_key="1/ウ",
        new_document=new.document, new_key="1/ウ", same=False, by=hanako,
    )  # fmt: skip
    work()
    assert state(quote) == "gone"
    since = QuoteStanding.objects.get(quote=quote).since
    link.delete()
    work()
    assert state(quote) == "holds"
    assert QuoteStanding.objects.get(quote=quote).since > since


def test_an_editors_correction_of_the_words_is_its_cause(
    versions: list[models.Extraction], hanako: User
) -> None:
    _, new = versions
    mine = record(new, "3/ウ")
    words = mine.data["next_plan"][0]
    quote = a_quote(hanako, mine, words)
    (plan,) = (field for field in correctable("measures") if field.name == "next_plan")
    correct(mine, plan, ["すべてを読み上げに対応させる。"], hanako)
    work()
    standing = QuoteStanding.objects.get(quote=quote)
    assert (standing.state, standing.cause_kind) == ("corrected", "correction")
    assert "すべて" in standing.cause_words


def test_the_bin_and_the_purge(versions: list[models.Extraction], hanako: User) -> None:
    old, new = versions
    stays = a_quote(hanako, record(old, "1/ウ"), STAYS)
    ended = a_quote(hanako, record(old, ENDED), record(old, ENDED).data["next_plan"][0])
    work()
    document = Document.everything.get(pk=new.document_id)
    put_in_bin(document)
    work()
    assert (state(stays), state(ended)) == ("holds", "holds")
    own = Document.everything.get(pk=old.document_id)
    put_in_bin(own)
    work()
    standing = QuoteStanding.objects.get(quote=stays)
    assert (standing.state, standing.cause_kind) == ("gone", "removal")
    assert Quote.objects.get(pk=stays.pk).words == STAYS
    purge_document(own)
    work()
    assert not Quote.objects.get(pk=stays.pk).words
    assert not Quote.objects.get(pk=stays.pk).before
    assert state(stays) == "gone"


def test_it_is_judged_as_its_owner_sees_the_library(
    versions: list[models.Extraction], hanako: User
) -> None:
    old, new = versions
    reader = get_user_model().objects.create_user("taro")
    closed = Collection.objects.create(name="closed", visibility=Collection.GROUPS)
    put_in(new.document, closed)
    root = get_user_model().objects.create_superuser("root")
    words = record(old, ENDED).data["next_plan"][0]
    seen, unseen = (
        a_quote(root, record(old, ENDED), words),
        a_quote(reader, record(old, ENDED), words),
    )
    work()
    assert (state(seen), state(unseen)) == ("gone", "holds")
    # what the owner may not see any more stands as it stood
    put_in(old.document, closed)
    work()
    judge(Quote.objects.all())
    assert state(unseen) == "holds"


def test_what_a_document_touches(versions: list[models.Extraction], hanako: User) -> None:
    old, new = versions
    quote = a_quote(hanako, record(old, "1/ウ"), STAYS)
    assert (
        list(WATCHED.touched_by(old.document_id))
        == list(WATCHED.touched_by(new.document_id))
        == [quote]
    )
    assert not WATCHED.touched_by("0" * 16)


def test_own_data_tells_of_quotes_and_erasing_takes_them(
    versions: list[models.Extraction], hanako: User
) -> None:
    quote = a_quote(hanako, record(versions[0], "1/ウ"), STAYS)
    told = own_data_of(hanako)["quotes.quote.owner"]
    assert told[0]["id"] == str(quote.pk)
    assert STAYS not in str(told)
    erase(hanako)
    assert not Quote.objects.exists()
