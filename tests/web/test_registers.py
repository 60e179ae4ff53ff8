"""Registers over HTTP: tables, facets, records, corrections, comparisons, exports."""

from __future__ import annotations

import datetime
import html
import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow.parquet as pq
import pytest
from django.contrib.auth import get_user_model
from django.db import transaction
from django.test import Client

from shiryokan.documents.models import Document
from shiryokan.i18n import catalogue
from shiryokan.records import models
from shiryokan.records.editions import year_of_name
from shiryokan.records.extraction import extract_all
from shiryokan.records.rows import storable
from shiryokan.registers.base import Field, Register
from shiryokan.registers.catalogue import REGISTERS
from shiryokan.registers.fields import Flag
from tests.web.conftest import Add, Fill

PLANS = ("mikagami-plan-2024", "mikagami-plan-2025")


@pytest.fixture
def plans(fill: Fill, add: Add, samples: Path) -> list[Document]:
    def add_plans() -> None:
        for name in PLANS:
            add(samples / f"{name}.pdf", title=f"水鏡市年次計画{name[-4:]}", publisher="水鏡市")

    fill(add_plans)
    return [Document.objects.get(title__endswith=name[-4:]) for name in PLANS]


@pytest.fixture
def editor(client: Client, plans: list[Document]) -> Client:
    client.force_login(get_user_model().objects.create_user("hanako", is_staff=True))
    return client


def record_of(document: Document, key: str) -> models.Record:
    return models.Record.objects.get(document=document, register="measures", key=key)


def test_documents_that_come_in_are_taken_apart(client: Client, plans: list[Document]) -> None:
    found = models.Extraction.objects.filter(state="found", register="measures")
    assert sorted((e.year, e.count) for e in found) == [(2024, 14), (2025, 14)]
    assert len({e.series_id for e in found}) == 1
    page = client.get("/registers/").content.decode()
    assert "28件" in page
    # what there is, in one sentence
    english = client.get("/registers/", headers={"accept-language": "en"}).content.decode()
    (listed,) = re.findall(r"Among them: ([^<]*)</p>", english)
    assert listed.endswith("checklists.") and not re.search("; [A-Z]", listed)


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 28), ("f.ministries=市立図書館", 2), ("f.year=2025", 14), ("f.year=2025&f.year=2024", 28),
        ("q=読み上げ", 2), ("q=読み上げ ５０００", 0), ("f.ministries=市立図書館&f.year=2025", 1),
        ("f.ministries=ない部", 0), ("sort=-label", 28), ("sort=nonsense&page=zz&series=x", 28),
    ],
)  # fmt: skip
def test_a_table_is_narrowed(client: Client, plans: list[Document], query: str, count: int) -> None:
    answer = client.get(f"/registers/measures/?{query}")
    assert answer.status_code == 200
    assert f'role="status">{count}件' in answer.content.decode()


def test_what_is_searched_within_is_folded(client: Client, plans: list[Document]) -> None:
    answer = client.get("/registers/measures/", {"q": "無線ＬＡＮ"})
    assert 'role="status">0件' not in answer.content.decode()


def test_a_facet_shows_what_else_could_be_chosen(client: Client, plans: list[Document]) -> None:
    page = client.get("/registers/measures/?f.ministries=市立図書館").content.decode()
    assert "教育委員会" in page
    assert "checked" in page


def test_a_record_has_its_boxes_and_its_life(client: Client, plans: list[Document]) -> None:
    row = record_of(plans[1], "3/ウ")
    page = client.get(f"/records/{row.pk}/").content.decode()
    assert 'data-spot="next_plan"' in page
    assert 'id="life"' in page
    assert f"/records/{record_of(plans[0], '3/ウ').pk}/" in page


@pytest.mark.parametrize(
    ("language", "words"),
    [("ja", ("← 前の施策", "次の施策 →")), ("en", ("← Previous measure", "Next measure →"))],
)
def test_the_records_beside_one_are_called_what_its_register_holds(
    client: Client, plans: list[Document], language: str, words: tuple[str, str]
) -> None:
    row = record_of(plans[1], "3/ウ")
    page = client.get(f"/records/{row.pk}/", headers={"accept-language": language}).content.decode()
    assert all(each in page for each in words)


OF_ONE_TITLE = ("medical-r6.pdf", "medical-r4.pdf")
"""Names of the files, in the order in which they were added."""


@pytest.fixture
def of_one_title(plans: list[Document]) -> list[Document]:
    """Two editions that print neither a year nor a date, the later one added first."""
    models.Extraction.objects.update(year=None)
    for document, file_name in zip(plans, OF_ONE_TITLE, strict=True):
        Document.objects.filter(pk=document.pk).update(title="点数表", file_name=file_name)
        document.origins.all().delete()
    return plans


def options(html: str, name: str) -> list[tuple[str, str]]:
    """The words of a chooser, each with whether it is chosen."""
    (select,) = re.findall(rf'<select id="{name}".*?</select>', html, re.DOTALL)
    return re.findall(r"<option[^>]*?(selected)?>([^<]*)</option>", select)


def test_editions_of_one_title_are_told_apart_and_stand_from_old_to_new(
    client: Client, of_one_title: list[Document]
) -> None:
    page = client.get("/registers/measures/compare").content.decode()
    old, new = options(page, "old"), options(page, "new")
    assert [word.split("、")[0] for _, word in old] == [
        "点数表（medical-r4.pdf",
        "点数表（medical-r6.pdf",
    ]
    assert [chosen for chosen, _ in old] == ["selected", ""]
    assert [chosen for chosen, _ in new] == ["", "selected"]
    assert all(re.search(r"、\d{4}年\d+月\d+日に追加）$", word) for _, word in old)
    table = client.get("/registers/measures/").content.decode()
    names = [word.split("、")[0] for _, word in options(table, "document")][1:]
    assert names == ["点数表（medical-r6.pdf", "点数表（medical-r4.pdf"]
    sources = re.findall(r'<td class="source".*?</td>', table, re.DOTALL)
    assert sum("medical-r6.pdf" in each for each in sources) == 14
    # of one series, the records of the one that is older by its file's name are marked
    assert table.count('<tbody class="outdated">') == 14


def test_the_life_of_a_record_names_editions_of_one_title_by_their_files(
    client: Client, of_one_title: list[Document]
) -> None:
    page = client.get(f"/records/{record_of(of_one_title[1], '3/ウ').pk}/").content.decode()
    life = page.partition('id="life"')[2]
    assert [name for name in OF_ONE_TITLE if name not in life] == []


def test_the_date_of_an_edition_tells_it_from_others(
    client: Client, of_one_title: list[Document]
) -> None:
    day = datetime.date(2022, 3, 4)
    with transaction.atomic():
        made = of_one_title[1].origins.create(date=day, date_precision="day")
    page = client.get("/registers/measures/compare").content.decode()
    assert ("selected", "点数表（2022年3月4日）") in options(page, "old")
    with transaction.atomic():
        made.delete()


def test_hits_are_told_apart_by_where_they_come_from(
    client: Client, of_one_title: list[Document]
) -> None:
    for kind in ("page", "measures"):
        found = client.get("/search", {"q": "訓練", "kind": kind}).content.decode()
        origins = "".join(re.findall(r'<p class="origin">.*?</p>', found, re.DOTALL))
        for file_name in OF_ONE_TITLE:
            assert file_name in origins, kind
        assert re.search(r"\d{4}年\d+月\d+日に追加", origins)


@pytest.mark.parametrize(
    ("file_name", "year"),
    [
        ("medical-r4.pdf", 2022), ("h30_plan.pdf", 2018), ("mhlw-r06.pdf", 2024), ("令和6年度計画.pdf", 2024),
        ("plan-2023.pdf", 2023), ("000907836.pdf", None), ("chapter4.pdf", None), ("h99.pdf", None),
    ],
)  # fmt: skip
def test_the_year_that_a_file_is_named_by(file_name: str, year: int | None) -> None:
    assert year_of_name(file_name) == year


def test_a_field_leads_to_the_page_on_which_its_words_are_marked(
    client: Client, plans: list[Document]
) -> None:
    row = record_of(plans[1], "3/ウ")
    page = client.get(f"/records/{row.pk}/").content.decode()
    field = page.split('id="field-next_plan"')[1].split("</dt>")[0]
    (to,) = re.findall(r'href="([^"]+)"', field)
    read = client.get(html.unescape(to).split("#")[0]).content.decode()
    lines = read.split('<div class="lines"')[1].split("</section>")[0]
    found = re.findall(r"<mark.*?</mark>", lines, re.DOTALL)
    marked = "".join(re.sub(r"<[^>]*>", "", each) for each in found)
    assert row.data["next_plan"][0].replace("\n", "")[:12] in marked


def test_an_unknown_record_or_register_is_not_found(client: Client, empty_instance: Path) -> None:
    assert client.get("/records/6f0c1d5e-5a2b-5c40-9a63-7a5b8f1c2d90/").status_code == 404
    assert client.get("/registers/nothing/").status_code == 404
    assert client.get("/registers/measures/").status_code == 200
    assert "まだ1件もありません" in client.get("/registers/measures/").content.decode()


def test_a_correction_is_kept_apart_and_survives(editor: Client, plans: list[Document]) -> None:
    row = record_of(plans[1], "3/ウ")
    answer = editor.post(
        f"/records/{row.pk}/correct",
        {"field": "ministries", "value": "市立図書館\r\n文化課\r\n", "note": "原本で確認"},
    )
    assert answer.status_code == 302
    extract_all(plans[1])
    fresh = record_of(plans[1], "3/ウ")
    assert fresh.pk == row.pk
    assert fresh.data["ministries"] == ["市立図書館", "文化課"]
    kept = models.Correction.objects.get()
    assert (kept.extracted, kept.by.username) == (["市立図書館"], "hanako")
    assert (
        'role="status">1件'
        in editor.get("/registers/measures/?f.ministries=文化課").content.decode()
    )
    exported = editor.get("/registers/measures/export.jsonl?f.ministries=文化課").content
    assert json.loads(exported)["ministries"] == ["市立図書館", "文化課"]

    (line,) = editor.get("/registers/measures/corrections.jsonl").content.splitlines()
    assert json.loads(line)["value"] == ["市立図書館", "文化課"]
    assert json.loads(line)["by"] == "hanako"

    editor.post(f"/records/{row.pk}/withdraw", {"field": "ministries"})
    assert record_of(plans[1], "3/ウ").data["ministries"] == ["市立図書館"]
    assert models.Correction.objects.get().withdrawn_by is not None


def test_a_bad_correction_loses_nothing(editor: Client, plans: list[Document]) -> None:
    row = record_of(plans[1], "3/ウ")
    answer = editor.post(
        f"/records/{row.pk}/correct", {"field": "year", "value": "来年", "note": "理由"}
    )
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "来年" in page
    assert "数字だけを入れてください" in page
    assert editor.post(f"/records/{row.pk}/correct", {"field": "values"}).status_code == 400
    assert not models.Correction.objects.exists()


def test_only_editors_correct(client: Client, plans: list[Document]) -> None:
    row = record_of(plans[1], "3/ウ")
    answer = client.post(f"/records/{row.pk}/correct", {"field": "title", "value": "x"})
    assert (answer.status_code, "login" in answer["Location"]) == (302, True)
    assert "訂正する" not in client.get(f"/records/{row.pk}/").content.decode()


def test_versions_side_by_side(client: Client, plans: list[Document]) -> None:
    address = f"/registers/measures/compare?old={plans[0].pk}&new={plans[1].pk}"
    page = client.get(address).content.decode()
    assert "<ins>" in page
    assert "<del>" in page
    assert "別々の文書のようです" not in page
    assert client.get(address).status_code == 200, "from what was kept"
    ended = client.get(address + "&kind=ended").content.decode()
    assert "後の版にはありません" in ended
    same = client.get(f"/registers/measures/compare?old={plans[0].pk}&new={plans[0].pk}")
    assert "同じ文書が2つ" in same.content.decode()
    assert chosen_in(same.content.decode()) == [plans[1].pk, plans[0].pk]


def chosen_in(html: str) -> list[str]:
    """What the two lists of the chooser propose: the old document and the new one."""
    return re.findall(r'<option value="([0-9a-f]+)" selected>', html)


def test_the_chooser_proposes_the_edition_before(client: Client, plans: list[Document]) -> None:
    older, newer = plans[0].pk, plans[1].pk
    for asked, proposed in {
        "": [older, newer],
        f"?new={newer}": [older, newer],
        f"?old={older}": [older, newer],
        f"?old={newer}&new={newer}": [older, newer],
        "?old=nothing&new=nothing": [older, newer],
    }.items():
        html = client.get(f"/registers/measures/compare{asked}").content.decode()
        assert chosen_in(html) == proposed, asked


def test_what_is_unchanged_is_folded_away(client: Client, plans: list[Document]) -> None:
    address = f"/registers/measures/compare?old={plans[0].pk}&new={plans[1].pk}"
    kinds = ["changed", "moved", "split", "merged", "new", "ended"]
    shown = re.findall(r'<li class="change (\w+)">', client.get(address).content.decode())
    assert shown
    assert set(shown) <= set(kinds)
    html = client.get(f"{address}&kind=same").content.decode()
    assert set(re.findall(r'<li class="change (\w+)">', html)) <= {"same"}


def test_a_link_that_an_editor_refuses_is_kept(editor: Client, plans: list[Document]) -> None:
    old, new = record_of(plans[0], "3/ウ"), record_of(plans[1], "3/ウ")
    editor.post("/records/link", {"old": str(old.pk), "new": str(new.pk), "same": "no"})
    address = f"/registers/measures/compare.jsonl?old={plans[0].pk}&new={plans[1].pk}"
    changes = [json.loads(line) for line in editor.get(address).content.splitlines()]
    assert not any("3/ウ" in c["old"] and "3/ウ" in c["new"] for c in changes)
    assert models.Link.objects.get().by.username == "hanako"


@pytest.mark.parametrize("what", ["export", "compare"])
def test_every_form_of_export(client: Client, plans: list[Document], what: str) -> None:
    query = f"?old={plans[0].pk}&new={plans[1].pk}" if what == "compare" else "?f.year=2025"
    forms = {
        suffix: client.get(f"/registers/measures/{what}.{suffix}{query}")
        for suffix in ("csv", "xlsx", "jsonl", "parquet", "zip")
    }
    assert {answer.status_code for answer in forms.values()} == {200}
    assert all("attachment" in answer["Content-Disposition"] for answer in forms.values())
    rows = openpyxl.load_workbook(io.BytesIO(forms["xlsx"].content)).active
    assert rows is not None
    assert pq.read_table(io.BytesIO(forms["parquet"].content)).num_rows == rows.max_row - 1
    assert forms["csv"].content.startswith(b"\xef\xbb\xbf")
    with zipfile.ZipFile(io.BytesIO(forms["zip"].content)) as archive:
        about = json.loads(archive.read("datapackage.json"))
        assert about["resources"][0]["path"] in archive.namelist()
        assert about["sources"]
    assert client.get(f"/registers/measures/{what}.doc{query}").status_code == 404


def test_each_row_has_its_page_address(client: Client, plans: list[Document]) -> None:
    lines = client.get("/registers/measures/export.jsonl").content.splitlines()
    for line in lines:
        record = json.loads(line)
        assert record["address"].endswith(f"/pages/{record['page']}")
        assert client.get(record["address"].removeprefix("http://testserver")).status_code == 200


def test_what_was_left_out_is_counted_on_the_page_and_in_exports(
    client: Client, plans: list[Document]
) -> None:
    left = [
        {"page": 3, "why": "orphan", "text": "どこにも属さない文。", "places": []},
        {"page": 5, "why": "disorder", "text": "(1) → (3)", "places": []},
    ]
    whole = models.Extraction.objects.filter(register="measures", document=plans[0])
    assert whole.update(unplaced=left) == 1
    page = client.get(f"/registers/measures?document={plans[0].pk}", follow=True).content.decode()
    assert "置き場所の分からなかったもの 2件" in page
    other = client.get(f"/registers/measures?document={plans[1].pk}", follow=True).content.decode()
    assert "置き場所の分からなかったもの 2件" not in other
    lines = client.get("/registers/measures/export.jsonl").content.splitlines()
    counts = {(each["document"], each["unplaced"]) for each in map(json.loads, lines)}
    of_other = len(models.Extraction.objects.get(register="measures", document=plans[1]).unplaced)
    assert counts == {(plans[0].title, 2), (plans[1].title, of_other)}
    book = openpyxl.load_workbook(io.BytesIO(client.get("/registers/measures/export.xlsx").content))
    rows = [
        [cell.value for cell in row] for row in book["置き場所の分からなかったもの"].iter_rows()
    ]
    assert [plans[0].title, 5, "番号や符号の順が飛んでいます。", "(1) → (3)"] in rows


def test_the_overview_counts(client: Client, plans: list[Document]) -> None:
    page = client.get(f"/registers/measures/overview?document={plans[1].pk}").content.decode()
    assert "全14件" in page
    assert "市立病院" in page


def test_a_document_without_records_says_why(client: Client, add: Add, samples: Path) -> None:
    add(samples / "mikagami-slides.pdf")
    document = Document.objects.get()
    page = client.get(f"/documents/{document.pk}/registers").content.decode()
    assert "施策の表" in page
    assert "区分番号と点数の並びが見つかりません" in page


def test_characters_that_no_database_takes_are_left_out() -> None:
    assert storable({"a": ["x\x00y", 1, None]}) == {"a": ["xy", 1, None]}


def words_of(field: Field) -> Iterator[str]:
    yield field.title
    yield from field.kind.choices().values()
    if field.facet:
        yield from map(field.kind.facet_word, ("yes", "no") if isinstance(field.kind, Flag) else ())
    for column in field.kind.fields:
        yield from words_of(column)


@pytest.mark.parametrize("register", REGISTERS.values(), ids=lambda register: register.name)
def test_every_word_of_a_register_has_its_english_beside_it(register: Register[Any]) -> None:
    english = catalogue("en").gettext
    words = {register.title, register.search_title or register.title, register.about}
    words |= {register.nothing_found.what, register.nothing_found.do}
    words |= {word for field in register.fields for word in words_of(field)}
    words |= {relation.title for relation in register.relations}
    words |= set(register.compared_titles.values())
    for report in register.reports:
        words |= {report.title, report.link, *report.kinds.values()}
        words |= {column.title for column in report.shown}
        words |= {word for field in report.columns for word in words_of(field)}
    assert [word for word in sorted(words) if english(word) == word] == []
    assert register.locale is not None
