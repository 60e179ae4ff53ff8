"""These pages as a Django app."""

from django.apps import AppConfig


class DeadlinePagesConfig(AppConfig):
    """Templates of deadlines."""

    name = "shiryokan.web.deadlines"
    label = "web_deadlines"
