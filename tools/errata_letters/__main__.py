"""usage: python -m tools.errata_letters [--seeds FIRST-LAST] [--looks NAME,…|open|held|all]
[--keep FOLDER] [--differences]"""

from __future__ import annotations

from tools.errata_letters.score import measure, table
from tools.errata_letters.typeset import HELD, LOOKS
from tools.looks_command import run

if __name__ == "__main__":
    run("errata_letters", measure, table, LOOKS, HELD)
