"""Links that leave the instance have its public address, whatever address somebody came by."""

from __future__ import annotations

import re
from typing import Any

import msgspec
import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import User
from django.core import mail
from django.test import Client

from shiryokan.instance import current

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.any_database]
PASSWORD = "kirihama-no-tomoshibi"
PUBLIC = "https://library.example.jp"
INNER = {"HTTP_HOST": "localhost:8123"}


def configure(settings: Any, base_url: str) -> None:
    settings.SHIRYOKAN = msgspec.structs.replace(
        current.config(), signup="anyone", smtp_host="mail.example.jp", mail_from="a@example.jp",
        base_url=base_url,
    )  # fmt: skip
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def mails() -> list[str]:
    """A mail of each kind that leads back into the instance."""
    user = User.objects.create_user("hanako@example.jp", "hanako@example.jp", PASSWORD)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    client = Client()
    form = {"email": "taro@example.jp", "password1": PASSWORD, "password2": PASSWORD}
    client.post("/account/signup/", form, **INNER)
    client.post("/account/signup/", {**form, "email": user.email}, **INNER)
    for address in (user.email, "nobody@example.jp"):
        Client().post("/account/password/reset/", {"email": address}, **INNER)
    return [f"{each.subject}\n{each.body}" for each in mail.outbox]


def test_mails_lead_to_the_public_address(settings: Any) -> None:
    configure(settings, PUBLIC)
    told = mails()
    assert len(told) == 4
    for text in told:
        assert "localhost" not in text and "8123" not in text
        assert re.findall(r"https?://[^/\s]+", text), text
        assert set(re.findall(r"https?://[^/\s]+", text)) == {PUBLIC}


def test_without_one_they_lead_to_where_it_was_asked_for(settings: Any) -> None:
    configure(settings, "")
    for text in mails():
        assert set(re.findall(r"https?://[^/\s]+", text)) == {"http://localhost:8123"}


def test_links_for_people_and_files_have_it_too(settings: Any) -> None:
    configure(settings, PUBLIC + "/")
    administrator = User.objects.create_superuser("kanri")
    client = Client()
    client.force_login(administrator)
    invited = client.post("/people/", {"role": "reader"}, **INNER).content.decode()
    anew = client.post(f"/people/{administrator.pk}/", {"link": "yes"}, **INNER).content.decode()
    for page in (invited, anew):
        assert re.findall(r"(https?://[^/]+)/welcome/", page) == [PUBLIC]
    feeds = client.get("/alerts/", **INNER).content.decode()
    assert set(re.findall(r"(https?://[^/\"]+)/alerts/feed/", feeds)) == {PUBLIC}
    found = client.get("/search.atom?q=灯台", **INNER).content.decode()
    assert "localhost" not in found and PUBLIC in found


def test_an_address_that_has_an_account_is_not_told_from_one_that_has_none(settings: Any) -> None:
    configure(settings, "")
    mails()
    answers = [
        Client().post(
            "/account/signup/", {"email": a, "password1": PASSWORD, "password2": PASSWORD}
        )
        for a in ("hanako@example.jp", "jiro@example.jp")
    ]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0]["Location"] == answers[1]["Location"]
