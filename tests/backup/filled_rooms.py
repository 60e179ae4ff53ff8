"""Fills every table of the rooms that are built on documents: quotes, lookout and news, checklists,
and what is somebody's own.

usage: python -m tests.backup.filled_rooms USERNAME

A table that is empty proves nothing of backups, moves, own data and purging.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from shiryokan.cli.setup import open_instance

if TYPE_CHECKING:
    from django.contrib.auth.models import User

    from shiryokan.documents.models import Document

ROOMS = (
    "quotes", "lookout", "news", "remarks", "binders", "deadlines", "homes", "checklists",
)  # fmt: skip


def fill_rooms(user: User, document: Document, words: str) -> None:
    """Have ``user`` quote ``words`` of a document, write of them, and watch the page that lists
    it."""
    from shiryokan.quotes.keeping import keep

    keep(user, document, *place_of(document, words))
    articles_on(user, document, words)
    find_of(user, document, words)
    own_of(user, document, words)
    checks_of(user, document, words)


def checks_of(user: User, document: Document, words: str) -> None:
    """An organisation that answers a form which quotes a document, with evidence of each kind, an
    action and a vendor's link."""
    import datetime

    from django.utils import timezone

    from shiryokan.checklists import (
        actions,
        answering,
        assessing,
        evidence,
        links,
        making,
        membership,
        parts,
    )
    from shiryokan.checklists.models import (
        AnswerKind,
        Checklist,
        ChecklistWorkbook,
        Citation,
        Facility,
        System,
        Vendor,
    )
    from shiryokan.checklists.places import columns_of
    from shiryokan.checklists.typed_form import typed_items
    from shiryokan.quotes.keeping import quote_in

    quote, today = quote_in(document, *place_of(document, words)), timezone.localdate()
    organisation = membership.new_organisation("控えの会", user)
    facility = parts.put_part(organisation, Facility, "控えの病院")
    vendor = parts.put_part(organisation, Vendor, "控えの会社")
    assert isinstance(facility, Facility) and isinstance(vendor, Vendor)
    system = parts.put_part(organisation, System, "電子カルテ", facility=facility, vendor=vendor)
    assert isinstance(system, System)
    for kind in (Checklist.For.FACILITY, Checklist.For.VENDOR):
        form = making.make(
            user, typed_items(f"# 体制\n1(1) {words}を行っているか。 ▶計画 1"), title="控えの点検表",
            series=f"控え {kind}", year=2026, answered_by=kind, document=document,
        )  # fmt: skip
        place = columns_of(quote, document)
        Citation.objects.create(item=form.items.get(), reference="計画 1", position=1, **place)
        of = (
            {"facility": facility} if kind == Checklist.For.FACILITY
            else {"vendor": vendor, "system": system}
        )  # fmt: skip
        begun = assessing.begin(organisation, form, user, due=datetime.date(2030, 3, 31), **of)
    ChecklistWorkbook.objects.create(checklist=form, name="様式.xlsx", data=b"PK\0\xff")
    row = begun.results.get()
    for version, answer in enumerate((AnswerKind.YES, AnswerKind.NO)):
        given = answering.Given(answer, today, datetime.date(2030, 1, 1), f"備考 {version}")
        row = answering.answer(row, given, version, vendor=vendor)
    shown = {"title": "控えの証跡", "speaks_of": today, "valid_until": today}
    for piece in (
        evidence.add_file(organisation, user, "写し.bin", b"\0\x01\xff", **shown),
        evidence.add_link(organisation, user, "https://example.jp/?a=1", **shown),
        evidence.add_quote(organisation, user, quote, document, **shown),
    ):
        evidence.serve(piece, [row])
    actions.add(organisation, user, "控えの対応", today, owner=user, result=row)
    links.make_link(begun, user, today)


def own_of(user: User, document: Document, words: str) -> None:
    """A remark and a binder on words, a page that was read, a home, a calendar; and a day that the
    document sets."""
    import datetime

    from shiryokan.binders import binding
    from shiryokan.deadlines import calendar_feed
    from shiryokan.deadlines.models import DocumentDeadline
    from shiryokan.homes import choosing, reading
    from shiryokan.remarks import writing

    number, boxes = place_of(document, words)
    place = writing.Place(document, number, tuple(boxes))
    writing.write(user, place, "自分の控え", "own", None)
    writing.write(user, writing.Place(document, 1), "表紙の控え", "own", None)
    binder = binding.make(user, "控えのとじ込み")
    binding.write(binder, "はじめに。")
    binding.put(binder, binding.Found(document, number, tuple(boxes)))
    binding.put(binder, binding.Found(query="q=訓練"))
    reading.note(user, document.pk, 1)
    choosing.choose(user, "billing", ["news"], ["finds"])
    calendar_feed.address_of(user)
    DocumentDeadline.objects.create(
        document=document, key="0" * 32, day=datetime.date(2030, 3, 31), kind="transitional",
        page=number, boxes=[list(box) for box in boxes], words=words, before=words[:4],
    )  # fmt: skip


def stand_otherwise(document: Document, words: str) -> None:
    """Once all that was quoted is judged: have it stand otherwise, because of ``words``."""
    from django.utils import timezone

    from shiryokan.checklists.models import Citation, Evidence
    from shiryokan.news.models import EditionCitation
    from shiryokan.quotes.models import QuoteStanding

    cause = {
        "cause_kind": "comparison", "cause_document": document.pk, "cause_page": 1,
        "cause_boxes": [[1, 2, 3, 4]],
    }  # fmt: skip
    now = timezone.now()
    QuoteStanding.objects.update(
        state="changed", likeness=0.5, since=now, cause_words=words, **cause
    )
    EditionCitation.objects.filter(judged=True).update(state="changed", since=now, **cause)
    for places in (Citation.objects.all(), Evidence.objects.filter(kind="quote")):
        places.update(state="changed", since=now, cause_words=words, **cause)


def place_of(document: Document, words: str):  # type: ignore[no-untyped-def]
    """The page of a document on which words stand first, and their boxes."""
    from shiryokan.documents.pages import page_from_row
    from shiryokan.paper.places import boxes_of, spans_of_words

    for row in document.pages.order_by("number"):
        page = page_from_row(row)
        if spans := spans_of_words(page, words):
            return row.number, boxes_of(page, [spans])[0]
    raise ValueError(words)


def articles_on(user: User, document: Document, words: str) -> None:
    """A published article whose working copy is written in, with all that an article can have."""
    from django.contrib.auth.models import User as Account

    from shiryokan.news import desk, models, publishing
    from shiryokan.news.content import CitedPlace

    number, boxes = place_of(document, words)
    cited = [
        CitedPlace(
            document.pk, number, tuple((b.x0, b.y0, b.x1, b.y1) for b in boxes), words=words,
            side=side, before=words[:4], after=words[-4:],
        )
        for side in ("old", "new")
    ]  # fmt: skip
    made = desk.new_article(user, "控えの記事")
    desk.describe(
        made, made.version, user, title="控えの記事", summary="要約", topics="控え、移し替え",
        amendment="",
    )  # fmt: skip
    for kind, data in (
        ("heading", {}), ("statement", {}), ("quotation", {}), ("picture", {}),
        ("table", {"code": "A100", "rows": [[words, "1", "2", [0, 1]]]}),
    ):  # fmt: skip
        desk.add_block(
            made, made.version, user, kind=kind, text=f"「{words}」とある。", data=data, cited=cited
        )
    link = {"address": "https://example.jp/?a=1&b=2"}
    desk.add_block(made, made.version, user, kind="link", text="元のページ", data=link)
    models.Article.objects.filter(pk=made.pk).update(
        register="measures", old_document=document.pk, new_document=document.pk,
        left_out=[{"about": "x", "words": words, "why": "alike", "old_page": 1, "new_page": 0}],
    )  # fmt: skip
    made.refresh_from_db()
    publishing.send(made, made.version, user)
    approver, _ = Account.objects.get_or_create(username="shounin", is_staff=True)
    publishing.approve(made, made.version, approver)
    desk.add_block(made, made.version, user, kind="statement", text="書き足した文。")


def find_of(user: User, document: Document, words: str) -> None:
    """A watched page that lists a document, its visits and finds."""
    from django.utils import timezone

    from shiryokan.audit.actor import acting, actor_of
    from shiryokan.lookout import models
    from shiryokan.lookout.watching import set_active, watch

    with acting(actor_of(user)):
        watched, _ = watch("https://council.example/kaigi/", council="検討会", publisher="水鏡市")
    now = timezone.now()
    page = watched.addresses.get()
    # no worker asks a server that is not there
    set_active(watched, active=False)
    models.Address.objects.filter(pk=page.pk).update(due_at=None, etag='"x"', state="alive")
    models.Host.objects.create(name="council.example", next_at=now)
    target = models.Address.objects.create(
        id="f" * 64, url="https://council.example/1.pdf", host="council.example", role="document",
        watched=watched, due_at=None, state="alive", sha256=document.sha256, size=1,
        error_details={"seconds": 3},
    )  # fmt: skip
    meeting = {"council": "検討会", "number": 3, "year": "令和7年度", "date": now.date()}
    models.Listing.objects.create(
        page=page, target=target, text=f"資料1　{words}", label="資料1", title=words,
        before={"title": words}, **meeting,
    )  # fmt: skip
    models.Sighting.objects.create(watched=watched, **meeting)
    models.Visit.objects.create(address=page, at=now, state="alive", links=1, changes=1)
    models.Find.everything.create(
        kind="replaced", watched=watched, page_url=watched.url, url=target.url, label="資料1",
        title=words, old_title=words, sha256=document.sha256, old_sha256="0" * 64, found_at=now,
        searchable_at=now, document_id=document.pk, old_document_id="0" * 16, **meeting,
    )  # fmt: skip


def empty_tables() -> list[str]:
    """The tables of these rooms in which nothing is, those between two others too."""
    from shiryokan.backup.tables import copied_models, count

    own = [model for model in copied_models() if model._meta.app_label in ROOMS]
    return [model._meta.db_table for model in own if not count(model, "default")]


def main(username: str) -> None:
    open_instance()
    from django.contrib.auth.models import User

    from shiryokan.documents.models import Document
    from shiryokan.jobs.worker import JobWorker, jobs_to_wait_for

    document, words = Document.objects.get(title__contains="年次計画2025"), "夜間を想定した訓練"
    fill_rooms(User.objects.get(username=username), document, words)
    JobWorker(stop_when=lambda: not jobs_to_wait_for(), interval=0.02).run()
    stand_otherwise(document, words)
    if empty := empty_tables():
        raise SystemExit(f"empty: {empty}")


if __name__ == "__main__":
    main(sys.argv[1])
