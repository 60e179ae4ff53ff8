"""Access as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AccessConfig(AppConfig):
    """Collections, and who may see them."""

    name = "shiryokan.access"
    label = "access"
    verbose_name = _("閲覧の権限")
    default_auto_field = "django.db.models.BigAutoField"
