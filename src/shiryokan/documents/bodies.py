"""Publishers and councils by their names: found, renamed, merged, and merged ones parted again.

What arrives under a name that was merged or changed goes to the one that it stands for now.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable

import msgspec
from django.db import transaction
from django.db.models import Q, QuerySet
from django_tasks import task
from rapidfuzz import fuzz

from shiryokan.audit.record import record
from shiryokan.documents import audit_kinds
from shiryokan.documents.models import Council, Document, FormerName, Meeting, Origin, Publisher
from shiryokan.documents.names import tidy
from shiryokan.documents.signals import document_described
from shiryokan.i18n import message as _
from shiryokan.japanese.codepoints import fold_text
from shiryokan.jobs.models import confirm
from shiryokan.jobs.queues import enqueue_unless_waiting
from shiryokan.jobs.retries import Refusal, retried
from shiryokan.jobs.steps import titled
from shiryokan.titlepage.bodies import body_of

LONGEST = 200
"""Characters of a name, at most."""
_LONGEST_NUMBER = 100

Body = Publisher | Council


def publisher_named(name: str) -> Publisher:
    """The publisher of a name, made if there is none; of a former name the one it stands for."""
    name = tidy(name, LONGEST)
    if found := Publisher.everything.filter(name=name).first():
        return found
    former = FormerName.objects.filter(name=name, publisher__isnull=False, council=None).first()
    if former and former.publisher:
        return former.publisher
    return Publisher.everything.get_or_create(name=name)[0]


def council_named(name: str, publisher: Publisher | None) -> Council:
    """The same for a council of a publisher, or of none that is known."""
    name = tidy(name, LONGEST)
    if found := Council.everything.filter(name=name, publisher=publisher).first():
        return found
    former = FormerName.objects.filter(name=name, council__isnull=False, within=publisher).first()
    if former and former.council:
        return former.council
    return Council.everything.get_or_create(name=name, publisher=publisher)[0]


def meeting_numbered(council: Council, number: str, day: datetime.date | None) -> Meeting:
    """The meeting of a council with a number (第41回), made if there is none."""
    return Meeting._base_manager.get_or_create(
        council=council, number=tidy(number, _LONGEST_NUMBER), defaults={"date": day}
    )[0]


class NameTaken(Exception):  # noqa: N818
    """Another one of the same kind has the name: the two can be merged."""

    def __init__(self, other: Body) -> None:
        super().__init__(str(other))
        self.other = other


@transaction.atomic
def rename(body: Body, name: str) -> None:
    """Give a publisher or a council another name; the old one goes on standing for it.

    Raises :class:`NameTaken` where another has that name.
    """
    old, new = body.name, tidy(name, LONGEST)
    if old == new:
        return
    if (other := _other_named(body, new)) is not None:
        raise NameTaken(other)
    body.name = new
    body.save(update_fields=["name"])
    _names_of(body).filter(name=new).delete()
    _note_former(body, old, _within(body), {})
    record(audit_kinds.BODY_RENAMED, _about(body), new, old=old, new=new)
    _file_anew_later(body)


def _other_named(body: Body, name: str) -> Body | None:
    if isinstance(body, Publisher):
        return Publisher.everything.filter(name=name).exclude(pk=body.pk).first()
    same = Council.everything.filter(name=name, publisher=body.publisher_id)
    return same.exclude(pk=body.pk).first()


def merge(body: Body, into: Body) -> FormerName | None:
    """Make two publishers, or two councils, one: all that was of ``body`` is of ``into``, and what
    arrives under its name goes there. Returns what :func:`part` undoes; None if they are the same.

    Raises :class:`TypeError` if one is a publisher and the other a council.
    """
    if type(body) is not type(into):
        raise TypeError("a publisher and a council are not merged")
    if body.pk == into.pk:
        return None
    with transaction.atomic():
        # in the order of their keys, so that two mergers at once wait for each other
        kind = type(body)
        list(kind.everything.select_for_update().filter(pk__in=(body.pk, into.pk)).order_by("pk"))
        documents = _documents_of(body)
        moved = (
            _move_publisher(body, into)
            if isinstance(body, Publisher) and isinstance(into, Publisher)
            else _move_council(body, into)  # type: ignore[arg-type]
        )
        for former in _names_of(body):
            former.publisher, former.council = _kinds(into)
            former.save(update_fields=["publisher", "council"])
        former = _note_former(into, body.name, _within(body), moved)
        record(
            audit_kinds.BODIES_MERGED, _about(into), into.name, merged=body.name, into=into.name,
            documents=len(documents),
        )  # fmt: skip
        body.delete()
        _file_anew_later(into)
    return former


def _move_publisher(body: Publisher, into: Publisher) -> dict[str, list[list[int]]]:
    origins = list(Origin._base_manager.filter(publisher=body).values_list("pk", flat=True))
    Origin._base_manager.filter(pk__in=origins).update(publisher=into)
    councils: list[list[int]] = []
    for council in Council.everything.filter(publisher=body):
        twin = Council.everything.filter(publisher=into, name=council.name).first()
        if twin is None:
            Council.everything.filter(pk=council.pk).update(publisher=into)
            councils.append([council.pk])
        else:
            _move_council(council, twin)
            council.delete()
    FormerName.objects.filter(within=body).update(within=into)
    return {"origins": [[pk] for pk in origins], "councils": councils}


def _move_council(body: Council, into: Council) -> dict[str, list[list[int]]]:
    origins: list[list[int]] = []
    meetings: list[list[int]] = []
    for meeting in Meeting._base_manager.filter(council=body):
        twin = Meeting._base_manager.filter(council=into, number=meeting.number).first()
        if twin is None:
            Meeting._base_manager.filter(pk=meeting.pk).update(council=into)
            meetings.append([meeting.pk])
        else:
            Origin._base_manager.filter(meeting=meeting).update(meeting=twin)
            meeting.delete()
    for origin in Origin._base_manager.filter(council=body):
        origins.append([origin.pk])
    Origin._base_manager.filter(council=body).update(council=into)
    return {"origins": origins, "meetings": meetings}


@transaction.atomic
def part(former: FormerName) -> Body:
    """Undo a merger: what it moved, and is still there, is of the old one again; what has arrived
    since stays. Raises :class:`NameTaken` where another has the name by now."""
    into: Body | None = former.publisher or former.council
    assert into is not None
    pk = {name: [keys[0] for keys in rows] for name, rows in former.moved.items()}
    body: Body
    if isinstance(into, Publisher):
        if other := Publisher.everything.filter(name=former.name).first():
            raise NameTaken(other)
        body = Publisher.everything.create(name=former.name)
        Origin._base_manager.filter(pk__in=pk.get("origins", []), publisher=into).update(
            publisher=body
        )
        councils = Council.everything.filter(pk__in=pk.get("councils", []), publisher=into)
        councils.update(publisher=body)
    else:
        same = Council.everything.filter(name=former.name, publisher=former.within)
        if (twin := same.first()) is not None:
            raise NameTaken(twin)
        body = Council.everything.create(name=former.name, publisher=former.within)
        Meeting._base_manager.filter(pk__in=pk.get("meetings", []), council=into).update(
            council=body
        )
        Origin._base_manager.filter(pk__in=pk.get("origins", []), council=into).update(council=body)
    _settle_councils(body)
    former.delete()
    record(audit_kinds.MERGER_UNDONE, _about(body), body.name, parted=body.name, of=into.name)
    _file_anew_later(body)
    return body


def _settle_councils(body: Body) -> None:
    """Give the origins of a body that was parted councils and meetings of its own: a merger makes
    those of one name one."""
    own = {"publisher": body} if isinstance(body, Publisher) else {"council": body}
    rows = Origin._base_manager.filter(**own).select_related("council", "meeting")
    for origin in rows:
        council = origin.council
        if isinstance(body, Publisher) and council and council.publisher_id != body.pk:
            council = Council.everything.get_or_create(name=council.name, publisher=body)[0]
        meeting = origin.meeting
        if meeting and council and meeting.council_id != council.pk:
            meeting = meeting_numbered(council, meeting.number, meeting.date)
        if (council, meeting) != (origin.council, origin.meeting):
            Origin._base_manager.filter(pk=origin.pk).update(council=council, meeting=meeting)


def mergers() -> QuerySet[FormerName]:
    """The mergers that can be undone, of whose documents whoever asks sees any."""
    return FormerName.objects.exclude(moved={}).select_related("publisher", "council")


def seen(former: FormerName) -> bool:
    """Whether whoever asks sees a document that a merger moved."""
    moved = [keys[0] for keys in former.moved.get("origins", [])]
    return Origin.objects.filter(pk__in=moved).exists()


class Suggestion(msgspec.Struct, frozen=True):
    """Two that may be one: ``body`` would be merged into ``into``, and why."""

    body: Body
    into: Body
    likeness: int
    """From 0 to 100."""
    why: str
    """``writing``: the same but for writing; ``part``: one is a department of the other; ``like``:
    few letters differ."""


ALIKE = 88
"""Likeness of two names from which they are suggested, from 0 to 100: 個人情報保護委員会 and its
事務局 are below it, a name with a letter left out above it."""
MOST_COMPARED = 2000
"""Names that are compared with each other: all pairs of more would take seconds."""


def suggestions(found: Iterable[Body], counts: dict[int, int]) -> list[Suggestion]:
    """Pairs that may be one, the surest first; of two the one with fewer documents is merged into
    the other, and a department into its body."""
    rows = [(body, _plain(body.name)) for body in list(found)[:MOST_COMPARED]]
    by_name = {body.name: body for body, _ in rows}
    pairs: list[Suggestion] = []
    for number, (one, text) in enumerate(rows):
        whole = by_name.get(body_of(one.name))
        if whole is not None and whole.pk != one.pk:
            pairs.append(Suggestion(one, whole, 95, "part"))
        for other, other_text in rows[number + 1 :]:
            if _of_different_publishers(one, other) and text != other_text:
                continue
            likeness = fuzz.ratio(text, other_text, score_cutoff=ALIKE)
            if likeness and not _told_apart(text, other_text):
                less, more = sorted((one, other), key=lambda each: counts.get(each.pk, 0))
                why = "writing" if text == other_text else "like"
                pairs.append(Suggestion(less, more, round(likeness), why))
    return sorted(pairs, key=lambda pair: (-pair.likeness, pair.body.name))


def _of_different_publishers(one: Body, other: Body) -> bool:
    return (
        isinstance(one, Council)
        and isinstance(other, Council)
        and one.publisher_id != other.publisher_id
    )


_LEGAL_FORM = re.compile(
    r"(?:国立研究開発|独立行政|地方独立行政|一般社団|公益社団|一般財団|公益財団|特定非営利活動|社団|財団)法人"
    r"|株式会社|[(（][一公社財独株][)）]"
)


def _plain(name: str) -> str:
    return re.sub(r"[\W_]", "", fold_text(_LEGAL_FORM.sub("", name)))


def _told_apart(one: str, other: str) -> bool:
    """Whether what differs are numbers, or one letter of two names that are both short: 第1部会
    and 第2部会, 青森県 and 秋田県 are not one."""
    numbers = re.compile(r"[0-9一二三四五六七八九十]+")
    if one != other and numbers.sub("#", one) == numbers.sub("#", other):
        return True
    return one != other and min(len(one), len(other)) < _SHORT


_SHORT = 6
"""Letters of a name below which a letter more or less makes it another."""


def _documents_of(body: Body) -> list[str]:
    if isinstance(body, Publisher):
        rows = Origin._base_manager.filter(Q(publisher=body) | Q(council__publisher=body))
    else:
        rows = Origin._base_manager.filter(council=body)
    return list(rows.values_list("document_id", flat=True).distinct())


def _names_of(body: Body) -> QuerySet[FormerName]:
    if isinstance(body, Publisher):
        return FormerName.objects.filter(publisher=body, council=None)
    return FormerName.objects.filter(council=body)


def _kinds(body: Body) -> tuple[Publisher | None, Council | None]:
    return (body, None) if isinstance(body, Publisher) else (None, body)


def _within(body: Body) -> Publisher | None:
    return body.publisher if isinstance(body, Council) else None


def _note_former(
    body: Body, name: str, within: Publisher | None, moved: dict[str, list[list[int]]]
) -> FormerName:
    publisher, council = _kinds(body)
    return FormerName.objects.create(
        name=name, publisher=publisher, council=council, within=within, moved=moved
    )


def _about(body: Body) -> str:
    return f"{'publisher' if isinstance(body, Publisher) else 'council'}:{body.pk}"


def _file_anew_later(body: Body) -> None:
    enqueue_unless_waiting(file_anew, _about(body))


@titled(_("発行者や会議体の変更の反映"))
@task(priority=-5)
def file_anew(about: str, attempt: int = 1) -> None:
    """Have the documents of a body that has another name filed anew: among their versions, and in
    the index."""
    with retried(file_anew, about, attempt, _give_up):
        kind, _, key = about.partition(":")
        model: type[Body] = Publisher if kind == "publisher" else Council
        body = model.everything.filter(pk=key).first()
        found = _documents_of(body) if body is not None else []
        read = Document.objects.filter(pk__in=found, binned_at=None)
        for document_id in read.exclude(state=Document.State.STORED).values_list("pk", flat=True):
            with transaction.atomic():
                confirm()
                document_described.send(Document, document_id=document_id)


def _give_up(refusal: Refusal) -> None:
    """The name is changed; the documents are filed anew when they are next described."""
