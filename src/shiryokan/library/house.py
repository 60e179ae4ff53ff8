"""The running house: its settings and its folders, for the rooms that need them."""

from __future__ import annotations

from django.conf import settings

from shiryokan.library.config import Config
from shiryokan.library.home import Home
from shiryokan.library.originals import Originals


def config() -> Config:
    """The settings of this house."""
    return settings.SHIRYOKAN


def home() -> Home:
    """The folders of this house."""
    return Home(config().folder)


def originals() -> Originals:
    """The store of this house's originals."""
    return Originals(home().originals)
