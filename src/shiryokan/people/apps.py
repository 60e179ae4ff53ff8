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
        """Have workers forget whom nobody became; watch what is done with accounts."""
        from shiryokan.library import pipeline  # noqa: PLC0415  models must be ready first
        from shiryokan.people import deeds  # noqa: PLC0415
        from shiryokan.people.inviting import forget_expired  # noqa: PLC0415

        deeds.watch()
        pipeline.now_and_then(forget_expired)
