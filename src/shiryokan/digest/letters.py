"""Digests, and the mails that ask whether an address is somebody's, as mails."""

from __future__ import annotations

import msgspec
from django.contrib.auth.models import AnonymousUser
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext, ngettext

from shiryokan.access.readers import reading_as
from shiryokan.delivery.mail import Letter
from shiryokan.digest.addresses import (
    base_of,
    confirm_address,
    email_of,
    manage_address,
    unsubscribe_address,
)
from shiryokan.digest.entries import Contents, Reason
from shiryokan.digest.models import Confirmation, DigestDelivery, Subscriber
from shiryokan.documents.names import tidy
from shiryokan.following.followable import of_kind
from shiryokan.instance import current

_LONGEST_TITLE = 40
"""Characters of the first title in the subject of a mail."""


class ReasonLine(msgspec.Struct, frozen=True):
    """A follow at the end of a digest, with the address that ends it alone."""

    reason: Reason
    unsubscribe: str


def digest(delivery: DigestDelivery, contents: Contents) -> Letter:
    """The mail of a digest, whose name it has at every attempt."""
    subscriber = delivery.subscriber
    unsubscribe = unsubscribe_address(subscriber)
    with translation.override(subscriber.language):
        context = {
            "contents": contents,
            "base": base_of(subscriber),
            "reasons": _reasons(subscriber, contents),
            "manage": manage_address(subscriber),
            "unsubscribe": unsubscribe,
            "language": subscriber.language,
        }
        return Letter(
            name=str(delivery.pk),
            to=email_of(subscriber),
            subject=_subject(contents),
            text=render_to_string("digest/mail.txt", context),
            html=render_to_string("digest/mail.html", context),
            language=subscriber.language,
            unsubscribe=unsubscribe,
        )


def _reasons(subscriber: Subscriber, contents: Contents) -> list[ReasonLine]:
    follows = {each.pk: each for each in subscriber.follows.all()}
    return [
        ReasonLine(reason, unsubscribe_address(subscriber, follows[reason.follow]))
        for reason in contents.reasons
        if reason.follow in follows
    ]


def _subject(contents: Contents) -> str:
    title = tidy(contents.entries[0].title, 500)
    if len(title) > _LONGEST_TITLE:
        title = title[:_LONGEST_TITLE] + "…"
    count = contents.total
    if count == 1:
        return gettext("［資料館］便り: %(title)s") % {"title": title}
    words = ngettext(
        "［資料館］便り %(count)s件: %(title)s ほか", "［資料館］便り %(count)s件: %(title)s ほか",
        count,
    )  # fmt: skip
    return words % {"count": count, "title": title}


def confirmation(row: Confirmation) -> Letter | None:
    """The mail that asks; None where what is to be followed is not public any more."""
    kind = of_kind(row.kind)
    with reading_as(AnonymousUser()), translation.override(row.language):
        named = (
            None
            if kind is None or current.config().closed
            else kind.named(row.ref, AnonymousUser())
        )
        if kind is None or named is None:
            return None
        context = {
            "kind": gettext(kind.title),
            "name": named.name,
            "path": base_of(row) + named.path,
            "confirm": confirm_address(row),
            "language": row.language,
        }
        return Letter(
            name=str(row.pk),
            to=row.email,
            subject=gettext("［資料館］便りの申し込みの確認"),
            text=render_to_string("digest/confirmation_mail.txt", context),
            html=render_to_string("digest/confirmation_mail.html", context),
            language=row.language,
        )
