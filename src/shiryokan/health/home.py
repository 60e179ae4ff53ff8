"""How the house is, as a block of an administrator's home."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext

from shiryokan.access.policies import AnyUser
from shiryokan.health.failures import count
from shiryokan.homes.blocks import Block, Entry
from shiryokan.i18n import message as _


def _entries(user: AnyUser) -> Iterator[Entry]:
    if not getattr(user, "is_superuser", False):
        return
    if number := count():
        said = gettext("うまくいかなかった作業: %(count)s件") % {"count": number}
        yield Entry(said, reverse("health:health"), urgent=True)


BLOCK = Block("health", _("館の具合"), {"system": 5, "editor": 90}, _entries, more="health:health")
