"""The registry as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecordsConfig(AppConfig):
    """Records of registers; joins the way of a document after its pages are read."""

    name = "shiryokan.records"
    label = "records"
    verbose_name = _("台帳")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have records taken out of every document that was read, and
        remembered when it is purged."""
        from shiryokan.jobs import pipeline  # noqa: PLC0415  models must be ready first
        from shiryokan.records import purged  # noqa: PLC0415
        from shiryokan.records.extraction import queue_structuring  # noqa: PLC0415

        purged.watch()
        pipeline.after_reading(queue_structuring)
