"""Builds the sample documents from samples/sources. All are about an invented city.

usage: python samples/build.py [FOLDER]
"""

from __future__ import annotations

import sys
from pathlib import Path

import yaml

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE))

import others
import plan
from typesetting import register_fonts

BUILDERS = {
    "plan-2024": plan.build,
    "plan-2025": plan.build,
    "guideline": others.guideline,
    "slides": others.slides,
    "notice": others.scanned,
}


def main(folder: Path) -> None:
    """Build every sample into ``folder``."""
    register_fonts()
    folder.mkdir(parents=True, exist_ok=True)
    for name, build in BUILDERS.items():
        source = yaml.safe_load((HERE / "sources" / f"{name}.yaml").read_text("utf-8"))
        path = build(source, folder)
        print(f"{path.name}: {path.stat().st_size // 1024} kB")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE)
