"""Who is in an organisation, and what they may see and do there.

Administrators see and may do everything; everybody else what their membership says, editors of the
house too.
"""

from __future__ import annotations

from typing import TypeVar

from django.contrib.auth.models import User
from django.db import models as db
from django.db import transaction
from django.db.models import QuerySet

from shiryokan.access.policies import AnyUser
from shiryokan.audit.record import record
from shiryokan.checklists import audit_kinds
from shiryokan.checklists.errors import ChecklistError
from shiryokan.checklists.models import NAME_LENGTH, Membership, Organisation

Role = Membership.Role
_ORDER = [Role.READER, Role.ANSWERER, Role.MANAGER]
RowT = TypeVar("RowT", bound=db.Model)


def sees_all(user: AnyUser) -> bool:
    """Whether somebody is in every organisation, so to say."""
    return bool(user.is_authenticated and user.is_active and getattr(user, "is_superuser", False))


def organisations_of(user: AnyUser) -> QuerySet[Organisation]:
    """The organisations that somebody sees."""
    if sees_all(user):
        return Organisation.objects.all()
    if not user.is_authenticated or not user.is_active:
        return Organisation.objects.none()
    return Organisation.objects.filter(memberships__user=user.pk)


def seen(rows: QuerySet[RowT], user: AnyUser, way: str = "organisation") -> QuerySet[RowT]:
    """Those of rows that belong to an organisation, by ``way``, which somebody sees."""
    if sees_all(user):
        return rows
    return rows.filter(**{f"{way}__in": organisations_of(user).values("pk")})


def role_in(organisation: Organisation, user: AnyUser) -> Membership.Role | None:
    """What somebody may do in an organisation; None for who is not in it."""
    if sees_all(user):
        return Role.MANAGER
    if not user.is_authenticated or not user.is_active:
        return None
    found = organisation.memberships.filter(user=user.pk).values_list("role", flat=True).first()
    return Role(found) if found else None


def may(role: Membership.Role | None, needed: Membership.Role) -> bool:
    """Whether who has ``role`` may what ``needed`` may."""
    return role is not None and _ORDER.index(role) >= _ORDER.index(needed)


def active_members(organisation: Organisation) -> QuerySet[User]:
    """The people in an organisation who can still sign in."""
    wanted = organisation.memberships.values("user")
    return User.objects.filter(pk__in=wanted, is_active=True).order_by("username")


@transaction.atomic
def new_organisation(name: str, manager: User) -> Organisation:
    """An organisation, with who manages it. Raises :class:`ChecklistError` where the name is empty
    or that of another one that they see."""
    name = name.strip()[:NAME_LENGTH]
    if not name:
        raise ChecklistError("checklist_name")
    if organisations_of(manager).filter(name=name).exists():
        raise ChecklistError("checklist_name_taken", name=name)
    made = Organisation.objects.create(name=name)
    record(audit_kinds.ORGANISATION_MADE, f"organisation:{made.pk}", name)
    put_member(made, manager, Role.MANAGER)
    return made


@transaction.atomic
def put_member(organisation: Organisation, user: User, role: Membership.Role) -> None:
    """Have somebody in an organisation with a role. Raises :class:`ChecklistError` where nobody
    would manage it any more."""
    if role != Role.MANAGER:
        _others_manage(organisation, user)
    Membership.objects.update_or_create(
        organisation=organisation, user=user, defaults={"role": role}
    )
    _recorded(organisation, user, role)


@transaction.atomic
def remove_member(organisation: Organisation, user: User) -> None:
    """Take somebody out of an organisation: what they answered stays. Raises
    :class:`ChecklistError` where nobody would manage it any more."""
    _others_manage(organisation, user)
    organisation.memberships.filter(user=user).delete()
    _recorded(organisation, user, "")


def _others_manage(organisation: Organisation, user: User) -> None:
    # one after the other: of two managers who take each other out, one stays
    managers = list(
        organisation.memberships.select_for_update()
        .filter(role=Role.MANAGER, user__is_active=True)
        .values_list("user", flat=True)
    )
    if managers == [user.pk]:
        raise ChecklistError("checklist_last_manager")


def _recorded(organisation: Organisation, user: User, role: str) -> None:
    record(
        audit_kinds.MEMBER_CHANGED, f"organisation:{organisation.pk}", organisation.name,
        user=user.pk, role=str(role),
    )  # fmt: skip
