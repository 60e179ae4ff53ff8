"""The council site of the corpora, a day after the other, through the real fetcher: every true find,
and none beside."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from shiryokan.lookout import visiting
from shiryokan.lookout.models import Find
from shiryokan.lookout.telling import find_as_data
from shiryokan.lookout.watching import watch
from tests.lookout.conftest import Serve
from tests.lookout.council_site import CouncilSite

Told = tuple[Any, ...]
MAINTENANCE = 9
"""The day on which every council page says that it is being worked on: what became is told later."""
pytestmark = pytest.mark.any_database


@pytest.fixture
def site(corpus: Path, serve: Serve) -> CouncilSite:
    return serve(corpus / "site")


def told(one: dict[str, Any], site: CouncilSite) -> Told:
    """What a find says, in the words of the truth."""
    kept = [one["type"], one["council"], one["meeting"], one["date"]]
    if one["type"] in ("announced", "cancelled"):
        return (*kept, site.there(one["page"]))
    kept += [one["label"], one["title"], site.there(one["url"]), one["sha256"]]
    if one["type"] == "replaced":
        kept.append(one["old_sha256"])
    if one["type"] == "moved":
        kept.append(site.there(one["old_url"]))
    if one["type"] == "retitled":
        kept += [one["old_title"], one["content_changed"]]
    return tuple(kept)


def reported(site: CouncilSite) -> set[Told]:
    """What has been found since it was last asked."""
    rows = [told(find_as_data(one), site) for one in Find.everything.all()]
    assert len(rows) == len(set(rows)), "nothing is told twice"
    return set(rows)


def visited_on(site: CouncilSite, day: int) -> set[Told]:
    before = reported(site)
    site.turn_to(day)
    visiting.all_due_now()
    visiting.visit()
    return reported(site) - before


def expected(site: CouncilSite, after: int, day: int) -> set[Told]:
    """The true finds since the day ``after``, as they still hold on ``day``: what was announced and
    laid before its meeting since is no announcement any more, and what came and was replaced came."""
    finds = [f for d in site.changes["days"][after + 1 : day + 1] for f in d["finds"]]
    with_documents = {(f["council"], f["meeting"]) for f in finds if f["type"] == "new"}
    cancelled = {(f["council"], f["meeting"]) for f in finds if f["type"] == "cancelled"}
    kept: dict[Any, dict[str, Any]] = {}
    for find in finds:
        meeting = (find["council"], find["meeting"])
        if find["type"] == "announced" and meeting in with_documents | cancelled:
            continue
        came = find["type"] == "replaced" and kept.get(find["url"], {}).get("type") == "new"
        key = find.get("url", (*meeting, find["type"]))
        kept[key] = {**find, "type": "new"} if came else find
    return {told(one, site) for one in kept.values()}


def watch_all(site: CouncilSite, *, feeds: bool) -> None:
    for council in site.changes["councils"]:
        watch(site.here(council["url"]))
    for feed in site.changes["feeds"] if feeds else ():
        watch(site.here(feed))


@pytest.mark.thorough
@pytest.mark.parametrize(
    ("days", "feeds"),
    [
        pytest.param(range(25), True, marks=pytest.mark.slow),
        pytest.param((0, 2, 7, 8, 13, 16, 18, 24), False, marks=pytest.mark.slow),
        ((0, 9, 20, 24), True),
        ((0, 24), False),
    ],
    ids=["every day, with feeds", "some", "a bad day among few", "first and last"],
)
def test_every_true_find_and_none_beside(
    site: CouncilSite, days: Sequence[int], feeds: bool
) -> None:
    watch_all(site, feeds=feeds)
    assert visited_on(site, days[0]) == set()
    wrong, after = {}, days[0]
    early: set[Told] = set()
    for day in days[1:]:
        got, wanted = visited_on(site, day), expected(site, after, day)
        if day == MAINTENANCE:
            # what can be told without the pages is
            early, got, wanted = got, got - wanted, set()
        else:
            after, got, early = day, got | early, set()
        if got != wanted:
            wrong[day] = {
                "beside": sorted(map(str, got - wanted)),
                "missed": sorted(map(str, wanted - got)),
            }
    assert not wrong, json.dumps(wrong, ensure_ascii=False, indent=1)
