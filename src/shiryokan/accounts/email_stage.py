"""Verifying an e-mail address when somebody signs in."""

from __future__ import annotations

from allauth.account.stages import EmailVerificationStage
from django.http import HttpResponseBase


class AddressStage(EmailVerificationStage):  # type: ignore[misc]
    """An account that the keeper made without an address has none to verify."""

    def handle(self) -> tuple[HttpResponseBase | None, bool]:
        """The page that says a mail was sent, or nothing; and whether signing in goes on."""
        # nobody signs in who signed up with an address that has an account already
        if self.login.user is not None and not self.login.user.email:
            return None, True
        answer: tuple[HttpResponseBase | None, bool] = super().handle()
        return answer
