"""How allauth behaves in this instance."""

from __future__ import annotations

import logging
from smtplib import SMTPException
from typing import Any
from urllib.parse import urlsplit

import msgspec
from allauth.account.adapter import DefaultAccountAdapter
from allauth.core import context as allauth_context
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest
from django.utils.translation import gettext

from shiryokan.instance import current
from shiryokan.instance.public_address import own_base, public_base

_log = logging.getLogger(__name__)
_STAGES = {
    "allauth.account.stages.EmailVerificationStage": "shiryokan.accounts.email_stage.AddressStage"
}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Signing up is for those whom the setting ``signup`` lets."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Whether strangers may make an account."""
        return current.config().signup == "anyone"

    def get_login_stages(self) -> list[str]:
        """What comes between the password and being in; our own way of verifying addresses."""
        return [_STAGES.get(stage, stage) for stage in super().get_login_stages()]

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Nothing is sent by an instance without mail; and what was done is done, though the mail
        that tells of it cannot be sent."""
        if not current.config().sends_mail:
            return
        try:
            super().send_mail(template_prefix, email, {**context, **_public(context)})
        except (OSError, SMTPException) as error:
            _log.error("a mail (%s) could not be sent: %s", template_prefix, type(error).__name__)

    def format_email_subject(self, subject: str) -> str:
        """By whom it was sent."""
        return f"［{gettext('資料館')}］{subject}"


class _Site(msgspec.Struct, frozen=True):
    """The instance as allauth's mails call it."""

    name: str
    domain: str


def _public(context: dict[str, Any]) -> dict[str, Any]:
    """What a mail says of addresses, which allauth takes from the request, as the public ones."""
    request = allauth_context.request
    if request is None or not current.config().base_url:
        return {}
    own, public = own_base(request), public_base(request)
    # allauth writes https where the instance is reached so, however the request came
    beginnings = tuple(f"{scheme}://{own.partition('://')[2]}/" for scheme in ("http", "https"))
    changed: dict[str, Any] = {
        name: f"{public}/{value.split('/', 3)[3]}"
        for name, value in context.items()
        if isinstance(value, str) and value.startswith(beginnings)
    }
    domain = urlsplit(public).netloc
    return {**changed, "current_site": _Site(domain, domain)}


class MfaAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Names the instance in authenticator apps."""

    def _get_site_name(self) -> str:
        return gettext("資料館")
