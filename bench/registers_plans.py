"""How right the register of measures is, and the comparison of its versions.

Truth are the JSON files of ../shared/corpus/plan, and for held-out layouts the generator of
tests/paper/plan_pages.py, which knows nothing of the grammar.
"""

from __future__ import annotations

import functools
import json
import re
import sys
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

ROOT = Path(__file__).parent.parent
CORPUS = ROOT.parent / "shared" / "corpus" / "plan"
sys.path.insert(0, str(ROOT))

from tests.paper.plan_pages import made  # noqa: E402
from tests.paper.plan_style import by_chance  # noqa: E402
from tests.registers.plan_survey import extracted, faults, tells_apart  # noqa: E402

from shiryokan.paper.isolated import IsolatedReader  # noqa: E402
from shiryokan.registers.aspects import headings_of  # noqa: E402
from shiryokan.registers.comparison import compare  # noqa: E402
from shiryokan.registers.measures import Measure, Measures  # noqa: E402

FIELDS = ("section", "label", "ministries", "previous_plan", "progress", "next_plan")
HELD_OUT = range(100_000, 100_150)
"""Seeds of generated plans that nobody looked at while the grammar was written."""
COMPARED = (
    ("lined-2023", "lined-2024"),
    ("open-2023", "open-2024"),
    ("lined-2023", "rows-2024"),
    ("lined-2024-draft", "lined-2024"),
    ("open-2024-draft", "open-2024"),
)


class Score(NamedTuple):
    """Measures of one file: all, exactly right, lost, invented, with a wrong field."""

    file: str
    all: int
    right: int
    lost: int
    invented: int
    wrong: int


def squeezed(value: Any) -> Any:
    """A text, or the texts of a list, without white space."""
    if isinstance(value, str):
        return re.sub(r"\s+", "", value)
    return [squeezed(each) for each in value]


def truth_of(name: str) -> list[dict[str, Any]]:
    """The measures of a file as they are."""
    data = json.loads((CORPUS / f"{name}.json").read_text("utf-8"))
    measures: list[dict[str, Any]] = data["measures"]
    return measures


@functools.cache
def measures_of(name: str) -> list[Measure]:
    """The measures of a file as extracted."""
    with IsolatedReader(CORPUS / f"{name}.pdf") as reader:
        return Measures().extract(list(reader.pages()), name).records


def place(section: Sequence[str], label: str) -> tuple[str, ...]:
    """What names a measure in its document: numbers of its sections, and its label."""
    return (*squeezed(list(section))[::2], label)


def plan_scores() -> list[Score]:
    """The score of every file of the corpus."""
    return [plan_score(path.stem) for path in sorted(CORPUS.glob("*.pdf"))]


def plan_score(name: str) -> Score:
    """The score of one file; a measure is right if every field is, white space aside."""
    truth = {place(m["section"], m["label"]): m for m in truth_of(name)}
    found: dict[tuple[str, ...], Measure] = {}
    invented = 0
    for measure in measures_of(name):
        at = place(headings_of(measure.section), measure.label)
        invented += at in found or at not in truth
        found.setdefault(at, measure)
    both = [(truth[at], found[at]) for at in truth if at in found]
    right = sum(
        all(squeezed(_value(f, name)) == squeezed(t[name]) for name in FIELDS) for t, f in both
    )
    return Score(name, len(truth), right, len(truth) - len(both), invented, len(both) - right)


def _value(measure: Measure, name: str) -> Any:
    """A field as the truth has it: of headings, number and title by turns."""
    value = getattr(measure, name)
    return headings_of(value) if name == "section" else value


def held_out_score(seeds: Iterable[int] = HELD_OUT) -> dict[str, Score]:
    """Generated plans in looks by chance; those with rules around every row apart."""
    counts: dict[str, Counter[str]] = {"fully ruled": Counter(), "all looks": Counter()}
    for seed in seeds:
        style = by_chance(seed)
        plan = made(style)
        found = extracted(plan.pdf)
        mine = Counter(all=len(plan.measures))
        if len(found) == len(plan.measures):
            for measure, truth in zip(found, plan.measures, strict=True):
                mine["wrong" if faults(measure, truth, style) else "right"] += 1
        else:
            mine["lost"] = max(0, len(plan.measures) - len(found))
            mine["invented"] = max(0, len(found) - len(plan.measures))
            mine["wrong"] = len(plan.measures) - mine["lost"]
        counts["all looks"] += mine
        if style.rules == "full" and tells_apart(style):
            counts["fully ruled"] += mine
    return {
        name: Score(name, c["all"], c["right"], c["lost"], c["invented"], c["wrong"])
        for name, c in counts.items()
    }


Said = set[tuple[str, tuple[str, ...], tuple[str, ...]]]
"""What a comparison says: kind, place in the old version, place in the new one."""


def true_changes(old: str, new: str) -> Said:
    """The truth, from the JSON alone.

    Year to year: a measure goes on where the new previous plan is the old next plan, all of it;
    it changed if its next plan or its ministries did. Draft to final: the same place.
    """
    befores, afters = truth_of(old), truth_of(new)
    drafts = "draft" in old
    by_plan = {squeezed("".join(m["next_plan"])): m for m in befores}
    by_place = {place(m["section"], m["label"]): m for m in befores}
    said: Said = set()
    seen = set()
    for after in afters:
        at = place(after["section"], after["label"])
        before = by_place.get(at) if drafts else by_plan.get(squeezed(after["previous_plan"]))
        if before is None:
            said.add(("new", (), at))
            continue
        was = place(before["section"], before["label"])
        seen.add(was)
        names = ("ministries", "previous_plan", "progress", "next_plan")
        names = names if drafts else ("ministries", "next_plan")
        changed = any(squeezed(before[n]) != squeezed(after[n]) for n in names)
        kind = "changed" if changed else "moved" if was != at else "same"
        said.add((kind, was, at))
    return said | {("ended", p, ()) for p in by_place if p not in seen}


def found_changes(old: str, new: str) -> Said:
    """What our comparison of the two PDFs says."""
    befores, afters = measures_of(old), measures_of(new)
    places = [
        {m.key: place(headings_of(m.section), m.label) for m in ms} for ms in (befores, afters)
    ]
    said: Said = set()
    for change in compare("measures", befores, afters).changes:
        was = places[0][change.old[0]] if change.old else ()
        at = places[1][change.new[0]] if change.new else ()
        said.add((change.kind, was, at))
    return said


def comparison_scores() -> list[tuple[str, str, str, int, float, float]]:
    """For each comparison and kind: how many there are, precision and recall."""
    rows = []
    for old, new in COMPARED:
        truth, found = true_changes(old, new), found_changes(old, new)
        for kind in ("same", "changed", "moved", "split", "merged", "new", "ended"):
            mine = {c for c in found if c[0] == kind}
            theirs = {c for c in truth if c[0] == kind}
            if mine or theirs:
                both = len(mine & theirs)
                precision = both / len(mine) if mine else 1.0
                recall = both / len(theirs) if theirs else 1.0
                rows.append((old, new, kind, len(theirs), precision, recall))
    return rows
