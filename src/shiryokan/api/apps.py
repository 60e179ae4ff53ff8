"""The API as a Django app."""

from django.apps import AppConfig


class ApiConfig(AppConfig):
    """REST addresses, tokens, and the pages about them."""

    name = "shiryokan.api"
    label = "api"
