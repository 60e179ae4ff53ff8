"""Tells by e-mail: plain text with HTML beside it, in the owner's language."""

from __future__ import annotations

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext

from shiryokan.alerts.contents import contents
from shiryokan.alerts.models import Delivery
from shiryokan.alerts.unsubscribe import unsubscribe_address
from shiryokan.delivery.mail import Letter
from shiryokan.documents.names import tidy


def letter(delivery: Delivery) -> Letter:
    """The mail of a delivery, whose name it has at every attempt."""
    channel = delivery.channel
    unsubscribe = unsubscribe_address(channel)
    with translation.override(channel.search.language):
        message = contents(delivery)
        context = {"contents": message, "unsubscribe": unsubscribe, "trial": delivery.trial}
        return Letter(
            name=str(delivery.pk),
            to=channel.address,
            subject=_subject(delivery, message.found_in),
            text=render_to_string("alerts/mail.txt", context),
            html=render_to_string("alerts/mail.html", context),
            language=channel.search.language,
            unsubscribe=unsubscribe,
        )


def _subject(delivery: Delivery, documents: int) -> str:
    name = tidy(delivery.channel.search.name, 100)
    if delivery.trial:
        return gettext("［資料館］「%(name)s」の試し送り") % {"name": name}
    subject = gettext("［資料館］「%(name)s」の新着文書 %(count)s件")
    return subject % {"name": name, "count": documents}
