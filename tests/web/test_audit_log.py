"""The page of the audit log: its details in words."""

from __future__ import annotations

import ast
from importlib import import_module
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client

from shiryokan.accounts import audit_kinds as accounts
from shiryokan.audit import kinds
from shiryokan.audit.record import record
from shiryokan.checklists import audit_kinds as checklists
from shiryokan.checklists.models import Facility, Organisation
from shiryokan.documents import audit_kinds
from shiryokan.documents.models import Document
from shiryokan.news import audit_kinds as news
from shiryokan.parcels import audit_kinds as parcels
from shiryokan.web.audit.details import in_words
from shiryokan.web.audit.naming import Names
from tests.conftest import ROOT


def written_down() -> set[tuple[str, str]]:
    """Each kind whose entries the source writes down, with the name of each detail that they get."""
    found: set[tuple[str, str]] = set()
    for path in sorted((ROOT / "src" / "shiryokan").rglob("*.py")):
        source = path.read_text("utf-8")
        if "shiryokan.audit.record import" not in source:
            continue
        tree = ast.parse(source)
        imported = {
            alias.asname or alias.name: f"{node.module}.{alias.name}"
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }
        for node in ast.walk(tree):
            if not isinstance(node, ast.Call):
                continue
            called = imported.get(getattr(node.func, "id", ""), "")
            if called == "shiryokan.audit.record.record":
                names = {each.arg for each in node.keywords if each.arg and each.arg != "by"}
                codes = kinds_of(node.args[0], imported, path)
                found |= {(code, name) for code in codes for name in names}
    return found


def kinds_of(argument: ast.expr, imported: dict[str, str], path: Path) -> set[str]:
    """The codes of the kinds that an argument can be: of one that is chosen elsewhere in its file, all that
    the file names."""
    within: ast.AST = argument
    if not any(isinstance(node, ast.Attribute) for node in ast.walk(argument)):
        within = ast.parse(path.read_text("utf-8"))
    return {
        str(getattr(import_module(module), node.attr))
        for node in ast.walk(within)
        if isinstance(node, ast.Attribute)
        and isinstance(node.value, ast.Name)
        and (module := imported.get(node.value.id, "")).endswith(".audit_kinds")
    }


def test_every_detail_that_is_written_down_is_told_by_its_kind() -> None:
    pairs = written_down()
    assert len(pairs) > 80
    assert {(code, name) for code, name in pairs if name not in kinds.details(code)} == set()


@pytest.mark.django_db
def test_values_are_told_in_words() -> None:
    entry = record(
        accounts.ACCOUNT, "user:1", groups=["委員", "事務"], to="", role="editor", new=True,
        invitation="438f",
    )  # fmt: skip
    assert in_words(entry, Names([entry])) == [
        ("役割", "編集者"),
        ("新しいアカウントか", "はい"),
        ("groups", "委員、事務"),
    ]


@pytest.mark.django_db
def test_what_a_detail_stands_for_is_named_by_its_room() -> None:
    organisation = Organisation.objects.create(name="霧浜病院")
    facility = Facility.objects.create(name="北棟", organisation=organisation)
    document = Document.objects.create(pk="ab" * 8, sha256="ab" * 32, size=1, title="港の計画")
    entries = [
        record(
            checklists.PLACE_CHANGED, f"organisation:{organisation.pk}", "霧浜病院",
            part=f"facility:{facility.pk}", ended=False,
        ),
        record(checklists.PLACE_CHANGED, "organisation:0", "霧浜病院", part="facility:0"),
        record(
            audit_kinds.REDESCRIBED, f"document:{document.pk}", "港の計画",
            old={"title": "keikaku.pdf", "date": None, "date_precision": "day"},
            new={"title": "港の計画", "date": "2024-03-05", "date_precision": "day"},
        ),
        record(parcels.MADE, "parcel:1", "荷物", documents=[document.pk], articles=[], courses=[]),
        record(checklists.ACTION_CHANGED, "action:1", "", owner=0, what="done"),
    ]  # fmt: skip
    names = Names(entries)
    assert [in_words(entry, names) for entry in entries] == [
        [("どこを", "北棟"), ("終えたか", "いいえ")],
        [("どこを", "施設 0")],
        [("変える前", "題名 keikaku.pdf"), ("変えた後", "題名 港の計画、日付 2024年3月5日")],
        [("文書", "港の計画")],
        [("したこと", "済んだ")],
    ]
    assert names.about(entries[-1]) == "対応 1"


@pytest.mark.django_db
def test_details_of_any_name_are_shown() -> None:
    """One that is called like a method of what holds them has brought the page down."""
    for name in ("items", "keys", "values", "get"):
        record(audit_kinds.ADDED, "a" * 16, "計画", **{name: 10})
    client = Client()
    client.force_login(User.objects.create_user("kanri", is_staff=True, is_superuser=True))
    assert "items: 10" in client.get("/audit/").content.decode()
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
    assert "メンバー: taro<br>役割: 閲覧する" in body
    assert "組織: 霧浜病院" in body
    assert "役割: 読者<br>前の役割: 編集者" in body
    assert "2026年11月30日6:00" in body
    assert document.sha256 in client.get("/audit.jsonl").content.decode()
