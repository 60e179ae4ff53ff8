"""These pages as a Django app."""

from django.apps import AppConfig


class ParcelPagesConfig(AppConfig):
    """Templates of parcels."""

    name = "shiryokan.web.parcels"
    label = "web_parcels"
