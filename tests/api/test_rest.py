"""The REST interface: documents, pages, records, search and citations, with their provenance."""

from __future__ import annotations

import hashlib
import json
import shutil
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from tests.served import get as get_address
from tests.served import run, served

Api = httpx.Client


def get(api: Api, path: str, **asked: Any) -> Any:
    answer = api.get(path, params=asked)
    assert answer.status_code == 200, answer.text
    return answer.json()


def walk(api: Api, path: str, **asked: Any) -> Iterator[Any]:
    """Every item of a list, by the addresses of what follows."""
    answer = get(api, path, **asked)
    while True:
        yield from answer["items"]
        if not answer["next"]:
            return
        answer = api.get(answer["next"]).json()


def test_documents_lead_to_pages_with_text_origin_and_the_hash_of_the_original(
    api: Api, samples: Path
) -> None:
    documents = list(walk(api, "/documents", limit=2))
    assert len(documents) == len({d["id"] for d in documents}) == 5
    (plan,) = (d for d in documents if "年次計画2024" in d["title"])
    page = get(api, f"/documents/{plan['id']}/pages/1")
    data = (samples / "mikagami-plan-2024.pdf").read_bytes()
    assert page["source"]["sha256"] == hashlib.sha256(data).hexdigest()
    assert page["source"]["source_url"].startswith("https://www.city.mikagami.example/")
    assert page["origins"][0]["publisher"] == "水鏡市（架空）"
    lines = [line["text"] for block in page["blocks"] for line in block["lines"]]
    assert lines and all(line in page["text"] for line in lines)
    assert get_address(page["address"]).status_code == 200
    text = api.get(f"/documents/{plan['id']}/text")
    assert text.text.count("\f") == page["pages"] - 1


def test_a_search_gives_hits_with_place_snippet_address_and_counts(api: Api) -> None:
    found = get(api, "/search", q="訓練", boxes=True)
    assert found["total"] == len(list(walk(api, "/search", q="訓練", limit=1))) > 0
    hit = found["items"][0]
    assert any(part["hit"] for part in hit["snippet"])
    assert get_address(hit["address"]).status_code == 200
    assert found["facets"]["kind"]
    pages = get(api, "/search", q="訓練", kind="page", boxes=True)
    assert all(hit["boxes"] for hit in pages["items"])
    exact = get(api, "/search", q="取組", exact=True)
    varied = get(api, "/search", q="取組")
    assert exact["total"] <= varied["total"]


def test_records_are_found_and_tell_where_each_word_stands(api: Api) -> None:
    records = list(walk(api, "/registers/measures/records", limit=7))
    assert len(records) == 28
    record = get(api, f"/records/{records[0]['id']}")
    places = [
        place for traces in record["provenance"].values() for t in traces for place in t["places"]
    ]
    assert places and all(place["page"] >= 1 and place["boxes"] for place in places)
    found = get(api, "/search", q=record["heading"][:8], kind="measures")
    assert record["id"] in {hit["record"]["id"] for hit in found["items"]}


def test_a_citation_names_the_page_and_its_permanent_address(api: Api) -> None:
    document = get(api, "/documents")["items"][0]
    citation = get(api, f"/documents/{document['id']}/pages/1/citation")
    assert document["title"] in citation["japanese"]
    assert citation["address"] in citation["japanese"]
    assert f"/documents/{document['id']}/pages/1" in citation["bibtex"]


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("/search?q=%22a", 400, "query_quote"),
        ("/search?q=(a", 400, "query_bracket_open"),
        ("/search?q=", 422, "bad_value"),
        ("/search?q=a&limit=0", 422, "bad_value"),
        ("/search?q=a&limit=99999999999999999999", 422, "bad_value"),
        ("/search?q=a&cursor=zz", 400, "cursor"),
        ("/search?q=a&nonsense=1", 400, ""),
        ("/search?q=%00", 400, ""),
        ("/documents/0000000000000000", 404, "unknown_document"),
        ("/documents/zz", 422, "bad_value"),
        ("/records/00000000-0000-0000-0000-000000000000", 404, "unknown_record"),
        ("/nothing", 404, "unknown_address"),
    ],
)
def test_what_is_asked_wrongly_is_explained(api: Api, path: str, status: int, code: str) -> None:
    answer = api.get(path)
    problem = answer.json()
    assert answer.headers["content-type"] == "application/problem+json"
    assert answer.status_code == problem["status"] == status
    assert problem["detail"] and problem["do"]
    if code:
        assert code in json.dumps(problem)


def test_what_has_not_changed_is_not_sent_again_and_nothing_can_be_written(api: Api) -> None:
    first = api.get("/documents")
    again = api.get("/documents", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    assert api.post("/documents").status_code == 405
    assert api.head("/documents").status_code == 200


@pytest.fixture(scope="module")
def closed_home(api_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the library."""
    return Path(shutil.copytree(api_home, tmp_path_factory.mktemp("closed") / "home"))


@pytest.fixture(scope="module")
def guarded(closed_home: Path) -> Iterator[str]:
    """A server that answers only who has a token, three times a minute."""
    with served(closed_home, api="tokens", api_token_per_minute="3") as address:
        yield f"{address}/api/v1"


def test_a_token_opens_a_closed_interface_and_has_its_limit(
    guarded: str, closed_home: Path
) -> None:
    assert get_address(f"{guarded}/documents").status_code == 401
    refused = get_address(f"{guarded}/documents", headers={"Authorization": "Bearer shiryokan_no"})
    assert refused.status_code == 401
    secret = run(closed_home, "token", "taro", "--name", "集計").strip().splitlines()[-1]
    head = {"Authorization": f"Bearer {secret}"}
    began = time.monotonic()
    answered = 0
    while (answer := get_address(f"{guarded}/documents", headers=head)).status_code == 200:
        answered += 1
        # on a slow machine one more may pass every twenty seconds
        assert answered <= 3 + (time.monotonic() - began) * 3 / 60
    assert answer.status_code == 429 and answered >= 3
    assert int(answer.headers["retry-after"]) > 0
