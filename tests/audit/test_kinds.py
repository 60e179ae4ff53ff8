"""The kinds of audit entries: registered by rooms, kept as codes."""

from __future__ import annotations

import pkgutil

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client
from django.utils import translation

import shiryokan
from shiryokan.audit import kinds
from shiryokan.audit.models import AuditEntry, first_break
from shiryokan.audit.record import record

OF_ALL_ROOMS = {
    "added", "described", "administered", "moved_to_collection", "collection", "collection_deleted",
    "corrected", "correction_withdrawn", "linked", "synonyms", "exported", "binned", "unbinned",
    "purged", "invited", "uninvited", "account", "person", "second_factor_reset", "password",
    "second_factor", "email", "sign_in", "erased", "group", "group_deleted", "token",
    "token_revoked", "backed_up", "restored", "moved", "repaired",
}  # fmt: skip
"""What databases hold already."""


@pytest.fixture
def room_kind(monkeypatch: pytest.MonkeyPatch) -> kinds.Kind:
    """The kind of a room that only this test has."""
    monkeypatch.setattr(kinds, "_labels", dict(kinds._labels))
    return kinds.register("lamp_lit", "灯をともした")


def test_every_room_registers_its_kinds() -> None:
    assert {code for code, _label in kinds.choices()} >= OF_ALL_ROOMS
    with translation.override("en"):
        assert kinds.label("added") == "Added a document"


def test_every_module_of_kinds_is_of_an_installed_app() -> None:
    from django.apps import apps

    installed = {config.name for config in apps.get_app_configs()}
    found = {
        module.name.removesuffix(".audit_kinds")
        for module in pkgutil.walk_packages(shiryokan.__path__, "shiryokan.")
        if module.name.endswith(".audit_kinds")
    }
    assert found and found <= installed


def test_a_code_is_registered_once_and_fits_the_column(room_kind: kinds.Kind) -> None:
    with pytest.raises(ValueError, match="another kind"):
        kinds.register(room_kind, "もう一つ")
    for code in ("", "x" * 31):
        with pytest.raises(ValueError, match="characters"):
            kinds.register(code, "長い")
    assert AuditEntry._meta.get_field("kind").max_length == kinds.LONGEST


@pytest.mark.django_db(transaction=True)
def test_a_new_kind_needs_no_migration_and_shows_its_label(room_kind: kinds.Kind) -> None:
    call_command("makemigrations", "audit", check=True, dry_run=True, verbosity=0)
    record(room_kind, "lamp:1", "北の灯台")
    record(kinds.Kind("of_a_room_that_is_gone"), "lamp:2")
    newest, first = AuditEntry.objects.all()
    assert first.label == "灯をともした"
    with translation.override("ja"):
        assert newest.label == "ほかの操作（of_a_room_that_is_gone）"
    assert first_break() is None
    client = Client()
    client.force_login(User.objects.create_superuser("kanri"))
    page = client.get("/audit/?kind=lamp_lit").content.decode()
    assert "<div>灯をともした</div>" in page and "北の灯台" in page and "of_a_room" not in page
    assert '<option value="lamp_lit" selected>灯をともした</option>' in page
    whole = client.get("/audit/").content.decode()
    assert "<div>ほかの操作（of_a_room_that_is_gone）</div>" in whole
    table = client.get("/audit.csv").content.decode()
    assert "灯をともした" in table and "of_a_room_that_is_gone" in table
