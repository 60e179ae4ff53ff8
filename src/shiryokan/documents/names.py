"""Names and titles as people and files give them, made fit to be kept and shown."""

from __future__ import annotations

import re
import unicodedata
from pathlib import PurePath

from shiryokan.titlepage.made_up import is_made_up, without_program

_DROPPED = frozenset(("Cc", "Zl", "Zp", "Cs", "Co"))
_NOT_IN_FILES = re.compile(r'[\\/:*?"<>|]')


def tidy(text: str, most: int) -> str:
    """One line without control characters, at most ``most`` characters."""
    kept = "".join(" " if unicodedata.category(c) in _DROPPED else c for c in text)
    return " ".join(kept.split())[:most]


def safe_name(name: str) -> str:
    """The last part of a file name as given, without folders or control characters."""
    return tidy(name.replace("\\", "/").rsplit("/", 1)[-1], 255).strip(". ")


def name_for_file(title: str, most: int = 60) -> str:
    """A title as the beginning of a file's name, on any system; empty if nothing is left."""
    return tidy(_NOT_IN_FILES.sub(" ", title), most).strip(". ")


def title_from(pdf_title: str, file_name: str) -> str:
    """A title for a document that was given none: the PDF's own, unless a program made it up."""
    if not is_made_up(pdf_title, file_name):
        return tidy(without_program(pdf_title), 500)
    return PurePath(file_name).stem or file_name
