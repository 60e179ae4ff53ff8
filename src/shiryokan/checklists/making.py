"""Making checklists: of a form that was read from a document or a workbook, or of what was
typed."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from shiryokan.audit.record import record
from shiryokan.checklists import audit_kinds
from shiryokan.checklists.errors import ChecklistError
from shiryokan.checklists.judging import judge_checklist
from shiryokan.checklists.models import (
    MOST_ROUNDS,
    NAME_LENGTH,
    NUMBER_LENGTH,
    TITLE_LENGTH,
    WORDS_LENGTH,
    CheckItem,
    Checklist,
    ChecklistWorkbook,
    Citation,
)
from shiryokan.checklists.places import columns_of
from shiryokan.documents.models import Document
from shiryokan.documents.names import tidy
from shiryokan.japanese.codepoints import without_nul
from shiryokan.quotes.keeping import NotQuotable, quote_in
from shiryokan.registers.checklists.model import Form, FormItem

MOST_ITEMS = 800
"""Items of a checklist: the ministry's longest (調査書) has some 600."""
_FIRST_YEAR, _LAST_YEAR = 2000, 2100


def form_of(checklist: Checklist) -> Form:
    """A checklist as the pure form that years are compared by and workbooks are written from."""
    items = tuple(
        FormItem(
            key=row.key, number=row.number, words=row.words, section=row.section,
            sub_section=row.sub_section, references=tuple(map(str, row.references)), who=row.who,
            starred=row.starred, hearing=row.hearing,
        )
        for row in checklist.items.order_by("position")
    )  # fmt: skip
    return Form(
        title=checklist.title, variant=checklist.series, year=checklist.year,
        sections=tuple(dict.fromkeys(item.section for item in items if item.section)),
        rounds=checklist.rounds, items=items,
    )  # fmt: skip


def make(
    user: User, items: Sequence[FormItem], *, title: str, series: str, year: int | None,
    answered_by: Checklist.For, rounds: int = 1, document: Document | None = None,
    workbook: tuple[str, bytes] | None = None,
) -> Checklist:  # fmt: skip
    """A checklist with its items. With ``document``, which whoever makes it sees, each item quotes
    its places there; ``workbook`` is the name and the bytes of the file that it came from. Raises
    :class:`ChecklistError`."""
    title, series = _name(title), _name(series or title)
    if year is None or not _FIRST_YEAR <= year <= _LAST_YEAR:
        raise ChecklistError("checklist_year")
    try:
        with transaction.atomic():
            made = Checklist.objects.create(
                title=title, series=series, year=year, answered_by=answered_by, by=user,
                rounds=min(max(rounds, 1), MOST_ROUNDS),
                document_id=document.pk if document is not None else "",
            )  # fmt: skip
            _put_items(made, items, document)
            if workbook is not None:
                name, data = workbook
                ChecklistWorkbook.objects.create(
                    checklist=made, name=tidy(name, NAME_LENGTH) or "form.xlsx", data=data
                )
            record(
                audit_kinds.CHECKLIST_MADE, f"checklist:{made.pk}", title, items=len(items),
                year=year,
            )  # fmt: skip
            judge_checklist.enqueue(made.pk)
    except IntegrityError:
        raise ChecklistError("checklist_same_year") from None
    return made


@transaction.atomic
def change_items(checklist: Checklist, items: Sequence[FormItem]) -> None:
    """Write the items anew. Raises :class:`ChecklistError` where somebody answers them already, or
    they are quotes of a document."""
    row = Checklist.objects.select_for_update().get(pk=checklist.pk)
    if row.document_id or row.assessments.exists():
        raise ChecklistError("checklist_in_use")
    row.items.all().delete()
    _put_items(row, items, None)
    record(audit_kinds.CHECKLIST_CHANGED, f"checklist:{row.pk}", row.title, items=len(items))


@transaction.atomic
def delete(checklist: Checklist) -> None:
    """Delete a checklist that nobody answers. Raises :class:`ChecklistError` for another."""
    row = Checklist.objects.select_for_update().get(pk=checklist.pk)
    if row.assessments.exists():
        raise ChecklistError("checklist_in_use")
    record(audit_kinds.CHECKLIST_DELETED, f"checklist:{row.pk}", row.title)
    row.delete()


def previous_of(checklist: Checklist) -> Checklist | None:
    """The version of the year before, or of the last one that there is."""
    earlier = _series(checklist).filter(year__lt=checklist.year)
    return earlier.order_by("-year").first()


def _series(checklist: Checklist) -> QuerySet[Checklist]:
    return Checklist.objects.filter(series=checklist.series)


def _name(text: str) -> str:
    text = without_nul(" ".join(text.split()))
    if not text:
        raise ChecklistError("checklist_name")
    return text[:TITLE_LENGTH]


def _put_items(checklist: Checklist, items: Sequence[FormItem], document: Document | None) -> None:
    if not items:
        raise ChecklistError("checklist_no_form")
    if len(items) > MOST_ITEMS:
        raise ChecklistError("checklist_many", most=MOST_ITEMS)
    rows = CheckItem.objects.bulk_create(
        [_row(checklist, at, item) for at, item in enumerate(items)], 200
    )
    if document is not None:
        Citation.objects.bulk_create(
            [
                own
                for row, item in zip(rows, items, strict=True)
                if (own := _own(row, item, document)) is not None
            ],
            200,
        )


def _row(checklist: Checklist, position: int, item: FormItem) -> CheckItem:
    return CheckItem(
        checklist=checklist, position=position, key=without_nul(item.key)[:NUMBER_LENGTH],
        number=without_nul(item.number)[:NUMBER_LENGTH],
        section=without_nul(item.section)[:TITLE_LENGTH],
        sub_section=without_nul(item.sub_section)[:TITLE_LENGTH],
        words=without_nul(item.words)[:WORDS_LENGTH],
        references=[without_nul(each)[:NAME_LENGTH] for each in item.references],
        who=without_nul(item.who)[:NAME_LENGTH], starred=item.starred,
        hearing=without_nul(item.hearing)[:WORDS_LENGTH],
    )  # fmt: skip


def _own(row: CheckItem, item: FormItem, document: Document) -> Citation | None:
    """That an item quotes its place in its form; None where nothing is found there."""
    if not item.places:
        return None
    page = item.places[0].page
    boxes = [box for place in item.places if place.page == page for box in place.boxes]
    try:
        quote = quote_in(document, page, boxes)
    except NotQuotable:
        return None
    return Citation(item=row, own=True, **columns_of(quote, document))
