"""The states of an article and what leads from one to another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from shiryokan.news.errors import NotAllowed

Step = Literal[
    "write", "send", "take_back", "publish", "schedule", "fall_due", "withdraw", "reopen"
]

TRANSITIONS: Mapping[Step, Mapping[str, str]] = {
    # who writes in a published article opens its working copy; the public reads on in the edition
    "write": {"draft": "draft", "published": "draft"},
    "send": {"draft": "waiting"},
    "take_back": {"waiting": "draft", "scheduled": "draft"},
    "publish": {"waiting": "published"},
    "schedule": {"waiting": "scheduled"},
    "fall_due": {"scheduled": "published"},
    "withdraw": {
        "published": "withdrawn", "draft": "withdrawn", "waiting": "withdrawn",
        "scheduled": "withdrawn",
    },
    "reopen": {"withdrawn": "draft"},
}  # fmt: skip
"""For each step the states from which it may be taken, and where it leads."""


def after(step: Step, state: str) -> str:
    """The state to which ``step`` leads; raises :class:`NotAllowed` where it may not be taken."""
    try:
        return TRANSITIONS[step][state]
    except KeyError:
        raise NotAllowed("news_state") from None


def steps_from(state: str) -> list[Step]:
    """What may be done in a state."""
    return [step for step, ways in TRANSITIONS.items() if state in ways]
