"""People as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PeopleConfig(AppConfig):
    """Accounts, on django-allauth."""

    name = "shiryokan.people"
    label = "people"
    verbose_name = _("アカウント")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have Django's own administration ask for the second factor too; watch the accounts."""
        from allauth.account.decorators import secure_admin_login  # noqa: PLC0415
        from django.contrib import admin  # noqa: PLC0415

        from shiryokan.people import deeds  # noqa: PLC0415

        deeds.watch()
        admin.site.login = secure_admin_login(admin.site.login)  # type: ignore[method-assign]
