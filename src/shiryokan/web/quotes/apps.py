"""These pages as a Django app."""

from django.apps import AppConfig


class QuotePagesConfig(AppConfig):
    """Templates of quotes."""

    name = "shiryokan.web.quotes"
    label = "web_quotes"
