"""The audit log as a Django app."""

from django.apps import AppConfig
from django.utils.module_loading import autodiscover_modules
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    """Who did what."""

    name = "shiryokan.audit"
    label = "audit"
    verbose_name = _("操作の記録")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Have every room register its kinds of entries."""
        autodiscover_modules("audit_kinds")
