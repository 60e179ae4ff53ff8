"""What is done with accounts is on record, and the record names nobody."""

from __future__ import annotations

import time
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import msgspec
import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from allauth.mfa.totp.internal.auth import (
    SECRET_SESSION_KEY,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client

from shiryokan.api.tokens import issue
from shiryokan.audit.actor import COMMAND_LINE
from shiryokan.audit.models import AuditEntry, first_break
from shiryokan.instance import current

pytestmark = pytest.mark.django_db(transaction=True)
PASSWORD, ANOTHER = "kirihama-no-tomoshibi", "misaki-no-toudai-mori"
NAME, SECOND = "hanako@example.jp", "hanako.toudai@example.jp"


@pytest.fixture(autouse=True)
def nobody_is_named(settings: Any) -> Iterator[None]:
    """An instance that sends mail and lets strangers in; at the end its record names nobody."""
    config = msgspec.structs.replace(
        current.config(), signup="anyone", smtp_host="mail.example.jp", mail_from="a@example.jp"
    )
    settings.SHIRYOKAN = config
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    yield
    assert first_break() is None
    held = "".join(str(row) for row in AuditEntry.objects.values_list())
    assert not [word for word in ("hanako", "試しの札", PASSWORD, ANOTHER) if word in held]


def told() -> list[tuple[str, str, str, dict[str, object]]]:
    return [(d.actor, d.kind, d.about, d.details) for d in AuditEntry.objects.order_by("number")]


def signed_in() -> tuple[User, Client]:
    user = User.objects.create_user(NAME, NAME, PASSWORD)
    EmailAddress.objects.create(user=user, email=NAME, verified=True, primary=True)
    client = Client()
    answer = client.post("/account/login/", {"login": NAME, "password": PASSWORD})
    assert answer.status_code == 302
    AuditEntry.objects.all().delete()
    return user, client


def test_signing_up_and_verifying_the_address() -> None:
    client = Client()
    form = {"email": NAME, "password1": PASSWORD, "password2": PASSWORD}
    assert client.post("/account/signup/", form).status_code == 302
    me = f"user:{User.objects.get().pk}"
    assert told() == [(me, "account", me, {"role": "reader", "new": True})]


def test_changing_ones_password() -> None:
    user, client = signed_in()
    form = {"oldpassword": PASSWORD, "password1": ANOTHER, "password2": ANOTHER}
    assert client.post("/account/password/change/", form).status_code == 302
    me = f"user:{user.pk}"
    assert told() == [(me, "password", me, {"how": "changed"})]


def test_a_password_that_is_lost() -> None:
    user, _client = signed_in()
    stranger = Client()
    stranger.post("/account/password/reset/", {"email": NAME})
    link = next(w for w in str(mail.outbox[-1].body).split() if "/password/reset/key/" in w)
    page = stranger.get(link.split("testserver", 1)[1])
    stranger.post(page["Location"], {"password1": ANOTHER, "password2": ANOTHER})
    assert User.objects.get().check_password(ANOTHER)
    me = f"user:{user.pk}"
    assert told() == [(me, "password", me, {"how": "reset"})]


def test_a_second_factor_comes_and_goes(monkeypatch: pytest.MonkeyPatch) -> None:
    # a code holds for half a minute, which a slow machine may need for the answer
    now = time.time()
    monkeypatch.setattr(auth, "time", SimpleNamespace(time=lambda: now))
    user, client = signed_in()
    asked = client.get("/account/2fa/totp/activate/")
    client.post(asked["Location"], {"password": PASSWORD})
    assert client.get("/account/2fa/totp/activate/").status_code == 200
    secret = client.session[SECRET_SESSION_KEY]
    code = format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))
    assert client.post("/account/2fa/totp/activate/", {"code": code}).status_code == 302
    assert Authenticator.objects.filter(user=user, type="totp").exists()
    assert client.post("/account/2fa/totp/deactivate/").status_code == 302
    me = f"user:{user.pk}"
    own = [
        (actor, about, details) for actor, kind, about, details in told() if kind == "second_factor"
    ]
    assert (me, me, {"how": "added", "type": "totp"}) in own
    assert (me, me, {"how": "removed", "type": "totp"}) in own


def test_addresses_come_change_and_go() -> None:
    user, client = signed_in()
    client.post("/account/email/", {"action_add": "", "email": SECOND})
    link = next(w for w in str(mail.outbox[-1].body).split() if "/confirm-email/" in w)
    client.post(link.split("testserver", 1)[1])
    client.post("/account/email/", {"action_primary": "", "email": SECOND})
    client.post("/account/email/", {"action_remove": "", "email": NAME})
    assert [row.email for row in EmailAddress.objects.all()] == [SECOND]
    me = f"user:{user.pk}"
    assert told() == [
        (me, "email", me, {"how": how}) for how in ("added", "verified", "primary", "removed")
    ]


def test_what_an_owner_calls_a_token_is_the_owners() -> None:
    user, _client = signed_in()
    token, _secret = issue(user, "試しの札")
    assert told() == [(COMMAND_LINE, "token", f"token:{token.pk}", {"user": user.pk})]


def test_what_is_removed_at_once_in_the_administration_pages() -> None:
    administrator = User.objects.create_superuser("kanri")
    user, _client = signed_in()
    tokens = [issue(user, f"試しの札{n}")[0].pk for n in range(3)]
    AuditEntry.objects.all().delete()
    client = Client()
    client.force_login(administrator)
    form = {"action": "delete_selected", "_selected_action": tokens, "post": "yes"}
    assert client.post("/admin/api/apitoken/", form).status_code == 302
    assert sorted(told(), key=str) == [
        (
            f"user:{administrator.pk}",
            "administered",
            f"api.apitoken:{pk}",
            {"action": "deleted", "fields": []},
        )
        for pk in tokens
    ]
