"""Which remarks somebody may read, where they stand now, and how."""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Sequence

import msgspec
from django.contrib.auth.models import User
from django.db.models import Q, QuerySet
from django.urls import reverse

from shiryokan.access.policies import AnyUser
from shiryokan.documents.models import Document
from shiryokan.documents.page_places import marked
from shiryokan.i18n import message as _
from shiryokan.paper.model import Box
from shiryokan.quotes.library import Library
from shiryokan.quotes.shown import ShownQuote
from shiryokan.quotes.shown import shown as shown_quotes
from shiryokan.quotes.standing import STATE_TITLES, State
from shiryokan.records.headings import heading
from shiryokan.records.models import Record
from shiryokan.remarks.models import Remark
from shiryokan.subjects.seen import Seen, seen_at
from shiryokan.subjects.since import state_since
from shiryokan.subjects.subject import subject_of

SAID: dict[State, str] = {
    "holds": _("メモを付けた言葉は、そのままです"),
    "corrected": _("メモを付けた言葉が訂正されました"),
    "changed": _("メモを付けた言葉が変わりました"),
    "withdrawn": _("メモを付けたものは廃止されました"),
    "gone": _("メモを付けたものは、なくなりました"),
    "unsure": _("メモを付けた言葉が今もあるか、確かめてください"),
}
"""What a remark says of what it was written about, messages."""
NEWER = _("このページのある文書に、新しい版があります")
WAITING = _("新しい版と突き合わせているところです")


class ShownRemark(msgspec.Struct, frozen=True):
    """A remark as whoever reads may have it.

    ``document`` is None where its document may not be seen or is no more; then ``words`` and
    ``title`` are empty, and only its writer is shown it. ``path`` leads to the place it was written
    about, ``path_now`` to where that stands in the newest version, empty where it is the same.
    ``said`` is a message: what became of it.
    """

    row: Remark
    mine: bool
    document: Document | None
    title: str
    page: int
    words: str
    path: str
    path_now: str
    state: str
    said: str

    @property
    def state_title(self) -> str:
        """The state as a message; empty where it was not judged yet."""
        return STATE_TITLES.get(self.state, "")  # type: ignore[call-overload,no-any-return]


def readable(user: AnyUser) -> QuerySet[Remark]:
    """The remarks that somebody may ask for: their own, their groups', and everybody's; a stranger
    none."""
    rows = Remark.objects.select_related("quote__standing", "owner", "group")
    if not isinstance(user, User):
        return rows.none()
    may = Q(owner=user.pk) | Q(audience=Remark.Audience.ALL)
    groups = user.groups.values("pk")
    may |= Q(audience=Remark.Audience.GROUP, group__in=groups)
    # not even their number is told of what others wrote about what may not be seen
    seen = Document.objects.values("pk")
    place = Q(subject__isnull=False) | Q(document_id__in=seen) | Q(quote__document_id__in=seen)
    return rows.filter(may & (Q(owner=user.pk) | place))


def shown(rows: Iterable[Remark], user: AnyUser) -> list[ShownRemark]:
    """The remarks, in their order, without those of others about what ``user`` may not see."""
    rows = list(rows)
    kept = [row.quote for row in rows if row.quote is not None]
    quotes = {each.row.pk: each for each in shown_quotes(kept)}
    documents = Document.objects.in_bulk({row.document_id for row in rows if row.document_id})
    library = Library()
    subjects: dict[uuid.UUID, Seen | None] = {}
    found = []
    for row in rows:
        mine = row.owner_id == user.pk
        if row.quote_id is not None:
            made = _of_quote(row, mine, quotes[row.quote_id])
        elif row.subject is not None:
            if row.subject not in subjects:
                subjects[row.subject] = seen_at(row.subject)
            made = _of_subject(row, mine, subjects[row.subject])
        else:
            made = _of_page(row, mine, documents.get(row.document_id), library)
        if mine or made.document is not None:
            found.append(made)
    return found


def _of_quote(row: Remark, mine: bool, quote: ShownQuote) -> ShownRemark:
    document, place = quote.document, quote.row
    if document is None:
        return _hidden(row, mine)
    now = ""
    standing, cause = quote.standing, quote.cause
    if quote.state == "holds" and standing is not None and standing.place_document:
        if Document.objects.filter(pk=standing.place_document).exists():
            now = _path(standing.place_document, standing.place_page, standing.place_boxes)
    elif cause is not None and cause.document is not None and cause.page:
        now = _path(cause.document.pk, cause.page, cause.boxes)
    return ShownRemark(
        row, mine, document, document.title, place.page, quote.words,
        _path(document.pk, place.page, place.boxes), now, quote.state,
        SAID[_state(quote.state)] if quote.state else WAITING,
    )  # fmt: skip


def _of_subject(row: Remark, mine: bool, seen: Seen | None) -> ShownRemark:
    if seen is None:
        return _hidden(row, mine)
    newest = seen.newest
    state = state_since(seen, row.record)
    return ShownRemark(
        row, mine, newest.document, heading(newest), newest.page, seen.steps[-1].words,
        reverse("subjects:subject", args=[seen.id]), "", state, SAID[state],
    )  # fmt: skip


def _of_page(row: Remark, mine: bool, document: Document | None, library: Library) -> ShownRemark:
    if document is None:
        return _hidden(row, mine)
    newer = library.newest_of(document.pk)
    now = reverse("viewer:document", args=[newer]) if newer else ""
    return ShownRemark(
        row, mine, document, document.title, row.page, "",
        reverse("viewer:page", args=[document.pk, row.page]), now,
        "unsure" if newer else "holds", NEWER if newer else "",
    )  # fmt: skip


def _hidden(row: Remark, mine: bool) -> ShownRemark:
    return ShownRemark(row, mine, None, "", 0, "", "", "", "", "")


def _state(state: str) -> State:
    return state if state in SAID else "unsure"


def _path(document: str, page: int, boxes: Sequence[Sequence[float]]) -> str:
    path = reverse("viewer:page", args=[document, page])
    return marked(path, [Box(*box) for box in boxes]) if boxes else path


MOST_BESIDE = 200
"""Remarks that are shown beside a page, the newest."""


def beside_page(user: AnyUser, document: str, number: int) -> list[ShownRemark]:
    """The remarks that belong beside a page: on it, on words that now stand there, and on subjects
    of its records."""
    rows = readable(user)
    if not rows.exists():
        return []
    there = Q(document_id=document, page=number)
    there |= Q(quote__document_id=document, quote__page=number)
    there |= Q(quote__standing__place_document=document, quote__standing__place_page=number)
    there |= Q(
        quote__standing__cause_document=document, quote__standing__cause_page=number,
        quote__standing__cause_kind="comparison",
    )  # fmt: skip
    if rows.exclude(subject=None).exists():
        there |= Q(subject__in=_subjects_on(document, number))
    return shown(rows.filter(there)[:MOST_BESIDE], user)


def _subjects_on(document: str, number: int) -> set[uuid.UUID]:
    """The addresses of the subjects whose records begin on a page."""
    found: set[uuid.UUID] = set()
    for record in Record.objects.filter(document=document, page=number).defer("text", "extracted"):
        subject = subject_of(record)
        if subject is not None:
            found |= subject.addresses
    return found


def about_subject(user: AnyUser, seen: Seen) -> list[ShownRemark]:
    """The remarks on a subject."""
    rows = readable(user).filter(subject__in=seen.subject.addresses)
    return shown(rows[:MOST_BESIDE], user)
