"""Addresses of the search that people type, and the order of pages within a document."""

from __future__ import annotations

import re
from pathlib import Path

from django.contrib.auth import get_user_model
from django.test import Client

from shiryokan.documents.models import Document
from tests.web.conftest import Add


def test_the_search_with_a_slash_is_the_search(client: Client, empty_instance: Path) -> None:
    answer = client.get("/search/?q=%E8%A8%93%E7%B7%B4&kind=all")
    assert answer.status_code == 302
    assert answer["Location"] == "/search?q=%E8%A8%93%E7%B7%B4&kind=all"
    assert client.get("/search/")["Location"] == "/search"


def test_within_a_document_pages_come_in_its_order(client: Client, add: Add, samples: Path) -> None:
    add(samples / "mikagami-plan-2024.pdf", title="計画")
    address = f"/documents/{Document.objects.get().pk}/find"
    page = client.get(address, {"q": "訓練 OR 研修 OR 点検"}).content.decode()
    numbers = [int(n) for n in re.findall(r'<h3><a href="[^"]*/pages/(\d+)\?', page)]
    assert len(numbers) > 2
    assert numbers == sorted(set(numbers))
    assert client.get(address, {"q": '"'}).status_code == 200
    assert client.get(address, {"q": "訓練", "page": "9"}).status_code == 404


def test_the_header_has_the_words_and_not_the_address_of_what_is_saved(
    client: Client, empty_instance: Path
) -> None:
    client.force_login(get_user_model().objects.create_user("hanako"))
    page = client.get("/alerts/new", {"q": "訓練", "kind": "all"}).content.decode()
    assert "q=%E8" not in re.findall(r'<input type="search"[^>]*value="([^"]*)"', page)[0]
    assert "q=%E8%A8%93%E7%B7%B4" in page
