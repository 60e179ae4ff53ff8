"""These pages as a Django app."""

from django.apps import AppConfig


class UploadsConfig(AppConfig):
    """Templates of uploads."""

    name = "shiryokan.web.uploads"
    label = "web_uploads"
