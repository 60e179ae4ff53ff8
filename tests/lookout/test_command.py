"""The command, as people use it, on the invented site."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests import served
from tests.lookout.test_whole_way import FIRST, NEW, OLD, SECOND, Invented, invented, page

__all__ = ["invented"]
pytestmark = pytest.mark.any_database


@pytest.mark.thorough
def test_the_command_watches_visits_and_tells(invented: Invented, tmp_path: Path) -> None:
    home = tmp_path / "home"
    settings = {
        "fetch_networks": "127.0.0.0/8",
        "fetch_ports": str(invented.site.port),
        "lookout_pause_seconds": "0",
        "database_url": "",
    }

    def lookout(*arguments: str) -> str:
        return served.run(home, "lookout", *arguments, **settings)

    assert "見張ります" in lookout("add", invented.url, "--publisher", "みなと町")
    assert "すでに" in lookout("add", invented.url)
    lookout("visit", "--now")
    assert lookout("finds", "--json") == ""
    invented.day({"/kaigi/index.html": page(SECOND, FIRST), "/kaigi/2a.pdf": OLD})
    # not due yet
    lookout("visit")
    assert lookout("finds", "--json") == ""
    lookout("visit", "--now")
    invented.day({"/kaigi/2a.pdf": NEW})
    assert "1件" in lookout("visit", "--now")
    replaced, new = map(json.loads, lookout("finds", "--json").splitlines())
    assert (new["type"], new["meeting"], new["date"], new["label"]) == (
        "new", 2, "2024-07-01", "資料1",
    )  # fmt: skip
    assert (replaced["type"], replaced["old_sha256"]) == ("replaced", new["sha256"])
    assert replaced["searchable_at"] is not None
    (status,) = map(json.loads, lookout("status", "--json").splitlines())
    assert (status["state"], status["documents"], status["finds"]) == ("alive", 3, 2)
    assert "費用の負担について" in served.run(home, "search", "二分の一", **settings)
    assert "止めました" in lookout("stop", invented.url)
    assert served.command(home, "lookout", "add", "ftp://a.jp/", **settings).returncode != 0
