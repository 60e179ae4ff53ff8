"""These pages as a Django app."""

from django.apps import AppConfig


class ScanPagesConfig(AppConfig):
    """Templates of the pages about pictures."""

    name = "shiryokan.web.scans"
    label = "web_scans"
