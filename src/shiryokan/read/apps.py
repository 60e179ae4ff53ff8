"""The wing as a Django app."""

from django.apps import AppConfig


class ReadConfig(AppConfig):
    """よむ."""

    name = "shiryokan.read"
    label = "read"
