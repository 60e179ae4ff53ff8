"""An empty instance whose lookout may ask this machine, without pauses."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from shiryokan.instance import current
from shiryokan.lookout import asking
from tests.documents.conftest import empty_instance
from tests.lookout.council_site import CouncilSite

__all__ = ["empty_instance"]
Serve = Callable[[Path], CouncilSite]


@pytest.fixture
def serve(empty_instance: Path, settings: Any) -> Iterator[Serve]:
    """Serve a folder of days, and let the lookout ask it."""
    sites: list[CouncilSite] = []

    def serve_folder(folder: Path) -> CouncilSite:
        site = CouncilSite(folder)
        sites.append(site)
        settings.SHIRYOKAN = msgspec.structs.replace(
            current.config(), fetch_networks=("127.0.0.0/8",), fetch_ports=(site.port,),
            lookout_pause_seconds=0.0,
        )  # fmt: skip
        asking.forget_robots()
        return site

    yield serve_folder
    for site in sites:
        site.close()
