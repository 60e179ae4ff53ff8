"""Build hook: compiles the message catalogues (.po to .mo), so that no compiler is needed later."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class CompileCatalogues(BuildHookInterface):
    """Writes a .mo beside each .po of the package."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Compile before the files are gathered; also for an editable install."""
        for source in Path(self.root, "src").rglob("*.po"):
            with source.open("rb") as reading:
                catalogue = read_po(reading)
            with source.with_suffix(".mo").open("wb") as writing:
                write_mo(writing, catalogue)
