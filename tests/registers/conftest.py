"""What tests of several registers share."""

from __future__ import annotations

import os

import pytest
from tools import hands


@pytest.fixture
def chromium() -> None:
    """The browser that prints papers of other hands; without it a test is skipped, but in CI."""
    try:
        hands.browser()
    except FileNotFoundError:
        if os.environ.get("CI"):
            pytest.fail("chromium is not installed")
        pytest.skip("chromium is not installed")
