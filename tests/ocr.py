"""What tests need that read pictures."""

from __future__ import annotations

import os

import pytest

from shiryokan.paper.ocr.models import are_installed


def needed() -> None:
    """Skip the test where nothing is installed that reads pictures; in CI it always is."""
    if not are_installed():
        word = "nothing is installed that reads pictures (the extra ocr)"
        if os.environ.get("CI"):
            pytest.fail(word)
        pytest.skip(word)
