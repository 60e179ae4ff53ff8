"""Handing in by the browser's form."""

from __future__ import annotations

import re
from pathlib import Path

import msgspec
import pytest
from django.contrib.auth import get_user_model
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from shiryokan.access.models import Collection
from shiryokan.documents.bin import put_in_bin
from shiryokan.documents.collections import put_in
from shiryokan.documents.models import Document, Intake
from shiryokan.instance import current
from shiryokan.jobs.worker import JobWorker, unfinished_jobs
from tests.web.conftest import Add


@pytest.fixture
def editor(client: Client, empty_instance: Path) -> Client:
    user = get_user_model().objects.create_user("hanako", password="x", is_staff=True)
    client.force_login(user)
    return client


def upload(samples: Path, name: str = "mikagami-slides.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, (samples / name).read_bytes(), "application/pdf")


def test_files_are_taken_in_with_what_is_said_of_them(editor: Client, samples: Path) -> None:
    answer = editor.post(
        "/uploads/",
        {
            "files": [upload(samples), upload(samples, "mikagami-guideline.pdf")],
            "publisher": "水鏡市",
            "date": "2025-05-20",
        },
    )
    assert answer.status_code == 302
    address = answer["Location"]
    assert "順番待ち" in editor.get(address).content.decode()
    JobWorker(stop_when=lambda: not unfinished_jobs()).run()
    now = editor.get(address + ".json").json()
    assert (now["ended"], now["done"], now["pages_read"]) == (True, 2, 8)
    assert "すべて終わりました" in editor.get(address).content.decode()
    assert {str(d.origin.publisher) for d in Document.objects.all() if d.origin} == {"水鏡市"}


def test_many_are_handed_in_with_a_title_each(editor: Client, samples: Path) -> None:
    names = ("mikagami-slides.pdf", "mikagami-guideline.pdf", "mikagami-plan-2024.pdf")
    files = [upload(samples, name) for name in names]
    titles = "  会議の 資料\r\n\r\n計画\r\n\r\n"
    answer = editor.post("/uploads/", {"files": files, "titles": titles, "publisher": "水鏡市"})
    assert answer.status_code == 302
    JobWorker(stop_when=lambda: not unfinished_jobs()).run()
    found = {d.file_name: (d.title, d.title_given) for d in Document.objects.all()}
    assert found["mikagami-slides.pdf"] == ("会議の 資料", True)
    assert found["mikagami-plan-2024.pdf"] == ("計画", True)
    # the blank line is the guess's, and is proposed to be looked at
    title, given = found["mikagami-guideline.pdf"]
    assert "手引" in title and not given
    page = editor.get(answer["Location"]).content.decode()
    assert "/titles?batch=" in page
    batch = answer["Location"].rpartition("/")[2]
    proposed = editor.get(f"/titles?batch={batch}").content.decode()
    assert title in proposed and 'value="計画"' not in proposed


def test_a_script_gets_the_batch_as_data(editor: Client, samples: Path) -> None:
    answer = editor.post(
        "/uploads/", {"files": [upload(samples)]}, headers={"accept": "application/json"}
    )
    assert answer.status_code == 201
    assert answer.json()["batch"].startswith("/uploads/batches/")


@pytest.mark.parametrize(
    ("data", "word"),
    [
        ({}, "PDFファイルを選ぶか"),
        ({"urls": "ftp://x/"}, "URLではありません"),
        ({"urls": "\n".join(["https://a.example/"] * 51)}, "50件まで"),
        ({"urls": "https://a.example/\nhttps://b.example/", "title": "一つ"}, "1件だけ"),
        ({"urls": "https://a.example/", "date": "きのう"}, "日付"),
        ({"urls": "https://a.example/", "date": "令和0年"}, "「令和0年」という日付はありません"),
        ({"urls": "https://a.example/", "date": "昭和99年"}, "「昭和99年」という日付はありません"),
        ({"urls": "https://a.example/", "title": "題" * 2000}, "500"),
        ({"urls": "https://a.example/", "titles": "題" * 2000}, "1行目の題名が長すぎます"),
        ({"urls": "https://a.example/", "titles": "一\n二"}, "題名が2行ありますが、文書は1件"),
    ],
)
def test_what_cannot_be_taken_is_explained_and_nothing_is_lost(
    editor: Client, data: dict[str, str], word: str
) -> None:
    answer = editor.post("/uploads/", {"council": "書きかけ", **data})
    assert answer.status_code == 422
    assert word in answer.content.decode()
    assert "書きかけ" in answer.content.decode()
    assert Intake.objects.count() == 0


def test_a_file_over_the_limit_is_refused(editor: Client, samples: Path, settings: object) -> None:
    settings.SHIRYOKAN = msgspec.structs.replace(current.config(), upload_bytes=1000)  # type: ignore[attr-defined]
    answer = editor.post("/uploads/", {"files": [upload(samples)]})
    assert "上限（1000バイト）" in answer.content.decode()
    assert not list(current.home().incoming.iterdir())


def test_a_refused_file_says_why_in_the_batch(editor: Client) -> None:
    bad = SimpleUploadedFile("猫.pdf", b"not a pdf", "application/pdf")
    address = editor.post("/uploads/", {"files": [bad]})["Location"]
    JobWorker(stop_when=lambda: not unfinished_jobs()).run()
    assert "PDFではないか" in editor.get(address).content.decode()


def test_a_reader_without_the_right_may_not(client: Client, empty_instance: Path) -> None:
    client.force_login(get_user_model().objects.create_user("taro", password="x"))
    assert client.get("/uploads/").status_code == 403
    page = client.get("/uploads/").content.decode()
    # whose the right is differs from page to page
    assert "権限がありません" in page and "編集者として" not in page


@pytest.fixture
def handed_in(editor: Client, samples: Path) -> str:
    """The address of a batch with a document that is read."""
    address: str = editor.post("/uploads/", {"files": [upload(samples)], "title": "役員会の議事"})[
        "Location"
    ]
    JobWorker(stop_when=lambda: not unfinished_jobs()).run()
    return address


def signed_in(name: str, **rights: bool) -> Client:
    client = Client()
    client.force_login(get_user_model().objects.create_user(name, **rights))
    return client


def said_at(client: Client, address: str) -> str:
    answer = client.get(address)
    as_data = answer["Content-Type"] == "application/json"
    return str(answer.json()) if as_data else answer.content.decode()


def test_the_list_and_the_batches_are_ones_own_and_administrators(
    editor: Client, handed_in: str
) -> None:
    other = signed_in("taro", is_staff=True)
    administrator = signed_in("kanri", is_staff=True, is_superuser=True)
    for client, sees in ((editor, True), (other, False), (administrator, True)):
        assert ("mikagami-slides" in client.get("/uploads/").content.decode()) is sees
        for address in (handed_in, f"{handed_in}.json"):
            assert client.get(address).status_code == (200 if sees else 404), address
            assert ("議事" in said_at(client, address)) is sees


def test_what_the_command_line_added_is_the_administrators(
    editor: Client, samples: Path, add: Add
) -> None:
    add(samples / "mikagami-slides.pdf")
    assert "mikagami" not in editor.get("/uploads/").content.decode()
    administrator = signed_in("kanri", is_staff=True, is_superuser=True)
    assert "mikagami" in administrator.get("/uploads/").content.decode()


def test_where_anyone_may_add_one_knows_the_address_of_ones_own(
    empty_instance: Path, samples: Path, settings: object
) -> None:
    settings.SHIRYOKAN = msgspec.structs.replace(current.config(), uploads="anyone")  # type: ignore[attr-defined]
    address = Client().post("/uploads/", {"files": [upload(samples)]})["Location"]
    assert Client().get(address).status_code == 200
    assert "mikagami" not in Client().get("/uploads/").content.decode()
    reader = signed_in("yomi")
    assert reader.get(address).status_code == 404
    own = reader.post("/uploads/", {"files": [upload(samples)]})["Location"]
    assert Client().get(own).status_code == 404
    assert reader.get(own).status_code == 200


def test_what_was_handed_in_is_called_by_its_title_with_its_file_beneath(
    editor: Client, handed_in: str
) -> None:
    page = editor.get("/uploads/").content.decode()
    (row,) = re.findall(r'<ul class="recent"><li>.*?</li>', page, re.DOTALL)
    assert f'href="{handed_in}" lang="ja">役員会の議事</a>' in row
    assert '<p class="meta">mikagami-slides.pdf</p>' in row


@pytest.mark.parametrize(
    ("rights", "sections"),
    [({"is_staff": True}, ["文書"]), ({"is_staff": True, "is_superuser": True}, ["文書", "人と公開の範囲", "資料館のようす"])],
)  # fmt: skip
def test_what_one_looks_after_is_on_a_page_of_its_own(
    empty_instance: Path, rights: dict[str, bool], sections: list[str]
) -> None:
    client = signed_in("kakari", **rights)
    uploads = client.get("/uploads/").content.decode()
    assert 'href="/manage"' in uploads.split("<main")[0]
    assert 'href="/bin"' not in uploads
    page = client.get("/manage").content.decode()
    assert re.findall(r"<h2[^>]*>([^<]*)</h2>", page) == sections
    own = page.split("<main")[1].split("</main>")[0]
    for address in re.findall(r'href="([^"]+)"', own):
        assert client.get(address).status_code == 200, address


@pytest.mark.parametrize("hidden_by", ["collection", "bin"])
def test_a_batch_does_not_tell_the_title_of_what_is_not_seen(
    editor: Client, handed_in: str, hidden_by: str
) -> None:
    document = Document.objects.get()
    if hidden_by == "bin":
        put_in_bin(document)
    else:
        put_in(document, Collection.objects.create(name="役員会", visibility="groups"))
    for address in (handed_in, f"{handed_in}.json", "/uploads/"):
        said = said_at(editor, address)
        assert "議事" not in said
        assert document.pk not in said
        assert "mikagami-slides.pdf" in said
    assert editor.get(f"{handed_in}.json").json()["ended"]
    administrator = signed_in("kanri", is_staff=True, is_superuser=True)
    assert ("議事" in administrator.get(handed_in).content.decode()) is (hidden_by == "collection")


def test_a_character_that_no_database_keeps_is_no_fault(
    client: Client, empty_instance: Path
) -> None:
    client.force_login(get_user_model().objects.create_superuser("kanri"))
    for address in ("who=%00", "about=%00", "kind=%00", "from=%00", "page=%00"):
        assert client.get(f"/audit/?{address}").status_code == 200, address
    assert client.get("/bin?purge=%00").status_code == 200
    assert client.get("/collections?collection=%00").status_code == 200
    for name in ("restore", "purge"):
        assert client.post("/bin", {name: "\x00"}).status_code == 404, name
