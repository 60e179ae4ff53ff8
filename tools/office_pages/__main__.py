"""Writes documents and their truth.

usage: python -m tools.office_pages --kind KIND --look LOOK --seed N --count K --out FOLDER

KIND and LOOK may be lists with commas, or ``train``, ``held`` or ``all``. For each kind, look and
seed from N on, FOLDER gets KIND-LOOK-SEED.pdf and the same .json.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from pathlib import Path

from tools.office_pages import (
    HELD_KINDS,
    HELD_LOOKS,
    KINDS,
    LOOKS,
    TRAIN_KINDS,
    TRAIN_LOOKS,
    generate,
)


def named(text: str, groups: dict[str, Iterable[str]]) -> list[str]:
    """The names that are meant; raises SystemExit for one that is not known."""
    if text in groups:
        return list(groups[text])
    names = text.split(",")
    unknown = set(names) - set(groups["all"])
    if unknown:
        raise SystemExit(
            f"not known: {', '.join(sorted(unknown))}; known: {', '.join(groups['all'])}"
        )
    return names


KIND_GROUPS: dict[str, Iterable[str]] = {"all": KINDS, "train": TRAIN_KINDS, "held": HELD_KINDS}
LOOK_GROUPS: dict[str, Iterable[str]] = {"all": LOOKS, "train": TRAIN_LOOKS, "held": HELD_LOOKS}


def main() -> None:
    """Write what is asked for."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--kind", default="all")
    parser.add_argument("--look", default="all")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--count", type=int, default=1)
    parser.add_argument("--out", type=Path, required=True)
    asked = parser.parse_args()
    asked.out.mkdir(parents=True, exist_ok=True)
    for kind in named(asked.kind, KIND_GROUPS):
        for look in named(asked.look, LOOK_GROUPS):
            for seed in range(asked.seed, asked.seed + asked.count):
                pdf, truth = generate(kind, look, seed)
                stem = asked.out / f"{kind}-{look}-{seed}"
                stem.with_suffix(".pdf").write_bytes(pdf)
                stem.with_suffix(".json").write_text(truth.json(), "utf-8")


if __name__ == "__main__":
    main()
