"""The running instance: its settings and its folders, for the rooms that need them."""

from __future__ import annotations

from django.conf import settings

from shiryokan.instance.config import Config
from shiryokan.instance.home import Home


def config() -> Config:
    """The settings of this instance."""
    return settings.SHIRYOKAN


def home() -> Home:
    """The folders of this instance."""
    return Home(config().folder)


def secret_key() -> str:
    """The key with which this instance signs."""
    return config().secret_key or home().secret_key()
