"""The wing as a Django app."""

from django.apps import AppConfig


class UseConfig(AppConfig):
    """つかう."""

    name = "shiryokan.use"
    label = "use"
