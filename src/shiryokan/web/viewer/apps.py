"""These pages as a Django app."""

from django.apps import AppConfig


class ViewerConfig(AppConfig):
    """Templates of the viewer."""

    name = "shiryokan.web.viewer"
    label = "web_viewer"
