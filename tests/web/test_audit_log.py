"""The page of the audit log: its details in words."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client

from shiryokan.accounts import audit_kinds as accounts
from shiryokan.audit.record import record
from shiryokan.checklists import audit_kinds as checklists
from shiryokan.checklists.models import Organisation
from shiryokan.documents import audit_kinds
from shiryokan.documents.models import Document
from shiryokan.news import audit_kinds as news
from shiryokan.web.audit.details import FOR_PROGRAMS, LABELS, in_words
from tests.conftest import ROOT


def written_down() -> dict[str, str]:
    """The names of all details that the source writes down, each with a file that does."""
    found: dict[str, str] = {}
    for path in sorted((ROOT / "src" / "shiryokan").rglob("*.py")):
        source = path.read_text("utf-8")
        if "shiryokan.audit.record import" not in source:
            continue
        tree = ast.parse(source)
        names = {
            alias.asname or alias.name
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom) and node.module == "shiryokan.audit.record"
            for alias in node.names
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") in names:
                found |= {each.arg: path.name for each in node.keywords if each.arg}
    found.pop("by")
    return found


def test_every_detail_that_is_written_down_has_a_name_in_words() -> None:
    names = written_down()
    assert len(names) > 50
    assert set(names) - LABELS.keys() - FOR_PROGRAMS == set()


def test_values_are_told_in_words() -> None:
    details = {
        "role": "editor",
        "new": True,
        "intake": "438f",
        "groups": ["委員", "事務"],
        "to": "",
    }
    assert in_words(details) == [
        ("役割", "編集者"),
        ("グループ", "委員、事務"),
        ("新しいアカウントか", "はい"),
    ]


@pytest.mark.django_db
def test_details_of_any_name_are_shown() -> None:
    """One that is called like a method of what holds them has brought the page down."""
    for name in ("items", "keys", "values", "get"):
        record(audit_kinds.ADDED, "a" * 16, "計画", **{name: 10})
    client = Client()
    client.force_login(User.objects.create_user("kanri", is_staff=True, is_superuser=True))
    assert "項目の数: 10" in client.get("/audit/").content.decode()
    assert '"details": {"items": 10}' in client.get("/audit.jsonl").content.decode()


@pytest.mark.django_db
def test_people_and_documents_stand_by_their_names(empty_instance: Path) -> None:
    """No number of an account, no id of a document and no sum of a file on the page; the exports
    have them."""
    taro = User.objects.create_user("taro")
    document = Document.objects.create(pk="ab" * 8, sha256="ab" * 32, size=1, title="港の計画")
    organisation = Organisation.objects.create(name="霧浜病院")
    record(accounts.PASSWORD, f"user:{taro.pk}", how="command-line")
    record(audit_kinds.ADDED, f"document:{document.pk}", "港の計画", sha256=document.sha256)
    record(
        checklists.MEMBER_CHANGED, f"organisation:{organisation.pk}", "霧浜病院",
        user=taro.pk, role="reader",
    )  # fmt: skip
    record(checklists.ASSESSMENT_ENDED, "assessment:1", "点検", organisation=organisation.pk)
    record(accounts.PERSON, f"user:{taro.pk}", role="reader", was="editor")
    record(news.SCHEDULED, "article:1", "記事", at="2026-11-29T21:00:00+00:00")
    client = Client()
    client.force_login(User.objects.create_user("kanri", is_staff=True, is_superuser=True))
    page = client.get("/audit/").content.decode()
    body = page[page.index("<tbody>") : page.index("</tbody>")]
    assert "user:" not in body
    assert "document:" not in body
    assert document.sha256 not in body
    assert f'<a href="/documents/{document.pk}/" lang="ja">港の計画</a>' in body
    assert ">taro<" in body
    assert "人: taro<br>役割: 見る" in body
    assert "組織: 霧浜病院" in body
    assert "役割: 読者<br>前の役割: 編集者" in body
    assert "2026年11月30日6:00" in body
    assert document.sha256 in client.get("/audit.jsonl").content.decode()
