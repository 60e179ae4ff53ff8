"""The wing as a Django app."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """受付."""

    name = "shiryokan.desk"
    label = "desk"
