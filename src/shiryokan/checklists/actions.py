"""What is to be done, by whom and by when."""

from __future__ import annotations

import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from shiryokan.audit.record import record
from shiryokan.checklists import audit_kinds
from shiryokan.checklists.errors import ChecklistError
from shiryokan.checklists.membership import active_members
from shiryokan.checklists.models import TITLE_LENGTH, Action, Organisation, Result
from shiryokan.japanese.codepoints import without_nul


@transaction.atomic
def add(
    organisation: Organisation, user: User, title: str, due: datetime.date, *,
    owner: User | None = None, result: Result | None = None,
) -> Action:  # fmt: skip
    """Something to be done, for somebody of the organisation. Raises :class:`ChecklistError`."""
    title = without_nul(title.strip())
    if not title:
        raise ChecklistError("checklist_name")
    _member(organisation, owner)
    if result is not None and result.assessment.organisation_id != organisation.pk:
        raise ChecklistError("checklist_whose")
    made = Action.objects.create(
        organisation=organisation, by=user, title=title[:TITLE_LENGTH], due=due, owner=owner,
        result=result,
    )  # fmt: skip
    _recorded(made, "made")
    return made


@transaction.atomic
def hand_over(action: Action, owner: User | None) -> None:
    """Have somebody else of the organisation do it."""
    _member(action.organisation, owner)
    action.owner = owner
    action.save(update_fields=["owner"])
    _recorded(action, "owner")


@transaction.atomic
def set_done(action: Action, *, done: bool) -> None:
    """Say that it is done, or not."""
    action.done_on = timezone.localdate() if done else None
    action.save(update_fields=["done_on"])
    _recorded(action, "done" if done else "open")


def _member(organisation: Organisation, owner: User | None) -> None:
    if owner is not None and not active_members(organisation).filter(pk=owner.pk).exists():
        raise ChecklistError("action_owner")


def _recorded(action: Action, what: str) -> None:
    record(
        audit_kinds.ACTION_CHANGED, f"action:{action.pk}", action.title,
        organisation=action.organisation_id, what=what, owner=action.owner_id or 0,
        due=action.due.isoformat(),
    )  # fmt: skip
