"""The readers that are compared, each run in a process of its own and measured."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from fidelity_truth import Task
from ingest import PeakMemory

ROOT = Path(__file__).parent.parent
WORKER = Path(__file__).with_name("fidelity_worker.py")
CACHE = Path.home() / ".cache" / "shiryokan-bench"
GROUP_SECONDS = 1200


@dataclass(frozen=True)
class Reader:
    """A reader by its name in the table and in the worker.

    ``packages`` are installed into a virtual environment of the reader's own; without any it runs
    in ours. PyMuPDF stands there for its licence (AGPL: never imported by us), others because
    nothing else here needs them.
    """

    name: str
    worker: str
    packages: tuple[str, ...] = ()


MUPDF = ("pymupdf", "pymupdf4llm")
READERS = (
    Reader("Shiryokan", "shiryokan"),
    Reader("PDFium (pypdfium2)", "pdfium"),
    Reader("pdftotext", "pdftotext"),
    Reader("pdftotext -layout", "pdftotext-layout"),
    Reader("PyMuPDF", "pymupdf", MUPDF),
    Reader("PyMuPDF sort=True", "pymupdf-sort", MUPDF),
    Reader("pypdf", "pypdf"),
    Reader("pdfplumber", "pdfplumber"),
    Reader("pdfminer.six", "pdfminer"),
    Reader("PyMuPDF4LLM (layout model)", "pymupdf4llm", MUPDF),
    Reader("OpenDataLoader", "opendataloader", ("opendataloader-pdf",)),
    Reader("pdf_oxide", "pdf-oxide", ("pdf-oxide",)),
)


@dataclass
class Result:
    """What a reader made of one task; what it does not give is None."""

    texts: dict[int, str] = field(default_factory=dict)
    cells: dict[int, list[str]] | None = None
    flow: str | None = None
    error: str = ""


@dataclass
class Run:
    """One process's results by task name, its seconds (start-up included) and peak MiB."""

    results: dict[str, Result]
    seconds: float
    peak: float
    version: str = ""
    error: str = ""


def python_of(reader: Reader, cache: Path) -> tuple[str, str]:
    """The interpreter that has the reader's packages, or why there is none."""
    if not reader.packages:
        return sys.executable, ""
    name = hashlib.sha256(" ".join([sys.version, *reader.packages]).encode()).hexdigest()[:10]
    folder = cache / f"{reader.packages[0]}-{name}"
    python = folder / "bin" / "python"
    done = folder / "installed"
    if not done.exists():
        try:
            subprocess.run([sys.executable, "-m", "venv", "--clear", str(folder)], check=True)
            install = [str(python), "-m", "pip", "install", "--quiet", *reader.packages]
            subprocess.run(install, check=True, capture_output=True, text=True, timeout=600)
        except subprocess.CalledProcessError as error:
            lines = (error.stderr or str(error)).strip().split("\n")
            return "", f"cannot be installed: {lines[-1]}"
        except subprocess.TimeoutExpired:
            return "", "cannot be installed: no answer in ten minutes"
        done.touch()
    return str(python), ""


def run(reader: Reader, python: str, tasks: list[Task]) -> Run:
    """Have the reader do the tasks in a process of its own."""
    with tempfile.TemporaryDirectory() as name:
        given, out = Path(name) / "tasks.json", Path(name) / "out.json"
        given.write_text(json.dumps([task.given() for task in tasks]), "utf-8")
        began = time.perf_counter()
        with (Path(name) / "log").open("w+", encoding="utf-8") as log:
            process = subprocess.Popen(
                [python, str(WORKER), reader.worker, str(given), str(out)],
                env=_environment(reader),
                stdout=log,
                stderr=log,
            )
            memory = PeakMemory(process.pid)
            try:
                process.wait(GROUP_SECONDS)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
            seconds = time.perf_counter() - began
            memory.stop()
            if process.returncode or not out.exists():
                log.seek(0)
                return Run({}, seconds, memory.total, error=_last(log.read()))
        read = json.loads(out.read_text("utf-8"))
    results = {task.name: _result(row) for task, row in zip(tasks, read["results"], strict=True)}
    return Run(results, seconds, memory.total, read["version"])


def _environment(reader: Reader) -> dict[str, str]:
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONPATH"}
    if not reader.packages:
        # the tree at hand is measured, wherever an editable install points
        environment["PYTHONPATH"] = str(ROOT / "src")
    return environment


def _result(row: dict[str, Any]) -> Result:
    cells = row["cells"]
    return Result(
        texts={int(page): text for page, text in row["texts"].items()},
        cells=None if cells is None else {int(page): found for page, found in cells.items()},
        flow=row["flow"],
        error=row["error"],
    )


def _last(log: str) -> str:
    return (log.strip().split("\n") or [""])[-1][:200] or "the process died"
