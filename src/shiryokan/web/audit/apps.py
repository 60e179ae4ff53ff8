"""These pages as a Django app."""

from django.apps import AppConfig


class AuditPagesConfig(AppConfig):
    """Templates of the audit log."""

    name = "shiryokan.web.audit"
    label = "web_audit"
