"""What people do, by which their home is put together. It is no right."""

from __future__ import annotations

from typing import Literal

from shiryokan.access.policies import AnyUser
from shiryokan.access.rules import Role as Right
from shiryokan.access.rules import role_of
from shiryokan.i18n import message as _

Role = Literal["billing", "management", "system", "pharmacy", "staff", "editor", "public"]
ROLE_TITLES: dict[Role, str] = {
    "billing": _("医事課"),
    "management": _("経営・事務長"),
    "system": _("システム管理者"),
    "pharmacy": _("薬局"),
    "staff": _("一般職員"),
    "editor": _("編集者"),
    "public": _("一般の読者"),
}
"""What a role is called, messages."""


def first_role(user: AnyUser) -> Role:
    """The role of whoever has not chosen one."""
    if not user.is_authenticated:
        return "public"
    match role_of(user):
        case Right.ADMINISTRATOR:
            return "system"
        case Right.EDITOR:
            return "editor"
        case _:
            return "staff"
