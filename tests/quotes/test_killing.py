"""Judging is killed at random moments: every quote ends with the one standing it should have."""

from __future__ import annotations

import json
import random
import subprocess
import time
from pathlib import Path
from typing import Any

import pytest

from tests import warm
from tests.conftest import ROOT
from tests.killing import killed
from tests.quotes.killed_instance import COPIES
from tests.served import environment, program, run

pytestmark = [pytest.mark.any_database, pytest.mark.slow]
KILLS = 5
SEED = 20_261_129


def inside(home: Path, action: str, number: int = 0) -> Any:
    done = warm.run(
        "tests.quotes.killed_instance", action, str(number), env=environment(home), cwd=ROOT,
        check=True,
    )  # fmt: skip
    return json.loads(done.stdout)


def seconds_of_work(home: Path) -> float:
    """How long this machine takes over what is left to do, from when its worker is there."""
    process = subprocess.Popen(program("work"), env=environment(home), stdout=subprocess.DEVNULL)
    while process.poll() is None and not any(home.glob(f"locks/worker-{process.pid}-*")):
        time.sleep(0.005)
    began = time.monotonic()
    assert process.wait() == 0
    return time.monotonic() - began


def test_every_quote_ends_with_one_standing_and_the_right_one(
    samples: Path, tmp_path: Path
) -> None:
    home, dice = tmp_path / "home", random.Random(SEED)
    for year in (2024, 2025):
        plan = samples / f"mikagami-plan-{year}.pdf"
        run(home, "add", str(plan), "--title", f"水鏡市年次計画{year}", "--publisher", "水鏡市")
    inside(home, "fill")
    inside(home, "turn", 0)
    end = seconds_of_work(home)
    seen = inside(home, "look")
    assert seen["quotes"] == seen["standings"] > 8 * COPIES
    assert (seen["wrong"], seen["left"]) == (0, 0) and seen["states"] > 1
    struck, number = 0, 1
    while struck < KILLS and number < 4 * KILLS:
        inside(home, "turn", number)
        number += 1
        killed(home, "work", after=dice.uniform(0, end))
        between = inside(home, "look")
        assert between["quotes"] == seen["quotes"] == between["standings"]
        struck += bool(between["left"])
        if number % 3 == 0:
            run(home, "work")
            after = inside(home, "look")
            assert (after["wrong"], after["left"]) == (0, 0)
    assert struck >= KILLS // 2, "the work was done before it could be struck often enough"
    run(home, "work")
    after = inside(home, "look")
    assert (after["wrong"], after["left"], after["standings"]) == (0, 0, seen["quotes"])
