"""Parcels on pages: made by an editor, looked at and taken by an administrator, whose key decides."""

from __future__ import annotations

import re

from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from shiryokan.access.models import Collection
from shiryokan.audit.models import AuditEntry
from shiryokan.documents.incoming import parcels
from shiryokan.documents.models import Document
from shiryokan.learning import models
from shiryokan.parcels.arriving import name_of
from shiryokan.parcels.keys import own_fingerprint, own_key_text
from shiryokan.parcels.models import AcceptedKey, ArrivedParcel
from shiryokan.parcels.taking import came_from
from tests.learning.conftest import course, editor, extractions, plans, work
from tests.web.conftest import Add, Fill, add, empty_cache, empty_instance, fill
from tests.web.test_learning import client_of, said

__all__ = [
    "Add", "Fill", "add", "course", "editor", "empty_cache", "empty_instance", "extractions", "fill",
    "plans",
]  # fmt: skip


def whole(client: Client, **sent: object) -> bytes:
    answer = client.post("/parcels/made.parcel", {"title": "六月", "house": "霧浜市立病院", **sent})
    assert answer.status_code == 200, said(answer)
    assert ".parcel" in answer["Content-Disposition"]
    return b"".join(answer.streaming_content)


def send(client: Client, data: bytes) -> str:
    sent = {"parcel": SimpleUploadedFile("june.parcel", data)}
    answer = client.post("/parcels/arrived", sent)
    assert answer.status_code == 302
    return str(answer["Location"])


def inside(page: str) -> list[tuple[str, str]]:
    """Titles of what is in a parcel, and what would become of each."""
    return re.findall(
        r'<th scope="row" lang="ja">([^<]+)</th><td[^>]*><div>([^<]+)</div></td>', page
    )


def test_a_parcel_is_made_looked_at_and_taken(
    course: models.Course, editor: User, plans: list[Document]
) -> None:
    writer, kanri = client_of(editor), client_of(User.objects.create_superuser("kanri"))
    made = whole(writer, course=course.pk, addresses=f"http://x/documents/{plans[1].pk}/pages/1")
    answer = writer.post("/parcels/made.parcel", {"title": "空", "house": "霧浜"})
    assert answer.status_code == 422 and "荷物に入れるものがありません" in said(answer)
    wrong = {"title": "六月", "house": "霧浜", "addresses": "どこか"}
    assert "「どこか」という文書はありません" in said(writer.post("/parcels/made.parcel", wrong))

    # what comes in is for administrators to decide
    assert writer.post("/parcels/arrived", {}).status_code == 403
    assert "荷物を受け取る" not in said(writer.get("/parcels/"))
    changed = made[:5000] + bytes([made[5000] ^ 1]) + made[5001:]
    address = send(kanri, made)
    page = kanri.get(address)
    assert page.status_code == 422
    assert own_fingerprint() in said(page) and own_key_text() in said(page)
    # the key is accepted only with the fingerprint that was compared
    asked = kanri.post("/parcels/keys", {"key": own_key_text(), "name": "霧浜市立病院"})
    assert own_fingerprint() in said(asked) and not AcceptedKey.objects.exists()
    compared = {"key": own_key_text(), "name": "霧浜市立病院", "compared": own_fingerprint()}
    answer = kanri.post("/parcels/keys", {**compared, "arrived": address.split("/")[-1]})
    assert answer["Location"] == address
    bad = kanri.get(send(kanri, changed))
    assert bad.status_code == 422 and "june.parcel は、封をしたあとで変わっています" in said(bad)
    assert "受け取ると" not in said(bad)

    # as in another house: the course is not there
    title, items = course.title, set(course.exercises.values_list("pk", flat=True))
    course.delete()
    entries = AuditEntry.objects.count()
    page = said(kanri.get(address))
    assert "霧浜市立病院" in page and "封は壊れていません" in page
    assert inside(page) == [
        (plans[1].title, "もうあります（変わりません）"),
        (plans[0].title, "もうあります（変わりません）"),
        (title, "新しく入ります"),
    ]
    # looking changes nothing
    assert not models.Course.objects.exists() and AuditEntry.objects.count() == entries
    for _ in range(2):
        assert kanri.post(address, {"step": "take"}).status_code == 302
    assert "受け取っています" in said(kanri.get(address))
    work()
    row = ArrivedParcel.objects.get(pk=address.split("/")[-1])
    assert (row.state, row.courses, row.refused) == ("taken", 1, [])
    assert not parcels().has(name_of(row))
    taken = models.Course.objects.get()
    assert set(taken.exercises.values_list("pk", flat=True)) == items
    told = came_from("course", str(taken.pk))
    assert told is not None and told.house == "霧浜市立病院"
    assert "記事0件と講座1件が入りました" in said(kanri.get(address))
    entry = AuditEntry.objects.get(kind="parcel_taken")
    assert entry.actor == f"user:{row.by_id}"
    # again it changes nothing; what was changed here is not overwritten, and told before
    again = send(kanri, made)
    assert inside(said(kanri.get(again)))[-1] == (title, "もうあります（変わりません）")
    models.Course.objects.update(version=99)
    assert inside(said(kanri.get(again)))[-1][1] == "ここで書き直されているので、上書きしません"
    kanri.post(again, {"step": "discard"})
    assert not ArrivedParcel.objects.filter(pk=again.split("/")[-1]).exists()
    # a key that was revoked opens nothing any more
    kanri.post("/parcels/keys", {"step": "revoke", "fingerprint": own_fingerprint()})
    assert "受け入れを止めてあります" in said(kanri.get(send(kanri, made)))


def test_words_of_documents_that_its_maker_may_not_see_go_into_no_parcel(
    course: models.Course, editor: User, plans: list[Document]
) -> None:
    hidden = Collection.objects.create(name="限られた人", visibility=Collection.GROUPS)
    Document.objects.filter(pk=plans[0].pk).update(collection=hidden)
    sent = {"title": "六月", "house": "霧浜", "course": course.pk}
    answer = client_of(editor).post("/parcels/made.parcel", sent)
    assert answer.status_code == 422 and "あなたが見られないもの" in said(answer)
    kanri = client_of(User.objects.create_superuser("kanri"))
    assert "だれでも見てよい文書ではありません" in said(kanri.post("/parcels/made.parcel", sent))
    # named, it goes out
    assert whole(kanri, course=course.pk, document=plans[0].pk)
