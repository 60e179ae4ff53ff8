"""Sends mail that nobody typed: plain text with HTML beside it, under a name that stays the same at
every attempt, and with an address that ends it (RFC 8058)."""

from __future__ import annotations

import contextlib
import smtplib
from collections.abc import Iterator
from email.utils import parseaddr

import msgspec
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend

from shiryokan.delivery.errors import NotDelivered
from shiryokan.documents.names import tidy
from shiryokan.instance import current

_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
_SECONDS = 20.0


class Letter(msgspec.Struct, frozen=True):
    """A mail to one address. ``name`` is that of its delivery; ``unsubscribe`` the address that
    ends such mail, empty where there is nothing to end."""

    name: str
    to: str
    subject: str
    text: str
    html: str
    language: str
    unsubscribe: str = ""


def send(letter: Letter) -> None:
    """Send it. Raises :class:`.NotDelivered`."""
    if not current.config().sends_mail:
        raise NotDelivered("mail_off", final=True)
    with _explained(), _opened() as connection:
        connection.send_messages([message(letter)])


def try_server() -> None:
    """Connect and sign in, and send nothing. Raises :class:`.NotDelivered`."""
    with _explained(), _opened():
        pass


def message(letter: Letter) -> EmailMultiAlternatives:
    """The mail as it is sent. Its Message-ID is made of the name alone."""
    sender = current.config().mail_from
    headers = {
        "Message-ID": f"<{letter.name}@{_domain(sender)}>",
        "Auto-Submitted": "auto-generated",
        "Content-Language": letter.language,
    }
    if letter.unsubscribe:
        headers["List-Unsubscribe"] = f"<{letter.unsubscribe}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    mail = EmailMultiAlternatives(
        subject=letter.subject,
        body=letter.text,
        from_email=sender,
        to=[letter.to],
        headers=headers,
    )
    mail.attach_alternative(letter.html, "text/html")
    return mail


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


def _domain(sender: str) -> str:
    domain = parseaddr(sender)[1].rpartition("@")[2]
    return domain if domain.isascii() and domain else "shiryokan.invalid"
