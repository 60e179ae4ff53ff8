"""What editors say of two records: the same thing, or not."""

from __future__ import annotations

from django.contrib.auth.models import User
from django.db import transaction

from shiryokan.audit.record import record
from shiryokan.records import audit_kinds, models


class NotLinkable(ValueError):  # noqa: N818
    """The records are not of one register and of two documents."""


@transaction.atomic
def say(old: models.Record, new: models.Record, same: bool, by: User) -> models.Link:
    """Keep what an editor says of two records, with who it was. Raises :class:`NotLinkable`."""
    if old.register != new.register or old.document_id == new.document_id:
        raise NotLinkable
    record(
        audit_kinds.LINKED, f"record:{new.pk}", new.key, document=new.document_id, same=same,
        old=str(old.pk), old_document=old.document_id,
    )  # fmt: skip
    link, _ = models.Link.objects.update_or_create(
        register=old.register,
        old_document_id=old.document_id, old_key=old.key,
        new_document_id=new.document_id, new_key=new.key,
        defaults={"same": same, "by": by},
    )  # fmt: skip
    return link
