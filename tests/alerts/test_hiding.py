"""What a saved search has found is told only as long as its owner may see it."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.test import Client

from shiryokan.access.models import Collection
from shiryokan.alerts.models import SavedSearchHit
from shiryokan.alerts.news import feed_address, unread_count
from shiryokan.documents.bin import purge, put_in_bin, take_out_of_bin
from shiryokan.documents.collections import put_in
from shiryokan.documents.models import Document
from tests.alerts.conftest import Lay, Mailbox, Save, work
from tests.alerts.test_delivering import later

pytestmark = pytest.mark.django_db(transaction=True)
SECRET = "秘匿"


@pytest.fixture
def pages(save: Save, lay: Lay, hanako: User) -> list[str]:
    """The pages on which Hanako reads her news of a document."""
    search = save()
    lay(f"点検と{SECRET}事項", title=f"{SECRET}の文書")
    return ["/alerts/", f"/alerts/{search.pk}/", f"/alerts/feed/{feed_address(hanako).key}.atom"]


def told(owner: User, pages: list[str]) -> list[str]:
    """On which of the pages the document is named."""
    client = Client()
    client.force_login(owner)
    answers = [(page, client.get(page)) for page in pages]
    assert {answer.status_code for _page, answer in answers} == {200}, answers
    return [page for page, answer in answers if SECRET in answer.content.decode()]


def test_what_is_seen_is_told(hanako: User, pages: list[str]) -> None:
    assert told(hanako, pages) == pages[1:]


def test_what_its_owner_may_no_longer_see_is_not_told(hanako: User, pages: list[str]) -> None:
    closed = Collection.objects.create(name="役員会", visibility=Collection.GROUPS)
    put_in(Document.objects.get(), closed)
    assert told(hanako, pages) == []
    put_in(Document.objects.get(), None)
    assert told(hanako, pages) == pages[1:]


def test_what_is_in_the_bin_is_not_told_and_comes_back(hanako: User, pages: list[str]) -> None:
    document = Document.objects.get()
    put_in_bin(document)
    assert told(hanako, pages) == []
    take_out_of_bin(document)
    assert told(hanako, pages) == pages[1:]


def test_of_what_is_purged_nothing_is_kept_and_nothing_told_twice(
    hanako: User, pages: list[str], lay: Lay
) -> None:
    document = Document.objects.get()
    put_in_bin(document)
    purge(document)
    work()
    assert told(hanako, pages) == []
    assert SECRET not in "".join(str(row) for row in SavedSearchHit.objects.values_list())
    assert unread_count(hanako) == 0
    assert lay(f"点検と{SECRET}事項", title=f"{SECRET}の文書") == document.pk
    assert (SavedSearchHit.objects.count(), unread_count(hanako)) == (1, 0)


def test_a_delivery_that_waits_tells_nothing_of_it(
    save: Save, lay: Lay, hanako: User, mails: Mailbox
) -> None:
    save(email="hanako@example.jp")
    mails.says["DATA"] = "451 later"
    lay(f"点検と{SECRET}事項", title=f"{SECRET}の文書")
    document = Document.objects.get()
    put_in_bin(document)
    purge(document)
    mails.says.clear()
    later(minutes=30)
    assert mails.mails == []
