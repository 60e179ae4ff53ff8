"""usage: python -m tools.checklist_forms [--seeds FIRST-LAST] [--looks NAME,…|open|held|all]
[--keep FOLDER] [--differences]"""

from __future__ import annotations

from tools.checklist_forms.look import HELD, LOOKS
from tools.checklist_forms.score import measure, table
from tools.looks_command import run

if __name__ == "__main__":
    run("checklist_forms", measure, table, LOOKS, HELD)
