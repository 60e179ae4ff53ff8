"""How true the text of a page is: Shiryokan and other readers on pages whose text is known.

usage: python bench/fidelity.py [--write] [--full] [--pages] [--readers NAME,NAME] [--cache FOLDER]
       python bench/fidelity.py --generated [--looks N] [--write] [--readers NAME,NAME]

All of ../shared/corpus/plan, the gold pages of tests/gold/pages, the volunteers' texts of the fee
schedules (the first 60 pages of each; all with --full), and pages a second. Each reader reads in a
process of its own; those that are not in our environment get a virtual environment in the cache
folder (default ~/.cache/shiryokan-bench). --write makes docs/fidelity.md; --pages lists every gold
and edited page, the worst for Shiryokan first.

--generated reads generated office pages instead: every kind in N trained and N held looks (default
2); --write then makes docs/fidelity-generated.md.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from typing import Any

import fidelity_generated
from fidelity_readers import CACHE, READERS, Reader, Result, Run, python_of, run
from fidelity_report import DOCUMENT, Row, document, page_list, tables
from fidelity_scoring import PlanScore, cell_share, mean, mean_plan, median, page_scores, plan_score
from fidelity_truth import (
    FIRST_PAGES,
    SPEED_PAGES,
    Pages,
    edited,
    gold,
    plan_tasks,
    plans,
    speed_task,
    tasks_of,
)

VERTICAL = "real/mhlw-r6-facility-criteria-289p.pdf"
NOTICE = "real/mhlw-r6-dispensing-notice.pdf"


class Truth:
    """All that is right, loaded once."""

    def __init__(self, first: int | None) -> None:
        self.plans = plans()
        self.gold = gold()
        self.edited = edited(first)

    def counts(self) -> str:
        """How much there is, in words."""
        pages = sum(map(len, self.gold.values()))
        cells = sum(len(page.cells) for file in self.gold.values() for page in file.values())
        return (
            f"{len(self.plans)} plans with {sum(map(len, self.plans.values()))} measures; "
            f"{pages} gold pages of {len(self.gold)} documents with {cells} cells; "
            f"{sum(map(len, self.edited.values()))} edited pages of {len(self.edited)} documents"
        )


def measure(reader: Reader, truth: Truth, cache: Path) -> Row:
    """Everything about one reader."""
    python, problem = python_of(reader, cache)
    if not python:
        return Row(reader.name, problems=[problem])
    row = Row(reader.name)
    read = {}
    for name, tasks in (
        ("plan", plan_tasks(truth.plans)),
        ("gold", tasks_of(truth.gold)),
        ("edited", tasks_of(truth.edited)),
        ("speed", [speed_task()]),
    ):
        print(f"{reader.name}: {name} …", file=sys.stderr, flush=True)
        read[name] = run(reader, python, tasks)
        row.problems += _problems(name, read[name])
        row.version = read[name].version or row.version
    _score_plans(row, truth.plans, read["plan"].results)
    _score_pages(row, truth, read["gold"], read["edited"])
    if not _problems("speed", read["speed"]):
        row.speed = SPEED_PAGES / read["speed"].seconds
        row.peak = read["speed"].peak
    row.seconds = sum(read[name].seconds for name in ("plan", "gold", "edited"))
    return row


def _problems(name: str, done: Run) -> list[str]:
    if done.error:
        return [f"{name}: {done.error}"]
    return [f"{name}, {file}: {r.error}" for file, r in done.results.items() if r.error]


def _score_plans(
    row: Row, truth: dict[str, list[dict[str, Any]]], results: dict[str, Result]
) -> None:
    by_pages: dict[str, PlanScore] = {}
    flows: list[PlanScore] = []
    for name, measures in truth.items():
        result = results.get(name)
        if result is None or result.error:
            return
        pages = [result.texts[number] for number in sorted(result.texts)]
        by_pages[name] = plan_score(measures, "\n".join(pages), pages)
        if result.flow is not None:
            flows.append(plan_score(measures, result.flow))
            row.flow_by_file[name] = flows[-1].measures
    row.by_file = {name: score.measures for name, score in by_pages.items()}
    row.plan = mean_plan(list(by_pages.values()))
    row.flow = mean_plan(flows) if len(flows) == len(truth) else None


def _score_pages(row: Row, truth: Truth, read_gold: Run, read_edited: Run) -> None:
    if not read_gold.error:
        row.gold_pages = page_scores(truth.gold, read_gold.results)
        distances = [score.distance for score in row.gold_pages]
        row.gold_mean, row.gold_median = mean(distances), median(distances)
        row.cells = cell_share(truth.gold, read_gold.results)
    if not read_edited.error:
        row.edited_pages = page_scores(truth.edited, read_edited.results)
        row.fees = _mean_of(row, truth.edited, lambda file: file.startswith("fees/"))
        row.notice = _mean_of(row, truth.edited, NOTICE.__eq__)
        row.vertical = _mean_of(row, truth.edited, VERTICAL.__eq__)


def _mean_of(row: Row, truth: dict[str, Pages], wanted: Any) -> float | None:
    """The mean over the pages of the files that are wanted."""
    return mean([score.distance for score in row.edited_pages if wanted(score.file)])


def read_generated(readers: list[Reader], looks: int, cache: Path, *, write: bool) -> None:
    """Read, score, print generated pages."""
    with tempfile.TemporaryDirectory() as folder:
        documents = fidelity_generated.made(Path(folder), looks)
        rows = []
        for reader in readers:
            print(f"{reader.name}: generated …", file=sys.stderr, flush=True)
            rows.append(fidelity_generated.measure(reader, documents, cache))
    print(fidelity_generated.tables(rows))
    if write:
        command = f"python bench/fidelity.py --generated --looks {looks} --write"
        text = fidelity_generated.document(rows, documents, command)
        fidelity_generated.DOCUMENT.write_text(text, "utf-8")


def main() -> None:
    """Read, score, print."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--full", action="store_true")
    parser.add_argument("--pages", action="store_true")
    parser.add_argument("--readers", default="")
    parser.add_argument("--cache", type=Path, default=CACHE)
    parser.add_argument("--generated", action="store_true")
    parser.add_argument("--looks", type=int, default=2)
    asked = parser.parse_args()
    names = asked.readers.split(",") if asked.readers else [r.worker for r in READERS]
    unknown = set(names) - {reader.worker for reader in READERS}
    if unknown:
        parser.error(f"no such reader: {', '.join(sorted(unknown))}")
    readers = [reader for reader in READERS if reader.worker in names]
    if asked.generated:
        read_generated(readers, asked.looks, asked.cache, write=asked.write)
        return
    truth = Truth(None if asked.full else FIRST_PAGES)
    rows = [measure(reader, truth, asked.cache) for reader in readers]
    if asked.pages:
        print(page_list(rows))
    print(tables(rows))
    if asked.write:
        command = "python bench/fidelity.py --write" + (" --full" if asked.full else "")
        DOCUMENT.write_text(document(rows, truth.counts(), command), "utf-8")


if __name__ == "__main__":
    main()
