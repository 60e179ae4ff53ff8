"""The library as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class LibraryConfig(AppConfig):
    """Documents, pages, origins and ingest."""

    name = "shiryokan.library"
    label = "library"
    verbose_name = _("資料館")
    default_auto_field = "django.db.models.BigAutoField"
