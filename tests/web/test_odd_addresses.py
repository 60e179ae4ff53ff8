"""What people paste and whoever tries doors writes into addresses is answered plainly: no fault of
ours, whatever a number or a query looks like."""

from __future__ import annotations

import http.client
import re
import urllib.parse
import uuid
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client

from shiryokan.records.models import Record
from shiryokan.web.numbers import MOST, whole_number
from tests.served import ANSWER_SECONDS, served
from tests.web.conftest import Add, Fill

ODD_NUMBERS = (
    "0", "-1", "0000", "9999", "99999999999999999999", "1e9", "٣", "²", "x", "あ", "\x00", "NaN",
    "9" * 5000, "2024-02-30", "0000-00-00", "令和0年", "昭和99年",
)  # fmt: skip
ASKED = {
    "/documents/": ("publisher", "council", "year", "page"),
    "/search": ("page", "year", "from", "to", "publisher", "council", "kind", "sort", "view", "q"),
    "/search.json": ("page", "q"),
    "/search.atom": ("q",),
    "/registers/measures/": ("page", "document", "series", "sort", "column", "q", "f.year"),
    "/registers/measures/compare": ("old", "new", "page"),
    "/registers/measures/again": ("version",),
    "/registers/measures/overview": ("document", "page"),
    "/titles": ("page", "batch", "q"),
    "/publishers": ("page", "q", "chosen", "merge"),
    "/audit": ("page", "from", "to", "who", "kind", "about"),
    "/bin": ("page",),
    "/people": ("page", "q"),
    "/uploads/": (),
}


@pytest.mark.any_database
def test_numbers_of_addresses() -> None:
    assert [whole_number(text) for text in ("7", "０７", "²", "-1", "1e3", "", " 7")] == [
        7, 7, None, None, None, None, None,
    ]  # fmt: skip
    assert whole_number(str(MOST)) == MOST and whole_number(str(MOST + 1)) is None
    assert whole_number("0", least=1) is None and whole_number("9" * 5000) is None


@pytest.mark.thorough
@pytest.mark.slow_on_postgresql
def test_no_odd_value_is_a_fault_of_ours(fill: Fill, add: Add, samples: Path) -> None:
    fill(lambda: add(samples / "mikagami-plan-2024.pdf"))
    client = Client(raise_request_exception=False)
    client.force_login(User.objects.create_user("kanri", is_staff=True, is_superuser=True))
    for address, names in ASKED.items():
        assert client.get(address).status_code < 500, address
        for name in names:
            for value in ODD_NUMBERS:
                answer = client.get(address, {"q": "訓練", name: value})
                assert answer.status_code < 500, (address, name, value)


def shown(page: str) -> str:
    main = re.search(r"<main.*</main>", page, re.DOTALL)
    assert main
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", main.group()))


ROWS = 10_000


def test_a_table_of_10000_rows_comes_in_pages(
    fill: Fill, add: Add, samples: Path, client: Client
) -> None:
    fill(lambda: add(samples / "mikagami-plan-2024.pdf"))
    first = Record.objects.filter(register="measures").order_by("position").first()
    assert first
    has = Record.objects.filter(register="measures").count()
    values = {
        name: getattr(first, name)
        for name in (
            "extraction_id",
            "document_id",
            "register",
            "page",
            "text",
            "data",
            "extracted",
        )
    }
    Record.objects.bulk_create(
        (
            Record(id=uuid.uuid4(), key=f"{first.key}-{n}", position=n, **values)
            for n in range(has, ROWS)
        ),
        batch_size=500,
    )
    whole = client.get("/registers/measures/").content.decode()
    assert f"{ROWS}件" in whole and whole.count("<tbody") == 50
    # a phone takes that at once, and every row can be reached by its page
    assert len(whole) < 200_000
    last = client.get("/registers/measures/", {"page": ROWS // 50}).content.decode()
    assert last.count("<tbody") == 50 and f"{ROWS // 50} / {ROWS // 50}" in last


def test_a_question_in_english_is_told_which_words_there_are(
    fill: Fill, add: Add, samples: Path, client: Client
) -> None:
    fill(lambda: add(samples / "mikagami-plan-2024.pdf"))
    said = shown(client.get("/search", {"q": "How do we respond to an incident?"}).content.decode())
    assert "どこにもない言葉" in said and "respond" in said
    english = client.get(
        "/search", {"q": "How do we respond to an incident?"}, headers={"accept-language": "en"}
    )
    assert "respond" in shown(english.content.decode())


@pytest.mark.parametrize(
    "words", ["date:令和0年", "年度:昭和99年", "year:令和0", "date:2024-02-30"]
)
def test_a_date_that_does_not_exist_is_told_in_the_search(
    empty_instance: Path, client: Client, words: str
) -> None:
    assert "日付を読めません" in shown(client.get("/search", {"q": words}).content.decode())


@pytest.mark.any_database
def test_a_query_of_5000_characters_is_answered_in_words_by_a_real_server(tmp_path: Path) -> None:
    query = urllib.parse.quote("訓練" * 2500)
    with served(tmp_path / "home", "--without-worker") as address:
        place = urllib.parse.urlsplit(address)
        for path in ("/search", "/search.json", "/registers/measures/"):
            connection = http.client.HTTPConnection(
                place.hostname or "", place.port, timeout=ANSWER_SECONDS
            )
            connection.request("GET", f"{path}?q={query}")
            answer = connection.getresponse()
            said = answer.read().decode()
            assert answer.status in (200, 422), (path, answer.status)
            assert "検索の言葉が多すぎます" in said, path


def test_an_address_of_a_button_that_is_opened_has_a_page(
    client: Client, empty_instance: Path
) -> None:
    """Who signs in again after pressing a button is led to where the button leads."""
    client.force_login(User.objects.create_user("hanako", is_staff=True))
    answer = client.get("/quotes/keep", headers={"accept": "text/html,*/*;q=0.8"})
    assert answer.status_code == 405
    assert answer["Allow"] == "POST"
    assert "前の画面に戻り" in answer.content.decode()
    assert not client.get("/quotes/keep", headers={"accept": "application/json"}).content
    assert not client.put("/quotes/keep", headers={"accept": "text/html"}).content
