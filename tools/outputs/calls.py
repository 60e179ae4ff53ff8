"""What is asked of the command line: texts, records and comparisons of the corpora's files."""

from __future__ import annotations

import fnmatch
import json
import os
import subprocess
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import msgspec
import pypdfium2

from tools.outputs.driver import cpu_seconds
from tools.outputs.store import Store

DRIVER = Path(__file__).parent / "driver.py"
REGISTERS = ("measures", "fees", "requirements", "answers")
SECONDS = 900
"""Longest time of one call; the longest took 30 seconds."""
FEW_PAGES, SOME_PAGES, MANY_PAGES = 12, 150, 60
"""A file of few pages is written in every form; one of some pages as a flow as well; of one with
many only two registers are asked: those that have records of it, and others in turn."""
ASKED_OF_MANY = 2
HOSTILE, SITE = "corpus/hostile/", "corpus/site/"
HAVE = {
    "corpus/fees/medical-r4.pdf": ("fees",),
    "corpus/fees/medical-r6.pdf": ("fees",),
    "corpus/real/meti-cloud-guideline.pdf": ("requirements",),
    "corpus/real/mhlw-fee-schedule-r6.pdf": ("fees",),
    "corpus/real/mhlw-r8-qa-91p.pdf": ("answers",),
    "corpus/real/mic-cloud-guideline-84p.pdf": ("requirements",),
}
"""Registers that have records of files of many pages."""
SUFFIXES = {"markdown": "md", "html": "html", "alto": "xml"}
"""Forms beside JSON, which has all that plain text has."""
FLOWS = ("markdown", "html")
TABLES = {
    "corpus/plan/open-2024.pdf": "measures",
    "corpus/plan/lined-2024-draft.pdf": "measures",
    "corpus/fees/dispensing-r6.pdf": "fees",
    "corpus/answers/001694332.pdf": "answers",
}
"""Files whose records are written in every form."""
PAIRS = (
    ("measures", "corpus/plan/lined-2023.pdf", "corpus/plan/lined-2024.pdf"),
    ("measures", "corpus/plan/lined-2024-draft.pdf", "corpus/plan/lined-2024.pdf"),
    ("measures", "corpus/plan/lined-2023.pdf", "corpus/plan/rows-2024.pdf"),
    ("measures", "corpus/plan/open-2023.pdf", "corpus/plan/open-2024.pdf"),
    ("measures", "corpus/plan/open-2024-draft.pdf", "corpus/plan/open-2024.pdf"),
    ("measures", "samples/mikagami-plan-2024.pdf", "samples/mikagami-plan-2025.pdf"),
    ("measures", "corpus/plan/lined-2023.pdf", "corpus/fees/dispensing-r6.pdf"),
    ("fees", "corpus/fees/dispensing-r4.pdf", "corpus/fees/dispensing-r6.pdf"),
    ("fees", "corpus/fees/dispensing-r6.pdf", "corpus/fees/dispensing-r8.pdf"),
    ("fees", "corpus/fees/medical-r4.pdf", "corpus/fees/medical-r6.pdf"),
    ("answers", "corpus/answers/001678310.pdf", "corpus/answers/001694332.pdf"),
)
"""Registers and the versions that are compared; one pair is no pair."""


class Call(msgspec.Struct, frozen=True):
    """A call of the command line, the files it reads, and the name of its outcome."""

    name: str
    arguments: tuple[str, ...]
    files: tuple[str, ...] = ()


class Cost(msgspec.Struct):
    """What calls took, in seconds."""

    cpu: float = 0.0
    wall: float = 0.0

    def add(self, began: tuple[float, float]) -> None:
        """Add what went by since :meth:`now`."""
        cpu, wall = self.now()
        self.cpu, self.wall = self.cpu + cpu - began[0], self.wall + wall - began[1]

    @staticmethod
    def now() -> tuple[float, float]:
        """CPU seconds of all that this process has waited for, and the clock."""
        return cpu_seconds(), time.monotonic()


def surroundings(**settings: str) -> dict[str, str]:
    """The environment of a checkout's program, with the library's ``settings`` by their names."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("SHIRYOKAN_", "DJANGO_"))}
    named = {f"SHIRYOKAN_{name.upper()}": value for name, value in settings.items()}
    return {**kept, "PYTHONUTF8": "1", "SHIRYOKAN_LANGUAGE": "ja", **named}


def pdfs(inputs: Path) -> dict[str, int]:
    """Every PDF of the samples and corpora and its number of pages; 0 where that is not asked."""
    found = {}
    for folder in ("samples", "corpus"):
        for path in sorted((inputs / folder).resolve().rglob("*.pdf")):
            name = f"{folder}/{path.relative_to((inputs / folder).resolve()).as_posix()}"
            found[name] = 0 if name.startswith((HOSTILE, SITE)) else _pages(path)
    return found


def _pages(path: Path) -> int:
    document = pypdfium2.PdfDocument(path)
    try:
        return len(document)
    finally:
        document.close()


def text_calls(files: Mapping[str, int]) -> Iterator[Call]:
    """The pages of every file; as a flow and in other forms of those that are not long."""
    for file, pages in files.items():
        yield _text(file, "pages.jsonl", "--format", "json")
        if 0 < pages <= SOME_PAGES:
            yield _text(file, "flow.json", "--flow", "--format", "json")
        if 0 < pages <= FEW_PAGES:
            for form, suffix in SUFFIXES.items():
                yield _text(file, f"pages.{suffix}", "--format", form)
            for form in FLOWS:
                yield _text(file, f"flow.{SUFFIXES[form]}", "--flow", "--format", form)


def _text(file: str, name: str, *how: str) -> Call:
    return Call(f"text/{file}/{name}", ("text", file, *how), (file,))


def record_calls(files: Mapping[str, int]) -> Iterator[Call]:
    """The records of every register in every file, or the refusal; and what changed."""
    for number, (file, pages) in enumerate(files.items()):
        asked: Sequence[str] = REGISTERS if pages else ()
        if pages > MANY_PAGES:
            have = HAVE.get(file, ())
            others = [register for register in REGISTERS if register not in have]
            turned = others[number % len(others) :] + others
            asked = [*have, *turned][:ASKED_OF_MANY]
        for register in asked:
            table = ("records", register, file, "--format", "jsonl", "--report", "{report}")
            yield Call(f"records/{file}/{register}.jsonl", table, (file,))
    for file, register in TABLES.items():
        for form in ("csv", "xlsx", "parquet"):
            how = ("records", register, file, "--format", form)
            yield Call(f"records/{file}/{register}-table.{form}", how, (file,))
    for register, old, new in PAIRS:
        name = f"records/compared/{register}/{Path(old).stem}--{Path(new).stem}"
        for form in ("jsonl", "csv"):
            compared = ("compare", register, old, new, "--format", form)
            yield Call(f"{name}.{form}", compared, (old, new))
        if register == "fees":
            points = ("compare", register, old, new, "--points", "--format", "jsonl")
            yield Call(f"{name}-points.jsonl", points, (old, new))


def chosen(calls: Iterable[Call], pattern: str) -> list[Call]:
    """The calls that read a file whose name fits the pattern; without one, all."""
    fitting = (
        call for call in calls
        if not pattern or any(fnmatch.fnmatchcase(file, pattern) for file in call.files)
    )  # fmt: skip
    return list(fitting)


def make(store: Store, calls: Sequence[Call], inputs: Path, workers: int, **settings: str) -> Cost:
    """Make the calls with the commit's own Python in the folder ``inputs``."""
    cost, began = Cost(), Cost.now()
    lines = [
        json.dumps(
            {"arguments": call.arguments, "target": str(store.target(call.name)),
             "seconds": SECONDS}
        )
        for call in calls
    ]  # fmt: skip
    done = subprocess.run(
        [store.python, "-P", DRIVER, store.checkout, str(workers)],
        input="\n".join(lines), cwd=inputs, env=surroundings(**settings), text=True, check=True,
        stdout=subprocess.PIPE,
    )  # fmt: skip
    about = json.loads(done.stdout.splitlines()[-1])
    store.note(checkout=str(store.checkout), python=about["python"], libraries=about["libraries"])
    cost.add(began)
    return cost
