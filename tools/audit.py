"""Asks whether any package of the locks has a known vulnerability, where one can be asked.

usage: python -m tools.audit [--must-answer]

Fails and names the packages that have one. A registry that says nothing of vulnerabilities, as
mirrors do, is told as such: then nothing was audited, which is a failure with ``--must-answer``.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

from tools.locked import ROOT, locked, normal

LOCKS = (ROOT / "requirements" / "server.txt", ROOT / "requirements" / "development.txt")
WHOLE = LOCKS[1]
"""What the others are part of, so that the registry is asked once."""


def asked(lock: Path) -> list[dict[str, Any]]:
    """What is known of each package of a lock: ``vulns``, or a ``skip_reason``. Empty if the
    registry could not be reached."""
    done = subprocess.run(
        [
            sys.executable, "-m", "pip_audit", "--format=json", "--progress-spinner=off",
            "--timeout=10", "--require-hashes", "--disable-pip", "-r", str(lock),
        ],
        capture_output=True, check=False, text=True,
    )  # fmt: skip
    try:
        found: list[dict[str, Any]] = json.loads(done.stdout)["dependencies"]
    except (json.JSONDecodeError, KeyError):
        return []
    return found


def audit(answers: list[dict[str, Any]]) -> tuple[int, list[str]]:
    """How many packages one was told of, and what is wrong with those that are vulnerable."""
    told = [package for package in answers if "skip_reason" not in package]
    wrong = [
        f"{package['name']} {package['version']}: {found['id']}"
        + (f", put right in {', '.join(found['fix_versions'])}" if found["fix_versions"] else "")
        for package in told
        for found in package["vulns"]
    ]
    return len(told), wrong


def main(*, must_answer: bool) -> int:
    """Ask of all packages, and say of every lock what was found."""
    failed = False
    whole, known = asked(WHOLE), locked(WHOLE)
    for lock in LOCKS:
        own = locked(lock)
        part = own.items() <= known.items()
        answers = [p for p in whole if normal(p["name"]) in own] if part else asked(lock)
        told, wrong = audit(answers)
        if told:
            print(f"{lock.name}: {told} of {len(answers)} packages audited, {len(wrong)} wrong")
        else:
            print(f"{lock.name}: not audited: the registry here says nothing of vulnerabilities")
        print("".join(f"  {line}\n" for line in wrong), end="")
        failed |= bool(wrong) or (must_answer and not told)
    return int(failed)


if __name__ == "__main__":
    sys.exit(main(must_answer="--must-answer" in sys.argv))
