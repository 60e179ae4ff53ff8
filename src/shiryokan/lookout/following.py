"""Councils and publishers, as things that can be followed: what was found on watched pages, and
documents that came by other ways."""

from __future__ import annotations

import datetime
from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from typing import TypeVar

from django.db.models import Exists, Max, Min, OuterRef, Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext

from shiryokan.access.policies import AnyUser
from shiryokan.documents.models import Council, Document, Origin, Publisher
from shiryokan.documents.page_places import marked
from shiryokan.following import arrivals
from shiryokan.following.documents import about, came
from shiryokan.following.excerpts import shortened
from shiryokan.following.followable import Excerpt, Followable, Happening, Mark, Named, Op
from shiryokan.i18n import message as _
from shiryokan.lookout.models import Address, Find
from shiryokan.lookout.replacement import Side, WordChange, replacement

MOST_CHANGES = 5
"""Changes of a replaced document that are told; the others are behind the link to all of them."""
WAITED_FOR = datetime.timedelta(hours=20)
"""How long a find waits for its document to be searchable, so that it can be told with its words;
less than a day, so that it is told with the next daily digest at the latest."""
_ALL = _("変わった言葉をすべて見る")
_FORMER = _("前の題名")
BodyT = TypeVar("BodyT", Council, Publisher)


class _Bodies(Followable):
    """A body that publishes or meets; ``ref`` is its key."""

    @abstractmethod
    def finds(self, ref: str) -> QuerySet[Find]:
        """Its finds, as far as they are seen."""

    @abstractmethod
    def origins(self, ref: str) -> QuerySet[Origin]:
        """Where its documents were published, as far as they are seen."""

    def mark(self, ref: str) -> Mark:
        """The last find, before which none waits for its document, and the last document."""
        last = Find.everything.aggregate(last=Max("pk"))["last"] or 0
        waiting = _waiting(Find.everything.all()).aggregate(first=Min("pk"))["first"]
        return {"find": waiting - 1 if waiting else last, "arrival": arrivals.newest()}

    def since(self, ref: str, mark: Mark, user: AnyUser) -> Iterator[Happening]:
        """What was found, then what came in by other ways."""
        found = self.finds(ref).filter(pk__gt=mark.get("find", 0), hidden=False)
        waiting = _waiting(found).values("pk")
        yield from happened(found.exclude(pk__in=waiting).select_related("watched"))
        others = Document.objects.filter(
            pk__in=arrivals.came_after(mark.get("arrival", 0)),
            origins__in=self.origins(ref).order_by(),
        )
        # of what watched pages list the finds tell, and of what stood there before nobody does
        listed = Address.objects.filter(sha256=OuterRef("sha256"))
        for document in (
            others.exclude(Exists(listed))
            .distinct()
            .prefetch_related("origins__publisher", "origins__council", "origins__meeting")
        ):
            yield came(document, f"document:{document.pk}")


class Councils(_Bodies):
    """Councils (会議体)."""

    kind = "council"
    title = _("会議体")

    def named(self, ref: str, user: AnyUser) -> Named | None:
        """Its name and its page."""
        council = _row(Council.objects.all(), ref)
        if council is None:
            return None
        return Named(council.name, reverse("lookout:council", args=[council.pk]))

    def finds(self, ref: str) -> QuerySet[Find]:
        """Those that name it, or one of its former names."""
        council = _row(Council.objects.all(), ref)
        if council is None:
            return Find.objects.none()
        names = [council.name, *council.former_names.values_list("name", flat=True)]
        return Find.objects.filter(council__in=names)

    def origins(self, ref: str) -> QuerySet[Origin]:
        """Those that name it."""
        return Origin.objects.filter(council=_number(ref))


class Publishers(_Bodies):
    """Publishers (発行者)."""

    kind = "publisher"
    title = _("発行者")

    def named(self, ref: str, user: AnyUser) -> Named | None:
        """Its name and its documents."""
        publisher = _row(Publisher.objects.all(), ref)
        if publisher is None:
            return None
        return Named(publisher.name, f"{reverse('viewer:documents')}?publisher={publisher.pk}")

    def finds(self, ref: str) -> QuerySet[Find]:
        """Those of its councils, of pages that are said to be its own, and of its documents."""
        publisher = _row(Publisher.objects.all(), ref)
        if publisher is None:
            return Find.objects.none()
        names = [publisher.name, *publisher.former_names.values_list("name", flat=True)]
        councils = Council.objects.filter(publisher=publisher).values("name")
        own = Origin.objects.filter(publisher=publisher).values("document")
        return Find.objects.filter(
            Q(council__in=councils) | Q(watched__publisher__in=names) | Q(document_id__in=own)
        )

    def origins(self, ref: str) -> QuerySet[Origin]:
        """Those that name it."""
        return Origin.objects.filter(publisher=_number(ref))


def _number(ref: str) -> int:
    return int(ref) if ref.isascii() and ref.isdecimal() and len(ref) <= 18 else 0


def _row(rows: QuerySet[BodyT], ref: str) -> BodyT | None:
    return rows.filter(pk=_number(ref)).first()


def _waiting(finds: QuerySet[Find]) -> QuerySet[Find]:
    """Those of these finds whose document is not searchable yet, and may be soon."""
    now = timezone.now()
    there = Document.everything.filter(pk=OuterRef("document_id"), state=Document.State.INDEXED)
    lately = finds.filter(searchable_at=None, found_at__gt=now - WAITED_FOR, found_at__lte=now)
    return lately.exclude(document_id="").exclude(Exists(there))


def happened(finds: Iterable[Find]) -> Iterator[Happening]:
    """Finds as what happened, as whoever reads now may see them."""
    rows = list(finds)
    ids = {one for find in rows for one in (find.document_id, find.old_document_id) if one}
    here = {each.pk: each for each in Document.objects.filter(pk__in=ids)}
    for find in rows:
        document = here.get(find.document_id)
        if find.document_id and document is None:
            continue
        old = here.get(find.old_document_id) if find.old_document_id != find.document_id else None
        yield Happening(
            key=f"find:{find.pk}",
            about=about(document.pk) if document else f"find:{find.pk}",
            what=find.get_kind_display(),
            title=find.name or (document.title if document else _what_it_is_of(find)),
            path=(
                reverse("viewer:document", args=[document.pk])
                if document
                else reverse("lookout:find", args=[find.pk])
            ),
            context=_context(find),
            at=find.found_at,
            excerpts=partial(_changed, find, old, document) if old and document else _former(find),
        )


def _what_it_is_of(find: Find) -> str:
    return f"{find.council} {find.meeting}".strip() or find.url or str(find.watched)


def _context(find: Find) -> Sequence[str]:
    day = date_format(find.date, "DATE_FORMAT") if find.date else ""
    where = (find.council or str(find.watched), find.meeting, day)
    return [part for part in where if part]


def _former(find: Find) -> Callable[[], Sequence[Excerpt]]:
    return lambda: [*_former_title(find)]


def _former_title(find: Find) -> Iterator[Excerpt]:
    if find.old_title:
        yield Excerpt(gettext(_FORMER), "", [(find.old_title, "old")])


def _changed(find: Find, old: Document, new: Document) -> Sequence[Excerpt]:
    """The words that changed, each with its page; all of them behind the last link."""
    found = [*_former_title(find)]
    if {old.state, new.state} <= {Document.State.READ, Document.State.INDEXED}:
        changes = replacement(old, new).changes
        found += [_excerpt(change, old, new) for change in changes[:MOST_CHANGES]]
        if len(changes) > MOST_CHANGES:
            found.append(Excerpt(gettext(_ALL), reverse("lookout:find", args=[find.pk]), []))
    return found


def _excerpt(change: WordChange, old: Document, new: Document) -> Excerpt:
    document, side = (new, change.new) if change.new.page else (old, change.old)
    pieces: list[tuple[str, Op]] = []
    for piece in change.pieces:
        if piece.op == "same":
            pieces.append((piece.new, "same"))
        else:
            pieces += [(piece.old, "old"), (piece.new, "new")]
    return Excerpt(f"p.{side.page}", _path(document, side), shortened(pieces))


def _path(document: Document, side: Side) -> str:
    path = reverse("viewer:page", args=[document.pk, side.page])
    return marked(path, side.boxes) if side.boxes else path
