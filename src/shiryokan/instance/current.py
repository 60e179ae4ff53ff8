"""The running house: its settings and its folders, for the rooms that need them."""

from __future__ import annotations

from django.conf import settings

from shiryokan.instance.config import Config
from shiryokan.instance.home import Home


def config() -> Config:
    """The settings of this house."""
    return settings.SHIRYOKAN


def home() -> Home:
    """The folders of this house."""
    return Home(config().folder)
