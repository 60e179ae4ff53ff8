"""Certificates: issued with a training record, revoked with a reason, and verified by whoever has
their address."""

from __future__ import annotations

from typing import Literal

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone

from shiryokan.audit.record import record
from shiryokan.learning import audit_kinds, models
from shiryokan.learning.duties import due_day
from shiryokan.learning.errors import LearningError

_TRIES = 20
"""Numbers that are tried while others take them."""

Validity = Literal["valid", "expired", "revoked"]


def certify(row: models.TrainingRecord, course: models.Course) -> models.Certificate:
    """Issue the certificate of a training record: numbered within its year."""
    year = row.completed_on.year
    valid_until = due_day(row.completed_on, course.valid_months, 1) if course.valid_months else None
    count = models.Certificate.objects.filter(number__startswith=f"{year}-").count()
    for number in range(count + 1, count + 1 + _TRIES):
        try:
            with transaction.atomic():
                return models.Certificate.objects.create(
                    record=row, number=f"{year}-{number:06}", valid_until=valid_until
                )
        except IntegrityError:
            continue
    raise LearningError("learning_number")


def validity(certificate: models.Certificate) -> Validity:
    """Whether a certificate is valid today."""
    if certificate.revoked_at is not None:
        return "revoked"
    until = certificate.valid_until
    return "expired" if until is not None and until < timezone.localdate() else "valid"


@transaction.atomic
def revoke(certificate: models.Certificate, by: User, because: str) -> None:
    """Say that a certificate is not valid any more, and why."""
    because = because.strip()[: models.REASON_LENGTH]
    if not because:
        raise LearningError("learning_reason")
    won = models.Certificate.objects.filter(pk=certificate.pk, revoked_at=None).update(
        revoked_at=timezone.now(), revoked_because=because, revoked_by=by
    )
    if won:
        record(audit_kinds.REVOKED, f"certificate:{certificate.pk}", certificate.number)
