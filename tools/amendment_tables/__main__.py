"""usage: python -m tools.amendment_tables [--seeds FIRST-LAST] [--looks NAME,…|open|held|all]
[--keep FOLDER] [--differences]"""

from __future__ import annotations

from tools.amendment_tables.score import measure, table
from tools.amendment_tables.typeset import HELD, LOOKS
from tools.looks_command import run

if __name__ == "__main__":
    run("amendment_tables", measure, table, LOOKS, HELD)
