"""These pages as a Django app."""

from django.apps import AppConfig


class ItemPagesConfig(AppConfig):
    """Templates of the items' pages."""

    name = "shiryokan.web.items"
    label = "web_items"
