"""These pages as a Django app."""

from django.apps import AppConfig


class DocumentPagesConfig(AppConfig):
    """Templates of the bin and of collections."""

    name = "shiryokan.web.documents"
    label = "web_documents"
