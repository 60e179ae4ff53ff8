"""These pages as a Django app."""

from django.apps import AppConfig


class ChecklistPagesConfig(AppConfig):
    """Templates of checklists."""

    name = "shiryokan.web.checklists"
    label = "web_checklists"
