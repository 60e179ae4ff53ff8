"""These pages as a Django app."""

from django.apps import AppConfig


class LearningPagesConfig(AppConfig):
    """Templates of the wing of learning."""

    name = "shiryokan.web.learning"
    label = "web_learning"
