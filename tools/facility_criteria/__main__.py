"""usage: python -m tools.facility_criteria [--seeds FIRST-LAST]
[--looks NAME,…|open|held|all|composed|aside|hands|printed|printed-aside]
[--keep FOLDER] [--differences]"""

from __future__ import annotations

from tools import sheets
from tools.facility_criteria.composed import ASIDE, COMPOSED
from tools.facility_criteria.score import measure, table
from tools.facility_criteria.typeset import HELD, LOOKS
from tools.looks_command import run

if __name__ == "__main__":
    run("facility_criteria", measure, table, LOOKS, HELD,
        {"composed": COMPOSED, "aside": ASIDE, "hands": ("hands",), **sheets.SETS})  # fmt: skip
