"""Courses to be done and the review of today, as blocks of homes."""

from __future__ import annotations

from collections.abc import Iterator

from django.contrib.auth.models import User
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext

from shiryokan.access.policies import AnyUser
from shiryokan.homes.blocks import MOST_ENTRIES, Block, Entry
from shiryokan.i18n import message as _
from shiryokan.learning.asking import due_cards
from shiryokan.learning.due import due_dates


def _courses(user: AnyUser) -> Iterator[Entry]:
    if not isinstance(user, User):
        return
    today = timezone.localdate()
    due = sorted((each for each in due_dates(user) if not each.done), key=lambda each: each.day)
    for each in due[:MOST_ENTRIES]:
        yield Entry(each.title, each.path, day=each.day, urgent=each.day < today)


def _review(user: AnyUser) -> Iterator[Entry]:
    if not isinstance(user, User):
        return
    count = due_cards(user).count()
    if count:
        said = gettext("今日の復習: %(count)s問") % {"count": count}
        yield Entry(said, reverse("learning:review"))


COURSES = Block(
    "courses", _("受ける講座"),
    {
        "staff": 10, "billing": 40, "management": 40, "system": 30, "pharmacy": 20, "editor": 50,
    },
    _courses, more="learning:index",
)  # fmt: skip
REVIEW = Block("review", _("今日の復習"), {"staff": 20, "pharmacy": 40}, _review)
