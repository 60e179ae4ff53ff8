"""The real engine, loaded once."""

from __future__ import annotations

import pytest

from shiryokan.paper.ocr.pp_ocr import PpOcr


@pytest.fixture(scope="session")
def engine() -> PpOcr:
    return PpOcr()
