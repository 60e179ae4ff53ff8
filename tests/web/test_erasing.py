"""An account that is erased: what named somebody is nowhere any more."""

from __future__ import annotations

import datetime

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import Group, User
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.test import Client
from django.utils import timezone

from shiryokan.access.rules import Role
from shiryokan.accounts.changes import change
from shiryokan.accounts.invitations import invite
from shiryokan.accounts.models import Invitation
from shiryokan.accounts.own_data import erase
from shiryokan.alerts.models import SavedSearch
from shiryokan.api.tokens import issue
from shiryokan.audit.models import first_break
from shiryokan.jobs.signals import tick

pytestmark = pytest.mark.django_db
NAME, ADDRESS, TOKEN = "yamada", "Yamada.Hanako@example.jp", "山田の統計"


def noted(by: User, row: models.Model) -> None:
    """Somebody's change in Django's administration pages."""
    kind = ContentType.objects.get_for_model(row)
    LogEntry.objects.create(
        user=by, content_type=kind, object_id=str(row.pk), object_repr=str(row),
        action_flag=CHANGE, change_message=f"changed {row}",
    )  # fmt: skip


def all_that_is_kept() -> str:
    return "\n".join(
        f"{model._meta.label}: {row}"
        for model in apps.get_models(include_auto_created=True)
        for row in model._base_manager.values_list()
    )


def test_nothing_names_who_was_erased() -> None:
    administrator = User.objects.create_superuser("kanri")
    group = Group.objects.create(name="役員")
    link = invite(Role.EDITOR, email=ADDRESS, groups=[group])
    invite(Role.READER, email=ADDRESS.lower())
    client = Client()
    client.post(link, {"email": ADDRESS, "password": "kirihama-no-tomoshibi"})
    user = User.objects.get(email=ADDRESS)
    User.objects.filter(pk=user.pk).update(username=NAME, last_name="山田")
    user.refresh_from_db()
    change(user, Role.EDITOR, [group], active=True)
    token, _secret = issue(user, TOKEN)
    SavedSearch.objects.create(owner=user, name="山田の検索", query="q=a", base="http://x")
    for row in (user, token, EmailAddress.objects.get()):
        noted(administrator, row)
    noted(user, group)
    kept = all_that_is_kept().lower()
    assert min(kept.count(word) for word in ("yamada", "山田")) > 3
    erase(user)
    kept = all_that_is_kept().lower()
    for word in ("yamada", "山田"):
        assert [line for line in kept.splitlines() if word in line] == []
    assert first_break() is None
    # what was done to the account is still known, by its number
    about = LogEntry.objects.filter(user=administrator).values_list("object_id", flat=True)
    assert str(user.pk) in about


def test_an_address_is_kept_only_as_long_as_its_invitation_waits() -> None:
    User.objects.create_superuser("kanri")
    link = invite(Role.READER, email="taro@example.jp")
    assert "taro@" in all_that_is_kept()
    Client().post(link, {"email": "jiro@example.jp", "password": "kirihama-no-tomoshibi"})
    assert "taro@" not in all_that_is_kept()


def test_nor_is_it_kept_when_nobody_came_in_time() -> None:
    invite(Role.READER, email="taro@example.jp")
    tick.send(None)
    assert "taro@" in all_that_is_kept()
    Invitation.objects.update(expires_at=timezone.now() - datetime.timedelta(minutes=1))
    tick.send(None)
    assert "taro@" not in all_that_is_kept()
