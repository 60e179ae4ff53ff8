"""Items as quotes of documents: judged, hidden where the document is, forgotten with it."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
import yaml
from django.contrib.auth.models import User
from django.test import Client

from shiryokan.access.models import Collection
from shiryokan.access.readers import reading_as
from shiryokan.checklists import assessing, judging, making
from shiryokan.checklists.carrying import years_of
from shiryokan.checklists.models import AnswerKind, Assessment, Checklist, Citation, Evidence
from shiryokan.checklists.places import columns_of
from shiryokan.checklists.progress import progress_of
from shiryokan.checklists.requirements import volume_and_number
from shiryokan.checklists.typed_form import typed_items
from shiryokan.checklists.words import items_of, whole
from shiryokan.documents.bin import purge, put_in_bin
from shiryokan.documents.collections import put_in
from shiryokan.documents.models import Document
from shiryokan.documents.page_places import marked
from shiryokan.quotes.holders import people_quoting, quoted_documents
from shiryokan.records.rows import record_of
from tests.checklists.conftest import House, say
from tests.learning.conftest import quote_of
from tests.quotes.conftest import work
from tests.records.conftest import Add, plans

__all__ = ["plans"]
SAMPLES = Path(__file__).parents[2] / "samples"
WORDS = "水鏡市は情報政策課を置いているか。"


@pytest.fixture
def begun(plans: list[Document], midori: House) -> Assessment:
    """An assessment of a form that stands in last year's plan, whose item names a place of this
    year's."""
    form = making.make(
        midori.manager, typed_items(f"1(1) {WORDS}"), title="計画の点検", series="計画", year=2026,
        answered_by=Checklist.For.FACILITY, document=plans[0],
    )  # fmt: skip
    place = quote_of(plans[1])
    Citation.objects.create(
        item=form.items.get(), reference="計画 1", **columns_of(place.quote(plans[1].pk), plans[1])
    )
    made = assessing.begin(midori.organisation, form, midori.manager, facility=midori.facility)
    say(made, "1(1)", AnswerKind.YES, midori.answerer)
    return made


def test_quotes_of_items_are_judged_and_their_answerers_known(
    begun: Assessment, plans: list[Document], midori: House
) -> None:
    judging.judge(Citation.objects.all())
    assert Citation.objects.get().state == "holds"
    assert plans[1].pk in quoted_documents()
    people = people_quoting([plans[1].pk])
    assert {midori.manager.pk, midori.answerer.pk} <= set(people)
    assert midori.reader.pk not in people


def test_of_a_closed_document_no_word_is_shown_and_answers_are(
    begun: Assessment, plans: list[Document], midori: House
) -> None:
    closed = Collection.objects.create(name="閉", visibility=Collection.GROUPS)
    words = Citation.objects.get().words
    client = Client()
    client.force_login(midori.answerer)
    path = f"/checklists/assessments/{begun.pk}/"
    assert WORDS in client.get(path).content.decode()
    for document in plans:
        put_in(document, closed)
    with reading_as(midori.answerer):
        assert whole(begun.checklist) == "closed"
        (item,) = items_of(begun.checklist)
        assert (item.words, item.cited[0].seen) == ("", False)
    for address in (
        path,
        f"{path}print",
        f"{path}items/{item.item.pk}/history",
        f"/checklists/sheets/{begun.checklist_id}/",
    ):
        page = client.get(address).content.decode()
        assert WORDS not in page and words not in page and "見られない" in page, address
    assert "はい" in client.get(f"{path}print").content.decode()
    for address in (f"{path}filled.xlsx", f"{path}oscal/catalog.json"):
        assert client.get(address).status_code == 404, address


def test_a_purged_document_takes_its_words_along(
    begun: Assessment, plans: list[Document], midori: House
) -> None:
    for document in plans:
        put_in_bin(document)
        assert purge(document)
    assert Citation.objects.get().words == ""
    judging.judge(Citation.objects.all())
    assert Citation.objects.get().state == "gone"
    assert begun.checklist.items.get().words == ""
    assert begun.results.get().answer == "yes"
    with reading_as(User.objects.create_superuser("kanri")):
        assert whole(begun.checklist) == "gone"


def test_references_are_a_volume_and_a_number() -> None:
    assert volume_and_number("▶企画管理編　９．１") == ("企画管理編", "9.1")
    assert volume_and_number("システム運用編 14.1.1") == ("システム運用編", "14.1.1")
    assert volume_and_number("別に定める") is None


def shown_as_evidence(begun: Assessment, plans: list[Document], midori: House) -> Evidence:
    """Words of last year's plan, shown by the address of their place as the page gives it."""
    quote = quote_of(plans[0])
    place = quote.quote(plans[0].pk)
    client = Client()
    client.force_login(midori.answerer)
    page = f"http://testserver/documents/{plans[0].pk}/pages/{place.page}"
    board = f"/checklists/organisations/{midori.organisation.pk}/evidence/"
    sent = {
        "address": marked(page, place.boxes), "speaks_of": "2026-04-01",
        "result": begun.results.get().pk,
    }  # fmt: skip
    assert client.post(board, sent).status_code == 302
    piece = Evidence.objects.get()
    assert piece.kind == Evidence.Kind.QUOTE and "".join(piece.words.split()) == "".join(
        quote.words.split()
    )
    return piece


def test_an_answer_says_that_its_evidence_no_longer_says_so(
    begun: Assessment, plans: list[Document], midori: House
) -> None:
    piece = shown_as_evidence(begun, plans, midori)
    work()
    piece.refresh_from_db()
    client = Client()
    client.force_login(midori.answerer)
    path = f"/checklists/assessments/{begun.pk}/"
    if piece.state == "holds":
        assert "証跡にした文書の言葉が変わりました" not in client.get(path).content.decode()
    # the plan is thrown away: its words are no more
    put_in_bin(plans[0])
    assert purge(plans[0])
    work()
    piece.refresh_from_db()
    assert (piece.state, piece.words, piece.cause_kind) == ("gone", "", "removal")
    item = begun.results.get().item_id
    board = f"/checklists/organisations/{midori.organisation.pk}/evidence/"
    for address, words in (
        (path, "証跡にした文書の言葉が変わりました"),
        (path, "確かめ直す"),
        (f"{path}print?evidence=1", "言葉が変わった"),
        (f"{path}items/{item}/history", "言葉が変わった"),
        (f"{board}?state=changed", piece.title),
        (f"{board}?piece={piece.pk}", piece.title),
        ("/checklists/", "確かめ直す"),
    ):
        assert words in client.get(address).content.decode(), address
    assert piece.title not in client.get(f"{board}?piece=x").content.decode()
    assert progress_of([begun])[begun.pk].changed == 1
    # nothing that is unanswered is to be looked at once more
    begun.results.update(answer=AnswerKind.UNCHECKED)
    assert progress_of([begun])[begun.pk].changed == 0


def test_evidence_is_judged_when_its_document_changes(
    begun: Assessment, plans: list[Document], midori: House
) -> None:
    piece = shown_as_evidence(begun, plans, midori)
    work()
    piece.refresh_from_db()
    assert piece.state and piece.since is not None
    assert judging.EVIDENCE.touched_by(plans[0].pk).get() == piece
    # an address of another house is a link, and one of ours that names nothing is refused
    client = Client()
    client.force_login(midori.answerer)
    board = f"/checklists/organisations/{midori.organisation.pk}/evidence/"
    elsewhere = f"/documents/{'0' * 16}/pages/1?at=1.0,1.0,2.0,2.0"
    sent = {"speaks_of": "2026-04-01"}
    assert client.post(board, sent | {"address": elsewhere}).status_code == 422
    foreign = f"https://house.example{elsewhere}"
    assert client.post(board, sent | {"address": foreign}).status_code == 302
    assert set(Evidence.objects.values_list("kind", flat=True)) == {"quote", "link"}


def guideline(folder: Path, edition: int, controls: dict[str, str]) -> Path:
    """The sample guideline as that edition, with other words in some controls."""
    sys.path.insert(0, str(SAMPLES))
    try:
        import others
        from typesetting import register_fonts
    finally:
        sys.path.remove(str(SAMPLES))
    source = yaml.safe_load((SAMPLES / "sources" / "guideline.yaml").read_text("utf-8"))
    for item in (item for chapter in source["chapters"] for item in chapter["items"]):
        item["control"] = controls.get(str(item["number"]), item["control"])
    source |= {
        "file": f"guideline-{edition}.pdf",
        "title": f"水鏡市情報セキュリティ手引書 第{edition}版",
    }
    register_fonts()
    return Path(others.guideline(source, folder))


@pytest.mark.thorough
def test_a_new_revision_of_a_guideline_changes_what_its_words_proved(
    midori: House, add: Add, tmp_path: Path
) -> None:
    """A quote of a requirement is shown for an answer; the next edition words it otherwise. One
    that it leaves as it was goes on to hold."""
    title = "水鏡市情報セキュリティ手引書"
    add(guideline(tmp_path, 2, {}), title=f"{title} 第2版", publisher="水鏡市")
    work()
    old = Document.objects.get(title__startswith=title)
    form = making.make(
        midori.manager, typed_items(f"1(1) {WORDS}\n1(2) 委託先の守ることを契約に定めているか。"),
        title="手引の点検", series="手引", year=2026, answered_by=Checklist.For.FACILITY,
    )  # fmt: skip
    begun = assessing.begin(midori.organisation, form, midori.manager, facility=midori.facility)
    client = Client()
    client.force_login(midori.answerer)
    pieces = {}
    for key, number in (("1(1)", "1.2"), ("1(2)", "1.3")):
        row = say(begun, key, AnswerKind.YES, midori.answerer)
        record = old.records.get(register="requirements", key=f"{number}/control")
        place = record_of(record).provenance["text"][0].places[0]
        sent = {
            "address": "http://testserver"
            + marked(f"/documents/{old.pk}/pages/{place.page}", place.boxes),
            "speaks_of": "2026-04-01", "result": row.pk,
        }  # fmt: skip
        board = f"/checklists/organisations/{midori.organisation.pk}/evidence/"
        assert client.post(board, sent).status_code == 302
        pieces[number] = Evidence.objects.get(results=row)
    work()
    assert set(Evidence.objects.values_list("state", flat=True)) == {"holds"}
    path = f"/checklists/assessments/{begun.pk}/"
    told = "証跡にした文書の言葉が変わりました"
    assert told not in client.get(path).content.decode()

    new = "情報責任者、情報担当者、委託先及び職員の役割を文書に定め、半年ごとに見直さなければならない。"
    third = guideline(tmp_path, 3, {"1.2": new})
    add(third, title=f"{title} 第3版", publisher="水鏡市")
    work()
    for piece in pieces.values():
        piece.refresh_from_db()
    later = Document.objects.get(title__endswith="第3版")
    changed = pieces["1.2"]
    assert (changed.state, changed.cause_document) == ("changed", later.pk)
    assert "半年ごとに" in changed.cause_words
    assert pieces["1.3"].state == "holds"
    page = client.get(path).content.decode()
    assert page.count(told) == 1
    assert progress_of([begun])[begun.pk].changed == 1


def test_last_years_answer_is_not_offered_where_its_evidence_says_otherwise(
    begun: Assessment, plans: list[Document], midori: House
) -> None:
    form = making.make(
        midori.manager, typed_items(f"1(1) {WORDS}"), title="計画の点検", series="計画", year=2027,
        answered_by=Checklist.For.FACILITY,
    )  # fmt: skip
    now = assessing.begin(midori.organisation, form, midori.manager, facility=midori.facility)
    with reading_as(midori.answerer):
        (last,) = years_of(now).items.values()
    assert last.offered
    piece = shown_as_evidence(begun, plans, midori)
    Evidence.objects.filter(pk=piece.pk).update(state="changed")
    with reading_as(midori.answerer):
        (last,) = years_of(now).items.values()
    assert last.why == "evidence"
    client = Client()
    client.force_login(midori.answerer)
    page = client.get(f"/checklists/assessments/{now.pk}/").content.decode()
    assert "証跡にした文書の言葉が変わったので" in page and "take-last" not in page
