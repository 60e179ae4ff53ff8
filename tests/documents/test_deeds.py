"""The record of deeds in the database, and the deeds of the house."""

from __future__ import annotations

import threading
import uuid

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, connection, connections, transaction

from shiryokan.access.models import Collection
from shiryokan.accounts.own_data import erase, kept_of
from shiryokan.audit import guard
from shiryokan.audit.actor import acting, actor_of
from shiryokan.audit.models import Deed, Kind, first_break
from shiryokan.audit.record import record
from shiryokan.documents.collections import put_in
from shiryokan.documents.models import Document
from tests import pdfs
from tests.documents.conftest import Add

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def guarded() -> object:
    guard.put_up(connection)
    yield
    guard.take_down(connection)


def test_the_database_refuses_to_change_or_delete_a_deed(guarded: None) -> None:
    record(Kind.ADDED, "document:1", "計画", pages=3)
    for change in (
        lambda: Deed.objects.update(actor="user:9"),
        lambda: Deed.objects.all().delete(),
        lambda: Deed.objects.get().delete(),
        lambda: Deed.objects.get().save(),
    ):
        with pytest.raises(DatabaseError, match="only added"), transaction.atomic():
            change()
    assert Deed.objects.get().details == {"pages": 3}


def test_the_database_refuses_to_put_a_deed_in_the_place_of_another(guarded: None) -> None:
    record(Kind.ADDED, "document:1", "計画", pages=3)
    record(Kind.BINNED, "document:1", "計画")
    table = Deed._meta.db_table
    if connection.vendor == "postgresql":
        changes = [f"TRUNCATE {table}", f"TRUNCATE {table} CASCADE"]
    else:
        columns = "number, at, actor, kind, about, name, details, before, hash"
        others = "at, 'user:9', kind, about, name, details, before, hash"
        changes = [
            f"{verb} INTO {table} ({more}{columns}) "
            f"SELECT {values}, {others} FROM {table} WHERE number = 1"
            for verb in ("REPLACE", "INSERT OR REPLACE")
            for more, values in (("", "1"), ("", "2"), ("rowid, ", "1, 7"))
        ]
        changes.append(f"UPDATE OR REPLACE {table} SET number = 2 WHERE number = 1")
    for change in changes:
        with (
            pytest.raises(DatabaseError, match="only added"),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(change)
    assert list(Deed.objects.order_by("number").values_list("number", "actor")) == [
        (1, "keeper"), (2, "keeper"),
    ]  # fmt: skip
    record(Kind.UNBINNED, "document:1")
    assert first_break() is None


def test_whatever_a_deed_tells_is_read_back_as_it_was_bound() -> None:
    record(
        Kind.ADDED, "document:\x001", "計\x00画\udcff", size=1e16, part=0.1, none=float("nan"),
        deep={"a\x00": ["b\x00\ud800", (1.5, None, True)], 3: uuid.UUID(int=7)},
    )  # fmt: skip
    deed = Deed.objects.get()
    assert (deed.about, deed.name) == ("document:1", "計画?")
    assert deed.details == {
        "size": "1e+16", "part": "0.1", "none": "nan",
        "deep": {"a": ["b?", ["1.5", None, True]], "3": str(uuid.UUID(int=7))},
    }  # fmt: skip
    assert first_break() is None


def test_who_takes_the_guard_away_is_seen_by_the_chain() -> None:
    for number in range(5):
        record(Kind.EXPORTED, f"export:{number}", "検索", rows=number, note=None)
    assert first_break() is None
    Deed.objects.filter(number=3).update(details={"rows": 30, "note": None})
    found = first_break()
    assert found is not None and (found.number, found.why) == (3, "changed")
    Deed.objects.filter(number=3).delete()
    found = first_break()
    assert found is not None and (found.number, found.why) == (4, "missing")


def test_what_is_undone_leaves_no_deed() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record(Kind.PURGED, "document:1")
        _ = 1 / 0
    assert not Deed.objects.exists()


def test_many_at_once_make_one_chain() -> None:
    def work(name: str) -> None:
        with acting(name):
            for _each in range(10):
                record(Kind.EXPORTED, "export:search", name)
        connections.close_all()

    threads = [threading.Thread(target=work, args=[f"user:{n}"]) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Deed.objects.count() == 40
    assert first_break() is None


def test_a_document_is_added_by_whoever_handed_it_in(add: Add, tmp_path: object) -> None:
    user = User.objects.create_user("hanako")
    path = tmp_path / "a.pdf"  # type: ignore[operator]
    path.write_bytes(pdfs.pdf("灯台の点検"))
    with acting(actor_of(user)):
        add(path)
    deed = Deed.objects.get(kind=Kind.ADDED)
    assert deed.actor == f"user:{user.pk}"
    assert deed.about == f"document:{Document.objects.get().pk}"
    add(path)
    assert Deed.objects.filter(kind=Kind.ADDED).count() == 1


def test_publishing_is_a_deed(add: Add, tmp_path: object) -> None:
    path = tmp_path / "a.pdf"  # type: ignore[operator]
    path.write_bytes(pdfs.pdf("灯台の点検"))
    add(path)
    collection = Collection.objects.create(name="役員会", visibility=Collection.MEMBERS)
    document = Document.objects.get()
    put_in(document, collection)
    put_in(document, collection)
    put_in(document, None)
    told = Deed.objects.filter(kind=Kind.SHELVED).order_by("number")
    assert [deed.details["collection"] for deed in told] == ["役員会", ""]


def test_a_person_takes_their_deeds_away_and_is_erased_without_breaking_the_chain() -> None:
    keeper = User.objects.create_superuser("kanri")
    user = User.objects.create_user("hanako", email="hanako@example.jp")
    with acting(actor_of(user)):
        record(Kind.EXPORTED, "export:search", "灯台", rows=3)
    told = kept_of(user)["deeds"]
    assert [(each["kind"], each["name"]) for each in told] == [("exported", "灯台")]
    erase(user)
    assert first_break() is None
    assert Deed.objects.get(kind=Kind.ERASED).about == f"user:{user.pk}"
    held = "".join(str(row) for row in Deed.objects.values_list())
    assert "hanako" not in held
    assert keeper.is_superuser
