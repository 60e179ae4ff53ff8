"""How near a reader's text is to what is right. White space aside, nothing is normalised."""

from __future__ import annotations

import statistics
from collections import Counter
from dataclasses import dataclass
from typing import Any, NamedTuple

from fidelity_readers import Result
from fidelity_truth import Pages, squeezed
from rapidfuzz.distance import Levenshtein

SPREAD = 3
SLACK = 400


@dataclass(frozen=True)
class PlanScore:
    """Shares of one text of one plan, or of all plans on the mean."""

    fields: float
    measures: float
    ordered: float
    on_a_page: float | None = None


class PageScore(NamedTuple):
    """The distance of one page: 0 is right, 1 has nothing of it."""

    file: str
    page: int
    distance: float


def fields_of(measure: dict[str, Any]) -> list[str]:
    """The measure's fields without white space, in the order in which they stand."""
    fields = [measure["previous_plan"], *measure["progress"], *measure["next_plan"]]
    return [squeezed(field) for field in fields if field]


def plan_score(
    measures: list[dict[str, Any]], text: str, pages: list[str] | None = None
) -> PlanScore:
    """How much of a plan stands whole in a text, and (given its pages) within one page."""
    text = squeezed(text)
    all_fields = [fields_of(measure) for measure in measures]
    flat = [field for fields in all_fields for field in fields]
    return PlanScore(
        fields=_share(field in text for field in flat),
        measures=_share(all(f in text for f in fields) for fields in all_fields),
        ordered=_share(in_order(fields, text) for fields in all_fields),
        on_a_page=None if pages is None else _on_a_page(all_fields, [squeezed(p) for p in pages]),
    )


def _on_a_page(all_fields: list[list[str]], pages: list[str]) -> float:
    return _share(any(all(f in page for f in fields) for page in pages) for fields in all_fields)


def in_order(fields: list[str], text: str) -> bool:
    """Whether the fields stand whole, one after the other and near each other."""
    longest = SPREAD * sum(map(len, fields)) + SLACK
    start = text.find(fields[0])
    while start >= 0:
        end = start
        for field in fields:
            found = text.find(field, end, start + longest)
            if found < 0:
                break
            end = found + len(field)
        else:
            return True
        start = text.find(fields[0], start + 1)
    return False


def page_scores(truth: dict[str, Pages], results: dict[str, Result]) -> list[PageScore]:
    """The normalised edit distance of every page; a page that was not read has distance 1."""
    return [
        PageScore(
            file,
            number,
            Levenshtein.normalized_distance(
                page.text, squeezed(results.get(file, Result()).texts.get(number, ""))
            ),
        )
        for file, pages in truth.items()
        for number, page in pages.items()
    ]


def cell_share(truth: dict[str, Pages], results: dict[str, Result]) -> float | None:
    """The share of right cells that the reader gives as cells; None when it has no cells."""
    right = total = 0
    known = False
    for file, pages in truth.items():
        found = results.get(file, Result()).cells
        known = known or found is not None
        for number, page in pages.items():
            wanted = Counter(page.cells)
            given = Counter(map(squeezed, (found or {}).get(number, [])))
            right += (wanted & given).total()
            total += wanted.total()
    return right / total if known and total else None


def mean(values: list[float]) -> float | None:
    """The mean, or None of nothing."""
    return statistics.fmean(values) if values else None


def median(values: list[float]) -> float | None:
    """The median, or None of nothing."""
    return statistics.median(values) if values else None


def mean_plan(scores: list[PlanScore]) -> PlanScore:
    """The mean over plans."""
    on_a_page = [s.on_a_page for s in scores if s.on_a_page is not None]
    return PlanScore(
        fields=statistics.fmean(s.fields for s in scores),
        measures=statistics.fmean(s.measures for s in scores),
        ordered=statistics.fmean(s.ordered for s in scores),
        on_a_page=mean(on_a_page),
    )


def _share(held: Any) -> float:
    values = list(held)
    return sum(values) / len(values) if values else 0.0
