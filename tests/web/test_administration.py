"""Django's administration pages: whom they let in, and what they hold."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import User
from django.test import Client

pytestmark = pytest.mark.django_db
PAGES = ("/admin/", "/admin/documents/document/", "/admin/documents/publisher/add/")


def signed_in(**rights: bool) -> Client:
    client = Client()
    client.force_login(User.objects.create_user("hanako", **rights))  # type: ignore[arg-type]
    return client


def test_administrators_come_in() -> None:
    client = signed_in(is_staff=True, is_superuser=True)
    for page in PAGES:
        assert client.get(page).status_code == 200, page
    assert client.get("/admin/login/")["Location"] == "/admin/"


@pytest.mark.parametrize("staff", [True, False])
def test_editors_and_readers_do_not(staff: bool) -> None:
    client = signed_in(is_staff=staff)
    for page in (*PAGES, "/admin/login/", "/admin/password_change/"):
        answer = client.get(page, follow=True)
        assert answer.status_code == 403, page
        posted = client.post(page, {"username": "hanako", "password": "x"}, follow=True)
        assert posted.status_code == 403, page


def test_a_stranger_is_led_to_the_instances_own_door() -> None:
    for page in PAGES:
        answer = Client().get(page, follow=True)
        assert answer.redirect_chain[-1][0].startswith("/account/login/?next="), page
    answer = Client().post("/admin/login/", {"username": "kanri", "password": "x"})
    assert answer["Location"].startswith("/account/login/")


def test_they_hold_what_is_the_instances_own_and_no_accounts() -> None:
    held = {model._meta.label for model in admin.site._registry}
    assert {"documents.Document", "search.SynonymGroup", "api.ApiToken"} <= held
    assert all(apps.get_model(label).__module__.startswith("shiryokan.") for label in held)
    client = signed_in(is_staff=True, is_superuser=True)
    user = User.objects.get()
    for page in ("user/", f"user/{user.pk}/change/", "group/"):
        assert client.get(f"/admin/auth/{page}").status_code == 404
    assert client.get("/admin/password_change/")["Location"] == "/account/password/change/"
