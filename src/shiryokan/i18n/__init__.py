"""The words shown to people. Japanese is the source language; catalogues hold the others.

A folder's messages stand in its own ``locale/``, or in that of the nearest folder above it that has
one. Other packages (registers) add theirs by :func:`add_locale_folder`.
"""

from __future__ import annotations

import functools
import gettext
import os
from collections.abc import Mapping
from pathlib import Path

LOCALE_FOLDER = Path(__file__).parent / "locale"
DOMAIN = "django"
LANGUAGES = ("ja", "en")
_PACKAGE = Path(__file__).parents[1]
_added: list[Path] = []


def message(text: str) -> str:
    """Marks a message for the catalogue, imported as ``_``; it is translated where it is shown."""
    return text


def locale_folders() -> list[Path]:
    """The folders of catalogues: ours first, whose words hold where another translates the same."""
    own = [LOCALE_FOLDER, *sorted({*_PACKAGE.glob("*/locale"), *_PACKAGE.glob("*/*/locale")})]
    return list(dict.fromkeys([*own, *_added]))


def add_locale_folder(folder: Path) -> None:
    """Have the messages of another package translated as well."""
    if folder not in _added:
        _added.append(folder)


class Catalogue(gettext.NullTranslations):
    """The catalogues of all folders in one language; what is added later counts as well."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._language = language

    def gettext(self, message: str) -> str:
        """The translation, or the message itself."""
        for folder in _known(len(_added)):
            translated = _catalogue(folder, self._language).gettext(message)
            if translated != message:
                return translated
        return message


@functools.lru_cache(maxsize=1)
def _known(_number_added: int) -> list[Path]:
    return locale_folders()


@functools.cache
def _catalogue(folder: Path, language: str) -> gettext.NullTranslations:
    """That of ``language``; Japanese, being the source, needs none."""
    return gettext.translation(DOMAIN, folder, [language], fallback=True)


def catalogue(language: str) -> gettext.NullTranslations:
    """The catalogue of ``language``."""
    return Catalogue(language) if language != "ja" else gettext.NullTranslations()


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
