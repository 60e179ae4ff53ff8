"""usage: python -m tools.amendment_tables [--seeds FIRST-LAST]
[--looks NAME,…|open|held|all|hands|aside|printed|printed-aside|circulars|circulars-aside]
[--keep FOLDER] [--differences]"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from tools.amendment_tables import hands_score
from tools.amendment_tables.circulars import CIRCULARS, CIRCULARS_ASIDE
from tools.amendment_tables.hands import ASIDE, HANDS
from tools.amendment_tables.printed import PRINTED, PRINTED_ASIDE
from tools.amendment_tables.score import measure, table
from tools.amendment_tables.typeset import HELD, LOOKS
from tools.looks_command import LookScore, run


def _measure(name: str, seeds: Sequence[int], folder: Path) -> LookScore:
    return (measure if name in LOOKS else hands_score.measure)(name, seeds, folder)


if __name__ == "__main__":
    run(
        "amendment_tables",
        _measure,
        table,
        LOOKS,
        HELD,
        {
            "hands": HANDS,
            "aside": ASIDE,
            "printed": PRINTED,
            "printed-aside": PRINTED_ASIDE,
            "circulars": CIRCULARS,
            "circulars-aside": CIRCULARS_ASIDE,
        },
    )
