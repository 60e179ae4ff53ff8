"""What the register finds of published notices: ``python -m bench.registers_notices FOLDER``."""

from __future__ import annotations

import sys
from pathlib import Path

from tests.registers.notices_truth import measure


def main() -> None:
    """Print heads, paragraphs and characters, found of printed, a notice a line."""
    for file in sorted(Path(sys.argv[1]).glob("*.pdf")):
        found = measure(file, file.with_suffix(".edited.txt"))
        print(file.stem, *("/".join(map(str, pair)) for pair in found[:3]), found.missing[:20])


if __name__ == "__main__":
    main()
