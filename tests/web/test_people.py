"""People of the instance: invited, changed, suspended, and who is asked once more who they are."""

from __future__ import annotations

import re
import threading
from collections.abc import Callable

import msgspec
import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group, User
from django.core import mail
from django.core.cache import cache
from django.db import connections, transaction
from django.test import Client

from shiryokan.access.rules import Role
from shiryokan.accounts import audit_kinds
from shiryokan.accounts.changes import change
from shiryokan.accounts.invitations import first_link, invite, pending
from shiryokan.accounts.models import Invitation
from shiryokan.accounts.own_data import LastAdministrator, erase
from shiryokan.audit.models import AuditEntry
from shiryokan.instance import current

pytestmark = pytest.mark.django_db
PASSWORD = "kirihama-no-tomoshibi"
INVITATION = {"email": "hanako@example.jp", "role": "editor"}
AGAIN = "/account/reauthenticate/"


@pytest.fixture
def administrator() -> User:
    return User.objects.create_superuser("kanri", "kanri@example.jp", PASSWORD)


@pytest.fixture
def proved(administrator: User) -> Client:
    """An administrator who has just said the password once more."""
    client = Client()
    client.force_login(administrator)
    client.post(AGAIN, {"password": PASSWORD})
    return client


@pytest.fixture
def hanako() -> User:
    user = User.objects.create_user("hanako", "hanako@example.jp", PASSWORD, is_staff=True)
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


@pytest.fixture
def with_mail(monkeypatch: pytest.MonkeyPatch, settings: object) -> None:
    config = msgspec.structs.replace(
        current.config(), smtp_host="localhost", mail_from="library@example.jp"
    )
    monkeypatch.setattr(current, "config", lambda: config)
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"  # type: ignore[attr-defined]
    settings.ACCOUNT_EMAIL_VERIFICATION = "mandatory"  # type: ignore[attr-defined]


def link_in(answer: object) -> str:
    body = answer.content.decode()  # type: ignore[attr-defined]
    found = re.search(r'<code id="link">http://testserver(\S+?)</code>', body)
    assert found, body
    return found[1]


def pages_of(user: User) -> list[tuple[str, dict[str, str]]]:
    return [
        ("/people/", INVITATION),
        (f"/people/{user.pk}/", {"role": "administrator", "active": "on"}),
        (f"/people/{user.pk}/", {"link": "yes"}),
        (f"/people/{user.pk}/", {"reset": "yes"}),
    ]


# who is asked once more


def test_what_others_accounts_hang_on_asks_for_the_password_again(
    administrator: User, hanako: User
) -> None:
    client = Client()
    client.force_login(administrator)
    assert client.get("/people/").status_code == 200
    for page, data in pages_of(hanako):
        answer = client.post(page, data)
        assert answer.status_code == 302, page
        assert answer["Location"].startswith(AGAIN), page
    assert not Invitation.objects.exists()
    hanako.refresh_from_db()
    assert not hanako.is_superuser


def test_what_was_wanted_is_done_after_the_password(administrator: User) -> None:
    client = Client()
    client.force_login(administrator)
    asked = client.post("/people/", INVITATION)["Location"]
    assert "パスワード" in client.get(asked).content.decode()
    assert client.post(asked, {"password": "wrong"}).status_code == 200
    assert not Invitation.objects.exists()
    assert link_in(client.post(asked, {"password": PASSWORD}))
    assert Invitation.objects.get().email == "hanako@example.jp"


def test_it_asks_again_when_that_was_long_ago(
    proved: Client, settings: object, hanako: User
) -> None:
    assert proved.post(f"/people/{hanako.pk}/", {"link": "yes"}).status_code == 200
    settings.ACCOUNT_REAUTHENTICATION_TIMEOUT = 0  # type: ignore[attr-defined]
    assert proved.post(f"/people/{hanako.pk}/", {"link": "yes"}).status_code == 302


def test_erasing_asks_again_and_guesses_are_counted(hanako: User, administrator: User) -> None:
    client = Client()
    client.force_login(hanako)
    asked = client.post("/account/erase", {"sure": "on", "password": PASSWORD})["Location"]
    assert asked.startswith(AGAIN)
    for _ in range(5):
        assert client.post(asked, {"password": "wrong"}).status_code == 200
    assert client.post(asked, {"password": PASSWORD}).status_code == 429
    hanako.refresh_from_db()
    assert hanako.is_active
    cache.clear()
    client.post(asked, {"password": PASSWORD})
    hanako.refresh_from_db()
    assert not hanako.is_active
    assert hanako.username.startswith("erased-")


# links


def test_a_new_link_ends_the_older_ones_of_that_person(proved: Client, hanako: User) -> None:
    other = invite(Role.READER, email="taro@example.jp")
    links = [link_in(proved.post(f"/people/{hanako.pk}/", {"link": "yes"})) for _ in range(2)]
    assert Client().get(links[0]).status_code == 404
    assert Client().get(links[1]).status_code == 200
    assert Client().get(other).status_code == 200


def test_pending_links_are_shown_and_can_be_taken_back(proved: Client, hanako: User) -> None:
    invited = link_in(proved.post("/people/", INVITATION | {"email": "taro@example.jp"}))
    secret = invited.rsplit("/", 1)[-1]
    proved.post(f"/people/{hanako.pk}/", {"link": "yes"})
    page = proved.get("/people/").content.decode()
    assert "taro@example.jp" in page
    assert "新しいパスワード" in page
    assert secret not in page
    row = Invitation.objects.get(email="taro@example.jp")
    assert proved.post(f"/people/invitations/{row.pk}/revoke").status_code == 302
    assert Client().get(invited).status_code == 404
    assert "taro@example.jp" not in proved.get("/people/").content.decode()
    assert AuditEntry.objects.get(kind=audit_kinds.UNINVITED).about == f"invitation:{row.pk}"
    assert proved.post(f"/people/invitations/{row.pk}/revoke").status_code == 404


def test_a_link_that_was_used_is_pending_no_more(hanako: User) -> None:
    link = invite(Role.EDITOR, user=hanako)
    assert pending().count() == 1
    Client().post(link, {"password": PASSWORD + "-2"})
    assert pending().count() == 0
    hanako.refresh_from_db()
    assert hanako.check_password(PASSWORD + "-2")


def test_who_is_suspended_loses_links_and_sessions_for_good(
    administrator: User, hanako: User
) -> None:
    link = invite(Role.EDITOR, user=hanako)
    signed_in, another = Client(), Client()
    signed_in.force_login(hanako)
    another.force_login(administrator)
    assert change(hanako, Role.EDITOR, [], active=False)
    for active in (False, True):
        User.objects.filter(pk=hanako.pk).update(is_active=active)
        assert Client().get(link).status_code == 404
        assert signed_in.get("/account/").status_code == 302
    assert another.get("/account/").status_code == 200


def test_a_link_of_who_is_suspended_otherwise_opens_nothing(hanako: User) -> None:
    link = invite(Role.EDITOR, user=hanako)
    User.objects.update(is_active=False)
    assert Client().get(link).status_code == 404


# addresses


@pytest.mark.parametrize(
    ("typed", "verified"), [("Hanako@example.jp", True), ("kanri@other.example.jp", False)]
)
def test_only_the_address_that_was_invited_is_known_to_be_theirs(
    administrator: User, with_mail: None, typed: str, verified: bool
) -> None:
    client = Client()
    link = invite(Role.EDITOR, email="hanako@example.jp")
    answer = client.post(link, {"email": typed, "password": PASSWORD})
    assert EmailAddress.objects.get(email__iexact=typed).verified is verified
    came_in = client.get("/account/").status_code == 200
    assert came_in is verified
    if not verified:
        assert answer["Location"] == "/account/confirm-email/"
        (sent,) = mail.outbox
        assert sent.to == [typed]


def test_a_link_without_an_address_proves_none(administrator: User) -> None:
    client = Client()
    client.post(invite(Role.READER), {"email": "taro@example.jp", "password": PASSWORD})
    assert not EmailAddress.objects.get().verified
    # an instance that sends no mail can verify nothing, and lets in
    assert client.get("/account/").status_code == 200


def test_the_first_administrator_is_believed(with_mail: None) -> None:
    client = Client()
    link = first_link()
    assert link
    client.post(link, {"email": "kanri@example.jp", "password": PASSWORD})
    assert EmailAddress.objects.get().verified
    assert client.get("/people/").status_code == 200


# what is typed


def test_groups_are_removed_by_number_only(proved: Client) -> None:
    group = Group.objects.create(name="役員")
    for number in ("", "x", "²", "0", "9" * 40, "\x00"):
        assert proved.post("/people/groups", {"delete": number}).status_code == 404, number
    proved.post("/people/groups", {"name": "監\x00事"})
    assert set(Group.objects.values_list("name", flat=True)) == {"役員", "監 事"}
    assert proved.post("/people/groups", {"delete": str(group.pk)}).status_code == 302
    assert not Group.objects.filter(pk=group.pk).exists()


def test_people_are_looked_for_by_any_words(proved: Client, hanako: User) -> None:
    assert "hanako@example.jp" in proved.get("/people/", {"q": " hana\x00"}).content.decode()
    assert proved.get("/people/", {"q": "\x00", "page": "\x00"}).status_code == 200


# the last administrator


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("second", ["demote", "erase"])
def test_two_administrators_cannot_end_each_other_at_once(second: str) -> None:
    first, other = (User.objects.create_superuser(name) for name in ("kanri", "hanako"))
    outcome: list[bool] = []

    def ending_of_the_other() -> bool:
        if second == "demote":
            return change(other, Role.READER, [], active=True)
        try:
            erase(User.objects.get(pk=other.pk))
        except LastAdministrator:
            return False
        return True

    def work(what: Callable[[], bool]) -> None:
        outcome.append(what())
        connections.close_all()

    with transaction.atomic():
        assert change(first, Role.READER, [], active=True)
        thread = threading.Thread(target=work, args=[ending_of_the_other])
        thread.start()
        thread.join(1)
    thread.join()
    assert outcome == [False]
    assert list(User.objects.filter(is_superuser=True)) == [other]
