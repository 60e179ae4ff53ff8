"""Processes that leave the processor to whatever else wants it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

OF_SESSION = Path("/proc/self/autogroup")
SAYS = (
    "import os; from pathlib import Path;"
    " from shiryokan.paper.priority import yield_to_others; yield_to_others();"
    " print(os.getpriority(os.PRIO_PROCESS, 0));"
    f" path = Path({str(OF_SESSION)!r}); print(path.read_text() if path.exists() else '')"
)
KNOWS_GROUPS = pytest.mark.skipif(
    not os.access(OF_SESSION, os.W_OK), reason="the system knows no groups of sessions here"
)


def said(*, own_session: bool) -> list[str]:
    done = subprocess.run(
        [sys.executable, "-c", SAYS],
        capture_output=True,
        check=True,
        text=True,
        start_new_session=own_session,
    )
    return done.stdout.splitlines()


def test_a_process_is_behind_the_others_of_its_session() -> None:
    assert said(own_session=False)[0] == "19"


@KNOWS_GROUPS
def test_a_session_of_its_own_is_behind_other_sessions() -> None:
    assert said(own_session=True)[1].endswith("nice 19")


@KNOWS_GROUPS
def test_the_others_of_a_session_that_it_does_not_lead_are_left_alone() -> None:
    before = OF_SESSION.read_text()
    said(own_session=False)
    assert before == OF_SESSION.read_text()
