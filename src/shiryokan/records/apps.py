"""The registry as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RecordsConfig(AppConfig):
    """Records of registers."""

    name = "shiryokan.records"
    label = "records"
    verbose_name = _("台帳")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have documents placed anew among others when more is said of them, and records
        remembered when they are purged."""
        from shiryokan.documents.signals import document_described  # noqa: PLC0415
        from shiryokan.records import purged  # noqa: PLC0415  models must be ready first
        from shiryokan.records.extraction import place_anew  # noqa: PLC0415

        purged.watch()
        document_described.connect(place_anew)
