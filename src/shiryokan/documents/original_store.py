"""The store of this instance's originals."""

from __future__ import annotations

from shiryokan.documents.originals import Originals
from shiryokan.instance import current


def original_store() -> Originals:
    """The store of this instance's originals."""
    return Originals(current.home().originals)
