"""Links by which vendors answer their form without an account."""

from __future__ import annotations

import datetime
import hashlib
import secrets

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format

from shiryokan.audit.record import record
from shiryokan.checklists import audit_kinds
from shiryokan.checklists.errors import ChecklistError
from shiryokan.checklists.models import Assessment, VendorLink

LONGEST = datetime.timedelta(days=366)
"""A link is for one year's form."""
MOST_LINKS = 20
"""Links of one assessment that may be used at the same time."""


def _hash(secret: str) -> str:
    return hashlib.sha256(secret.encode()).hexdigest()


@transaction.atomic
def make_link(assessment: Assessment, user: User, until: datetime.date) -> tuple[VendorLink, str]:
    """A link of a vendor's assessment, and its secret, which is known only now. Raises
    :class:`ChecklistError` for a day that cannot be, or an assessment that is no vendor's."""
    if assessment.vendor_id is None:
        raise ChecklistError("checklist_not_for")
    today = timezone.localdate()
    if not today <= until <= today + LONGEST:
        raise ChecklistError("checklist_until")
    if assessment.links.filter(revoked_at=None, until__gte=today).count() >= MOST_LINKS:
        raise ChecklistError("checklist_many_links", most=MOST_LINKS)
    secret = secrets.token_urlsafe(32)
    made = VendorLink.objects.create(
        assessment=assessment, hash=_hash(secret), until=until, by=user
    )
    record(
        audit_kinds.LINK_MADE, f"assessment:{assessment.pk}", assessment.checklist.title,
        vendor=assessment.vendor_id, until=until.isoformat(),
    )  # fmt: skip
    return made, secret


@transaction.atomic
def revoke(link: VendorLink) -> None:
    """Have a link lead nowhere from now on."""
    changed = VendorLink.objects.filter(pk=link.pk, revoked_at=None).update(
        revoked_at=timezone.now()
    )
    if changed:
        record(
            audit_kinds.LINK_REVOKED, f"assessment:{link.assessment_id}",
            link.assessment.checklist.title, link=link.pk,
        )  # fmt: skip


def link_of(secret: str) -> VendorLink | None:
    """The link of a secret, be it over or not; None where there is none, or it was revoked."""
    row = VendorLink.objects.filter(hash=_hash(secret), revoked_at=None)
    return row.select_related("assessment__checklist", "assessment__vendor").first()


def used(link: VendorLink) -> None:
    """Note that a link was used."""
    VendorLink.objects.filter(pk=link.pk).update(used_at=timezone.now())


def in_time(link: VendorLink) -> bool:
    """Whether something may still be answered by a link."""
    return timezone.localdate() <= link.until


def check_in_time(link_id: int) -> None:
    """Raises :class:`ChecklistError` where a link is over, or was revoked meanwhile. To be asked in
    the transaction that writes."""
    row = VendorLink.objects.select_for_update().get(pk=link_id)
    if row.revoked_at is not None:
        raise ChecklistError("checklist_link_revoked")
    if not in_time(row):
        raise ChecklistError("checklist_link_over", until=date_format(row.until, "DATE_FORMAT"))
