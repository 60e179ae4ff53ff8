"""All that is looked at, for the command ``doctor`` and the page of the house's health."""

from __future__ import annotations

from collections.abc import Iterator

from shiryokan.health.findings import Finding
from shiryokan.health.library_findings import look_at_library
from shiryokan.health.lookout_findings import look_at_lookout
from shiryokan.health.machine_findings import look_at_machine
from shiryokan.health.running_findings import look_at_running
from shiryokan.health.settings_findings import look_at_settings
from shiryokan.instance import current


def look_at_all(*, mail: bool = True) -> Iterator[Finding]:
    """The machine, the settings, the library, whether it runs, and what is watched; the mail server
    is asked if ``mail``."""
    yield from look_at_machine()
    yield from look_at_settings(current.config())
    yield from look_at_library()
    yield from look_at_running(mail=mail)
    yield from look_at_lookout()
