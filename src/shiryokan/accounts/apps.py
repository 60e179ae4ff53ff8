"""Accounts as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccountsConfig(AppConfig):
    """Accounts, on django-allauth."""

    name = "shiryokan.accounts"
    label = "accounts"
    verbose_name = _("アカウント")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have workers forget whom nobody became; watch what is done with accounts."""
        from shiryokan.accounts import audit_log, terminals  # noqa: PLC0415
        from shiryokan.accounts.invitations import forget_expired  # noqa: PLC0415
        from shiryokan.jobs.signals import tick  # noqa: PLC0415

        audit_log.watch()
        terminals.watch()
        tick.connect(forget_expired)
