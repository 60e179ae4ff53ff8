"""Which finds are asked for: of a council, of one of its meetings, of a publisher, of a kind."""

from __future__ import annotations

import re
from urllib.parse import urlencode

import msgspec
from django.db.models import QuerySet

from shiryokan.documents.models import Council, Publisher
from shiryokan.lookout.models import Find

_MEETING = re.compile(r"(?P<year>.{0,30}?)第(?P<number>[0-9]{1,5})回")


class Chosen(msgspec.Struct, frozen=True):
    """What is asked for; 0 and nothing are all. ``meeting`` is one of the council: 第41回,
    令和6年度第1回."""

    council: int = 0
    meeting: str = ""
    publisher: int = 0
    kind: str = ""

    @property
    def query(self) -> str:
        """As the query of an address, with its question mark; empty where all are asked for."""
        asked = [(name, value) for name, value in msgspec.structs.asdict(self).items() if value]
        return f"?{urlencode(asked)}" if asked else ""


def chosen(asked: Chosen) -> QuerySet[Find]:
    """The finds that are asked for, of those that are seen. A council or publisher that is not
    seen has none."""
    rows = Find.objects.all()
    if asked.kind:
        rows = rows.filter(kind=asked.kind)
    if asked.council:
        council = Council.objects.filter(pk=asked.council).first()
        rows = rows.filter(council=council.name) if council else rows.none()
    if asked.meeting:
        match = _MEETING.fullmatch(asked.meeting)
        if match is None or not asked.council:
            return rows.none()
        rows = rows.filter(year=match["year"], number=int(match["number"]))
    if asked.publisher:
        publisher = Publisher.objects.filter(pk=asked.publisher).first()
        if publisher is None:
            return rows.none()
        councils = Council.objects.filter(publisher=publisher).values("name")
        rows = rows.filter(council__in=councils) | rows.filter(watched__publisher=publisher.name)
    return rows
