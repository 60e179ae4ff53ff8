"""Binders as a Django app."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class BindersConfig(AppConfig):
    """Binders; their quotes are judged by their own room."""

    name = "shiryokan.binders"
    label = "binders"
    verbose_name = _("とじ込み")
    default_auto_field = "django.db.models.BigAutoField"
