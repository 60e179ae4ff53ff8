"""usage: python -m tools.checklist_forms.strange [--seeds FIRST-LAST]
[--looks NAME,…|open|held|all] [--keep FOLDER] [--differences]"""

from __future__ import annotations

from tools.checklist_forms.strange.looks import HELD, LOOKS
from tools.checklist_forms.strange.score import measure, table
from tools.looks_command import run

if __name__ == "__main__":
    run("checklist_forms.strange", measure, table, LOOKS, HELD)
