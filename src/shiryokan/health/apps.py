"""The house's health as a Django app."""

from django.apps import AppConfig


class HealthConfig(AppConfig):
    """What is amiss, and what is tried again; keeps no tables."""

    name = "shiryokan.health"
    label = "health"
