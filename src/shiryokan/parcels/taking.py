"""Takes a parcel: its documents first, which are handed in as any others; when they are stored,
what is written of them. Taken again, it changes nothing."""

from __future__ import annotations

import datetime
import uuid
from typing import Any

import msgspec
from django.contrib.auth.models import User
from django.db import transaction

from shiryokan.audit.record import record
from shiryokan.instance.signing import fingerprint, key_text
from shiryokan.parcels import articles, audit_kinds, courses, documents
from shiryokan.parcels.errors import ParcelError
from shiryokan.parcels.manifest import NAME, Manifest
from shiryokan.parcels.models import NAME_LENGTH, AcceptedKey, TakenParcel, TakenThing
from shiryokan.parcels.opening import Parcel

Kind = TakenThing.Kind


class Written(msgspec.Struct, frozen=True):
    """What came of a parcel's articles and courses: how many are in, and why others are not."""

    articles: int
    courses: int
    refused: tuple[ParcelError, ...]


def note_down(parcel: Parcel) -> TakenParcel:
    """Write down that a parcel came and which documents are in it. Raises :class:`ParcelError`
    where it does not say when it was made."""
    manifest = parcel.manifest
    try:
        identifier = uuid.UUID(manifest.id)
        made_at = datetime.datetime.fromisoformat(manifest.made_at)
    except ValueError as error:
        raise ParcelError("parcel_contents", file=manifest.title[:80], about=NAME) from error
    if made_at.tzinfo is None:
        made_at = made_at.replace(tzinfo=datetime.UTC)
    with transaction.atomic():
        key = AcceptedKey.objects.get(key=key_text(parcel.public))
        row, new = TakenParcel.objects.get_or_create(
            pk=identifier,
            defaults={
                "key": key, "house": manifest.house.name[:NAME_LENGTH], "made_at": made_at,
                "address": manifest.house.address[:NAME_LENGTH],
                "title": manifest.title[:NAME_LENGTH], "note": manifest.note,
            },
        )  # fmt: skip
        if row.key_id != key.pk:
            raise ParcelError(
                "parcel_contents", file=manifest.title[:80], about=fingerprint(parcel.public)
            )
        for entry in manifest.documents:
            document = documents.id_of(entry)
            versions = msgspec.to_builtins(entry.versions)
            _remember(row, Kind.DOCUMENT, document, document, {"versions": list(versions)})
            # one that was here before it came is not indexed again
            documents.place_versions(document, versions)
        if new:
            record(
                audit_kinds.TAKEN, f"parcel:{row.pk}", row.title, house=row.house,
                fingerprint=key.fingerprint,
            )  # fmt: skip
    return row


def _remember(
    parcel: TakenParcel, kind: TakenThing.Kind, theirs: str, ours: str, data: dict[str, Any]
) -> None:
    TakenThing.objects.update_or_create(
        key=parcel.key, kind=kind, theirs=theirs,
        defaults={"parcel": parcel, "ours": ours, "data": data},
    )  # fmt: skip


def write(parcel: Parcel, row: TakenParcel, user: User) -> Written:
    """Put the articles and courses of a parcel in, in the name of ``user``; each whole or not at
    all."""
    refused = list[ParcelError]()
    done = {Kind.ARTICLE: 0, Kind.COURSE: 0}
    for kind, theirs, path, _title in _things(parcel.manifest):
        try:
            _write(parcel, row, kind, theirs, path, user)
            done[kind] += 1
        except ParcelError as error:
            refused.append(error)
        except _UNREADABLE:
            refused.append(ParcelError("parcel_contents", file=row.title, about=path))
    return Written(done[Kind.ARTICLE], done[Kind.COURSE], tuple(refused))


_UNREADABLE = (msgspec.MsgspecError, ValueError, IndexError)


def _things(manifest: Manifest) -> list[tuple[TakenThing.Kind, str, str, str]]:
    """The articles and courses of a parcel: kind, id there, path, title."""
    things = [(Kind.ARTICLE, each.id, each.path, each.title) for each in manifest.articles]
    return things + [(Kind.COURSE, each.id, each.path, each.title) for each in manifest.courses]


def tried(parcel: Parcel, user: User) -> list[tuple[TakenThing.Kind, str, str]]:
    """What :func:`write` would do with each article and course: kind, title, and ``new``,
    ``update``, ``same`` or ``refused``. It is done and taken back."""
    found = []
    with transaction.atomic():
        row = note_down(parcel)
        for kind, theirs, path, title in _things(parcel.manifest):
            known = TakenThing.objects.filter(key=row.key, kind=kind, theirs=theirs).first()
            what = "update" if known else "new"
            if known is not None and known.parcel.made_at >= row.made_at:
                what = "same"
            try:
                with transaction.atomic():
                    _write(parcel, row, kind, theirs, path, user)
            except (ParcelError, *_UNREADABLE):
                what = "refused"
            found.append((kind, title, what))
        transaction.set_rollback(True)
    return found


@transaction.atomic
def _write(
    parcel: Parcel, row: TakenParcel, kind: TakenThing.Kind, theirs: str, path: str, user: User
) -> None:
    known = TakenThing.objects.filter(key=row.key, kind=kind, theirs=theirs).first()
    if known is not None and known.parcel.made_at > row.made_at:
        # what came later stays
        return
    ours, data = (known.ours, known.data) if known else ("", {})
    content = parcel.read(path)
    if b"\\u0000" in content:
        # PostgreSQL has no place for it
        raise ValueError(path)
    if kind == Kind.ARTICLE:
        article = articles.take(content, ours, user)
        _remember(row, kind, theirs, str(article.pk), {})
        transaction.on_commit(lambda: articles.judge(article))
        return
    course = courses.take(content, ours, int(data.get("version", 0)), user)
    _remember(row, kind, theirs, str(course.pk), {"version": course.version})
    transaction.on_commit(lambda: courses.judge(course))


def taker() -> User | None:
    """In whose name things are put in where nobody is named: the first administrator."""
    return User.objects.filter(is_superuser=True, is_active=True).order_by("pk").first()


def contents_of(manifest: Manifest) -> list[tuple[TakenThing.Kind, str]]:
    """What is in a parcel, as people read it."""
    return [
        *((Kind.DOCUMENT, each.title or each.file_name) for each in manifest.documents),
        *((Kind.ARTICLE, each.title) for each in manifest.articles),
        *((Kind.COURSE, each.title) for each in manifest.courses),
    ]


def came_from(kind: str, ours: str) -> TakenParcel | None:
    """The parcel in which a thing of this instance came last; None of what is its own."""
    thing = TakenThing.objects.filter(kind=kind, ours=ours).select_related("parcel").last()
    return thing.parcel if thing else None
