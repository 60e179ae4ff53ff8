"""The table of days: of documents that are seen, and of whoever asks."""

from __future__ import annotations

import datetime
from collections.abc import Mapping

import msgspec
from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from shiryokan.access.policies import AnyUser
from shiryokan.deadlines.models import DocumentDeadline
from shiryokan.deadlines.sources import due_for, sources
from shiryokan.documents.page_places import marked
from shiryokan.japanese.codepoints import without_nul
from shiryokan.paper.model import Box
from shiryokan.quotes.standing import STATE_TITLES

MOST = 1000
"""Days that are told at once."""


class Day(msgspec.Struct, frozen=True):
    """A row: ``path`` leads to the box on its page, or to what is to be done."""

    uid: str
    day: datetime.date
    kind: str
    kind_title: str
    title: str
    words: str
    path: str
    page: int = 0
    state: str = ""
    mine: bool = False
    made_at: datetime.datetime | None = None

    @property
    def state_title(self) -> str:
        """The standing in words; empty for what is no quote."""
        return gettext(STATE_TITLES[self.state]) if self.state in STATE_TITLES else ""


class Chosen(msgspec.Struct, frozen=True):
    """Which days are asked for: from a day on, to a day, of a kind, with words; only one's own, or
    only those of documents."""

    first: datetime.date | None = None
    last: datetime.date | None = None
    kind: str = ""
    words: str = ""
    whose: str = ""

    @classmethod
    def of(cls, given: Mapping[str, str]) -> Chosen:
        """Of the parameters of an address; what is not understood is left out. Without ``from`` or
        ``all`` what is past is left out."""
        first = _day(given.get("from", ""))
        if first is None and "all" not in given:
            first = timezone.localdate()
        kinds = {value for value, _ in kinds_of()}
        kind, whose = given.get("kind", ""), given.get("whose", "")
        return cls(
            first, _day(given.get("to", "")), kind if kind in kinds else "",
            without_nul(given.get("q", "")).strip()[:200],
            whose if whose in ("mine", "documents") else "",
        )  # fmt: skip


def _day(text: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return None


def kinds_of() -> list[tuple[str, str]]:
    """The kinds of days, with their titles: of documents, and of the rooms' sources."""
    found = [(str(value), str(label)) for value, label in DocumentDeadline.Kind.choices]
    return found + [(each.name, gettext(each.title)) for each in sources()]


def days(chosen: Chosen, user: AnyUser) -> list[Day]:
    """The days, in their order; of documents those that whoever reads now may see."""
    found = [] if chosen.whose == "mine" else _of_documents(chosen)
    if chosen.whose != "documents" and isinstance(user, User):
        found += _own(chosen, user)
    return sorted(found, key=lambda each: (each.day, not each.mine))[:MOST]


def _of_documents(chosen: Chosen) -> list[Day]:
    rows = DocumentDeadline.objects.select_related("document")
    if chosen.first:
        rows = rows.filter(day__gte=chosen.first)
    if chosen.last:
        rows = rows.filter(day__lte=chosen.last)
    if chosen.kind:
        rows = rows.filter(kind=chosen.kind)
    if chosen.words:
        rows = rows.filter(words__icontains=chosen.words)
    return [
        Day(
            f"document:{row.document_id}:{row.key}", row.day, row.kind, row.get_kind_display(),
            row.document.title, row.words,
            marked(
                reverse("viewer:page", args=[row.document_id, row.page]),
                [Box(*box) for box in row.boxes],
            ),
            row.page, row.state, made_at=row.made_at,
        )
        for row in rows[:MOST]
    ]  # fmt: skip


def _own(chosen: Chosen, user: User) -> list[Day]:
    found = []
    for source, due in due_for(user):
        if chosen.kind not in ("", source.name):
            continue
        # what is to be done and overdue is told, whatever the first day
        if chosen.last and due.day > chosen.last:
            continue
        if chosen.words and chosen.words not in due.title + due.words:
            continue
        found.append(
            Day(
                f"{source.name}:{user.pk}:{due.key}", due.day, source.name, gettext(source.title),
                due.title, due.words, due.path, mine=True,
            )
        )  # fmt: skip
    return found
