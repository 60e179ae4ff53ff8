"""What the instance keeps of a person: to be taken away, and to be erased."""

from __future__ import annotations

import secrets
import uuid
from typing import Any

from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.db import models, transaction
from django.db.models import Q

from shiryokan.accounts import audit_kinds
from shiryokan.accounts.changes import end_sessions
from shiryokan.accounts.invitations import has_administrator, hold_administrators
from shiryokan.audit.actor import actor_of
from shiryokan.audit.models import AuditEntry
from shiryokan.audit.record import record
from shiryokan.documents.models import Document
from shiryokan.records.models import Record

_SECRET = (
    "password", "hash", "key", "secret", "data", "snippet", "words", "before", "after",
    "left_out", "content", "cause_words",
)  # fmt: skip
"""Fields that are not told: secrets, and what is others' text."""
_ACTOR = "by"
"""The text field of a row that names who made it (:mod:`shiryokan.audit.actor`)."""


def own_data_of(user: User) -> dict[str, Any]:
    """All rows that point to a person, by their kind, without secrets."""
    account = {
        "id": user.pk,
        "username": user.get_username(),
        "email": user.email,
        "joined": user.date_joined.isoformat(),
        "last_login": user.last_login.isoformat() if user.last_login else None,
        "groups": list(user.groups.values_list("name", flat=True)),
    }
    found: dict[str, Any] = {"account": account, "audit_log": _audit_entries_of(user)}
    for model in apps.get_models():
        for field in model._meta.get_fields():
            own = _value_of(field, user)
            if own is None:
                continue
            rows = model._base_manager.filter(**{field.name: own})
            if listed := _listed(rows):
                found[f"{model._meta.label_lower}.{field.name}"] = listed
    for label, way in _BENEATH:
        rows = apps.get_model(label)._base_manager.filter(**{way: user.pk})
        if listed := _listed(rows):
            found[label.lower()] = listed
    return found


def _value_of(field: object, user: User) -> int | str | None:
    """What a field holds in the rows of a person; None for one that names nobody."""
    if isinstance(field, models.ForeignKey | models.ManyToManyField):
        return user.pk if field.related_model is User else None
    if isinstance(field, models.CharField) and field.name == _ACTOR:
        return actor_of(user)
    return None


def _audit_entries_of(user: User) -> list[dict[str, Any]]:
    """What the audit log says that they did, and what was done to their account."""
    own = AuditEntry.objects.filter(Q(actor=actor_of(user)) | Q(about=f"user:{user.pk}"))
    return [
        {"at": entry.at.isoformat(), "kind": entry.kind, "about": entry.about, "name": entry.name}
        for entry in own.order_by("number")[:10_000]
    ]


def _listed(rows: models.QuerySet[Any]) -> list[dict[str, Any]]:
    """Rows without the ids of documents, and of their records, that whoever reads may not see."""
    listed = [_plain_values(row) for row in rows[:10_000]]
    for names, seen in ((_DOCUMENTS, _seen_documents), (_RECORDS, _seen_records)):
        asked = {row[name] for row in listed for name in names if row.get(name)}
        hidden = asked - seen(asked) if asked else set()
        for row in listed:
            row.update({name: "" for name in names if row.get(name) in hidden})
    return listed


_DOCUMENTS, _RECORDS = ("document_id", "cause_document"), ("subject", "record")
"""Fields that name a document, and a record of one."""


def _seen_documents(ids: set[str]) -> set[str]:
    return set(Document.objects.filter(pk__in=ids).values_list("pk", flat=True))


def _seen_records(ids: set[str]) -> set[str]:
    uuids = [each for each in ids if _is_uuid(each)]
    rows = Record.objects.filter(pk__in=uuids).values_list("pk", flat=True)
    # what is no id of a record is another thing of that name
    return {str(pk) for pk in rows} | (ids - set(uuids))


def _is_uuid(text: str) -> bool:
    try:
        uuid.UUID(text)
    except ValueError:
        return False
    return True


def _plain_values(row: models.Model) -> dict[str, Any]:
    return {
        field.name: str(value) if (value := field.value_from_object(row)) is not None else None
        for field in row._meta.concrete_fields
        if field.name not in _SECRET
    }


_ROWS = (
    ("account.EmailAddress", "user"),
    ("mfa.Authenticator", "user"),
    ("socialaccount.SocialAccount", "user"),
    ("accounts.Invitation", "user"),
    ("api.ApiToken", "user"),
    ("alerts.SavedSearch", "owner"),
    ("alerts.FeedAddress", "owner"),
    ("binders.Binder", "owner"),
    ("deadlines.CalendarAddress", "owner"),
    ("homes.HomeChoice", "owner"),
    ("accounts.Pin", "user"),
    ("accounts.TerminalSignIn", "user"),
    ("homes.PageRead", "owner"),
    ("digest.Subscriber", "user"),
    ("learning.Attempt", "user"),
    ("learning.Card", "user"),
    ("learning.Assignment", "user"),
    ("learning.Reminder", "user"),
    ("checklists.Membership", "user"),
    ("admin.LogEntry", "user"),
)
"""What goes with an account."""
_OF_ITS_OWN: tuple[tuple[str, dict[str, Any]], ...] = (
    ("remarks.Remark", {"audience": "own"}),
    ("remarks.Remark", {"audience": "group", "group": None}),
    ("quotes.Quote", {"remarks": None}),
)
"""What goes with it as far as nobody else was given it, by ``owner``: what was written for others
stays, under an account without a name, and with it what it quotes."""
_BY_ADDRESS = ("accounts.Invitation", "digest.Subscriber", "digest.Confirmation")
"""What goes with an address of its owner."""
_BENEATH = (
    ("digest.Follow", "subscriber__user"), ("digest.DigestDelivery", "subscriber__user"),
    ("binders.Piece", "binder__owner"),
)  # fmt: skip
"""What belongs to a person by way of another row."""


class LastAdministrator(Exception):  # noqa: N818
    """Nobody else could administer the instance."""


@transaction.atomic
def erase(user: User) -> None:
    """Take away everything that is only this person's. What they did for the instance, as a
    correction, stays under an account without a name. Raises :class:`LastAdministrator`."""
    hold_administrators()
    was_administrator = user.is_superuser
    addresses = [
        user.email,
        *EmailAddress.objects.filter(user=user).values_list("email", flat=True),
    ]
    user.username = f"erased-{secrets.token_hex(8)}"
    user.email = user.first_name = user.last_name = ""
    user.is_active = user.is_staff = user.is_superuser = False
    user.last_login = None
    user.set_unusable_password()
    user.save()
    if was_administrator and not has_administrator():
        raise LastAdministrator
    record(audit_kinds.ERASED, f"user:{user.pk}")
    end_sessions(user)
    user.groups.clear()
    user.user_permissions.clear()
    _forget_in_the_administrations_log(user)
    for label, name in _ROWS:
        apps.get_model(label)._base_manager.filter(**{name: user.pk}).delete()
    for label, alone in _OF_ITS_OWN:
        apps.get_model(label)._base_manager.filter(owner=user.pk, **alone).delete()
    for address in filter(None, addresses):
        for label in _BY_ADDRESS:
            apps.get_model(label)._base_manager.filter(email__iexact=address).delete()


def _forget_in_the_administrations_log(user: User) -> None:
    """What others did there to the account, and to what goes with it, stays without its name."""
    entries = apps.get_model("admin.LogEntry")._base_manager
    alone = ((label, "owner") for label, _ in _OF_ITS_OWN)
    for label, name in (("auth.User", "pk"), *_ROWS, *alone):
        model = apps.get_model(label)
        rows = model._base_manager.filter(**{name: user.pk}).values_list("pk", flat=True)
        kind = ContentType.objects.get_for_model(model)
        about = entries.filter(content_type=kind, object_id__in=[str(pk) for pk in rows])
        about.update(object_repr="", change_message="")
