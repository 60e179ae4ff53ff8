"""The site as a Django app: base templates and static files."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Frame of every page, login, language."""

    name = "shiryokan.site"
    label = "site"
