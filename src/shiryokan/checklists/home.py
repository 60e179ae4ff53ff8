"""How far the assessments of somebody's organisations are, as a block of homes."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib.auth.models import User
from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from shiryokan.access.policies import AnyUser
from shiryokan.checklists.models import Assessment
from shiryokan.checklists.progress import progress_of
from shiryokan.homes.blocks import MOST_ENTRIES, Block, Entry
from shiryokan.i18n import message as _


def _entries(user: AnyUser) -> Iterator[Entry]:
    if not isinstance(user, User):
        return
    today = timezone.localdate()
    rows = Assessment.objects.filter(organisation__memberships__user=user, ended_at=None)
    chosen = list(
        rows.select_related("checklist", "facility", "vendor").order_by(
            F("due").asc(nulls_last=True), "-year", "pk"
        )
    )
    progress = progress_of(chosen)
    open_ones = [row for row in chosen if not progress[row.pk].complete or progress[row.pk].changed]
    for row in open_ones[:MOST_ENTRIES]:
        found = progress[row.pk]
        said = {"answered": found.answered, "total": found.total}
        notes = [gettext("%(total)s項目のうち%(answered)s項目") % said]
        if found.without_target:
            words = gettext("目標日のない「いいえ」%(number)s")
            notes.append(words % {"number": found.without_target})
        if found.changed:
            words = gettext("根拠か証跡が変わった項目 %(number)s")
            notes.append(words % {"number": found.changed})
        yield Entry(
            f"{row.of.name} {row.checklist.title}",
            reverse("checklists:assessment", args=[row.pk]),
            note=gettext("、").join(notes), day=row.due,
            urgent=found.changed > 0 or (row.due is not None and row.due < today),
        )  # fmt: skip


BLOCK = Block(
    "assessments", _("自己点検"),
    {"system": 15, "pharmacy": 15, "management": 30, "billing": 45},
    _entries, more="checklists:index",
)  # fmt: skip
