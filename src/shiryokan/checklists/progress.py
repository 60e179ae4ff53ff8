"""How far assessments are."""

from __future__ import annotations

import datetime
from collections.abc import Iterable

import msgspec
from django.db.models import Count, Exists, OuterRef, Q
from django.utils import timezone

from shiryokan.checklists.models import AnswerKind, Assessment, Citation, Evidence, Result

_NO_TARGET = Q(answer=AnswerKind.NO, target_on=None)
_HOLDS = ("", "holds")
_REQUIREMENT = Exists(
    Citation.objects.filter(item=OuterRef("item"), own=False, since__gt=OuterRef("at")).exclude(
        state__in=_HOLDS
    )
)
_EVIDENCE = Exists(
    Evidence.objects.filter(results=OuterRef("pk"), kind=Evidence.Kind.QUOTE).exclude(
        state__in=_HOLDS
    )
)


class Progress(msgspec.Struct, frozen=True):
    """Of ``total`` items so many have each answer; ``without_target`` say いいえ and not by when
    it will be otherwise, of ``late`` that day is over. Of ``changed`` the requirement behind the
    answer, or a quote that shows its truth, came to stand otherwise."""

    total: int = 0
    yes: int = 0
    no: int = 0
    not_applicable: int = 0
    without_target: int = 0
    late: int = 0
    changed: int = 0

    @property
    def answered(self) -> int:
        """Items that are answered."""
        return self.yes + self.no + self.not_applicable

    @property
    def unchecked(self) -> int:
        """Items that are not."""
        return self.total - self.answered

    @property
    def percent(self) -> int:
        """Rounded down: 99.9 is not all."""
        return self.answered * 100 // self.total if self.total else 0

    @property
    def complete(self) -> bool:
        """Whether the inspector will find every answer and every day."""
        return self.total > 0 and not self.unchecked and not self.without_target


def progress_of(
    assessments: Iterable[Assessment], today: datetime.date | None = None
) -> dict[int, Progress]:
    """How far assessments are, by their keys."""
    today = today or timezone.localdate()
    keys = [each.pk for each in assessments]
    rows = (
        Result.objects.filter(assessment__in=keys)
        .order_by()
        .annotate(requirement=_REQUIREMENT, shown=_EVIDENCE)
        .values("assessment")
        .annotate(
            total=Count("pk"),
            yes=Count("pk", filter=Q(answer=AnswerKind.YES)),
            no=Count("pk", filter=Q(answer=AnswerKind.NO)),
            not_applicable=Count("pk", filter=Q(answer=AnswerKind.NOT_APPLICABLE)),
            without_target=Count("pk", filter=_NO_TARGET),
            late=Count("pk", filter=Q(answer=AnswerKind.NO, target_on__lt=today)),
            changed=Count(
                "pk",
                filter=~Q(answer=AnswerKind.UNCHECKED) & (Q(requirement=True) | Q(shown=True)),
            ),
        )
    )
    names = Progress.__struct_fields__
    found = {row["assessment"]: Progress(*(row[name] for name in names)) for row in rows}  # type: ignore[literal-required]
    return {key: found.get(key, Progress()) for key in keys}
