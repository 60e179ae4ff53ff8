"""What is due in checklists, among the deadlines of a person and as a block of homes."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib.auth.models import User
from django.utils import timezone
from django.utils.translation import gettext

from shiryokan.access.policies import AnyUser
from shiryokan.checklists.due import Kind, due_dates
from shiryokan.deadlines.sources import DueDate
from shiryokan.homes.blocks import MOST_ENTRIES, Block, Entry
from shiryokan.i18n import message as _

CHECKLISTS = _("点検表")
_KINDS: dict[Kind, str] = {
    "assessment": _("点検の期限"),
    "target": _("目標日"),
    "action": _("対応の期限"),
}


def due_days(user: User) -> Iterator[DueDate]:
    """The days of somebody's organisations."""
    for each in due_dates(user):
        yield DueDate(
            key=f"{each.kind}:{each.address}:{each.day}", day=each.day, title=each.title,
            path=each.address, words=gettext(_KINDS[each.kind]),
        )  # fmt: skip


def _entries(user: AnyUser) -> Iterator[Entry]:
    today = timezone.localdate()
    for each in due_dates(user)[:MOST_ENTRIES]:
        yield Entry(
            each.title, each.address, note=gettext(_KINDS[each.kind]), day=each.day,
            urgent=each.day < today,
        )  # fmt: skip


BLOCK = Block(
    "checklists", CHECKLISTS,
    {"system": 8, "pharmacy": 5, "billing": 15, "management": 12},
    _entries,
)  # fmt: skip
