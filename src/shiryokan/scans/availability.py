"""Whether pictures can be read here: what does that is an extra, and may be switched off."""

from __future__ import annotations

from shiryokan.instance import current
from shiryokan.paper.ocr.models import are_installed


def installed() -> bool:
    """Whether what reads pictures is installed (``shiryokan[ocr]``)."""
    return are_installed()


def reads_pictures() -> bool:
    """Whether pages that are only a picture are read here."""
    return current.config().scans == "on" and installed()


def checks_pictures() -> bool:
    """Whether text layers are held against the pictures of their pages here."""
    return reads_pictures() and current.config().verification != "off"
