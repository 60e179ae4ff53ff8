"""The page of the audit log: its details in words."""

from __future__ import annotations

import ast

import pytest
from django.contrib.auth.models import User
from django.test import Client

from shiryokan.audit.record import record
from shiryokan.documents import audit_kinds
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
        ("新しいか", "はい"),
        ("グループ", "委員、事務"),
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
