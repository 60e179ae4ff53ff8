"""These pages as a Django app."""

from django.apps import AppConfig


class AccountPagesConfig(AppConfig):
    """Templates of accounts."""

    name = "shiryokan.web.accounts"
    label = "web_accounts"
