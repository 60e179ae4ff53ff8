"""The address of a quote: made of words, opened, and mended where it is broken."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, quote, unquote, urlsplit

import pytest
from django.test import Client

from shiryokan.documents.models import Document
from shiryokan.documents.pages import row_from_page
from tests.paper.pages import block, line, page
from tests.web.test_page_view import document

__all__ = ["document"]

HOSTILE = "<script>alert(1)</script>-&,"


@pytest.fixture
def address(document: Document) -> str:
    read = page(
        block(line("夜間を想定した訓練を年に二回行", 72, 100), line("い、結果を載せる。", 72, 120)),
        block(line("結果を載せる。", 72, 300), line(HOSTILE, 72, 400)),
    )
    row_from_page(document.pk, read).save()
    return f"/documents/{document.pk}/pages/{read.page}"


def marked(html: str) -> str:
    (lines,) = re.findall(r'<div class="lines".*?</section>', html, re.DOTALL)
    return "".join(re.sub(r"<[^>]*>", "", m) for m in re.findall(r"<mark.*?</mark>", lines))


@pytest.mark.parametrize("words", ["想定した訓練", "二回行い、結果を", "年に二回行\nい、"])
def test_words_have_an_address_at_which_they_are_marked(
    client: Client, address: str, words: str
) -> None:
    answer = client.get(f"{address}/quote", {"words": words})
    assert answer.status_code == 302
    made = urlsplit(answer["Location"])
    assert made.path == address
    assert made.fragment.startswith("quote:~:text=")
    bare = words.replace("\n", "")
    assert f",{bare}," in "," + unquote(made.fragment.split("text=")[1]) + ","
    html = client.get(answer["Location"]).content.decode()
    assert marked(html) == bare
    assert html.count('class="hit"') == len(parse_qs(made.query)["at"][0].split("_"))
    assert f'<p hidden id="quoted-whole" lang="ja">「{bare}」（' in html
    assert html.count('id="quote"') == 1


def test_a_script_is_given_the_address_of_the_nearest_place(client: Client, address: str) -> None:
    asked = {"words": "結果を載せる。", "line": "2"}
    answer = client.get(f"{address}/quote", asked, headers={"accept": "application/json"})
    told = answer.json()
    assert told["words"] == "結果を載せる。"
    assert told["address"].startswith("http://testserver/documents/")
    assert ",300.0," in told["address"]


@pytest.mark.parametrize("words", ["", "ここにない文", "あ" * 2001, "\x00", "％"])
def test_what_has_no_address_is_said_and_kept(client: Client, address: str, words: str) -> None:
    answer = client.get(f"{address}/quote", {"words": words}, follow=True)
    assert answer.status_code == 200
    html = answer.content.decode()
    assert 'role="alert"' in html
    assert words[:100].strip("\x00") in html
    told = client.get(f"{address}/quote", {"words": words}, headers={"accept": "application/json"})
    assert told.status_code == 422
    assert told.json()["problem"]


@pytest.mark.parametrize(
    "places",
    ["x", "1,2,3", "1,2,3,4,5", "nan,1,2,3", "1e999,1,2,3", "9,9,1,1", "_", "_".join(["1,1,2,2"] * 301),
     "0,0,1,1", "٣,٣,٤,٤", "99999,0,99999,9"],
)  # fmt: skip
def test_a_broken_address_opens_the_page_and_says_so(
    client: Client, address: str, places: str
) -> None:
    answer = client.get(f"{address}?at={quote(places)}")
    assert answer.status_code == 200
    html = answer.content.decode()
    assert 'role="alert"' in html
    assert marked(html) == ""


def test_signs_that_mean_something_in_an_address_are_words_too(
    client: Client, address: str
) -> None:
    answer = client.get(f"{address}/quote", {"words": HOSTILE})
    _text, words = urlsplit(answer["Location"]).fragment.split("-,")
    assert not set("-&<>,") & set(words.partition(",")[0])
    assert "<script>alert" not in client.get(answer["Location"]).content.decode()


def test_how_pictures_fit_is_remembered_and_leads_nowhere_else(
    client: Client, address: str
) -> None:
    assert 'class="sheet whole"' not in client.get(address).content.decode()
    answer = client.post("/fit", {"fit": "page", "next": address})
    assert answer["Location"] == address
    assert 'class="sheet whole"' in client.get(address).content.decode()
    assert client.post("/fit", {"fit": "page", "next": "https://evil.example/"})["Location"] == "/"
    assert client.get("/fit").status_code == 405
    client.post("/fit", {"fit": "<b>", "next": address})
    assert 'class="sheet whole"' not in client.get(address).content.decode()
