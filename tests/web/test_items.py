"""The page of a fee item: its versions, what papers say beside it, and what is not known."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import Any
from urllib.parse import quote

import feedparser
import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from tools.fee_schedules.editing import Author
from tools.fee_schedules.typeset import Look, typeset

from shiryokan.access.readers import reading_as
from shiryokan.documents.bin import put_in_bin
from shiryokan.documents.models import Document
from shiryokan.following.followable import of_kind
from shiryokan.following.models import DocumentArrival
from shiryokan.items import history
from shiryokan.items.naming import BEGINNING
from shiryokan.records.corrections import correct
from shiryokan.records.headings import heading
from shiryokan.records.models import ItemReference, Record
from shiryokan.registers.catalogue import REGISTERS
from shiryokan.registers.comparison import Piece, difference
from shiryokan.registers.fees.points_report import Points
from tests import pdfs
from tests.web.conftest import Add, Fill

YEARS = (4, 6)
TITLE = "霧浜診療報酬点数表（令和{}年度）"
LETTER = """事務連絡
令和６年５月７日
疑義解釈資料の送付について（その１）
医科診療報酬点数表関係
【{name}】
問１　「{code}」{name}について、霧の日に限り算定できるのか。
（答）霧の日に限らず算定できる。
問２　届出の時期はいつか。
（答）毎年四月である。
【名のない加算】
問３　ほかの問はどうか。
（答）ほかの通知による。
"""


LATER = """事務連絡
令和６年６月20日
疑義解釈資料の送付について（その２）
医科診療報酬点数表関係
【ほかの加算】
問１　「疑義解釈資料の送付について（その１）」（令和６年５月７日）の問１の取扱いはどうなるか。
（答）「疑義解釈資料の送付について（その１）」（令和６年５月７日）の問１は廃止する。
問２　届出は要るか。
（答）要らない。
"""


@pytest.fixture
def house(fill: Fill, add: Add, tmp_path: Path) -> Record:
    """Two revisions of one schedule, and a letter on an item of the second; that item."""

    def add_papers() -> None:
        for year, revision in zip(YEARS, Author(11).revisions(len(YEARS)), strict=True):
            path = tmp_path / f"{year}.pdf"
            typeset(revision.schedule, Look.of(year), path)
            add(path, title=TITLE.format(year))
        row = of_item()
        letter = tmp_path / "letter.pdf"
        letter.write_bytes(pdfs.pdf(LETTER.format(code=row.data["code"], name=row.data["name"])))
        add(letter, title="疑義解釈資料の送付について（その１）", date="2024-05-07")

    fill(add_papers)
    return of_item()


def of_item() -> Record:
    """The first item of the newer schedule that the older has too."""
    old = set(Record.objects.filter(register="fees", year=2022).values_list("key", flat=True))
    newer = Record.objects.filter(register="fees", year=2024, data__kind="item", key__in=old)
    return next(row for row in newer.order_by("position") if not row.data["deleted"])


def address(row: Record, query: str = "") -> str:
    return f"/fees/{row.data['schedule']}/{row.data['code']}/{query}"


def test_an_item_is_shown_with_its_newest_version_first(client: Client, house: Record) -> None:
    page = client.get(address(house)).content.decode()
    assert house.data["name"] in page
    assert f'value="{house.document_id}" selected' in page
    assert "2022年度" in page
    assert "2024年度" in page


def test_each_amount_through_the_years_names_its_year_for_a_phone(
    client: Client, house: Record
) -> None:
    told = told_of_years(client, house)
    cells = re.findall(r'<td class="number" lang="ja" data-label="([^"]*)">', told)
    heads = re.findall(r'<th scope="col" class="number"><span>([^<]*)</span>', told)
    assert len(heads) == len(YEARS) and set(cells) == set(heads)


def test_what_a_letter_says_stands_beside_the_item(client: Client, house: Record) -> None:
    page = client.get(address(house)).content.decode()
    assert "霧の日に限り算定できるのか" in page
    # found by the name in the heading over it
    assert "届出の時期はいつか" in page
    assert "名称による" in page
    assert "ほかの問はどうか" not in page


def test_another_version_folds_away_what_is_of_another_year(client: Client, house: Record) -> None:
    old = Document.objects.get(title=TITLE.format(4))
    page = client.get(address(house, f"?version={old.pk}")).content.decode()
    assert f'value="{old.pk}" selected' in page
    assert "ほかの年度のもの 2件" in page


@pytest.mark.parametrize(
    ("day", "year", "letter"),
    [("2024-05-06", 6, False), ("2024-05-07", 6, True), ("2023-12-31", 4, False)],
)
def test_the_page_can_be_had_as_of_a_day(
    client: Client, house: Record, day: str, year: int, letter: bool
) -> None:
    page = client.get(address(house, f"?on={day}")).content.decode()
    shown = Document.objects.get(title=TITLE.format(year))
    assert f'value="{shown.pk}" selected' in page
    assert ("霧の日に限り算定できるのか" in page) is letter


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("?on=令和6年", "日付は 2026-04-01 のように書いてください"),
        ("?on=2010-01-01", "この日に当てはまる点数表がまだありません"),
    ],
)
def test_a_day_without_a_version_is_told(
    client: Client, house: Record, query: str, told: str
) -> None:
    answer = client.get(address(house, query))
    assert answer.status_code == 200
    assert told in answer.content.decode()


def test_each_part_leads_to_its_marked_place(client: Client, house: Record) -> None:
    page = client.get(address(house)).content.decode()
    marked = next(
        part for part in page.split('"') if part.startswith(f"/documents/{house.document_id}/pages/")
        and "?at=" in part
    )  # fmt: skip
    assert '<rect class="' in client.get(marked.replace("&amp;", "&")).content.decode()


def test_points_and_words_are_told_through_the_years(client: Client, house: Record) -> None:
    changed = [
        row
        for row in Record.objects.filter(register="fees", year=2024, data__kind="item")
        for old in Record.objects.filter(register="fees", year=2022, key=row.key)
        if row.data["points"] and old.data["points"] not in (None, row.data["points"])
    ]
    row = changed[0]
    page = client.get(address(row)).content.decode()
    assert f"<strong>{row.data['points']:,}点</strong>" in page
    assert "2022年度 → 2024年度" in page


def test_a_code_is_opened_however_it_is_written(client: Client, house: Record) -> None:
    wide = "".join(chr(ord(c) + 0xFEE0) for c in house.data["code"])
    assert client.get("/fees/", {"code": wide}).headers["location"] == address(house)
    small = address(house).lower()
    assert client.get(small).headers["location"] == address(house)


def test_what_is_not_known_is_told(client: Client, house: Record) -> None:
    answer = client.get("/fees/medical/Z999/")
    assert answer.status_code == 404
    assert "「Z999」は見つかりません" in answer.content.decode()
    assert client.get("/fees/nothing/A000/").status_code == 404
    assert client.get(address(house, "?version=0000000000000000")).status_code == 404
    assert "「Z999」の項目は見つかりません" in client.get("/fees/?code=Z999").content.decode()


def test_an_empty_house_says_what_to_do(client: Client, empty_instance: Path) -> None:
    page = client.get("/fees/").content.decode()
    assert "点数表（告示）を加えると" in page


def test_papers_may_come_before_the_schedule(client: Client, add: Add, tmp_path: Path) -> None:
    letter = tmp_path / "letter.pdf"
    schedule = tmp_path / "schedule.pdf"
    revision = next(iter(Author(11).revisions(1)))
    typeset(revision.schedule, Look.of(1), schedule)
    item = revision.schedule.items[0]
    letter.write_bytes(pdfs.pdf(LETTER.format(code=item.code, name=item.name)))
    add(letter, title="疑義解釈資料の送付について（その１）")
    assert client.get(f"/fees/medical/{item.code}/").status_code == 404
    add(schedule, title=TITLE.format(6))
    assert (
        "霧の日に限り算定できるのか" in client.get(f"/fees/medical/{item.code}/").content.decode()
    )


def test_what_a_later_letter_withdraws_is_struck_with_the_letter(
    client: Client, house: Record, add: Add, tmp_path: Path
) -> None:
    later = tmp_path / "later.pdf"
    later.write_bytes(pdfs.pdf(LATER))
    add(later, title="疑義解釈資料の送付について（その２）", date="2024-06-20")
    page = client.get(address(house)).content.decode()
    assert page.count('<article class="said withdrawn">') == 1
    struck = page.partition('<article class="said withdrawn">')[2].partition("</article>")[0]
    assert "霧の日に限り算定できるのか" in struck
    assert "廃止" in struck
    assert "その２" in struck
    # what still holds comes first
    assert page.index("届出の時期はいつか") < page.index("霧の日に限り算定できるのか")
    # as of a day before the later letter it held
    page = client.get(address(house, "?on=2024-06-19")).content.decode()
    assert "霧の日に限り算定できるのか" in page
    assert "withdrawn" not in page


def test_an_item_is_taken_away_as_files(client: Client, house: Record) -> None:
    whole = client.get(address(house, "item.json")).json()
    assert whole["code"] == house.data["code"]
    assert whole["parts"][0]["places"][0]["boxes"]
    said = [each for part in whole["parts"] for each in part["said"]]
    assert {each["standing"] for each in said} == {"current"}
    assert any("霧の日に限り" in each["values"]["question"] for each in said)
    answer = client.get(address(house, "points.csv"))
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))
    assert rows[0][1:] == ["2022", "2024"]
    assert all(len(row) == 3 for row in rows)
    assert any(cell.isdigit() for row in rows[1:] for cell in row[1:])


def test_an_item_is_followed_and_cited(client: Client, house: Record) -> None:
    page = client.get(address(house)).content.decode()
    assert "/alerts/new?q=%22" in page
    assert f"「{TITLE.format(6)}」" in page.partition("引用の書き方")[2]


def test_what_happens_to_an_item_is_a_feed(client: Client, house: Record) -> None:
    answer = client.get(address(house, "feed.atom"))
    assert answer["Content-Type"].startswith("application/atom+xml")
    entries = feedparser.parse(answer.content).entries
    assert len(entries) == len({each.id for each in entries}) == 3
    assert any("疑義解釈" in each.title for each in entries)
    again = client.get(address(house, "feed.atom"), headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304
    put_in_bin(Document.objects.get(title__startswith="疑義解釈"), "取り下げ")
    assert "疑義解釈" not in client.get(address(house, "feed.atom")).content.decode()
    assert client.get("/fees/medical/Z999/feed.atom").status_code == 404


def test_a_binned_paper_is_no_longer_beside_the_item(client: Client, house: Record) -> None:
    letter = Document.objects.get(title__startswith="疑義解釈")
    put_in_bin(letter, "取り下げ")
    with reading_as(AnonymousUser()):
        assert not ItemReference.objects.filter(record__document=letter).exists()
    page = client.get(address(house)).content.decode()
    assert "霧の日に限り算定できるのか" not in page


def test_an_item_is_followed_through_versions_and_papers(house: Record, client: Client) -> None:
    ref = f"medical/{house.data['code']}"
    items = of_kind("item")
    assert items is not None
    nobody = AnonymousUser()
    named = items.named(ref, nobody)
    assert named is not None and named.name == heading(house)
    assert items.named("medical/Z999", nobody) is None and items.named("x", nobody) is None
    told = list(items.since(ref, {"arrival": 0}, nobody))
    assert sorted(each.what for each in told) == ["この項目についての文書", "新しい版", "新しい版"]
    assert len({each.key for each in told}) == 3
    (letter,) = (each for each in told if each.what == "この項目についての文書")
    assert letter.title == "疑義解釈資料の送付について（その１）"
    assert all(excerpt.path and excerpt.text for each in told for excerpt in each.excerpts())
    before = DocumentArrival.objects.order_by("-number")[1].number
    assert [each.what for each in items.since(ref, {"arrival": before}, nobody)] == [letter.what]
    assert list(items.since(ref, items.mark(ref), nobody)) == []
    client.force_login(User.objects.create_user("yomi"))
    page = client.get(named.path).content.decode()
    assert f'name="ref" value="{ref}"' in page
    Document.objects.filter(title=letter.title).update(binned_at=timezone.now())
    with reading_as(nobody):
        assert letter.title not in {e.title for e in items.since(ref, {"arrival": 0}, nobody)}


def test_a_name_leads_to_its_item(client: Client, house: Record) -> None:
    """People know what an item is called better than its code, wherever they type it."""
    name, to = house.data["name"], address(house)
    assert client.get("/fees/", {"code": name})["Location"] == to
    assert client.get("/fees/", {"code": house.data["code"].lower()})["Location"] == to
    part = client.get("/fees/", {"code": name[:-1]}).content.decode()
    assert f'href="{to}' in part
    nothing = client.get("/fees/", {"code": "どこにもない項目"}).content.decode()
    assert "の項目は見つかりません" in nothing
    assert 'class="named-items"' not in nothing


def test_a_search_for_an_item_offers_its_page(client: Client, house: Record) -> None:
    for words in (house.data["name"], house.data["code"]):
        found = client.get("/search", {"q": words}).content.decode()
        assert f'class="named-items"><li><a href="{address(house)}"' in found
    assert "named-items" not in client.get("/search", {"q": "霧"}).content.decode()


def test_the_beginning_of_a_name_offers_the_item(client: Client, house: Record) -> None:
    beginning = house.data["name"][:-1]
    assert len(beginning) >= BEGINNING
    found = client.get("/search", {"q": beginning}).content.decode()
    assert f'href="{address(house)}"' in found[found.index("named-items") :]


def test_an_addition_is_offered_at_its_note(client: Client, house: Record) -> None:
    row = next(
        row
        for row in ItemReference.objects.filter(role="states").exclude(note="").exclude(name="")
        if not ItemReference.objects.filter(name=row.name, note="").exists()
    )
    found = client.get("/search", {"q": row.name}).content.decode()
    assert f"/fees/{row.schedule}/{row.code}/#{quote(row.note)}" in found


def test_the_history_of_a_long_item_is_made_once_and_anew_when_it_is_corrected(
    client: Client, house: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared: list[str] = []

    def counted(before: str, after: str) -> list[Piece]:
        compared.append(after)
        return difference(before, after)

    monkeypatch.setattr(history, "difference", counted)
    monkeypatch.setattr(history, "_LONG", 0)
    rows = Record.objects.filter(register="fees", year=2024, data__kind="item")
    row = next(
        row for row in rows if 'id="words-heading"' in client.get(address(row)).content.decode()
    )
    made = len(compared)
    assert made
    first, second = (told_of_years(client, row) for _ in range(2))
    assert first == second
    assert len(compared) == made
    name = next(each for each in REGISTERS["fees"].fields if each.name == "name")
    correct(row, name, "霧のなかの料", User.objects.create_user("hanako"))
    told_of_years(client, row)
    assert len(compared) == made + 1


def told_of_years(client: Client, row: Record) -> str:
    """What the page of an item tells of its points and words through the years."""
    page = client.get(address(row)).content.decode()
    return page[page.index('id="years"') : page.index('class="downloads"')]


def test_points_are_listed_once_and_anew_when_an_item_is_corrected(
    client: Client, house: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    listed: list[int] = []
    rows_of = Points.rows

    def counted(self: Points, new: Any, old: Any, comparison: Any) -> list[dict[str, Any]]:
        listed.append(len(old))
        return rows_of(self, new, old, comparison)

    monkeypatch.setattr(Points, "rows", counted)
    first, second = (client.get("/registers/fees/points").content.decode() for _ in range(2))
    assert 'class="records' in first and "霧のなかの料" not in first
    assert _without_tokens(first) == _without_tokens(second)
    # once, by whoever asked first or before; the version before is not read: the points tell nothing of it
    assert listed in ([], [0])
    before = list(listed)
    name = next(each for each in REGISTERS["fees"].fields if each.name == "name")
    first_item = Record.objects.filter(register="fees", year=2024, data__kind="item").first()
    assert first_item is not None
    correct(first_item, name, "霧のなかの料", User.objects.create_user("hanako"))
    assert "霧のなかの料" in client.get("/registers/fees/points?q=霧のなかの料").content.decode()
    assert listed == [*before, 0]


def _without_tokens(page: str) -> str:
    return re.sub(r'(?:nonce|value)="[^"]*"', "", page)


def test_a_short_history_leaves_the_cache_to_others(
    client: Client, house: Record, monkeypatch: pytest.MonkeyPatch
) -> None:
    kept: list[str] = []
    monkeypatch.setattr(history, "_LONG", 10**6)
    monkeypatch.setattr(cache, "set", lambda key, *_rest, **_more: kept.append(key))
    client.get(address(house))
    assert not [key for key in kept if key.startswith("item-history")]
