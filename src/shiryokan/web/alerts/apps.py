"""These pages as a Django app."""

from django.apps import AppConfig


class AlertPagesConfig(AppConfig):
    """Templates of alerts."""

    name = "shiryokan.web.alerts"
    label = "web_alerts"
