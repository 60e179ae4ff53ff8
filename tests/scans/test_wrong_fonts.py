"""A document whose fonts say other characters than its pages show: the house tells readers, editors
and programs, keeps what the file says, and has the picture's reading taken for it at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from shiryokan.documents.models import Document, Page
from shiryokan.documents.rereading import read_again
from shiryokan.jobs.worker import jobs_behind
from shiryokan.paper.line_states import TEXT_CONTRADICTED
from shiryokan.paper.model import UNREADABLE
from shiryokan.scans.corrections import withdraw_line
from shiryokan.scans.models import LineCorrection, PagePicture
from shiryokan.search.question import Question
from shiryokan.search.searcher import search
from tests.paper.ocr.wrong_fonts import LINES, drawn
from tests.scans.conftest import Add, read_pictures, work

PAGES = 5
TOLD = "フォントの文字の割り当てが誤っています"


@pytest.fixture
def editor(transactional_db: None) -> User:
    return User.objects.create_user("editor", is_staff=True)


@pytest.fixture
def checking(settled: Callable[..., None], reading: None) -> None:
    settled(scans="on", verification="sample")


def codes(number: int = 1) -> list[str]:
    return [warning["code"] for warning in Page.objects.get(number=number).warnings]


@pytest.mark.thorough
def test_wrong_characters_of_a_font_are_told_kept_and_replaced_at_once(
    checking: None, add: Add, tmp_path: Path, client: Client, editor: User
) -> None:
    add(drawn(tmp_path / "a.pdf", {}, shifted=True, pages=PAGES))
    claimed = Page.objects.get(number=1).text
    read_pictures()
    document = Document.objects.get()
    # what the file says stands, and the page says that it is not what is seen
    row = Page.objects.get(number=1)
    assert row.text == claimed and row.source == Page.Source.LAYER
    # fonts belong to the whole document: where one page is wrong all are looked at
    assert PagePicture.objects.filter(state="done").count() == PAGES and jobs_behind() == 0
    assert [codes(number) for number in range(1, PAGES + 1)] == [[TEXT_CONTRADICTED]] * PAGES
    # readers are told, of the page and of the document, and find it by what they see
    page = reverse("viewer:page", args=[document.pk, 1])
    assert TOLD in client.get(page).content.decode()
    whole = client.get(reverse("viewer:document", args=[document.pk])).content.decode()
    assert f"文字のデータが見える文字と違うページが{PAGES}ページあります" in whole
    (hit, *more) = search(Question(text="施設基準に適合")).hits
    assert hit.other_reading and hit.from_picture and len(more) == PAGES - 1
    # programs too
    told = client.get(reverse("api:page", args=[document.pk, 1])).json()
    assert [warning["code"] for warning in told["warnings"]] == [TEXT_CONTRADICTED]
    assert told["blocks"][0]["lines"][0]["alternatives"]
    lines = client.get(reverse("api:document", args=[document.pk])).json()["lines"]
    assert lines["contradicted_pages"] == list(range(1, PAGES + 1))
    # those who look after the house see which documents it is
    client.force_login(editor)
    queue = client.get(reverse("scans:scans")).content.decode()
    assert f"フォントの誤り{PAGES}ページ" in queue
    # read again, it is known as before without another look
    read_again([document])
    work()
    assert codes() == [TEXT_CONTRADICTED] and jobs_behind() == 0
    # an editor has the picture's reading stand for all of it
    told = client.get(reverse("scans:lines", args=[document.pk])).content.decode()
    assert LINES[0] in "".join(told.split()) and claimed.splitlines()[0] in told
    client.post(reverse("scans:adopt", args=[document.pk]))
    work()
    assert "".join(Page.objects.get(number=1).text.split()) == "".join(LINES)
    assert codes() == [] and TOLD not in client.get(page).content.decode()
    found = search(Question(text="施設基準に適合")).hits
    assert len(found) == PAGES and not any(hit.other_reading for hit in found)
    read_again([document])
    work()
    assert "".join(Page.objects.get(number=1).text.split()) == "".join(LINES) and codes() == []
    # and may take it back
    for correction in LineCorrection.objects.filter(number=1):
        assert correction.adopted
        withdraw_line(correction, editor)
    work()
    assert Page.objects.get(number=1).text == claimed
    read_pictures()
    assert codes() == [TEXT_CONTRADICTED]


@pytest.mark.thorough
@pytest.mark.guarding
def test_one_wrong_character_is_a_doubtful_line_and_no_wrong_font(
    checking: None, add: Add, tmp_path: Path, client: Client
) -> None:
    add(drawn(tmp_path / "a.pdf", {"基": "墓"}, pages=PAGES))
    read_pictures()
    document = Document.objects.get()
    assert PagePicture.objects.count() == 3
    assert {row.doubtful for row in PagePicture.objects.all()} == {1}
    assert all(codes(number) == [] for number in range(1, PAGES + 1))
    whole = client.get(reverse("viewer:document", args=[document.pk])).content.decode()
    assert "見える文字と違う" not in whole
    (hit, *_) = search(Question(text="施設基準")).hits
    assert hit.other_reading


def test_a_font_that_tells_no_characters_is_read_from_the_picture(
    checking: None, add: Add, tmp_path: Path, client: Client
) -> None:
    add(drawn(tmp_path / "a.pdf", {}, rest=UNREADABLE, pages=2))
    assert UNREADABLE in Page.objects.get(number=1).text
    read_pictures()
    for row in Page.objects.all():
        assert "".join(row.text.split()) == "".join(LINES) and row.source == Page.Source.PICTURE
    document = Document.objects.get()
    assert len(search(Question(text="施設基準に適合")).hits) == 2
    shown = client.get(reverse("viewer:page", args=[document.pk, 1])).content.decode()
    assert "画像から読み取った文字です" in shown
    # read again it stays so, without another look
    read_again([document])
    work()
    assert UNREADABLE not in Page.objects.get(number=1).text and jobs_behind() == 0
