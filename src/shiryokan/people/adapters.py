"""How allauth behaves in this house."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from django.http import HttpRequest
from django.utils.translation import gettext

from shiryokan.library import house

_STAGES = {
    "allauth.account.stages.EmailVerificationStage": "shiryokan.people.email_stage.AddressStage"
}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Signing up is for those whom the setting ``signup`` lets."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Whether strangers may make an account."""
        return house.config().signup == "anyone"

    def get_login_stages(self) -> list[str]:
        """What comes between the password and being in; our own way of verifying addresses."""
        return [_STAGES.get(stage, stage) for stage in super().get_login_stages()]

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Nothing is sent by a house without mail."""
        if house.config().sends_mail:
            super().send_mail(template_prefix, email, context)


class MfaAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Names the house in authenticator apps."""

    def _get_site_name(self) -> str:
        return gettext("資料館")
