"""These pages as a Django app."""

from django.apps import AppConfig


class HealthPagesConfig(AppConfig):
    """Templates of the house's health."""

    name = "shiryokan.web.health"
    label = "web_health"
