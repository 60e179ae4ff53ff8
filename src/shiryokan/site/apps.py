"""The site as a Django app: base templates and static files."""

from django.apps import AppConfig
from django.contrib.admin.apps import AdminConfig


class SiteConfig(AppConfig):
    """Frame of every page, login, language."""

    name = "shiryokan.site"
    label = "site"


class AdministrationConfig(AdminConfig):
    """Django's administration pages, as the instance has them."""

    default_site = "shiryokan.site.administration.Administration"
