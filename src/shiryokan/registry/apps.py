"""The registry as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class RegistryConfig(AppConfig):
    """Records of registers; joins the way of a document after its pages are read."""

    name = "shiryokan.registry"
    label = "registry"
    verbose_name = _("台帳")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have records taken out of every document that was read, and
        remembered when it is purged."""
        from shiryokan.library import pipeline  # noqa: PLC0415  models must be ready first
        from shiryokan.registry import gone  # noqa: PLC0415
        from shiryokan.registry.structuring import queue_structuring  # noqa: PLC0415

        gone.watch()
        pipeline.after_reading(queue_structuring)
