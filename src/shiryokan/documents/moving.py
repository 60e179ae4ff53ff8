"""Copies originals between the home's folder and the bucket. Nothing is taken away where they
were, and what is there already is passed over, so that it may be cut off and run again."""

from __future__ import annotations

import sys
from collections.abc import Callable

from shiryokan.documents.models import Document
from shiryokan.documents.originals import FolderOriginals, Originals, original_store
from shiryokan.instance import current


def to_bucket(progress: Callable[[int, int], None]) -> tuple[int, list[str]]:
    """Put what the home's folder has of the library's originals into the bucket that the settings
    name.

    Returns how many were copied, and the SHA-256 of those that are in neither, or damaged.
    """
    return _copied(FolderOriginals(current.home().originals), original_store(), progress)


def to_folder(progress: Callable[[int, int], None]) -> tuple[int, list[str]]:
    """The way back: put what the bucket has into the home's folder."""
    return _copied(original_store(), FolderOriginals(current.home().originals), progress)


def _copied(
    source: Originals, target: Originals, progress: Callable[[int, int], None]
) -> tuple[int, list[str]]:
    there = {each.name for each in target.list()}
    wanted = set(Document.everything.values_list("sha256", flat=True)) - there
    copied, missing = 0, []
    for number, sha256 in enumerate(sorted(wanted)):
        progress(number, len(wanted))
        # what is damaged would come in under another name, and be nobody's
        if source.digest(sha256) != sha256:
            missing.append(sha256)
            continue
        with source.open(sha256) as file, target.put(file, sys.maxsize):
            copied += 1
    return copied, missing
