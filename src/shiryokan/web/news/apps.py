"""These pages as a Django app."""

from django.apps import AppConfig


class NewsPagesConfig(AppConfig):
    """Templates of the news."""

    name = "shiryokan.web.news"
    label = "web_news"
