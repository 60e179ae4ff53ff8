"""The library as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DocumentsConfig(AppConfig):
    """Documents, pages, origins and ingest."""

    name = "shiryokan.documents"
    label = "documents"
    verbose_name = _("文書")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have workers purge what has been in the bin for long enough, and keep what is changed
        in the administration pages on record."""
        from shiryokan.access.readers import hidden_when  # noqa: PLC0415
        from shiryokan.documents import admin_log, bin  # noqa: PLC0415
        from shiryokan.jobs import pipeline  # noqa: PLC0415

        pipeline.now_and_then(bin.purge_what_is_due)
        hidden_when(bin.holds_anything)
        admin_log.watch()
