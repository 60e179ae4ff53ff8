"""Holds every package that runs in an instance to licences that an Apache-2.0 project may link.

usage: python -m tools.licences

Fails and names the packages whose licence is not among the allowed ones. Packages that only tests
and benches use are not linked into an instance and are not asked.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys

from tools.locked import locked, normal

ALLOWED = (
    r"mit|mit-0|mit-cmu|mit license|0bsd|isc|isc license( \(iscl\))?|zlib|cc0-1\.0|psf-2\.0"
    r"|python software foundation license|(the )?([23]-clause )?bsd( license)?|bsd-[23]-clause"
    r"|apache([ -]2\.0| software license)|dependency licenses"
    r"|mpl-2\.0|mozilla public license 2\.0 \(mpl 2\.0\)|lgpl-3\.0-only"
)
"""Permissive licences; and those whose duties end at the package's own files (MPL, LGPL)."""
READ = {
    "qrcode": "BSD: the file LICENSE of its wheel; the other classifier is of the mark's owner",
}
"""What somebody read where the metadata say too little."""
_ALLOWED = re.compile(f"(?:{ALLOWED})", re.IGNORECASE)
_PARTS = re.compile(r"\s*(?:;|,|\bAND\b|\bOR\b|/)\s*", re.IGNORECASE)


def told() -> dict[str, tuple[str, str]]:
    """The version and licence of each installed package, as its metadata name them."""
    done = subprocess.run(
        [sys.executable, "-m", "piplicenses", "--format=json", "--with-system", "--from=mixed"],
        capture_output=True, check=True, text=True,
    )  # fmt: skip
    return {
        normal(row["Name"]): (row["Version"], row["License"]) for row in json.loads(done.stdout)
    }


def allowed(licence: str) -> bool:
    """Whether every part of a licence's expression is allowed."""
    parts = [part for part in _PARTS.split(licence) if part]
    return bool(parts) and all(_ALLOWED.fullmatch(part.strip()) for part in parts)


def problems() -> list[str]:
    """The packages of an instance that may not be linked, or of which nobody knows."""
    known, found = told(), []
    for name in locked():
        if name not in known or name in READ:
            continue  # for another platform
        if not allowed(known[name][1]):
            found.append(f"{name} {known[name][0]}: {known[name][1]}")
    return found


if __name__ == "__main__":
    wrong = problems()
    print("\n".join(wrong) or f"{len(locked())} packages, all with licences that may be linked")
    sys.exit(bool(wrong))
