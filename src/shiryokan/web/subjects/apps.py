"""These pages as a Django app."""

from django.apps import AppConfig


class SubjectPagesConfig(AppConfig):
    """Templates of subjects."""

    name = "shiryokan.web.subjects"
    label = "web_subjects"
