"""Homes: blocks by role, chosen and ordered; where somebody was reading; what a new house does next."""

from __future__ import annotations

import pytest
from django.contrib.auth import get_user_model
from django.contrib.auth.models import User
from django.test import Client

from shiryokan.access.models import Collection
from shiryokan.accounts.own_data import erase, own_data_of
from shiryokan.documents.collections import put_in
from shiryokan.documents.models import Document
from shiryokan.homes.blocks import Block, Entry, all_blocks, ordered
from shiryokan.homes.models import HomeChoice, PageRead
from shiryokan.homes.roles import ROLE_TITLES
from tests import pdfs
from tests.web.conftest import Add

pytestmark = pytest.mark.django_db


@pytest.fixture
def hanako() -> User:
    return get_user_model().objects.create_user("hanako")


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def test_each_role_has_blocks_of_its_own_and_none_is_empty(hanako: User) -> None:
    blocks = {block.name: block for block in all_blocks(hanako)}
    assert {"reading", "news", "deadlines", "courses", "remarks", "followed", "health"} <= set(
        blocks
    )
    orders = {role: [b.name for b in ordered(role, [], [], hanako)] for role in ROLE_TITLES}
    assert len({tuple(order) for order in orders.values()}) == len(ROLE_TITLES)
    assert orders["staff"][0] == "courses" and orders["editor"][0] == "finds"
    assert all(not blocks[name].personal for name in orders["public"])
    assert [b.name for b in ordered("staff", ["news", "finds"], ["courses"], hanako)][:2] == [
        "news", "finds",
    ]  # fmt: skip
    client = client_of(hanako)
    empty = client.get("/my/").content.decode()
    assert 'class="block"' not in empty and "まだ何もありません" in empty
    assert Client().get("/my/").status_code == 302


def test_a_home_is_chosen_and_ordered_without_a_script(hanako: User) -> None:
    client = client_of(hanako)
    client.post("/my/blocks", {"role": "billing"})
    choice = HomeChoice.objects.get(owner=hanako)
    assert choice.role == "billing"
    names = [b.name for b in ordered("billing", [], [], hanako)]
    client.post("/my/blocks", {"down": names[0]})
    client.post("/my/blocks", {"away": names[2]})
    client.post("/my/blocks", {"take": "drafts"})
    client.post("/my/blocks", {"up": "nothing", "take": "nonsense"})
    choice.refresh_from_db()
    now = [b.name for b in ordered("billing", choice.order, choice.hidden, hanako)]
    assert now[:2] == [names[1], names[0]] and names[2] not in now and now[-1] == "drafts"
    html = client.get("/my/").content.decode()
    assert "医事課" in html and f'name="take" value="{names[2]}"' in html
    client.post("/my/blocks", {"role": "nobody"})
    choice.refresh_from_db()
    assert (choice.role, choice.order, choice.hidden) == ("", [], [])


def test_a_block_that_fails_keeps_nobody_from_the_others(
    hanako: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    from shiryokan.homes import blocks

    def broken(user: object) -> list[Entry]:
        raise RuntimeError

    for name, entries in (("a", broken), ("b", lambda user: [Entry("見える行", "/")])):
        block = Block(name, "試し", {"staff": 1}, entries)
        monkeypatch.setitem(blocks._blocks, name, block)
    assert "見える行" in client_of(hanako).get("/my/").content.decode()


def test_somebody_reads_on_where_they_were_unless_they_do_not_want_it(
    add: Add, hanako: User, tmp_path: object
) -> None:
    path = tmp_path / "a.pdf"  # type: ignore[operator]
    path.write_bytes(pdfs.pdf("はじめの頁", "次の頁"))
    add(path, title="港の計画")
    document = Document.objects.get()
    client = client_of(hanako)
    client.get(f"/documents/{document.pk}/pages/1")
    client.get(f"/documents/{document.pk}/pages/2")
    client.head(f"/documents/{document.pk}/pages/1")
    Client().get(f"/documents/{document.pk}/pages/1")
    assert PageRead.objects.get().page == 2
    for page in ("/my/", "/"):
        html = client.get(page).content.decode()
        assert "続きを読む" in html and f"/documents/{document.pk}/pages/2" in html
    assert "続きを読む" not in Client().get("/").content.decode()
    assert own_data_of(hanako)["homes.pageread.owner"][0]["page"] == "2"
    put_in(document, Collection.objects.create(name="closed", visibility=Collection.GROUPS))
    assert "港の計画" not in client.get("/my/").content.decode()
    put_in(document, None)
    client.post("/my/reading", {"keep": "no"})
    assert not PageRead.objects.exists()
    client.get(f"/documents/{document.pk}/pages/1")
    assert not PageRead.objects.exists()
    client.post("/my/reading", {"keep": "yes"})
    client.get(f"/documents/{document.pk}/pages/1")
    assert PageRead.objects.exists()
    erase(hanako)
    assert not PageRead.objects.exists() and not HomeChoice.objects.exists()


def test_a_new_house_says_what_to_do_next(hanako: User) -> None:
    root = get_user_model().objects.create_superuser("root")
    said = client_of(root).get("/").content.decode()
    assert "はじめにすること" in said and 'href="/uploads/"' in said
    assert "会議のページを見張る" in said
    assert "はじめにすること" not in client_of(hanako).get("/").content.decode()
