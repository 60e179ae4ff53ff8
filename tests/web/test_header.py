"""The head of every page leads to one's account, or to signing in and back again."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client


def masthead(client: Client, address: str) -> str:
    html = client.get(address).content.decode()
    (found,) = re.findall(r'<header class="masthead">.*?</header>', html, re.DOTALL)
    return str(found)


@pytest.mark.parametrize("address", ["/documents/", "/search?q=訓練", "/registers/", "/about"])
def test_whoever_is_not_signed_in_is_led_there_and_back(
    client: Client, empty_instance: Path, address: str
) -> None:
    head = masthead(client, address)
    (to,) = re.findall(r'href="(/login[^"]*)"', head)
    assert "ログアウト" not in head
    User.objects.create_user("hanako", password="kirihama-no-tomoshibi")
    form = client.get(to, follow=True)
    answer = client.post(
        form.request["PATH_INFO"] + "?" + form.request["QUERY_STRING"],
        {"login": "hanako", "password": "kirihama-no-tomoshibi", "next": form.context["redirect_field_value"]},
    )  # fmt: skip
    assert answer.status_code == 302
    assert client.get(answer["Location"]).request["PATH_INFO"] == address.split("?", maxsplit=1)[0]


def test_whoever_is_signed_in_finds_the_account_on_every_page(
    client: Client, empty_instance: Path
) -> None:
    client.force_login(User.objects.create_user("hanako", email="hanako@example.jp"))
    for address in ("/", "/documents/", "/alerts/", "/nowhere"):
        head = masthead(client, address)
        assert 'href="/account/"' in head
        assert "hanako@example.jp" in head
        assert "ログアウト" in head
        assert 'href="/login' not in head


def test_what_is_managed_leads_back_to_where_it_is_managed(
    client: Client, empty_instance: Path
) -> None:
    client.force_login(User.objects.create_user("kanri", is_staff=True, is_superuser=True))
    main = client.get("/manage").content.decode().partition("<main")[2].partition("</main>")[0]
    pages = re.findall(r'<dt><a href="([^"]+)"', main)
    assert len(pages) > 8
    for page in pages:
        shown = client.get(page).content.decode().partition("<main")[2]
        assert '<p class="crumb"><a href="/manage">' in shown, page
