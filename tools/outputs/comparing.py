"""Two outcomes of the same call, and where they differ."""

from __future__ import annotations

import fnmatch
import re
import subprocess
import tempfile
import tomllib
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import msgspec

from tools.outputs.normalising import Options, Outcome, Unit, units, whole

CONTEXT = 2
"""Lines shown around a difference."""
KEPT = 1_000
"""Lines of one diff that are kept; all are counted."""
LEFT = 20
"""Lines of one difference that nothing justifies, which are told first."""
ORDER = "order"
GONE = "gone"
_KEY = re.compile(r'^\s*"([^"]+)"[:|]')

State = Literal["differs", "gone", "new"]


class Justified(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A difference that is meant, and ``why``: in outputs whose names fit the pattern, or one of
    several, all changed lines that the expression finds; with ``only = "gone"`` those that were
    before, and with ``only = "order"`` units that came in another order."""

    outputs: str | list[str]
    why: str
    lines: str = ""
    only: Literal["", "order", "gone"] = ""

    def fits(self, name: str) -> bool:
        """Whether it speaks of the output of this name."""
        patterns = [self.outputs] if isinstance(self.outputs, str) else self.outputs
        return any(fnmatch.fnmatchcase(name, pattern) for pattern in patterns)


class Difference(msgspec.Struct):
    """How what came of one call differs. Units are pages, records, rows, hits; ``keys`` counts the
    changed lines by the key that they begin with; ``lines`` are those of the whole diff, of which
    the first are kept; ``why`` are the reasons of what is justified, and ``left`` the first lines
    that are not, of ``unexplained``."""

    name: str
    asked: str
    state: State
    notes: list[str] = []
    units: dict[str, int] = {}
    keys: Counter[str] = msgspec.field(default_factory=Counter)
    diff: list[str] = []
    lines: int = 0
    removed: int = 0
    added: int = 0
    unexplained: int = 0
    why: list[str] = []
    left: list[str] = []


def justifications(path: Path) -> list[Justified]:
    """What a TOML file justifies: its tables ``[[justified]]``."""
    read = tomllib.loads(path.read_text("utf-8"))
    return msgspec.convert(read.get("justified", []), list[Justified])


def compare(
    name: str,
    before: Outcome | None,
    after: Outcome | None,
    options: tuple[Options, Options],
    known: Sequence[Justified] = (),
) -> Difference | None:
    """The difference of two outcomes, or None where there is none that counts."""
    if before is None or after is None:
        there = before or after
        found = Difference(name, there.asked if there else "", "gone" if before else "new")
        _justify(found, known, ["-" if before else "+"])
        return found
    form = name.rpartition(".")[2]
    old, new = units(before, form, options[0]), units(after, form, options[1])
    texts = whole(old), whole(new)
    if texts[0] == texts[1]:
        return None
    found = Difference(name, after.asked, "differs", units=_counted(old, new))
    if before.exit != after.exit:
        found.notes.append(f"exit {before.exit} → {after.exit}")
    diff = unified(*texts)
    changed = [line for line in diff if line[:1] in "+-"]
    found.diff, found.lines = diff[:KEPT], len(diff)
    found.removed = sum(line.startswith("-") for line in diff)
    found.added = len(changed) - found.removed
    found.keys = Counter(_key(line[1:]) for line in changed)
    _justify(found, known, changed)
    return found


def unified(before: str, after: str) -> list[str]:
    """The unified diff of two texts, without its head."""
    with tempfile.TemporaryDirectory(prefix="outputs-") as folder:
        paths = [Path(folder, name) for name in ("before", "after")]
        for path, text in zip(paths, (before, after), strict=True):
            path.write_text(text, "utf-8", "surrogatepass")
        made = subprocess.run(
            ["git", "diff", "--no-index", "--no-color", "--no-ext-diff", "--text", "--histogram",
             f"-U{CONTEXT}", *map(str, paths)],
            capture_output=True, check=False,
        )  # fmt: skip
    lines = made.stdout.decode("utf-8", "replace").split("\n")[:-1]
    first = next((at for at, line in enumerate(lines) if line.startswith("@@")), len(lines))
    return lines[first:]


def _counted(old: list[Unit], new: list[Unit]) -> dict[str, int]:
    """Units that are gone, new, changed under the same name; or only in another order."""
    gone, come = Counter(old) - Counter(new), Counter(new) - Counter(old)
    if not gone and not come:
        return {ORDER: sum(a != b for a, b in zip(old, new, strict=True))}
    names = [Counter(unit.label for unit in each.elements()) for each in (gone, come)]
    changed = (names[0] & names[1]).total()
    left = [names[0].total() - changed, names[1].total() - changed]
    counts = {"changed": changed, "gone": left[0], "new": left[1]}
    stayed = [[unit for unit in side if unit not in gone and unit not in come]
              for side in (old, new)]  # fmt: skip
    counts["moved"] = sum(a != b for a, b in zip(*stayed, strict=False))
    return {what: count for what, count in counts.items() if count}


def _key(line: str) -> str:
    """What a changed line is of: its key, else a word for the kind of its unit."""
    if found := _KEY.match(line):
        return found[1]
    return "(text)" if line[:1] in (" ", "") else f"({line.split(maxsplit=1)[0]})"


def _justify(found: Difference, known: Sequence[Justified], changed: list[str]) -> None:
    fitting = [each for each in known if each.fits(found.name)]
    order = ORDER in found.units
    left = []
    reasons: Counter[str] = Counter()
    # what names a unit stands among its lines as well
    told = [line for line in changed if line[1:2] == " "] or changed
    for line in told:
        for each in fitting:
            if _explains(each, line, order=order):
                reasons[each.why] += 1
                break
        else:
            left.append(line[1:])
    found.unexplained, found.left, found.why = len(left), left[:LEFT], list(reasons)


def _explains(known: Justified, line: str, *, order: bool) -> bool:
    """Whether it justifies a changed line, which begins with its sign."""
    if known.only == ORDER:
        return order
    if known.only == GONE and line[0] != "-":
        return False
    return re.search(known.lines, line[1:]) is not None
