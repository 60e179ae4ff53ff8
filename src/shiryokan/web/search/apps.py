"""These pages as a Django app."""

from django.apps import AppConfig


class SearchPagesConfig(AppConfig):
    """Templates of the search."""

    name = "shiryokan.web.search"
    label = "web_search"
