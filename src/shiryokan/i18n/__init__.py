"""The words shown to people. Japanese is the source language; catalogues hold the others."""

from __future__ import annotations

import gettext
import os
from collections.abc import Mapping
from pathlib import Path

LOCALE_FOLDER = Path(__file__).parent / "locale"
DOMAIN = "django"
LANGUAGES = ("ja", "en")


def catalogue(language: str) -> gettext.NullTranslations:
    """The catalogue of ``language``; Japanese, being the source, needs none."""
    return gettext.translation(DOMAIN, LOCALE_FOLDER, [language], fallback=True)


def speak(language: str) -> None:
    """Have the words of libraries that use gettext's own domain come from our catalogues too."""
    os.environ["LANGUAGE"] = language
    gettext.bindtextdomain("messages", str(LOCALE_FOLDER))


def language_of(environment: Mapping[str, str] | None = None) -> str:
    """The language of whoever sits at the command line.

    ``SHIRYOKAN_LANGUAGE`` decides; else the first of ``LC_ALL``, ``LC_MESSAGES`` and ``LANG``
    that names a language we have; else Japanese.
    """
    environment = os.environ if environment is None else environment
    for name in ("SHIRYOKAN_LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        language = environment.get(name, "").split("_")[0].split(".")[0].lower()
        if language in LANGUAGES:
            return language
    return "ja"
