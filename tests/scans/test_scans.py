"""A scan is read behind everything else, found, put right, read anew and written out."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pypdfium2
import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from PIL import Image
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from shiryokan.access.readers import reading_as
from shiryokan.audit.models import AuditEntry
from shiryokan.documents.bin import purge, put_in_bin
from shiryokan.documents.models import Document, Page
from shiryokan.documents.pages import page_from_row
from shiryokan.documents.rereading import read_again
from shiryokan.instance import current
from shiryokan.jobs.locks import WorkerLock
from shiryokan.jobs.models import Job
from shiryokan.jobs.queues import is_behind, queue_behind
from shiryokan.jobs.worker import JobWorker, is_others_turn, jobs_behind
from shiryokan.paper.line_states import LineState
from shiryokan.paper.ocr.model import State
from shiryokan.scans import jobs, keeping, planning, progress
from shiryokan.scans.corrections import (
    NoSuchLine,
    box_of,
    correct_line,
    unplaced,
    withdraw_line,
)
from shiryokan.scans.doubtful import DoubtfulLine, Place, doubtful_lines, following, preceding
from shiryokan.scans.line_rows import keep_states, kept_states, states_of
from shiryokan.scans.models import LineCorrection, PagePicture, PictureReading
from shiryokan.scans.planning import is_paused
from shiryokan.search.indexing import queue_indexing
from shiryokan.search.question import Question
from shiryokan.search.searcher import search
from tests import pdfs
from tests.paper.ocr import pictures
from tests.scans.conftest import SCAN, Add, read_pictures, work

WORDS = "情報機器の点検"
LINE = "別紙の点検表に記入し、提出すること。"


@pytest.fixture
def editor(transactional_db: None) -> User:
    return User.objects.create_user("editor", is_staff=True)


def doubt(document: Document, text: str, *others: str) -> Place:
    """Have a line of the scan be doubtful, whatever the engine thinks of it."""
    row = PagePicture.objects.get(document=document, number=1)
    states = [
        LineState(s.box, s.text, State.DOUBTFUL, others, s.confidences, s.others)
        if s.text == text
        else LineState(s.box, s.text, State.READ, (), s.confidences)
        for s in kept_states(row)
    ]
    keep_states(row, states)
    row.save()
    (found,) = doubtful_lines(document)
    return found.place


def found(words: str) -> list[bool]:
    return [hit.other_reading for hit in search(Question(text=words)).hits]


def test_a_page_without_text_is_read_from_its_picture(scan: Document) -> None:
    page = Page.objects.get()
    assert page.source == Page.Source.PICTURE and LINE in page.text.splitlines()
    row = PagePicture.objects.get()
    assert (row.task, row.state) == (PagePicture.Task.READ, PagePicture.State.DONE)
    assert row.read + row.doubtful == len(page.text.splitlines()) and row.seconds > 0
    reading = PictureReading.objects.get()
    assert (reading.picture, reading.model) == (row.picture, row.model)
    assert len(row.picture) == 64 and row.model
    (hit,) = search(Question(text=WORDS)).hits
    assert hit.from_picture and not hit.other_reading
    assert scan.state == Document.State.INDEXED
    share = progress.share_of(scan)
    assert share.pages == 1 and share.lines == row.read + row.doubtful


def test_a_digital_document_is_found_before_pictures_are_looked_at(
    settled: Callable[..., None], reading: None, add: Add, samples: Path
) -> None:
    settled(scans="on", verification="sample")
    add(samples / SCAN, samples / "mikagami-slides.pdf")
    work()
    assert found("水鏡市") and jobs_behind() != 0
    assert set(PagePicture.objects.values_list("state", flat=True)) == {"waiting"}
    checked = PagePicture.objects.filter(task="check")
    assert checked.count() == 3 and all(checked.values_list("sampled", flat=True))
    now = progress.progress()
    assert (now.reading.waiting, now.checking.waiting, now.lately) == (1, 3, 0)
    # and nothing is begun while it is paused
    progress.pause()
    read_pictures()
    assert progress.progress().waiting == 4 and jobs_behind() == 0
    assert progress.resume() == 2 and jobs_behind() == 2


def test_a_page_waits_until_other_jobs_of_this_home_are_done(
    reading: None, add: Add, samples: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    add(samples / SCAN)
    work()
    queue_indexing(Document.objects.get().pk)
    worker = WorkerLock(current.home().locks)
    Job.objects.ready().exclude(is_behind()).get().claim(worker.worker_id)
    looked = []

    def look(locks: Path) -> bool:
        looked.append(Page.objects.get().text)
        if len(looked) == 4:
            worker.release()
        return is_others_turn(locks)

    monkeypatch.setattr(jobs, "is_others_turn", look)
    monkeypatch.setattr(jobs, "LOOKING_SECONDS", 0.01)
    JobWorker(
        stop_when=lambda: not jobs_behind(), interval=0.02, queue_names=[queue_behind()]
    ).run()
    # three looks in vain, and one that lets it begin
    assert looked == ["", "", "", ""]
    assert LINE in Page.objects.get().text


def test_without_the_extra_nothing_is_queued_and_the_page_says_what_to_do(
    add: Add, samples: Path, monkeypatch: pytest.MonkeyPatch, settled: Callable[..., None],
    client: Client,
) -> None:  # fmt: skip
    settled(scans="on")
    monkeypatch.setattr("shiryokan.scans.availability.are_installed", lambda: False)
    add(samples / SCAN)
    assert not PagePicture.objects.exists()
    document = Document.objects.get()
    for name, arguments in (("document", [document.pk]), ("page", [document.pk, 1])):
        shown = client.get(reverse(f"viewer:{name}", args=arguments)).content.decode()
        assert "pip install" in shown and "shiryokan[ocr]" in shown


def test_the_picture_is_not_read_again_for_another_layout(
    scan: Document, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = Page.objects.get()
    Page.objects.update(text="古い読み方", layout=b"")
    monkeypatch.setattr(keeping, "OpenPictures", None)
    read_again([scan])
    work()
    after = Page.objects.get()
    assert (after.pk, after.text, after.source) == (before.pk, before.text, before.source)
    assert jobs_behind() == 0 and PictureReading.objects.count() == 1
    # nor for the same picture in another row
    PagePicture.objects.update(state="waiting")
    monkeypatch.undo()


def test_a_line_put_right_survives_reading_again(scan: Document, editor: User) -> None:
    place = doubt(scan, LINE, "別紙の点検表に記人し、提出すること。")
    row = Page.objects.get()
    words = "別紙の点検票に記入し、提出すること。"
    correct_line(scan, 1, place.line, LINE, words, editor)
    work()
    assert found("点検票") == [False] and not found("点検表")
    read_again([scan])
    work()
    row = Page.objects.get()
    page = page_from_row(row)
    assert words in row.text.splitlines() and LINE not in row.text
    (_, _, line) = list(page.lines())[place.line]
    assert line.text == words and len(line.edges) == len(words) + 1 and line.confidence == 1
    states = states_of(PagePicture.objects.get(), page)
    assert states[place.line].by_hand and states[place.line].state is State.VERIFIED
    assert AuditEntry.objects.filter(kind="line_corrected").count() == 1
    # put right once more, what the machine read is still known
    again = correct_line(scan, 1, place.line, words, words + "。", editor)
    assert again.found == LINE
    assert LineCorrection.objects.filter(withdrawn_at=None).count() == 1
    withdraw_line(again, editor)
    work()
    assert LINE in Page.objects.get().text.splitlines() and found("点検表")
    assert AuditEntry.objects.filter(kind="line_withdrawn").count() == 1


def test_a_line_that_changed_meanwhile_is_not_written_over(scan: Document, editor: User) -> None:
    with pytest.raises(NoSuchLine):
        correct_line(scan, 1, 0, "見た文字", "ほかの文字", editor)
    with pytest.raises(NoSuchLine):
        correct_line(scan, 1, 999, LINE, LINE, editor)
    assert not LineCorrection.objects.exists()


def test_a_correction_without_its_line_stays_and_is_told(scan: Document, editor: User) -> None:
    place = doubt(scan, LINE)
    correction = correct_line(scan, 1, place.line, LINE, LINE, editor)
    assert AuditEntry.objects.filter(kind="line_confirmed").count() == 1
    LineCorrection.objects.update(y0=5, y1=15)
    read_again([scan])
    work()
    correction.refresh_from_db()
    assert correction.withdrawn_at is None and box_of(correction).y0 == 5
    (lost,) = unplaced(scan.pk, 1, page_from_row(Page.objects.get()))
    assert lost == correction


def test_what_may_be_meant_is_found_at_a_lower_rank_and_said(scan: Document) -> None:
    doubt(scan, LINE, "別紙の点検表に記人し、提出すること。")
    queue_indexing(scan.pk)
    work()
    assert found("記人し") == [True]
    (hit,) = search(Question(text="記人し")).hits
    assert hit.text == LINE and hit.from_picture
    (sure,) = search(Question(text="記入し")).hits
    assert sure.score > hit.score and not sure.other_reading


def test_doubtful_lines_are_gone_through_in_order(scan: Document) -> None:
    every = list(doubtful_lines(scan))
    assert every
    assert all(isinstance(each, DoubtfulLine) for each in every)
    first, last = every[0], every[-1]
    assert preceding(scan, first.place) is None and following(scan, last.place) is None
    if len(every) > 1:
        assert following(scan, first.place) == every[1]
        assert preceding(scan, every[1].place) == first


def test_nothing_stays_of_a_document_that_is_purged(scan: Document, editor: User) -> None:
    place = doubt(scan, LINE)
    correct_line(scan, 1, place.line, LINE, LINE, editor)
    put_in_bin(scan)
    assert PictureReading.objects.exists()
    purge(scan)
    for model in (PictureReading, PagePicture, LineCorrection):
        assert not model._base_manager.exists()


def test_an_editor_confirms_a_line_by_a_form(scan: Document, editor: User, client: Client) -> None:
    place = doubt(scan, LINE, "別紙の点検表に記人し、提出すること。")
    client.force_login(editor)
    shown = client.get(reverse("viewer:page", args=[scan.pk, 1])).content.decode()
    assert "画像から読み取った文字です" in shown and "要確認1行" in shown
    address = reverse("scans:line", args=[scan.pk, *place])
    assert address in shown
    form = client.get(address).content.decode()
    assert "別紙の点検表に記人し" in form and "<svg" in form
    wrong = client.post(address, {"seen": "ほか", "words": "x"})
    assert wrong.status_code == 409 and not LineCorrection.objects.exists()
    done = client.post(address, {"seen": LINE, "choice": "別紙の点検表に記人し、提出すること。"})
    assert done.status_code == 302 and done["Location"] == reverse("scans:lines", args=[scan.pk])
    assert LineCorrection.objects.get().words == "別紙の点検表に記人し、提出すること。"
    whole = client.get(done["Location"]).content.decode()
    assert "照合済1行" in whole and "記人し" in whole
    # a reader may not
    client.force_login(User.objects.create_user("reader"))
    assert client.get(address).status_code == 403


def test_a_scan_is_written_out_with_what_is_known_of_it(scan: Document, client: Client) -> None:
    def taken(suffix: str) -> bytes:
        with reading_as(editor_of_nothing):
            answer = client.get(reverse("scans:text", args=[scan.pk, suffix]))
        assert answer.status_code == 200
        return b"".join(answer.streaming_content)  # type: ignore[attr-defined]

    editor_of_nothing = User.objects.create_user("someone")
    root = ElementTree.fromstring(taken("xml"))
    names = {each.tag.rpartition("}")[2] for each in root.iter()}
    assert {"Glyph", "Variant", "String"} <= names
    strings = [e for e in root.iter() if e.tag.endswith("}String")]
    assert all(0 <= float(e.attrib["WC"]) <= 1 for e in strings)
    assert any(LINE in e.attrib["CONTENT"] for e in strings)
    hocr = ElementTree.fromstring(taken("hocr").decode().replace("<!DOCTYPE html>", ""))
    assert any("x_confs" in each.get("title", "") for each in hocr.iter())
    pdf = taken("pdf")
    assert pdf.startswith(b"%PDF") and len(pdf) > scan.size


def test_the_text_of_a_digital_page_is_held_against_its_picture(
    settled: Callable[..., None], reading: None, add: Add, tmp_path: Path, client: Client,
    editor: User,
) -> None:  # fmt: skip
    settled(scans="on", verification="sample")
    path = tmp_path / "a.pdf"
    path.write_bytes(pdfs.pdf(*["灯台の点検と霧笛の整備"] * 5, size=(240, 120)))
    add(path)
    read_pictures()
    document = Document.objects.get()
    share = progress.share_of(document)
    assert (share.pages, share.verified, share.doubtful, share.percent) == (3, 3, 0, "100")
    assert list(PagePicture.objects.values_list("number", flat=True)) == [1, 3, 5]
    address = reverse("viewer:page", args=[document.pk, 1])
    assert "照合済1行" in client.get(address).content.decode()
    assert "照合" not in client.get(reverse("viewer:page", args=[document.pk, 2])).content.decode()
    # read again as it was, it is known as before; laid out otherwise, it is looked at again
    read_again([document])
    work()
    assert jobs_behind() == 0 and progress.share_of(document).verified == 3
    correct_line(document, 1, 0, "灯台の点検と霧笛の整備", "灯台と霧笛", editor)
    PagePicture.objects.filter(number=3).update(task="read")
    read_again([document])
    work()
    assert set(PagePicture.objects.values_list("number", "task", "state")) == {
        (1, "check", "done"), (3, "check", "waiting"), (5, "check", "done"),
    }  # fmt: skip
    assert Page.objects.get(number=1).text == "灯台と霧笛"
    # and the other pages where an editor wants it
    client.force_login(editor)
    client.post(reverse("scans:check_all", args=[document.pk]))
    assert progress.progress().checking.waiting == 3
    told = client.get(reverse("scans:lines", args=[document.pk])).content.decode()
    assert "灯台と霧笛" in told and "editor" in told
    correction = LineCorrection.objects.get()
    client.post(reverse("scans:withdraw", args=[document.pk]), {"correction": str(correction.pk)})
    assert Page.objects.get(number=1).text == "灯台の点検と霧笛の整備"
    work()
    assert len(found("灯台の点検")) == 5


def test_queue_pages_say_how_far_it_is(scan: Document, client: Client, editor: User) -> None:
    client.force_login(editor)
    shown = client.get(reverse("scans:scans")).content.decode()
    assert "この1時間に1ページ" in shown and scan.title in shown
    assert client.post(reverse("scans:steer"), {"do": "pause"}).status_code == 403
    client.force_login(User.objects.create_superuser("administrator"))
    client.post(reverse("scans:steer"), {"do": "pause"})
    assert is_paused() and AuditEntry.objects.filter(kind="pictures_paused").exists()
    PagePicture.objects.update(state="failed", error="reader_died")
    client.post(reverse("scans:steer"), {"do": "resume"})
    assert "もう一度" in client.get(reverse("scans:scans")).content.decode()
    client.post(reverse("scans:steer"), {"do": "again"})
    assert not is_paused() and jobs_behind() == 1


FIGURE = ("第一条　個人情報の保護に関する法律", "問73　診療報酬改定における取扱い")
ABOVE = "灯台の点検と霧笛の整備について"
BELOW = "上の図のとおり取り扱う"


def partly_scanned() -> bytes:
    """A page with text of its own above and below a picture that has words."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(420, 400), invariant=1)
    canvas.setFont(pdfs.FONT, 12)
    canvas.drawString(40, 350, ABOVE)
    picture = ImageReader(Image.fromarray(pictures.page(FIGURE, (330.0, 90.0))))
    canvas.drawImage(picture, 40, 170, 330, 90)
    canvas.drawString(40, 60, BELOW)
    canvas.save()
    return out.getvalue()


def earlier_recognition(*layer: str) -> bytes:
    """A scan of ``FIGURE`` with the text of another's recognition, which is not shown."""
    out = io.BytesIO()
    canvas = Canvas(out, pagesize=(330, 90), invariant=1)
    canvas.drawImage(
        ImageReader(Image.fromarray(pictures.page(FIGURE, (330.0, 90.0)))), 0, 0, 330, 90
    )
    for number, text in enumerate(layer):
        written = canvas.beginText(24, 90 - 28.5 - 24 * number)
        written.setFont(pdfs.FONT, 12)
        written.setTextRenderMode(3)
        written.textLine(text)
        canvas.drawText(written)
    canvas.save()
    return out.getvalue()


def squeezed(text: str) -> list[str]:
    return ["".join(line.split()) for line in text.splitlines()]


@pytest.mark.thorough
def test_words_of_a_picture_in_a_page_are_put_into_it(
    settled: Callable[..., None], reading: None, add: Add, tmp_path: Path, client: Client,
    editor: User,
) -> None:  # fmt: skip
    settled(scans="on", verification="sample")
    path = tmp_path / "a.pdf"
    path.write_bytes(partly_scanned())
    add(path)
    read_pictures()
    row = Page.objects.get()
    lines = squeezed(row.text)
    assert lines[0] == ABOVE and lines[-1] == BELOW and len(lines) == 4
    assert lines[1] == "第一条個人情報の保護に関する法律"
    assert row.source == Page.Source.LAYER
    assert [warning["code"] for warning in row.warnings] == ["partly_from_picture"]
    (hit,) = search(Question(text="個人情報の保護")).hits
    assert hit.from_picture and not hit.other_reading
    (own,) = search(Question(text="霧笛の整備")).hits
    assert not own.from_picture
    document = Document.objects.get()
    shown = client.get(reverse("viewer:page", args=[document.pk, 1])).content.decode()
    assert "読取" in shown or "要確認" in shown
    # read again it has them once, without another look at its picture
    read_again([document])
    work()
    assert squeezed(Page.objects.get().text) == lines and jobs_behind() == 0
    # and a line of it that was put right stays so
    page = page_from_row(Page.objects.get())
    number, text = next(
        (n, line.text) for n, (_, _, line) in enumerate(page.lines()) if "個人情報" in line.text
    )
    correct_line(document, 1, number, text, "第一条　個人の情報の保護", editor)
    read_again([document])
    work()
    again = squeezed(Page.objects.get().text)
    assert again == [lines[0], "第一条個人の情報の保護", *lines[2:]]
    # looked at once more, it is neither lost nor there twice
    PagePicture.objects.update(state="waiting", attempts=0)
    planning.plan_all()
    read_pictures()
    assert squeezed(Page.objects.get().text) == again


def test_earlier_recognition_is_read_again_and_stands_until_an_editor_says_so(
    settled: Callable[..., None], reading: None, add: Add, tmp_path: Path, client: Client,
    editor: User,
) -> None:  # fmt: skip
    settled(scans="on", verification="sample")
    wrong = FIGURE[0].replace("保護", "保讓")
    path = tmp_path / "a.pdf"
    path.write_bytes(earlier_recognition(wrong, FIGURE[1]))
    add(path)
    read_pictures()
    document = Document.objects.get()
    assert squeezed(Page.objects.get().text)[0] == "".join(wrong.split())
    # both are found, ours at a lower rank and said so
    assert found("保讓") == [False] and found("個人情報の保護") == [True]
    client.force_login(editor)
    told = client.get(reverse("scans:lines", args=[document.pk])).content.decode()
    assert "以前の文字認識" in told and "保讓" in told and "保護" in told
    client.post(reverse("scans:adopt", args=[document.pk]))
    work()
    assert squeezed(Page.objects.get().text)[0] == "".join(FIGURE[0].split())
    assert found("個人情報の保護") == [False] and found("保讓") == []
    correction = LineCorrection.objects.get()
    assert correction.adopted and "保讓" in correction.found and correction.by == editor
    # nobody looked at it: it is read, not verified
    state = states_of(PagePicture.objects.get(), page_from_row(Page.objects.get()))[0]
    assert (state.state, state.by_hand) == (State.READ, False)
    read_again([document])
    work()
    assert squeezed(Page.objects.get().text)[0] == "".join(FIGURE[0].split())
    withdraw_line(correction, editor)
    work()
    assert found("保讓") == [False]


@pytest.mark.thorough
def test_every_page_with_a_picture_is_checked_and_of_the_others_some(
    settled: Callable[..., None], reading: None, add: Add, tmp_path: Path
) -> None:
    settled(scans="on", verification="sample")
    whole = pypdfium2.PdfDocument.new()
    plain = pypdfium2.PdfDocument(pdfs.pdf(*["灯台の点検"] * 8, size=(240, 120)))
    pictured = pypdfium2.PdfDocument(partly_scanned())
    whole.import_pages(plain)
    whole.import_pages(pictured)
    whole.save(tmp_path / "a.pdf")
    add(tmp_path / "a.pdf")
    before = set(PagePicture.objects.values_list("number", flat=True))
    assert len(before) == planning.SAMPLE
    read_pictures()
    after = PagePicture.objects.filter(state="done").values_list("number", flat=True)
    assert set(after) == before | {9}
