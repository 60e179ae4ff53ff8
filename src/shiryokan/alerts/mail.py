"""Tells by e-mail: plain text with HTML beside it, in the owner's language."""

from __future__ import annotations

import contextlib
import smtplib
from collections.abc import Iterator
from email.utils import parseaddr

from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext

from shiryokan.alerts.contents import contents
from shiryokan.alerts.errors import NotDelivered
from shiryokan.alerts.models import Delivery
from shiryokan.alerts.unsubscribe import unsubscribe_address
from shiryokan.documents.names import tidy
from shiryokan.instance import current

_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
_SECONDS = 20.0


def send(delivery: Delivery) -> None:
    """Send it. Raises :class:`.NotDelivered`."""
    if not current.config().sends_mail:
        raise NotDelivered("mail_off", final=True)
    with _explained(), _opened() as connection:
        connection.send_messages([message(delivery)])


def try_server() -> None:
    """Connect and sign in, and send nothing. Raises :class:`.NotDelivered`."""
    with _explained(), _opened():
        pass


@contextlib.contextmanager
def _opened() -> Iterator[BaseEmailBackend]:
    connection = _connection()
    connection.open()
    try:
        yield connection
    finally:
        # what was taken is sent, even if saying goodbye fails
        with contextlib.suppress(Exception):
            connection.close()


@contextlib.contextmanager
def _explained() -> Iterator[None]:
    """Whatever goes wrong with a server, as :class:`.NotDelivered`."""
    try:
        yield
    except smtplib.SMTPAuthenticationError as error:
        raise NotDelivered("mail_sign_in") from error
    except smtplib.SMTPRecipientsRefused as error:
        status, answer = next(iter(error.recipients.values()), (550, b""))
        raise _refused("mail_address", status, answer) from error
    except smtplib.SMTPResponseException as error:
        raise _refused("mail_refused", error.smtp_code, error.smtp_error) from error
    except ValueError as error:
        raise NotDelivered("mail_sender", final=True) from error
    except (OSError, smtplib.SMTPException) as error:
        raise NotDelivered("mail_unreachable", {"kind": type(error).__name__}) from error


def _connection() -> BaseEmailBackend:
    config = current.config()
    return get_connection(
        _BACKEND,
        host=config.smtp_host,
        port=config.smtp_port,
        username=config.smtp_user,
        password=config.smtp_password,
        use_tls=config.smtp_tls == "starttls",
        use_ssl=config.smtp_tls == "tls",
        timeout=_SECONDS,
    )


def _refused(code: str, status: int, answer: bytes | str) -> NotDelivered:
    text = answer.decode("utf-8", "replace") if isinstance(answer, bytes) else answer
    return NotDelivered(code, {"status": status, "answer": tidy(text, 200)}, final=status >= 500)


def message(delivery: Delivery) -> EmailMultiAlternatives:
    """The mail of a delivery. Its Message-ID is the delivery's own, at every attempt."""
    config = current.config()
    channel = delivery.channel
    unsubscribe = unsubscribe_address(channel)
    with translation.override(channel.search.language):
        message = contents(delivery)
        context = {"contents": message, "unsubscribe": unsubscribe, "trial": delivery.trial}
        mail = EmailMultiAlternatives(
            subject=_subject(delivery, message.found_in),
            body=render_to_string("alerts/mail.txt", context),
            from_email=config.mail_from,
            to=[channel.address],
            headers={
                "Message-ID": f"<{delivery.pk}@{_domain(config.mail_from)}>",
                "List-Unsubscribe": f"<{unsubscribe}>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
                "Auto-Submitted": "auto-generated",
                "Content-Language": channel.search.language,
            },
        )
        mail.attach_alternative(render_to_string("alerts/mail.html", context), "text/html")
    return mail


def _subject(delivery: Delivery, documents: int) -> str:
    name = tidy(delivery.channel.search.name, 100)
    if delivery.trial:
        return gettext("［資料館］「%(name)s」の試し送り") % {"name": name}
    subject = gettext("［資料館］「%(name)s」の新着文書 %(count)s件")
    return subject % {"name": name, "count": documents}


def _domain(sender: str) -> str:
    domain = parseaddr(sender)[1].rpartition("@")[2]
    return domain if domain.isascii() and domain else "shiryokan.invalid"
