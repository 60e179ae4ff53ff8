"""These pages as a Django app."""

from django.apps import AppConfig


class BinderPagesConfig(AppConfig):
    """Templates of binders."""

    name = "shiryokan.web.binders"
    label = "web_binders"
