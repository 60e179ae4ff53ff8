"""Compares what two commits give for everything in the corpora.

usage: python -m tools.compare_outputs BEFORE [AFTER] [--part PART...] [--files GLOB] [...]

``BEFORE`` and ``AFTER`` are checkouts that are set up (``.venv``), or commits whose outputs are in
the cache. Each commit is asked once, through its command line and its instance's addresses alone,
and its outputs are kept; then every difference is listed. Ends with 1 if one is left that no
justification explains. ``docs/comparing-versions.md`` says more.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from tools.outputs import calls, instance
from tools.outputs.calls import Cost
from tools.outputs.comparing import Difference, Justified, compare, justifications
from tools.outputs.normalising import Options
from tools.outputs.reporting import line_of, report, summary
from tools.outputs.store import Store

ROOT = Path(__file__).parent.parent
COMMANDS = {"text": calls.text_calls, "records": calls.record_calls}
INSTANCE = ("search", "exports")
PARTS = (*COMMANDS, *INSTANCE)
SHOWN = 40
"""Differences named on the screen; the report has all."""
NICE = 10


def arguments(words: Sequence[str] | None = None) -> argparse.Namespace:
    """What the command line says."""
    parser = argparse.ArgumentParser(prog="python -m tools.compare_outputs", description=__doc__)
    parser.formatter_class = argparse.RawDescriptionHelpFormatter
    add = parser.add_argument
    add("before", help="checkout, or commit in the cache")
    add("after", nargs="?", help="the same; without it, the outputs of BEFORE are only made")
    add("--part", nargs="+", choices=PARTS, help="only these (default: all)")
    add("--files", default="", metavar="GLOB", help="only files like corpus/real/*; text, records")
    add("--fresh", action="store_true", help="ask again what is in the cache")
    add("--cache", type=Path, default=ROOT / ".outputs", help="folder of all outputs")
    add("--corpus", type=Path, default=ROOT.parent / "shared" / "corpus")
    add("--workers", type=int, default=2, help="calls at once")
    add("--rename", nargs="+", default=[], metavar="OLD=NEW", help="keys that have new names")
    add("--ignore-key", nargs="+", default=[], metavar="KEY", help="keys that do not count")
    add("--digits", type=int, help="digits to which numbers are rounded")
    add("--justified", type=Path, metavar="TOML", help="differences that are meant, and why")
    add("--report", type=Path, metavar="FILE", help="default: in the cache")
    add("--excerpt", type=int, default=30, metavar="LINES", help="of each diff in the report")
    asked = parser.parse_args(words)
    if any("=" not in pair for pair in asked.rename):
        parser.error("--rename takes pairs like OLD=NEW")
    if asked.files and set(asked.part or ()) & set(INSTANCE):
        parser.error("--files is for the parts text and records")
    asked.cache = asked.cache.resolve()
    asked.part = asked.part or list(COMMANDS if asked.files else PARTS)
    return asked


def complete(store: Store, asked: argparse.Namespace, inputs: Path) -> None:
    """Ask a commit what has not been asked of it yet."""
    files = calls.pdfs(inputs)
    for part in (part for part in COMMANDS if part in asked.part):
        wanted = calls.chosen(COMMANDS[part](files), asked.files)
        missing = [c for c in wanted if asked.fresh or not store.target(c.name).exists()]
        if missing:
            _say(store, part, calls.make(store, missing, inputs, asked.workers), len(missing))
    listed = instance.manifest(inputs, files)
    plan = instance.fingerprint(listed)
    done = store.about().get("asked", {})
    parts = [p for p in INSTANCE if p in asked.part and (asked.fresh or done.get(p) != plan)]
    if parts:
        if (cost := instance.fill(store, listed, inputs, anew=asked.fresh)).wall:
            _say(store, "home", cost, listed.count("\n") - 1)
        store.forget(parts, but=instance.ADDED)
        _say(store, "+".join(parts), instance.ask(store, parts, inputs, asked.workers))
        store.note(asked=done | dict.fromkeys(parts, plan))


def _say(store: Store, what: str, cost: Cost, count: int = 0) -> None:
    told = f"{count} asked, " if count else ""
    print(f"{store.commit} {what}: {told}CPU {cost.cpu:.0f} s, {cost.wall:.0f} s", flush=True)
    costs = store.about().get("costs", {})
    costs[what] = {"asked": count, "cpu": round(cost.cpu, 1), "wall": round(cost.wall, 1)}
    store.note(costs=costs)


def differences(
    part: str, stores: tuple[Store, Store], asked: argparse.Namespace, inputs: Path
) -> tuple[int, list[Difference]]:
    """How many outputs of a part are the same, and how the others differ."""
    if part in COMMANDS:
        wanted = COMMANDS[part](calls.pdfs(inputs))
        names = {call.name for call in calls.chosen(wanted, asked.files)}
    else:
        names = {name for store in stores for name in store.names() if name.startswith(f"{part}/")}
    renamed = dict(pair.split("=", 1) for pair in asked.rename)
    ignored, places = tuple(asked.ignore_key), [s.about().get("checkout", "") for s in stores]
    options = (
        Options(renamed, ignored, asked.digits, places[0]),
        Options({}, ignored, asked.digits, places[1]),
    )
    known: list[Justified] = justifications(asked.justified) if asked.justified else []
    found = []
    for name in sorted(names):
        paths = [store.target(name) for store in stores]
        if all(path.exists() for path in paths) and paths[0].read_bytes() == paths[1].read_bytes():
            continue
        before, after = (store.outcome(name) for store in stores)
        if difference := compare(name, before, after, options, known):
            found.append(difference)
    return len(names) - len(found), found


def main(words: Sequence[str] | None = None) -> int:
    """Ask both commits, and tell the differences."""
    asked = arguments(words)
    os.nice(NICE)
    stores = [Store.of(asked.cache, each) for each in (asked.before, asked.after) if each]
    with tempfile.TemporaryDirectory(prefix="outputs-") as folder:
        inputs = Path(folder)
        (inputs / "samples").symlink_to((ROOT / "samples").resolve())
        (inputs / "corpus").symlink_to(asked.corpus.resolve(strict=True))
        for store in stores:
            complete(store, asked, inputs)
        if len(stores) == 1:
            return 0
        pair = (stores[0], stores[1])
        parts = {part: differences(part, pair, asked, inputs) for part in asked.part}
    abouts = [store.about() | {"commit": store.commit} for store in stores]
    path = asked.report or asked.cache / f"{stores[0].commit}--{stores[1].commit}.md"
    path.write_text(report(abouts, parts, asked.excerpt), "utf-8")
    return _tell(parts, path)


def _tell(parts: dict[str, tuple[int, list[Difference]]], path: Path) -> int:
    for part, (same, found) in parts.items():
        print(summary(part, same, found))
        for each in found[:SHOWN]:
            print(f"  {line_of(each)}")
        if len(found) > SHOWN:
            print(f"  … {len(found) - SHOWN} more")
    print(f"The report: {path}")
    return int(any(each.unexplained for _same, found in parts.values() for each in found))


if __name__ == "__main__":
    sys.exit(main())
