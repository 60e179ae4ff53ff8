"""These pages as a Django app."""

from django.apps import AppConfig


class RemarkPagesConfig(AppConfig):
    """Templates of remarks."""

    name = "shiryokan.web.remarks"
    label = "web_remarks"
