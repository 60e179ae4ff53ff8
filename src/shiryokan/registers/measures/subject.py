"""What a measure is about, where the plan gives it no name of its own.

It is the beginning of what is planned, or was: "引き続き、総務省において、手引きを周知する。" is
about 手引きを周知する.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from shiryokan.japanese.joining import join_lines

_LONGEST = 36
"""Characters of it."""
_BEFORE = re.compile(
    r"^(?:[・○●◦\s　]+"
    r"|(?:引き続き|新たに|また|さらに|加えて|このほか|併せて|あわせて|なお)、"
    r"|[^。、]{2,24}(?:を踏まえ(?:つつ)?|と連携し(?:て|つつ)?)、"
    r"|[^。、]{2,30}(?:省|庁|局|部|課|室|院|会|委員会|機構|センター|府|市|県|町|村)(?:等)?"
    r"(?:において|は|では|が|として)(?:は)?、)"
)
"""How a plan begins before it comes to the matter: with who does it, with whom, and again."""
_SENTENCE = re.compile("[^。]*")


def subject(values: Mapping[str, Any]) -> str:
    """The beginning of the next plan, else of the previous one, else of what was done, without who
    does it; empty where nothing is said."""
    for name in ("next_plan", "previous_plan", "progress"):
        value = values.get(name) or ""
        first = (value[0] if value else "") if isinstance(value, list) else value
        text = join_lines(first.split("\n"))
        while match := _BEFORE.match(text):
            text = text[match.end() :]
        sentence = _SENTENCE.match(text)
        if sentence and sentence[0]:
            said = sentence[0]
            return said if len(said) <= _LONGEST else f"{said[:_LONGEST]}…"
    return ""
