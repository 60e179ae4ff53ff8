"""The library as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LibraryConfig(AppConfig):
    """Documents, pages, origins and ingest."""

    name = "shiryokan.library"
    label = "library"
    verbose_name = _("資料館")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have workers purge what has been in the bin for long enough, and keep what is changed
        in the administration pages on record."""
        from shiryokan.library import admin_deeds, bin, pipeline  # noqa: PLC0415

        pipeline.now_and_then(bin.purge_what_is_due)
        admin_deeds.watch()
