"""These pages as a Django app."""

from django.apps import AppConfig


class LookoutPagesConfig(AppConfig):
    """Templates of the lookout."""

    name = "shiryokan.web.lookout"
    label = "web_lookout"
