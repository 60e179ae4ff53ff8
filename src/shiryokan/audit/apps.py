"""The record of deeds as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AuditConfig(AppConfig):
    """Who did what."""

    name = "shiryokan.audit"
    label = "audit"
    verbose_name = _("行いの記録")
    default_auto_field = "django.db.models.BigAutoField"
