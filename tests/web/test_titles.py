"""Titles, dates and bodies of documents, put right by editors in the browser."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from shiryokan.access.models import Collection
from shiryokan.audit.models import AuditEntry
from shiryokan.documents.batches import report
from shiryokan.documents.bodies import merge, publisher_named
from shiryokan.documents.collections import put_in
from shiryokan.documents.description import Description
from shiryokan.documents.models import Council, Document, FormerName, Origin, Publisher
from shiryokan.documents.receive import hand_in, handed_file
from shiryokan.jobs.worker import JobWorker, unfinished_jobs
from shiryokan.records.models import Extraction
from shiryokan.search.question import Question
from shiryokan.search.searcher import search
from tests import pdfs
from tests.web.conftest import Add

LETTER = """令和６年３月５日
都道府県港湾主管部（局）　御中
国土交通省港湾局
%sについて
これは灯台の見回りについてのお願いであり、よろしく取り計らいください。"""


@pytest.fixture
def editor(client: Client, empty_instance: Path) -> Client:
    client.force_login(User.objects.create_user("hanako", is_staff=True))
    return client


@pytest.fixture
def other(empty_instance: Path) -> Client:
    client = Client()
    client.force_login(User.objects.create_user("taro", email="taro@example.jp", is_staff=True))
    return client


@pytest.fixture
def letter(add: Add, tmp_path: Path) -> Callable[..., Document]:
    """Hands in a letter about something."""

    def handed(about: str, **given: object) -> Document:
        path = tmp_path / f"0407-{about}.pdf"
        path.write_bytes(pdfs.pdf(LETTER % about))
        row = add(path, **given).rows[0]
        return Document.everything.get(pk=row.document)

    return handed


def work() -> None:
    JobWorker(stop_when=lambda: not unfinished_jobs(), interval=0.05).run()


def fields(page: str, prefix: str = "") -> dict[str, str]:
    """What a form holds: its inputs and text areas."""
    found = dict(re.findall(r'<input[^>]*?name="([^"]+)"[^>]*?value="([^"]*)"', page))
    found |= {
        n: v.strip() for n, v in re.findall(r'<textarea[^>]*name="([^"]+)"[^>]*>([^<]*)<', page)
    }
    for name in ("publisher", "council", "meeting", "date", "source_url"):
        found.setdefault(prefix + name, "")
    return {k: v for k, v in found.items() if not k.startswith("csrf") and k.startswith(prefix)}


def form_of(client: Client, document: Document) -> dict[str, str]:
    return fields(client.get(f"/documents/{document.pk}/describe").content.decode())


def test_the_first_page_gives_the_title_and_proposes_the_rest(
    editor: Client, letter: Callable[..., Document]
) -> None:
    document = letter("灯火の明るさ")
    assert document.title == "灯火の明るさについて"
    assert not document.title_given
    assert 0.5 < document.title_confidence < 1
    assert document.origin is None
    page = editor.get(f"/documents/{document.pk}/").content.decode()
    assert "まだ確かめていない題名" in page
    held = form_of(editor, document)
    assert (held["publisher"], held["date"]) == ("国土交通省", "2024-03-05")
    assert "案: 国土交通省" in editor.get(f"/documents/{document.pk}/describe").content.decode()


def test_a_title_that_was_given_stays(letter: Callable[..., Document]) -> None:
    document = letter("灯火の色", title="わたしの題")
    assert (document.title, document.title_given, document.title_confidence) == (
        "わたしの題",
        True,
        1,
    )


def test_what_is_saved_is_found_shown_and_on_record(
    editor: Client, letter: Callable[..., Document]
) -> None:
    document = letter("灯火の高さ")
    held = form_of(editor, document)
    held |= {
        "title": "灯火の高さの決まり",
        "council": "港湾灯台審議会",
        "meeting": "第3回",
        "date": "令和6年7月",
    }
    answer = editor.post(f"/documents/{document.pk}/describe", held, follow=True)
    assert "保存しました" in answer.content.decode()
    document.refresh_from_db()
    origin = document.origin
    assert origin is not None
    assert (document.title, document.title_given) == ("灯火の高さの決まり", True)
    assert (str(origin.publisher), str(origin.council), origin.meeting.number) == (  # type: ignore[union-attr]
        "国土交通省", "港湾灯台審議会", "第3回",
    )  # fmt: skip
    assert (origin.date, origin.date_text) == (datetime.date(2024, 7, 1), "2024年7月")
    page = editor.get(f"/documents/{document.pk}/").content.decode()
    assert "2024年7月" in page
    assert "2024年7月1日" not in page
    entry = AuditEntry.objects.get(kind="redescribed")
    assert entry.details["new"]["title"] == "灯火の高さの決まり"
    assert entry.details["old"]["title"] == "灯火の高さについて"
    work()
    assert search(Question(text="title:灯火の高さの決まり")).total == 1
    assert search(Question(text="灯火 publisher:国土交通省")).total == 1


@pytest.mark.parametrize("date", ["令和0年4月1日", "昭和99年", "2024-02-30", "あした"])
def test_a_date_that_does_not_exist_is_said_plainly_and_nothing_is_lost(
    editor: Client, letter: Callable[..., Document], date: str
) -> None:
    document = letter("灯火の数")
    held = form_of(editor, document) | {"title": "書きかけの題", "date": date}
    answer = editor.post(f"/documents/{document.pk}/describe", held)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f"「{date}」という日付はありません" in page
    again = fields(page)
    assert (again["title"], again["date"]) == ("書きかけの題", date)
    document.refresh_from_db()
    assert document.title == "灯火の数について"


def test_a_title_of_2000_characters_is_refused_and_kept_in_the_form(
    editor: Client, letter: Callable[..., Document]
) -> None:
    document = letter("灯火の時間")
    long = "灯" * 2000
    held = form_of(editor, document) | {"title": long}
    answer = editor.post(f"/documents/{document.pk}/describe", held)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "500文字までです（今は2000文字）" in page
    assert fields(page)["title"] == long
    assert "maxlength" not in page.split('name="title"')[1].split(">")[0]


def test_the_second_of_two_editors_is_told_and_nothing_is_lost(
    editor: Client, other: Client, letter: Callable[..., Document]
) -> None:
    document = letter("灯火の種類")
    address = f"/documents/{document.pk}/describe"
    one, two = form_of(editor, document), form_of(other, document)
    assert (
        other.post(address, two | {"title": "太郎の題", "publisher": "海上保安庁"}).status_code
        == 302
    )
    answer = editor.post(address, one | {"title": "花子の題"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "taro@example.jpさん" in page
    assert "太郎の題／海上保安庁" in page
    document.refresh_from_db()
    assert document.title == "太郎の題"
    # what she wrote is still there, and she may save it over what she has read now
    again = fields(page)
    assert again["title"] == "花子の題"
    assert editor.post(address, again).status_code == 302
    document.refresh_from_db()
    assert document.title == "花子の題"
    assert document.origins.count() == 1


def test_many_at_once_each_with_its_own_title(
    editor: Client, letter: Callable[..., Document]
) -> None:
    documents = [letter(about) for about in ("灯火の一", "灯火の二", "灯火の三")]
    page = editor.get("/titles").content.decode()
    assert page.count('name="save"') == 3
    data: dict[str, object] = dict(fields(page))
    data |= {f"{d.pk}-title": f"題{n}" for n, d in enumerate(documents)}
    data |= {
        "document": [d.pk for d in documents],
        "save": [d.pk for d in documents[:2]],
        "all-council": "港湾灯台審議会", "all-publisher": "", "all-meeting": "", "all-date": "",
    }  # fmt: skip
    answer = editor.post("/titles", data)
    page = answer.content.decode()
    assert "2件を保存しました" in page
    titles = {d.title for d in Document.objects.filter(title_given=True)}
    assert titles == {"題0", "題1"}
    assert {str(o.council) for o in Origin.objects.all()} == {"港湾灯台審議会"}
    assert {str(o.publisher) for o in Origin.objects.all()} == {"国土交通省"}
    # what was typed of the one that was not chosen is still in the page
    assert fields(page)[f"{documents[2].pk}-title"] == "題2"


def test_what_lacks_a_publisher_is_looked_over_until_somebody_has(
    editor: Client, letter: Callable[..., Document]
) -> None:
    bare = letter("灯火の無", title="題はある")
    full = letter("灯火の有", title="みなある", publisher="海上保安庁")
    page = editor.get("/titles").content.decode()
    assert bare.title in page
    assert full.title not in page
    held = form_of(editor, bare) | {"publisher": "", "date": ""}
    assert editor.post(f"/documents/{bare.pk}/describe", held).status_code == 302
    assert bare.title not in editor.get("/titles").content.decode()
    assert bare.title in editor.get("/titles?all=yes").content.decode()


def test_one_wrong_of_many_keeps_the_others_from_nothing(
    editor: Client, letter: Callable[..., Document]
) -> None:
    good, bad = letter("灯火の甲"), letter("灯火の乙")
    data: dict[str, object] = dict(fields(editor.get("/titles").content.decode()))
    data |= {"document": [good.pk, bad.pk], "save": [good.pk, bad.pk], f"{bad.pk}-date": "昭和99年"}
    answer = editor.post("/titles", data)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "「昭和99年」という日付はありません" in page
    good.refresh_from_db()
    bad.refresh_from_db()
    assert (good.title_given, bad.title_given) == (True, False)


def test_an_uploads_own_documents_are_looked_over_together(
    editor: Client, letter: Callable[..., Document], tmp_path: Path
) -> None:
    letter("灯火の前")
    files = [
        SimpleUploadedFile(f"{n}.pdf", pdfs.pdf(LETTER % f"灯火の{n}"), "application/pdf")
        for n in ("東", "西")
    ]
    address = editor.post("/uploads/", {"files": files, "date": "令和6年"})["Location"]
    work()
    batch = editor.get(address).content.decode()
    link = re.search(r'href="(/titles\?batch=[^"]+)"', batch)
    assert link is not None
    page = editor.get(link.group(1)).content.decode()
    assert page.count('name="save"') == 2
    assert "灯火の東について" in page
    assert "灯火の前" not in page
    assert {o.date_text for o in Origin.objects.all()} == {"2024年"}


def test_documents_read_before_there_were_guesses_get_proposals(
    editor: Client, letter: Callable[..., Document]
) -> None:
    document = letter("灯火の昔")
    Document.objects.filter(pk=document.pk).update(
        guesses={}, title="Taro-0407", title_confidence=0.0
    )
    held = form_of(editor, document)
    assert held["title"] == "灯火の昔について"
    document.refresh_from_db()
    # proposed, not taken
    assert document.title == "Taro-0407"


def test_a_new_title_and_date_make_the_series_follow(
    editor: Client, add: Add, samples: Path
) -> None:
    rows = add(samples / "mikagami-plan-2024.pdf", samples / "mikagami-plan-2025.pdf").rows
    first, second = (Document.objects.get(pk=row.document) for row in rows)
    for document, year in ((first, 2024), (second, 2025)):
        held = form_of(editor, document)
        held |= {"title": f"鏡の計画{year}", "publisher": "水鏡市", "date": f"{year}-06-01"}
        assert editor.post(f"/documents/{document.pk}/describe", held).status_code == 302
    found = Extraction.objects.filter(register="measures", count__gt=0)
    assert {str(each.series) for each in found} == {"水鏡市: 鏡の計画"}
    publisher = Publisher.objects.get(name="水鏡市")
    editor.post("/publishers", {"of": publisher.pk, "name": "水鏡町"})
    work()
    assert {str(each.series) for each in found.all()} == {"水鏡町: 鏡の計画"}


def test_publishers_are_renamed_and_the_old_name_goes_on_standing_for_them(
    editor: Client, letter: Callable[..., Document]
) -> None:
    document = letter("灯火の名", publisher="国交省")
    publisher = Publisher.objects.get(name="国交省")
    assert "国交省" in editor.get("/publishers").content.decode()
    answer = editor.post("/publishers", {"of": publisher.pk, "name": "国土交通省"}, follow=True)
    assert "名前を変えました" in answer.content.decode()
    later = letter("灯火の後", publisher="国交省")
    assert {str(d.origin.publisher) for d in (document, later) if d.origin} == {"国土交通省"}  # type: ignore[union-attr]
    assert list(Publisher.everything.values_list("name", flat=True)) == ["国土交通省"]
    work()
    assert search(Question(text="灯火 publisher:国土交通省")).total == 2


def test_two_that_are_one_are_suggested_merged_and_parted_again(
    editor: Client, letter: Callable[..., Document]
) -> None:
    letter("灯火の春", publisher="情報処理推進機構", council="灯台会議", meeting="第1回")
    letter(
        "灯火の夏", publisher="独立行政法人情報処理推進機構", council="灯台会議", meeting="第1回"
    )
    page = editor.get("/publishers").content.decode()
    assert "同じものかもしれない名前" in page
    one, two = (Publisher.objects.get(name__startswith=n) for n in ("情報", "独立"))
    editor.post("/publishers", {"of": one.pk, "into": two.pk, "merge": "yes"})
    assert Publisher.everything.count() == 1
    assert Council.everything.count() == 1
    assert {str(o.publisher) for o in Origin.objects.all()} == {two.name}
    arrived = letter("灯火の秋", publisher="情報処理推進機構")
    assert str(arrived.origin.publisher) == two.name  # type: ignore[union-attr]
    assert AuditEntry.objects.filter(kind="bodies_merged").count() == 1
    former = FormerName.objects.get()
    page = editor.post("/publishers", {"part": former.pk}, follow=True).content.decode()
    assert "元の2つに分けました" in page
    by_name = {p.name: p.origins.count() for p in Publisher.everything.all()}
    # what arrived since stays where it went
    assert by_name == {"情報処理推進機構": 1, "独立行政法人情報処理推進機構": 2}
    spring = Origin.objects.get(publisher__name="情報処理推進機構")
    assert spring.council is not None
    assert spring.meeting is not None
    assert spring.council.publisher == spring.publisher
    assert spring.meeting.council == spring.council
    again = editor.post("/publishers", {"part": former.pk}, follow=True).content.decode()
    assert "もう元に戻されています" in again


def test_a_name_that_another_has_offers_to_merge(
    editor: Client, letter: Callable[..., Document]
) -> None:
    letter("灯火の朝", publisher="甲市")
    letter("灯火の夜", publisher="乙市")
    first = Publisher.objects.get(name="甲市")
    answer = editor.post("/publishers", {"of": first.pk, "name": "乙市"})
    assert answer.status_code == 422
    assert "「乙市」にまとめる" in answer.content.decode()
    assert Publisher.objects.filter(name="甲市").exists()
    gone = editor.post("/publishers", {"of": "999999", "name": "丙市"}, follow=True)
    assert "もうありません" in gone.content.decode()


def test_a_publisher_that_is_merged_while_documents_arrive(
    editor: Client, letter: Callable[..., Document], tmp_path: Path
) -> None:
    letter("灯火の丙", publisher="国交省")
    into = publisher_named("国土交通省")
    paths = []
    for n in range(4):
        paths.append(tmp_path / f"arriving-{n}.pdf")
        paths[-1].write_bytes(pdfs.pdf(LETTER % f"灯火の番号{n}"))
    batch = hand_in(handed_file(path, Description(publisher="国交省")) for path in paths)
    # some are there, some wait in the queue, when they are merged
    JobWorker(stop_when=lambda: Document.objects.count() >= 3, interval=0.01).run()
    merge(Publisher.objects.get(name="国交省"), into)
    JobWorker(stop_when=lambda: report(batch).ended, interval=0.05).run()
    assert [row.error for row in report(batch).rows] == [""] * 4
    assert {str(o.publisher) for o in Origin.objects.all()} == {"国土交通省"}
    assert Origin.objects.count() == 5
    assert not Publisher.everything.filter(name="国交省").exists()


def test_of_what_one_does_not_see_no_name_is_told(
    editor: Client, letter: Callable[..., Document]
) -> None:
    secret = letter("灯火の秘", publisher="秘密庁", council="秘密会議")
    closed = Collection.objects.create(name="奥", visibility=Collection.GROUPS)
    put_in(secret, closed)
    letter("灯火の表", publisher="表庁")
    for address in ("/publishers", "/councils", "/titles"):
        assert "秘" not in editor.get(address).content.decode()
    publisher = Publisher.everything.get(name="秘密庁")
    editor.post("/publishers", {"of": publisher.pk, "name": "表沙汰"})
    assert Publisher.everything.filter(name="秘密庁").exists()
    # a name that is hidden is given without a word of it
    shown = Publisher.everything.get(name="表庁")
    answer = editor.post("/publishers", {"of": shown.pk, "name": "秘密庁"}, follow=True)
    assert "もうあります" not in answer.content.decode()
    assert Publisher.everything.filter(name="秘密庁").count() == 1
