"""Shared terminals: a PIN lets in whoever signed in fully there, for a time, and ends the other's session."""

from __future__ import annotations

import datetime

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from shiryokan.accounts.changes import end_sessions
from shiryokan.accounts.models import Pin, TerminalSignIn
from shiryokan.accounts.own_data import erase, own_data_of
from shiryokan.accounts.terminals import COOKIE, problem_of
from shiryokan.audit.models import AuditEntry

pytestmark = pytest.mark.django_db
PASSWORD, PIN = "kirihama-no-tomoshibi", "402817"


@pytest.fixture(autouse=True)
def own_buckets(monkeypatch: pytest.MonkeyPatch) -> None:
    """Tries of one test are not those of another."""
    monkeypatch.setattr("shiryokan.web.accounts.terminals.TRIES_A_MINUTE", 1000)


def person(name: str) -> User:
    return get_user_model().objects.create_user(name, f"{name}@example.jp", PASSWORD)


def sign_in(client: Client, user: User) -> None:
    client.post("/account/login/", {"login": user.username, "password": PASSWORD})
    assert client.get("/account/").status_code == 200
    client.post("/account/reauthenticate/", {"password": PASSWORD})


def join(client: Client, user: User, pin: str = PIN) -> None:
    """Somebody signs in fully, decides on a PIN, and has it do at this terminal."""
    sign_in(client, user)
    client.post("/account/pin", {"pin": pin, "again": pin})
    client.post("/account/terminal", {"do": "join"})
    assert COOKIE in client.cookies


def who(client: Client) -> str | None:
    return client.session.get("_auth_user_id")


def test_switching_ends_the_others_session_wholly() -> None:
    client = Client()
    hanako, taro = person("hanako"), person("taro")
    join(client, hanako)
    mine = client.session.session_key
    client.session["secret"] = "花子のもの"
    client.post("/account/away")
    assert who(client) is None and not Session.objects.filter(pk=mine).exists()
    join(client, taro, "918273")
    his = client.session.session_key
    html = client.get("/account/switch").content.decode()
    assert "hanako" in html and "taro" in html and "hanako@example.jp" not in html
    answer = client.post("/account/switch", {"person": str(hanako.pk), "pin": PIN})
    assert answer["Location"] == "/my/" and answer["Clear-Site-Data"] == '"cache"'
    assert who(client) == str(hanako.pk)
    assert not Session.objects.filter(pk=his).exists()
    # nothing of the one is kept for the other: no page of a shared terminal
    for page in ("/", "/my/", "/remarks/", "/account/"):
        assert client.get(page)["Cache-Control"] == "private, no-store", page
    # a PIN proves too little for what hangs on a password
    assert client.get("/account/pin").status_code == 200
    asked = client.post("/account/pin", {"pin": "777123", "again": "777123"})
    assert "/reauthenticate/" in asked["Location"]
    assert "/reauthenticate/" in client.post("/account/terminal", {"do": "join"})["Location"]
    # no session by PIN is longer than the full sign-in
    assert client.session.get_expiry_date() <= TerminalSignIn.objects.get(user=hanako).until
    assert "no-store" not in Client().get("/").headers.get("Cache-Control", "")


def test_a_pin_does_only_where_its_person_signed_in_and_only_for_a_time() -> None:
    client, elsewhere = Client(), Client()
    hanako, taro = person("hanako"), person("taro")
    join(client, hanako)
    given = {"person": str(hanako.pk), "pin": PIN}
    assert elsewhere.post("/account/switch", given).status_code == 422
    elsewhere.cookies[COOKIE] = "nonsense"
    assert elsewhere.post("/account/switch", given).status_code == 422
    client.post("/account/away")
    for wrong in ({"person": str(taro.pk), "pin": PIN}, {"person": "", "pin": PIN}, {}):
        assert client.post("/account/switch", wrong).status_code == 422
    assert client.post("/account/switch", given).status_code == 302
    client.post("/account/away")
    TerminalSignIn.objects.update(until=timezone.now() - datetime.timedelta(seconds=1))
    assert client.post("/account/switch", given).status_code == 422
    assert who(client) is None
    TerminalSignIn.objects.update(until=timezone.now() + datetime.timedelta(hours=1))
    User.objects.filter(pk=hanako.pk).update(is_active=False)
    assert client.post("/account/switch", given).status_code == 422


def test_wrong_tries_lock_it_until_the_next_full_sign_in() -> None:
    client = Client()
    hanako = person("hanako")
    join(client, hanako)
    client.post("/account/away")
    for number in range(5):
        tried = {"person": str(hanako.pk), "pin": f"11122{number}"}
        assert client.post("/account/switch", tried).status_code == 422
    right = {"person": str(hanako.pk), "pin": PIN}
    assert client.post("/account/switch", right).status_code == 422
    assert not TerminalSignIn.objects.exists()
    assert AuditEntry.objects.filter(kind="pin_locked", about=f"user:{hanako.pk}").exists()
    sign_in(client, hanako)
    client.post("/account/terminal", {"do": "join"})
    client.post("/account/away")
    assert client.post("/account/switch", right).status_code == 302


@pytest.mark.usefixtures("no_time_passes")
def test_so_many_tries_a_minute_are_looked_at(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("shiryokan.web.accounts.terminals.TRIES_A_MINUTE", 2)
    client = Client()
    client.cookies[COOKIE] = "a-terminal-of-its-own"
    codes = [client.post("/account/switch", {"person": "1", "pin": "1"}).status_code for _ in "123"]
    assert codes == [422, 422, 429]


@pytest.mark.parametrize(
    ("pin", "problem"),
    [
        ("402817", None), ("4028", "digits"), ("4028171234567", "digits"), ("４０２８１７", "digits"),
        ("abcdef", "digits"), ("123456", "simple"), ("987654", "simple"), ("000000", "simple"),
        ("121212", "simple"), ("402402", "simple"), ("", "digits"),
    ],
)  # fmt: skip
def test_what_is_a_pin(pin: str, problem: str | None) -> None:
    assert problem_of(pin) == problem


def test_it_is_kept_as_a_hash_and_goes_with_what_it_hangs_on() -> None:
    client = Client()
    hanako = person("hanako")
    sign_in(client, hanako)
    for wrong in ({"pin": "123456", "again": "123456"}, {"pin": PIN, "again": "402818"}):
        assert client.post("/account/pin", wrong).status_code == 422
    assert "/account/pin" in client.post("/account/terminal", {"do": "join"})["Location"]
    assert not TerminalSignIn.objects.exists()
    join(client, hanako)
    assert PIN not in Pin.objects.get().hash
    assert client.cookies[COOKIE].value not in TerminalSignIn.objects.get().key
    told = str(own_data_of(hanako))
    assert Pin.objects.get().hash not in told and TerminalSignIn.objects.get().key not in told
    client.post("/account/terminal", {"do": "leave"})
    assert not TerminalSignIn.objects.exists()
    client.post("/account/terminal", {"do": "join"})
    client.post(
        "/account/password/change/",
        {
            "oldpassword": PASSWORD,
            "password1": "minato-no-akari-7",
            "password2": "minato-no-akari-7",
        },
    )
    assert not TerminalSignIn.objects.exists()
    client.post("/account/terminal", {"do": "join"})
    end_sessions(hanako)
    assert not TerminalSignIn.objects.exists()
    erase(hanako)
    assert not Pin.objects.exists()
