"""These pages as a Django app."""

from django.apps import AppConfig


class HomePagesConfig(AppConfig):
    """Templates of homes."""

    name = "shiryokan.web.homes"
    label = "web_homes"
