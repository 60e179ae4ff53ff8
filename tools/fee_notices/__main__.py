"""usage: python -m tools.fee_notices [--seeds FIRST-LAST]
[--looks NAME,…|open|held|all|composed|aside|hands] [--keep FOLDER] [--differences]"""

from __future__ import annotations

from tools.fee_notices.composed import ASIDE, COMPOSED
from tools.fee_notices.score import measure, table
from tools.fee_notices.typeset import HELD, LOOKS
from tools.looks_command import run

if __name__ == "__main__":
    run("fee_notices", measure, table, LOOKS, HELD,
        {"composed": COMPOSED, "aside": ASIDE, "hands": ("hands",)})  # fmt: skip
