"""The audit log in the database, and what the instance writes into it."""

from __future__ import annotations

import threading
import uuid

import pytest
from django.contrib.auth.models import User
from django.db import DatabaseError, connection, connections, transaction

from shiryokan.access.models import Collection
from shiryokan.accounts import audit_kinds as accounts_kinds
from shiryokan.accounts.own_data import erase, own_data_of
from shiryokan.audit import audit_kinds, guard
from shiryokan.audit.actor import acting, actor_of
from shiryokan.audit.models import AuditEntry, first_break
from shiryokan.audit.record import record
from shiryokan.documents import audit_kinds as documents_kinds
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


def test_the_database_refuses_to_change_or_delete_an_entry(guarded: None) -> None:
    record(documents_kinds.ADDED, "document:1", "計画", pages=3)
    for change in (
        lambda: AuditEntry.objects.update(actor="user:9"),
        lambda: AuditEntry.objects.all().delete(),
        lambda: AuditEntry.objects.get().delete(),
        lambda: AuditEntry.objects.get().save(),
    ):
        with pytest.raises(DatabaseError, match="only added"), transaction.atomic():
            change()
    assert AuditEntry.objects.get().details == {"pages": 3}


def test_the_database_refuses_to_put_an_entry_in_the_place_of_another(guarded: None) -> None:
    record(documents_kinds.ADDED, "document:1", "計画", pages=3)
    record(documents_kinds.BINNED, "document:1", "計画")
    table = AuditEntry._meta.db_table
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
    assert list(AuditEntry.objects.order_by("number").values_list("number", "actor")) == [
        (1, "command-line"), (2, "command-line"),
    ]  # fmt: skip
    record(documents_kinds.UNBINNED, "document:1")
    assert first_break() is None


def test_whatever_an_entry_tells_is_read_back_as_it_was_bound() -> None:
    record(
        documents_kinds.ADDED, "document:\x001", "計\x00画\udcff", size=1e16, part=0.1, none=float("nan"),
        deep={"a\x00": ["b\x00\ud800", (1.5, None, True)], 3: uuid.UUID(int=7)},
    )  # fmt: skip
    entry = AuditEntry.objects.get()
    assert (entry.about, entry.name) == ("document:1", "計画?")
    assert entry.details == {
        "size": "1e+16", "part": "0.1", "none": "nan",
        "deep": {"a": ["b?", ["1.5", None, True]], "3": str(uuid.UUID(int=7))},
    }  # fmt: skip
    assert first_break() is None


def test_who_takes_the_guard_away_is_seen_by_the_chain() -> None:
    for number in range(5):
        record(audit_kinds.EXPORTED, f"export:{number}", "検索", rows=number, note=None)
    assert first_break() is None
    AuditEntry.objects.filter(number=3).update(details={"rows": 30, "note": None})
    found = first_break()
    assert found is not None and (found.number, found.why) == (3, "changed")
    AuditEntry.objects.filter(number=3).delete()
    found = first_break()
    assert found is not None and (found.number, found.why) == (4, "missing")


def test_what_is_undone_leaves_no_entry() -> None:
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        record(documents_kinds.PURGED, "document:1")
        _ = 1 / 0
    assert not AuditEntry.objects.exists()


def test_many_at_once_make_one_chain() -> None:
    def work(name: str) -> None:
        with acting(name):
            for _each in range(10):
                record(audit_kinds.EXPORTED, "export:search", name)
        connections.close_all()

    threads = [threading.Thread(target=work, args=[f"user:{n}"]) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert AuditEntry.objects.count() == 40
    assert first_break() is None


def test_a_document_is_added_by_whoever_handed_it_in(add: Add, tmp_path: object) -> None:
    user = User.objects.create_user("hanako")
    path = tmp_path / "a.pdf"  # type: ignore[operator]
    path.write_bytes(pdfs.pdf("灯台の点検"))
    with acting(actor_of(user)):
        add(path)
    entry = AuditEntry.objects.get(kind=documents_kinds.ADDED)
    assert entry.actor == f"user:{user.pk}"
    assert entry.about == f"document:{Document.objects.get().pk}"
    add(path)
    assert AuditEntry.objects.filter(kind=documents_kinds.ADDED).count() == 1


def test_publishing_is_audited(add: Add, tmp_path: object) -> None:
    path = tmp_path / "a.pdf"  # type: ignore[operator]
    path.write_bytes(pdfs.pdf("灯台の点検"))
    add(path)
    collection = Collection.objects.create(name="役員会", visibility=Collection.MEMBERS)
    document = Document.objects.get()
    put_in(document, collection)
    put_in(document, collection)
    put_in(document, None)
    told = AuditEntry.objects.filter(kind=documents_kinds.MOVED_TO_COLLECTION).order_by("number")
    assert [entry.details["collection"] for entry in told] == ["役員会", ""]


def test_a_person_takes_their_entries_away_and_is_erased_without_breaking_the_chain() -> None:
    administrator = User.objects.create_superuser("kanri")
    user = User.objects.create_user("hanako", email="hanako@example.jp")
    with acting(actor_of(user)):
        record(audit_kinds.EXPORTED, "export:search", "灯台", rows=3)
    told = own_data_of(user)["audit_log"]
    assert [(each["kind"], each["name"]) for each in told] == [("exported", "灯台")]
    erase(user)
    assert first_break() is None
    assert AuditEntry.objects.get(kind=accounts_kinds.ERASED).about == f"user:{user.pk}"
    held = "".join(str(row) for row in AuditEntry.objects.values_list())
    assert "hanako" not in held
    assert administrator.is_superuser
