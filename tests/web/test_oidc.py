"""Whom an OpenID Connect server lets in, asked of a real one on this machine."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Any
from urllib.parse import parse_qs, urlsplit

import httpx
import msgspec
import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.models import Group, User
from django.http import HttpResponseBase
from django.test import Client

from shiryokan.access.rules import Role, role_of
from shiryokan.accounts import audit_kinds
from shiryokan.accounts.changes import change
from shiryokan.accounts.invitations import invite, pending
from shiryokan.audit.models import AuditEntry
from shiryokan.instance import current
from tests.oidc_provider import CLIENT, SECRET, Provider, provider

pytestmark = [pytest.mark.django_db, pytest.mark.any_database]
HANAKO = {"sub": "7", "email": "hanako@example.jp", "email_verified": True}


@pytest.fixture
def other(settings: Any) -> Iterator[Provider]:
    with provider() as made:
        ours = settings.SOCIALACCOUNT_PROVIDERS["openid_connect"]
        app = {
            "provider_id": "sso", "name": "県の入口", "client_id": CLIENT, "secret": SECRET,
            "settings": {"server_url": made.address},
        }  # fmt: skip
        settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {**ours, "APPS": [app]}}
        User.objects.create_superuser("kanri")
        made.person = HANAKO
        yield made


def way_there(client: Client) -> str:
    """The address at the other server to which the button leads."""
    answer = client.post("/account/oidc/sso/login/")
    assert answer.status_code == 200
    found = re.search(r'content="0; url=([^"]+)"', answer.content.decode())
    assert found
    return unescape(found[1])


def back_from(address: str) -> str:
    """The path of this instance at which one comes back from there."""
    parts = urlsplit(httpx.get(address).headers["location"])
    assert parts.path == "/account/oidc/sso/login/callback/"
    return f"{parts.path}?{parts.query}"


def come(client: Client) -> HttpResponseBase:
    return client.get(back_from(way_there(client)))


def is_in(client: Client) -> bool:
    return client.get("/account/").status_code == 200


def test_nobody_new_comes_in_uninvited(other: Provider) -> None:
    client = Client()
    invite(Role.EDITOR, email="taro@example.jp")
    assert come(client).status_code == 200
    assert not is_in(client)
    assert User.objects.count() == 1


def test_who_is_invited_comes_in_as_what_they_were_invited(other: Provider) -> None:
    group = Group.objects.create(name="役員")
    link = invite(Role.EDITOR, email="Hanako@Example.jp", groups=[group])
    client = Client()
    come(client)
    assert is_in(client)
    user = User.objects.get(email="hanako@example.jp")
    assert role_of(user) == Role.EDITOR
    assert list(user.groups.all()) == [group]
    assert EmailAddress.objects.get(user=user).verified
    assert AuditEntry.objects.filter(kind=audit_kinds.ACCOUNT, about=f"user:{user.pk}").count() == 1
    # the invitation is used up, for the link and for others
    assert not pending().exists()
    assert Client().get(link).status_code == 404
    other.person = HANAKO | {"sub": "8"}
    stranger = Client()
    come(stranger)
    assert not is_in(stranger)
    assert User.objects.count() == 2


def test_who_was_there_before_is_what_they_are_now(other: Provider) -> None:
    invite(Role.ADMINISTRATOR, email="hanako@example.jp")
    come(Client())
    user = User.objects.get(email="hanako@example.jp")
    assert change(user, Role.READER, [], active=True)
    invite(Role.ADMINISTRATOR, email="hanako@example.jp")
    again = Client()
    come(again)
    assert is_in(again)
    user.refresh_from_db()
    assert role_of(user) == Role.READER
    assert change(user, Role.READER, [], active=False)
    suspended = Client()
    come(suspended)
    assert not is_in(suspended)


@pytest.mark.parametrize("verified", [False, None, "false", "true", 0])
def test_an_address_that_the_other_server_has_not_verified_is_nobodys(
    other: Provider, verified: object
) -> None:
    invite(Role.ADMINISTRATOR, email="hanako@example.jp")
    other.person = {key: value for key, value in HANAKO.items() if key != "email_verified"}
    if verified is not None:
        other.person["email_verified"] = verified
    client = Client()
    come(client)
    assert not is_in(client)
    assert User.objects.count() == 1
    assert pending().exists()


def test_a_link_for_a_password_invites_nobody(other: Provider) -> None:
    administrator = User.objects.get()
    User.objects.update(email="hanako@example.jp")
    invite(Role.ADMINISTRATOR, user=administrator)
    client = Client()
    come(client)
    assert not is_in(client)
    assert not SocialAccount.objects.exists()


def test_where_anyone_may_come_they_are_readers(
    other: Provider, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = msgspec.structs.replace(current.config(), signup="anyone")
    monkeypatch.setattr(current, "config", lambda: config)
    client = Client()
    come(client)
    assert is_in(client)
    assert role_of(User.objects.get(email="hanako@example.jp")) == Role.READER


def test_the_way_there_and_back_cannot_be_taken_by_another(other: Provider) -> None:
    invite(Role.EDITOR, email="hanako@example.jp")
    client, thief = Client(), Client()
    address = way_there(client)
    asked = parse_qs(urlsplit(address).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert len(asked["code_challenge"][0]) == 43
    back = back_from(address)
    # a browser that did not set out
    thief.get(back)
    assert not is_in(thief)
    # a code without what it was asked for with
    stolen = other.codes[parse_qs(urlsplit(back).query)["code"][0]]
    stolen["code_challenge"] = "x" * 43
    client.get(back)
    assert not is_in(client)
    assert User.objects.count() == 1
