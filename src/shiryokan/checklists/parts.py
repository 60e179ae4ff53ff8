"""Facilities, vendors and systems of an organisation."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils import timezone

from shiryokan.audit.record import record
from shiryokan.checklists import audit_kinds
from shiryokan.checklists.errors import ChecklistError
from shiryokan.checklists.models import NAME_LENGTH, Facility, Organisation, System, Vendor
from shiryokan.japanese.codepoints import without_nul

Part = Facility | Vendor | System
KINDS: dict[str, type[Part]] = {"facility": Facility, "vendor": Vendor, "system": System}
"""What an organisation has, as forms name it."""


def put_part(
    organisation: Organisation, model: type[Part], name: str, key: int = 0, *,
    facility: Facility | None = None, vendor: Vendor | None = None,
) -> Part:  # fmt: skip
    """Add a part, or give that of ``key`` another name; of a system also say where it stands and
    who answers for it. Raises :class:`ChecklistError`."""
    name = without_nul(name.strip())[:NAME_LENGTH]
    if not name:
        raise ChecklistError("checklist_name")
    row = _part(organisation, model, key) if key else model(organisation=organisation)
    row.name, row.ended_at = name, None
    if isinstance(row, System):
        row.facility, row.vendor = facility, vendor
    try:
        with transaction.atomic():
            row.save()
            _recorded(row)
    except IntegrityError:
        raise ChecklistError("checklist_name_taken", name=name) from None
    return row


@transaction.atomic
def end_part(organisation: Organisation, model: type[Part], key: int) -> None:
    """Say that a part is no more; what was answered for it stays."""
    row = _part(organisation, model, key)
    row.ended_at = timezone.now()
    row.save(update_fields=["ended_at"])
    _recorded(row)


def _part(organisation: Organisation, model: type[Part], key: int) -> Part:
    found: Part | None = model._default_manager.filter(organisation=organisation, pk=key).first()
    if found is None:
        raise ChecklistError("checklist_whose")
    return found


def _recorded(row: Part) -> None:
    record(
        audit_kinds.PLACE_CHANGED, f"organisation:{row.organisation_id}", row.name,
        part=f"{row._meta.model_name}:{row.pk}", ended=row.ended_at is not None,
    )  # fmt: skip
