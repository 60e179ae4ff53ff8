"""Documents in parcels: their originals, where they were published, and which version of what they
are."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import Any, BinaryIO, cast

import msgspec
from django.db import transaction

from shiryokan.documents.dates import NotADate, parse_date
from shiryokan.documents.description import Description
from shiryokan.documents.models import DOCUMENT_ID_LENGTH, Document
from shiryokan.documents.originals import original_store
from shiryokan.documents.receive import Handed, hand_in, receive_upload
from shiryokan.parcels.errors import ParcelError
from shiryokan.parcels.manifest import DocumentEntry, DocumentVersion
from shiryokan.parcels.models import TakenThing
from shiryokan.parcels.opening import Parcel
from shiryokan.records.models import Extraction, Series


def packed(document: Document, held: ExitStack) -> tuple[DocumentEntry, Path]:
    """What a parcel says of a document, and its original, which stays until ``held`` is closed.
    Raises :class:`ParcelError` where the original is not in this home."""
    try:
        place = held.enter_context(original_store().local_copy(document.sha256))
    except FileNotFoundError as error:
        raise ParcelError("parcel_original", title=document.title) from error
    origin = document.origin
    placed = Extraction.objects.filter(document=document, count__gt=0).exclude(series=None)
    entry = DocumentEntry(
        path=f"documents/{document.sha256}.pdf",
        file_name=document.file_name,
        title=document.title if document.title_given or document.checked else "",
        publisher=str(origin.publisher or "") if origin else "",
        council=str(origin.council or "") if origin else "",
        meeting=origin.meeting.number if origin and origin.meeting else "",
        date=origin.date_code if origin else "",
        source_url=origin.source_url if origin else "",
        versions=tuple(
            DocumentVersion(each.register, str(each.series), each.year, each.draft)
            for each in placed.select_related("series").order_by("register")
        ),
    )
    return entry, place


def id_of(entry: DocumentEntry) -> str:
    """The document's id, here and in every house: the beginning of its SHA-256."""
    return Path(entry.path).stem[:DOCUMENT_ID_LENGTH]


def known(ids: Iterable[str]) -> set[str]:
    """Of these documents those that are here, in the bin or not."""
    return set(Document.everything.filter(pk__in=list(ids)).values_list("pk", flat=True))


def hand_in_from(parcel: Parcel, collection: str) -> uuid.UUID:
    """Hand the documents of a parcel in, each with what the parcel says of it. Returns the
    batch."""
    things: list[Handed] = []
    for entry in parcel.manifest.documents:
        with parcel.stream(entry.path) as stream:
            whole = cast("BinaryIO", stream)
            things.append(receive_upload(whole, entry.file_name, _described(entry, collection)))
    return hand_in(things)


def _described(entry: DocumentEntry, collection: str) -> Description:
    description = Description(
        title=entry.title, publisher=entry.publisher, council=entry.council,
        meeting=entry.meeting, source_url=entry.source_url, collection=collection,
    )  # fmt: skip
    try:
        day, precision = parse_date(entry.date)
    except NotADate:
        return description
    return msgspec.structs.replace(description, date=day, date_precision=precision)


def place(document_id: str, **_signal: object) -> None:
    """Place the records of a document that came in a parcel in the series and the year that it had
    there, unless somebody here placed them."""
    came = TakenThing.objects.filter(kind=TakenThing.Kind.DOCUMENT, ours=document_id)
    for thing in came.order_by("id"):
        place_versions(document_id, thing.data.get("versions", []))


@transaction.atomic
def place_versions(document_id: str, versions: Iterable[dict[str, Any]]) -> None:
    """Say which version of which series a document is, by register."""
    for version in msgspec.convert(list(versions), list[DocumentVersion]):
        extraction = Extraction.objects.filter(
            document=document_id, register=version.register, count__gt=0, placed_by_hand=False
        ).first()
        if extraction is None:
            continue
        extraction.series, _new = Series.objects.get_or_create(name=version.series[:500])
        extraction.year, extraction.draft = version.year, version.draft
        extraction.placed_by_hand = True
        extraction.save(update_fields=["series", "year", "draft", "placed_by_hand"])
