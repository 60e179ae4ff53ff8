"""What administrators change of somebody: role, groups, and whether the account may be used."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib.auth import SESSION_KEY
from django.contrib.auth.models import Group, User
from django.contrib.sessions.models import Session
from django.db import transaction
from django.utils import timezone

from shiryokan.access.rules import Role, set_role
from shiryokan.accounts import audit_kinds
from shiryokan.accounts.invitations import end_links, has_administrator, hold_administrators
from shiryokan.accounts.models import TerminalSignIn
from shiryokan.audit.record import record


def change(user: User, role: Role, groups: Iterable[Group], *, active: bool) -> bool:
    """Whether the change could be made: somebody must be left who administers."""
    wanted = list(groups)
    with transaction.atomic():
        hold_administrators()
        held = User.objects.select_for_update().get(pk=user.pk)
        set_role(held, role)
        held.is_active = active
        held.save(update_fields=["is_superuser", "is_staff", "is_active"])
        held.groups.set(wanted)
        if not has_administrator():
            transaction.set_rollback(True)
            return False
        if not active:
            end_links(held)
            end_sessions(held)
        record(
            audit_kinds.PERSON, f"user:{held.pk}", role=role, active=active,
            groups=sorted(group.name for group in wanted),
        )  # fmt: skip
    return True


def end_sessions(user: User) -> None:
    """Sign somebody out everywhere, also for when the account may be used again."""
    TerminalSignIn.objects.filter(user=user).delete()
    for session in Session.objects.filter(expire_date__gt=timezone.now()).iterator():
        if session.get_decoded().get(SESSION_KEY) == str(user.pk):
            session.delete()
