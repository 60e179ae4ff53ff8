"""Documents as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    """Documents, pages, origins and ingest."""

    name = "shiryokan.documents"
    label = "documents"
    verbose_name = _("文書")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have workers purge what has been in the bin for long enough and take over what homes
        that are gone left, and keep what is changed in the administration pages on record."""
        from shiryokan.access.readers import hidden_when  # noqa: PLC0415
        from shiryokan.documents import admin_log, bin, handover  # noqa: PLC0415
        from shiryokan.jobs.signals import tick  # noqa: PLC0415

        tick.connect(bin.purge_what_is_due)
        tick.connect(handover.take_over)
        hidden_when(bin.holds_anything)
        admin_log.watch()
