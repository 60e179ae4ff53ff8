"""Homes as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HomesConfig(AppConfig):
    """The blocks of a home, and the pages that somebody read."""

    name = "shiryokan.homes"
    label = "homes"
    verbose_name = _("マイページ")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Offer to read on."""
        from shiryokan.documents import signals as documents  # noqa: PLC0415
        from shiryokan.homes import reading  # noqa: PLC0415
        from shiryokan.homes.blocks import register  # noqa: PLC0415

        documents.document_removed.connect(reading.document_removed)
        register(reading.BLOCK)
