"""Keeps what was read of pictures, and pages as they are laid out from it."""

from __future__ import annotations

import time
import zlib
from collections.abc import Sequence

from django.db import transaction
from django.utils import timezone

from shiryokan.documents.amending import SourcedPage
from shiryokan.documents.models import Document
from shiryokan.documents.models import Page as PageRow
from shiryokan.documents.pages import page_as_read, row_from_page
from shiryokan.jobs.models import confirm
from shiryokan.paper.line_states import (
    LineState,
    contradicted,
    matched,
    states_of_reading,
    with_contradiction,
    with_pictured,
    without_pictured,
)
from shiryokan.paper.model import Page
from shiryokan.paper.ocr.model import OcrPage, OtherSchema, State, from_json, to_json
from shiryokan.scans.corrections import corrections_of, put_in
from shiryokan.scans.engine import OpenPictures, last_model
from shiryokan.scans.line_rows import beside, keep_states, kept_states
from shiryokan.scans.models import LineCorrection, PagePicture, PictureReading
from shiryokan.scans.planning import is_picture_only, want_checked

_PUT_IN = ("text", "layout", "warnings")
_OVERWRITTEN = ("width", "height", "text", "layout", "warnings", "unreadable", "source")


def keep_reading(document: Document, number: int, pictures: OpenPictures, began: float) -> None:
    """Read the picture of a page, unless that was done before, and put the page into the place of
    the one that there is, in one transaction."""
    # a picture that was read before, on whatever page, is not read again
    known = last_model()
    read = (_known(pictures.picture_of(number), known) if known else None) or pictures.read(number)
    with transaction.atomic():
        confirm()
        row = PagePicture.objects.select_for_update().filter(
            document=document, number=number, state=PagePicture.State.WAITING
        ).first()  # fmt: skip
        page = PageRow.objects.select_for_update().filter(
            document=document, number=number
        ).first()  # fmt: skip
        if row is None or page is None:
            return
        _remember(read)
        laid, states = _laid_out(read, number, corrections_of(document.pk, [number]).get(number))
        row.picture, row.model = read.picture_sha256, read.model
        _end(row, states, began)
        fresh = row_from_page(document.pk, laid, PageRow.Source.PICTURE)
        for name in _OVERWRITTEN:
            setattr(page, name, getattr(fresh, name))
        page.save(update_fields=_OVERWRITTEN)


def keep_check(document: Document, number: int, pictures: OpenPictures, began: float) -> bool:
    """Hold the text of a page against its picture, and keep what that says of each line. What
    pictures in it show is put into the page; whether it is found by other words now."""
    checked = pictures.check(number)
    with transaction.atomic():
        confirm()
        row = PagePicture.objects.select_for_update().filter(
            document=document, number=number, state=PagePicture.State.WAITING
        ).first()  # fmt: skip
        now = PageRow.objects.select_for_update().filter(
            document=document, number=number
        ).first()  # fmt: skip
        if row is None or now is None:
            return False
        row.picture, row.model = checked.picture, checked.model
        # it may have been read anew, or put right, meanwhile
        before = _searched(kept_states(row))
        kept = page_as_read(now)
        page = without_pictured(kept, kept_states(row))
        page = with_pictured(page, checked.states)
        states = matched(page, checked.states)
        corrections = corrections_of(document.pk, [number]).get(number, ())
        page, states = put_in(page, states, corrections)
        page = with_contradiction(page, states)
        if contradicted(states):
            # fonts are of the whole document
            want_checked(document, range(1, document.page_count + 1))
        _end(row, [*states, *(state for state in checked.states if state.beside)], began)
        reworded = page.text != now.text
        if not reworded and page.warnings == kept.warnings:
            return _searched(kept_states(row)) != before
        fresh = row_from_page(document.pk, page, PageRow.Source(now.source))
        for name in _PUT_IN:
            setattr(now, name, getattr(fresh, name))
        now.save(update_fields=_PUT_IN)
        return reworded or _searched(kept_states(row)) != before


def _searched(states: Sequence[LineState]) -> list[tuple[str, tuple[str, ...]]]:
    """What of the states is searched beside the text of their page."""
    return [
        (state.text, state.alternatives)
        for state in states
        if state.beside or (state.state is State.DOUBTFUL and state.alternatives)
    ]


def amend(document: Document, pages: list[SourcedPage]) -> list[SourcedPage]:
    """Pages of a document that were read anew from the file: those that are pictures as they were
    read from these, all with the lines that editors put right."""
    numbers = [each.page.page for each in pages]
    rows = {
        row.number: row for row in PagePicture.objects.filter(document=document, number__in=numbers)
    }
    corrections = corrections_of(document.pk, numbers)
    if not rows and not corrections:
        return pages
    return [
        _amended(each, rows.get(each.page.page), corrections.get(each.page.page, ()))
        for each in pages
    ]


def _amended(
    given: SourcedPage, row: PagePicture | None, corrections: Sequence[LineCorrection]
) -> SourcedPage:
    page, source = given
    states: list[LineState] | None = None
    if row is not None and is_picture_only(page) != (row.task == PagePicture.Task.READ):
        # the reader has learnt to read it, or unlearnt it
        row.task = PagePicture.Task.READ if is_picture_only(page) else PagePicture.Task.CHECK
        _anew(row)
    elif row is not None and row.state == PagePicture.State.DONE:
        if row.task == PagePicture.Task.READ:
            read = _known(row.picture, row.model)
            if read is None:
                _anew(row)
            else:
                page, states = _laid_out(read, page.page, None)
                source = PageRow.Source.PICTURE
        else:
            page = with_pictured(page, kept_states(row))
            states = matched(page, kept_states(row))
    known = states if states is not None else matched(page, ())
    page, known = put_in(page, known, corrections)
    if row is not None and row.task == PagePicture.Task.CHECK:
        page = with_contradiction(page, known)
    if row is not None and states is not None:
        unchecked = row.unchecked
        keep_states(row, [*known, *beside(row)])
        if row.task == PagePicture.Task.CHECK and row.unchecked > unchecked:
            # it is laid out otherwise than when it was checked
            _anew(row)
        row.save()
    return SourcedPage(page, source)


def _anew(row: PagePicture) -> None:
    row.state, row.attempts, row.error = PagePicture.State.WAITING, 0, ""
    row.save()


def _end(row: PagePicture, states: Sequence[LineState], began: float) -> None:
    keep_states(row, states)
    row.state, row.error, row.at = PagePicture.State.DONE, "", timezone.now()
    row.seconds = round(time.monotonic() - began, 3)
    row.save()


def _laid_out(
    read: OcrPage, number: int, corrections: Sequence[LineCorrection] | None
) -> tuple[Page, list[LineState]]:
    # the layout is loaded where a picture was read, and not by all that knows of scans
    from shiryokan.paper.ocr.laying_out import laid_out  # noqa: PLC0415

    page = laid_out(read, number)
    return put_in(page, states_of_reading(page, read), corrections or ())


def _known(picture: str, model: str) -> OcrPage | None:
    if not picture or not model:
        return None
    kept = PictureReading.objects.filter(picture=picture, model=model).first()
    if kept is None:
        return None
    try:
        return from_json(zlib.decompress(bytes(kept.data)))
    except OtherSchema:
        return None


def _remember(read: OcrPage) -> None:
    if read.picture_sha256:
        PictureReading.objects.get_or_create(
            picture=read.picture_sha256, model=read.model,
            defaults={"data": zlib.compress(to_json(read), 6)},
        )  # fmt: skip


def forget_readings_of_nobody() -> None:
    """Within a transaction: forget what was read of pictures that no page has any more, as after a
    document was purged."""
    held = PagePicture.objects.exclude(picture="").values("picture")
    PictureReading.objects.exclude(picture__in=held).delete()
